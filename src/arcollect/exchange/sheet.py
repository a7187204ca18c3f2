"""A file's rows as columns of values, every fault noted with its line."""

from __future__ import annotations

import re
from datetime import date
from itertools import compress
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import changed, record
from arcollect.errors import BadData, Problem
from arcollect.exchange.cells import Cells
from arcollect.exchange.days import date_order
from arcollect.exchange.faults import Faults
from arcollect.exchange.fields import FIELDS
from arcollect.exchange.figures import decimal_mark
from arcollect.exchange.grid import TITLES, Grid, first_filled
from arcollect.exchange.headings import find_columns, folded
from arcollect.exchange.joins import joined
from arcollect.exchange.kinds import CHECKS
from arcollect.exchange.money_column import Amounts
from arcollect.exchange.values import Values

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import timedelta

    from arcollect.exchange.kinds import Columns

_TOTAL = r"(?:(?:sub|grand)?\s*total(?:es)?\b|合\s*计|总\s*计|小\s*计|suma\b|sum\b|總計|合計|saldo total)"
TOTAL = re.compile(_TOTAL, re.IGNORECASE)
"""How the line of a total begins."""
ONLY_TOTAL = re.compile(rf"{_TOTAL}[\W\d_]*", re.IGNORECASE)
"""A cell that says no more than that: `Total Energies` is a customer."""
INITIALS = frozenset("tTsSgG合总小總")
"""What the words of a total begin with: most cells are passed over by that alone."""
_PAID = """paid open outstanding balance openbalance balancedue amountdue amountpaid pagado pendiente saldo
未付 未收 已付 余额"""
PAID = frozenset(_PAID.split())


@record
class Reading:
    """How to read: what `--map`, `--dates`, `--decimal` said, and the currency where a file names none."""

    mapped: Mapping[str, str]
    currency: str
    dates: str | None = None
    decimal: str | None = None


@record
class Sheet:
    """What a file holds, read with its headings.

    `columns` are the values of its rows by the ledger's names, without the faulty ones: texts, days as ISO
    writes them, amounts in ten-thousandths of a major unit; `lines` is where each row begins in the file.
    `problems` are its faults, `paid_columns` headings of what is paid or open.
    """

    lines: Sequence[int]
    columns: Mapping[str, Sequence[Any]]
    problems: list[Problem]
    paid_columns: list[str]


def read_sheet(grid: Grid, kind: str, reading: Reading, name: str) -> Sheet:
    """The values and faults of a file.

    BadData when its headings are not understood, Ambiguous when its dates are not.

    `name` is the file's, for the messages.
    """
    top = [grid.row(n) for n in range(min(TITLES, len(grid)))]
    index, columns = find_columns(top, kind, reading.mapped, name)
    heads = top[index]
    body = _body(grid, index + 1, [columns[n] for n in ("number", "customer", "name", "on") if n in columns])
    if not len(body):
        raise BadData(f"{name} has headings but no lines below them; there is nothing to import")
    cells, faults = Cells(body, heads, columns), Faults()
    values = _values(cells, kind, reading)
    CHECKS[kind](values, faults)
    for column in values.values():
        faults.of(column)
    if kind != "invoices":
        return _sheet(values, body.numbers, faults, (), [])
    others = joined(values, body.numbers, folded(heads[columns["amount"]]), faults)
    paid = [h for n, h in enumerate(heads) if folded(h) in PAID and n not in columns.values()]
    return _sheet(values, body.numbers, faults, others, paid)


def moved_by(sheet: Sheet, kind: str, by: timedelta) -> Sheet:
    """The sheet with all its days so much later; for examples whose last day is to be today."""
    days = {field.column for field in FIELDS[kind] if field.type == "day"}
    columns = {name: _later(cells, by) if name in days else cells for name, cells in sheet.columns.items()}
    return changed(sheet, columns=columns)


def _later(cells: Sequence[str | None], by: timedelta) -> list[str | None]:
    return [(date.fromisoformat(day) + by).isoformat() if day else None for day in cells]


def _values(cells: Cells, kind: str, reading: Reading) -> Columns:
    """The columns of all fields of the kind; a cell that cannot be read is a Fault."""
    dated = [field.name for field in FIELDS[kind] if field.type == "day" and field.name in cells]
    pairs = zip(cells.text("issued"), cells.text("due"), strict=True) if kind == "invoices" else ()
    values = Values(cells, date_order(map(cells.different, dated), reading.dates, pairs))
    columns = {field.column: values.of(field) for field in FIELDS[kind] if field.type != "amount"}
    for field in FIELDS[kind]:
        if field.type == "amount":
            texts = cells.text(field.name)
            amounts = Amounts(decimal_mark(texts, reading.decimal), reading.currency)
            columns["currency"], columns[field.column] = amounts.read(texts, columns["currency"])
    return columns


def _sheet(
    values: Columns, lines: Sequence[int], faults: Faults, others: Container[int], paid: list[str]
) -> Sheet:
    """The rows that have no fault and are not `others`."""
    problems = [Problem(lines[n], text) for n, text in sorted(faults.items())]
    if faults or others:
        keep = [n not in faults and n not in others for n in range(len(lines))]
        values = {name: list(compress(column, keep)) for name, column in values.items()}
        lines = list(compress(lines, keep))
    return Sheet(lines=lines, columns=values, problems=problems, paid_columns=paid)


def _body(grid: Grid, start: int, needed: Sequence[int]) -> Grid:
    """The rows below the headings, less the empty ones and the totals."""
    first = grid.columns[0] if grid.columns else []
    suspects = [n for n, text in enumerate(first) if not text or (text[0] in INITIALS and TOTAL.match(text))]
    return grid.only(lambda n: _is_row(grid.row(n), needed), suspects, start)


def _is_row(row: Sequence[str], needed: Sequence[int]) -> bool:
    """Whether a row is one of the file's own: not empty, and no total, to which what is needed is missing."""
    if not TOTAL.match(first := first_filled(row)):
        return bool(first)
    return all(row[n] and not ONLY_TOTAL.fullmatch(row[n]) for n in needed)
