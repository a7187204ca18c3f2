"""Plants faults in SQL: in the texts of a module and in .sql files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edits import Edit, Mutant, Text

STATEMENT = re.compile(rb"\b(SELECT|UPDATE|INSERT|DELETE|FROM|WHERE|CASE WHEN|COALESCE)\b")
INSTEAD = {
    " < ": " <= ", " <= ": " < ", " > ": " >= ", " >= ": " > ", " = ": " <> ", " <> ": " = ",
    " + ": " - ", " - ": " + ", " AND ": " OR ", " OR ": " AND ", "MIN(": "MAX(", "MAX(": "MIN(",
    "IS NULL": "IS NOT NULL", "IS NOT NULL": "IS NULL", "NOT EXISTS": "EXISTS", "NOT IN": "IN",
    ", 0)": ", 1)", " UNION ALL": " UNION", "LEFT JOIN": "JOIN", " ELSE 0 ": " ELSE 1 ",
}  # fmt: skip
FAULT = re.compile("|".join(re.escape(old) for old in sorted(INSTEAD, key=len, reverse=True)).encode())
ASSIGNED = re.compile(rb"\bSET [^=]*$")  # here `=` compares nothing
COMMENT = re.compile(rb"--[^\n]*")


def in_text(text: Text, start: int, end: int) -> Iterator[Edit]:
    """The faults of a piece of text, none when it is no SQL; comments are left alone."""
    piece = text.raw[start:end]
    if not STATEMENT.search(piece):
        return
    code = COMMENT.sub(lambda comment: b" " * len(comment[0]), piece)
    for found in FAULT.finditer(code):
        if not ASSIGNED.search(code[: found.start()]):
            yield Edit(start + found.start(), start + found.end(), INSTEAD[found[0].decode()])


def plant_sql(source: str) -> list[Mutant]:
    """All faults of an .sql file. No line is known to be run by some tests only, so each asks all."""
    text = Text(source)
    return [text.mutant(edit, range(0)) for edit in in_text(text, 0, len(text.raw))]
