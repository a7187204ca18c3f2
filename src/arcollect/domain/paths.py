"""Paths as users give them, checked before anything is done with them."""

from __future__ import annotations

import os
from pathlib import Path

from arcollect.errors import BadPath

LONGEST_NAME, LONGEST_PATH = 255, 4000


def user_path(text: str) -> Path:
    """The path; BadPath when no file can have it: a zero byte in it, a name over 255 bytes."""
    raw = os.fsencode(text.encode("utf-8", "replace").decode())
    if "\0" in text or len(raw) > LONGEST_PATH or any(len(part) > LONGEST_NAME for part in raw.split(b"/")):
        raise BadPath(f"`{text[:40]}` can be no file's path; give a shorter one without odd characters")
    return Path(text).expanduser()
