"""CSV that goes out: the columns that come in again, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

from arcollect.domain.money import to_major
from arcollect.exchange.fields import FIELDS, Field, names

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMULA = re.compile(r"^[=+\-@\t\r]")
MONEY = ("amount", "limit")
FIGURES = (*MONEY, "terms")


def safe(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; reading it again takes the ' off."""
    return f"'{text}" if FORMULA.match(text) else text


def cells(kind: str, one: Any, given: Mapping[str, object]) -> dict[str, Any]:
    """A customer, invoice or payment by the fields of its kind, money in major units.

    `one` is a record or a row, `given` what it does not say itself. LookupError when a field is in neither.
    """
    return {
        field.name: given[field.name] if field.name in given else _value(field, kind, one)
        for field in FIELDS[kind]
    }


def _value(field: Field, kind: str, one: Any) -> object:
    for name in (field.name, field.column):
        if (name in one) if isinstance(one, Mapping) else hasattr(one, name):
            value = one[name] if isinstance(one, Mapping) else getattr(one, name)
            break
    else:
        raise LookupError(f"{field.name} of {kind} is in exchange/fields.py, but in no {type(one).__name__}")
    if field.type not in MONEY or value is None:
        return value
    return to_major(value, one["currency"] if isinstance(one, Mapping) else one.currency)


def write_csv(kind: str, rows: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    """Writes the rows, by our names for the fields, under those names; returns how many."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names(kind))
    figures = {field.name for field in FIELDS[kind] if field.type in FIGURES}
    count = 0
    for row in rows:
        writer.writerow([_cell(row.get(name), figure=name in figures) for name in names(kind)])
        count += 1
    return count


def _cell(value: object, *, figure: bool) -> str:
    text = "" if value is None else str(value)
    return text if figure else safe(text)
