"""A file's rows as drafts of customers, invoices and payments, every fault noted with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from arcollect.errors import BadData, Problem
from arcollect.exchange.columns import date_order, decimal_mark
from arcollect.exchange.grid import TITLES, Faults, Grid, first_filled
from arcollect.exchange.headers import LINE_HEADINGS, find_columns, folded
from arcollect.exchange.kinds import READ, CustomerDraft, InvoiceDraft, PaymentDraft
from arcollect.exchange.values import Cells, Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Draft = CustomerDraft | InvoiceDraft | PaymentDraft
TOTAL = re.compile(
    r"^(?:(?:sub|grand)?\s*total(?:es)?\b|合\s*计|总\s*计|小\s*计|suma\b|sum\b|總計|合計|saldo total)",
    re.IGNORECASE | re.MULTILINE,
)
_PAID = """paid open outstanding balance openbalance balancedue amountdue amountpaid pagado pendiente saldo
未付 未收 已付 余额"""
PAID = frozenset(_PAID.split())


class Sheet(NamedTuple):
    """What a file holds, read with its headings; `problems` are its faults, `paid_columns` headings of what is paid or open."""

    drafts: list[Any]
    problems: list[Problem]
    paid_columns: list[str]


class Reading(NamedTuple):
    """How to read: what `--map`, `--dates`, `--decimal` said, and the currency where a file names none."""

    mapped: Mapping[str, str]
    currency: str
    dates: str | None = None
    decimal: str | None = None


def read_sheet(grid: Grid, kind: str, reading: Reading, name: str) -> Sheet:
    """The drafts and faults of a file; BadData when its headings are not understood, Ambiguous when its dates are not."""
    top = [grid.row(n) for n in range(min(TITLES, len(grid)))]
    index, columns = find_columns(top, kind, reading.mapped, name)
    heads = top[index]
    body = _body(grid, index + 1, [columns[n] for n in ("number", "customer", "name", "on") if n in columns])
    if not len(body):
        raise BadData(f"{name} has headings but no lines below them; there is nothing to import")
    cells = Cells(body, heads, columns)
    days = [cells.different(n) for n in ("issued", "due", "on") if n in columns]
    dated = {"issued", "due"} <= set(columns)
    pairs = list(dict.fromkeys(zip(cells.text("issued"), cells.text("due"), strict=True))) if dated else []
    order = date_order(days, reading.dates, pairs)
    mark = decimal_mark(cells.different("amount"), reading.decimal) if "amount" in columns else "."
    faults = Faults()
    drafts = READ[kind](Values(cells, order, mark, reading.currency), faults)
    sheet = Sheet(
        [d for n, d in enumerate(drafts) if n not in faults] if faults else drafts,
        [Problem(body.numbers[n], text) for n, text in sorted(faults.items())], [],
    )  # fmt: skip
    if kind == "invoices":
        paid = [h for n, h in enumerate(heads) if folded(h) in PAID and n not in columns.values()]
        sheet = _joined(sheet, folded(heads[columns["amount"]]))._replace(paid_columns=paid)
    return sheet


def _body(grid: Grid, start: int, needed: Sequence[int]) -> Grid:
    """The rows below the headings, less the empty ones and the totals."""
    first = grid.columns[0] if grid.columns else []
    suspects: list[int] = []
    if "" in first or TOTAL.search("\n".join(first)):
        suspects = [n for n, text in enumerate(first) if not text or TOTAL.match(text)]
    return grid.only(lambda n: _is_row(grid.row(n), needed), suspects, start)


def _is_row(row: Sequence[str], needed: Sequence[int]) -> bool:
    if not TOTAL.match(first := first_filled(row)):
        return bool(first)
    return all(row[n] and not TOTAL.match(row[n]) for n in needed)


def _joined(sheet: Sheet, heading: str) -> Sheet:
    """Several lines of one invoice are its items: their amounts add up.

    Where the heading says that each line repeats the invoice's total, it counts once. A line that is wholly the same
    as another is a fault: nobody can tell whether it was sold twice or exported twice.
    """
    drafts: list[InvoiceDraft] = sheet.drafts
    if len({draft.number for draft in drafts}) == len(drafts):
        return sheet
    repeats = heading.endswith("total") and heading not in LINE_HEADINGS
    joined: dict[str, InvoiceDraft] = {}
    firsts: dict[str, InvoiceDraft] = {}
    for draft in drafts:
        first = firsts.setdefault(draft.number, draft)
        before = joined.get(draft.number)
        if before is None:
            joined[draft.number] = draft
        elif fault := _why_not_joined(before, draft):
            sheet.problems.append(Problem(draft.line, fault))
        else:
            more = 0 if repeats and draft.amount == first.amount else draft.amount
            joined[draft.number] = before._replace(amount=before.amount + more)
    return sheet._replace(drafts=list(joined.values()))


def _why_not_joined(first: InvoiceDraft, second: InvoiceDraft) -> str | None:
    number = first.number
    for name in ("customer", "issued", "due", "currency"):
        if getattr(first, name) != getattr(second, name):
            return f"invoice {number} stands on line {first.line} with another {name} ({getattr(first, name)})"
    if first[1:] == second[1:]:
        return f"invoice {number} stands on line {first.line} with the very same content; remove one of the two"
    return None
