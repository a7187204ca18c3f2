"""CSV that goes out: the columns that come in again, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, TextIO

from arcollect.exchange.headers import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMULA = re.compile(r"^[=+\-@\t\r]")
FIGURES = frozenset(("amount", "limit", "terms"))


def safe(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; reading it again takes the ' off."""
    return f"'{text}" if FORMULA.match(text) else text


def write_csv(
    kind: str, rows: Iterable[Mapping[str, Any]], stream: TextIO, columns: Sequence[str] | None = None
) -> int:
    """Writes the rows under our headings; returns how many."""
    columns = columns or FIELDS[kind]
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(name, row.get(name)) for name in columns])
        count += 1
    return count


def _cell(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    return text if name in FIGURES else safe(text)
