"""Customer texts are only ever text.

What could steer a terminal, reorder a line or break one is made visible.
"""

from __future__ import annotations

import unicodedata

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset("\u2028\u2029\ufeff\u200b")


def clean(text: str) -> str:
    """The text on one line, with control characters, line separators and bidi overrides shown as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(char: str) -> str:
    if char in "\n\t":
        return " "
    if char in BIDI or char in INVISIBLE or unicodedata.category(char) in ("Cc", "Cs", "Co"):
        code = ord(char)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    return char
