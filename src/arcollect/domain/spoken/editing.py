"""Replacing pieces of a sentence before it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The text with each pattern replaced by what stands beside it, in order."""
    for pattern, by in pairs:
        text = re.sub(pattern, by, text)
    return text


def without(text: str, patterns: Iterable[str], by: str = " ") -> str:
    """The text with a blank (or `by`) for whatever the patterns find, in order."""
    return replaced(text, ((pattern, by) for pattern in patterns))
