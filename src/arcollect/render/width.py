"""How wide a text stands on a screen: Chinese characters take two columns, combining marks none."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Columns that the text takes."""
    if text.isascii():
        return len(text)
    return sum(_char(c) for c in text)


def _char(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled up with spaces to so many columns."""
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space
