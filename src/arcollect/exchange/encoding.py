"""Which encoding a file's bytes are in."""

from __future__ import annotations

from arcollect.errors import BadData

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""Byte-order marks, with which programs say how the text that follows is encoded."""


def codec(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The encoding, and what to do with bytes that do not fit it (`strict` or `replace`), for `bytes.decode`.

    By the byte-order mark, else UTF-8, else GB18030 or cp1252, whichever the bytes look like; `encoding` is
    what the user has named. BadData when the file `name` is not in that one, or there is none of that name.
    """
    if encoding:
        return _given(raw, name, encoding)
    for mark, found in MARKS:
        if raw.startswith(mark):
            return found, "replace"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return ("gb18030", "strict") if _looks_chinese(raw) else ("cp1252", "replace")
    return "utf-8", "strict"


def _given(raw: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadData(
            f"{name} is not {encoding} at byte {error.start}; leave --encoding away or give another"
        ) from error
    except (LookupError, UnicodeError) as error:
        raise BadData(f"`{encoding}` is no encoding; give utf-8, gb18030 or cp1252") from error
    return encoding, "strict"


def _looks_chinese(raw: bytes) -> bool:
    """Chinese text comes in pairs of two high bytes.

    A Western accent is one high byte among ASCII letters.
    """
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    high_pairs = singles = position = 0
    while position < len(raw):
        if raw[position] < 0x80:
            position += 1
            continue
        following = raw[position + 1] if position + 1 < len(raw) else 0
        high_pairs, singles = (high_pairs + 1, singles) if following >= 0xA1 else (high_pairs, singles + 1)
        position += 2
    return high_pairs > singles
