"""The files of the playbook: excuses, words, samples and models."""

from __future__ import annotations

import os

PLAYBOOK = os.path.join(os.path.dirname(os.path.dirname(__file__)), "playbook")  # noqa: PTH118, PTH120 — quicker than pathlib
"""The playbook's folder. importlib.resources would tell it too, and load 30 modules for it."""


def path(*parts: str) -> str:
    """The place of a file or folder of the playbook, as `path("excuses", "dispute.toml")`."""
    return os.path.join(PLAYBOOK, *parts)  # noqa: PTH118 — as above


def text(*parts: str) -> str:
    """What a text file of the playbook holds; FileNotFoundError when there is no such file."""
    with open(path(*parts), encoding="utf-8") as file:  # noqa: PTH123 — as above
        return file.read()


def content(*parts: str) -> bytes:
    """What a file of the playbook holds, byte for byte; FileNotFoundError when there is no such file."""
    with open(path(*parts), "rb") as file:  # noqa: PTH123 — as above
        return file.read()


def excuse(code: str) -> str | None:
    """What the file of a built-in excuse holds; None when the playbook has none by that code."""
    if os.path.basename(code) != code:  # noqa: PTH119 — as above; a code that is a path is no code
        return None
    try:
        return text("excuses", f"{code}.toml")
    except (OSError, ValueError):
        return None
