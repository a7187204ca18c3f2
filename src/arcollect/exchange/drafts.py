"""Rows of a file as drafts of customers, invoices and payments, every fault noted with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from arcollect.domain.amounts import parse_amount
from arcollect.domain.money import currency_code, decimals, to_minor
from arcollect.domain.terms import terms_days
from arcollect.errors import ArcollectError, BadData, Problem
from arcollect.exchange.columns import currency_in, date_order, decimal_mark, parse_date, parse_decimal
from arcollect.exchange.headers import LINE_HEADINGS, find_columns, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from arcollect.exchange.files import Line

TOTAL = re.compile(
    r"^(?:sub|grand)?\s*total(?:es)?\b|^合\s*计|^总\s*计|^小\s*计|^suma\b|^sum\b|^總計|^合計|^saldo total",
    re.IGNORECASE,
)
_PAID = """paid open outstanding balance openbalance balancedue amountdue amountpaid pagado pendiente saldo
未付 未收 已付 余额"""
PAID = frozenset(_PAID.split())
SCALED = re.compile(r"\d\s*(?:[千百万萬亿块]|[kKwW]\b)")
NUMBER_LENGTH, TEXT_LENGTH = 100, 500


@dataclass(frozen=True)
class Draft:
    """One customer, invoice or payment of a file: the line it stands on and its fields, checked."""

    line: int
    values: Mapping[str, Any]


@dataclass
class Sheet:
    """What a file holds, read with its headings; `problems` are its faults, `paid_columns` headings of what is paid or open."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    paid_columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """How to read: what `--map`, `--dates`, `--decimal` said, and the currency where a file names none."""

    mapped: Mapping[str, str]
    currency: str
    dates: str | None = None
    decimal: str | None = None


class _Row:
    """One line of the file, its cells by our names, the others as notes."""

    def __init__(self, line: Line, columns: Mapping[str, int], heads: Sequence[str]) -> None:
        self.number = line.number
        self._cells = line.cells
        self._columns = columns
        self._heads = heads

    def get(self, name: str) -> str:
        """The cell, unguarded: a leading ' that keeps spreadsheets from computing it is taken off."""
        index = self._columns.get(name)
        text = self._cells[index] if index is not None and index < len(self._cells) else ""
        return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text

    def extras(self) -> str:
        known = set(self._columns.values())
        pairs = zip(self._heads, self._cells, strict=False)
        return "; ".join(f"{h}: {c}" for i, (h, c) in enumerate(pairs) if i not in known and h and c)[:2000]

    def is_total(self, needed: Iterable[str]) -> bool:
        first = next((cell for cell in self._cells if cell), "")
        return bool(TOTAL.match(first)) and not all(
            self.get(name) and not TOTAL.match(self.get(name)) for name in needed
        )


def read_sheet(lines: Sequence[Line], kind: str, reading: Reading, name: str) -> Sheet:
    """The drafts and faults of a file; BadData when its headings are not understood, Ambiguous when its dates are not."""
    index, columns = find_columns(lines, kind, reading.mapped, name)
    heads = lines[index].cells
    rows = [_Row(line, columns, heads) for line in lines[index + 1 :] if any(line.cells)]
    needed = [n for n in ("number", "customer", "name", "on") if n in columns]
    rows = [row for row in rows if not row.is_total(needed)]
    if not rows:
        raise BadData(f"{name} has headings but no lines below them; there is nothing to import")
    order = date_order(
        [[r.get(n) for r in rows] for n in ("issued", "due", "on") if n in columns], reading.dates,
        [(r.get("issued"), r.get("due")) for r in rows] if {"issued", "due"} <= set(columns) else (),
    )  # fmt: skip
    mark = decimal_mark((r.get("amount") for r in rows), reading.decimal) if "amount" in columns else "."
    sheet, reader = Sheet(), _Reader(order, mark, reading.currency)
    for row in rows:
        try:
            sheet.drafts.append(Draft(row.number, getattr(reader, kind)(row)))
        except ArcollectError as error:
            sheet.problems.append(Problem(row.number, str(error)))
    if kind == "invoices":
        sheet.paid_columns = [h for n, h in enumerate(heads) if folded(h) in PAID and n not in columns.values()]
        _join_lines(sheet, folded(heads[columns["amount"]]))
    return sheet


class _Reader:
    """Reads one row of each kind; each raises BadData with what is wrong in it."""

    def __init__(self, order: str, mark: str, currency: str) -> None:
        self._order, self._mark, self._currency = order, mark, currency
        self._days: dict[str, date | None] = {}

    def customers(self, row: _Row) -> dict[str, Any]:
        name = self._text(row, "name") or self._text(row, "code")
        if not name:
            raise BadData("the name is empty")
        currency = self._currency_of(row, "")
        limit = parse_decimal(row.get("limit"), decimal_mark([row.get("limit")], None)) if row.get("limit") else None
        language = row.get("language").casefold()[:2] or None
        return {
            "code": self._text(row, "code") or None, "name": name, "currency": currency or None,
            "terms_days": terms_days(row.get("terms")) if row.get("terms") else None,
            "credit_limit": limit, "phone": self._text(row, "phone") or None, "email": self._text(row, "email") or None,
            "group_name": self._text(row, "group") or None, "rep": self._text(row, "rep") or None,
            "language": language if language in ("en", "zh", "es") else None,
            "collection_day": self._text(row, "collection_day") or None, "birthday": self._text(row, "birthday") or None,
            "notes": "; ".join(t for t in (self._text(row, "notes"), row.extras()) if t) or None,
        }  # fmt: skip

    def invoices(self, row: _Row) -> dict[str, Any]:
        number, customer = self._text(row, "number"), self._text(row, "customer")
        if not number:
            raise BadData("the invoice number is empty")
        if not customer:
            raise BadData(f"invoice {number} has no customer")
        currency, amount = self._money(row)
        issued = self._day(row, "issued")
        due = self._day(row, "due")
        if issued and due and due < issued:
            raise BadData(f"invoice {number} would be due on {due}, before it is issued on {issued}")
        if not issued and not due:
            raise BadData(f"invoice {number} has neither an issue date nor a due date")
        return {
            "number": number, "customer": customer, "issued": issued or due, "due": due, "currency": currency,
            "amount": amount, "terms_days": terms_days(row.get("terms")) if row.get("terms") else None,
            "note": "; ".join(t for t in (self._text(row, "note"), row.extras()) if t) or None,
        }  # fmt: skip

    def payments(self, row: _Row) -> dict[str, Any]:
        on = self._day(row, "on")
        if not on:
            raise BadData("the day of the payment is empty")
        currency, amount = self._money(row)
        customer, invoice = self._text(row, "customer"), row.get("invoice").strip()
        if not customer and not invoice:
            raise BadData("neither the customer nor an invoice is named")
        return {
            "customer": customer, "on": on, "currency": currency, "amount": amount,
            "method": self._text(row, "method") or None, "invoice": invoice or None,
            "reference": self._text(row, "reference") or None, "note": "; ".join(t for t in (self._text(row, "note"), row.extras()) if t) or None,
        }  # fmt: skip

    def _text(self, row: _Row, name: str) -> str:
        text = " ".join(row.get(name).split())
        limit = TEXT_LENGTH if name in ("note", "notes") else NUMBER_LENGTH * 2
        if len(text) > limit:
            raise BadData(f"the {name} `{text[:30]}…` is {len(text)} characters long; at most {limit} fit")
        return text

    def _currency_of(self, row: _Row, default: str) -> str:
        return currency_code(row.get("currency")) if row.get("currency") else default

    def _money(self, row: _Row) -> tuple[str | None, Decimal]:
        """The currency, None where the row names none, and the amount in major units."""
        text = row.get("amount")
        value = self._scaled(text) if SCALED.search(text) else parse_decimal(text, self._mark)
        if value is None:
            raise BadData(f"`{text[:40]}` is no amount" if text else "the amount is empty")
        named = currency_in(text) or ("CNY" if re.search("[¥￥]", text) and self._currency != "JPY" else None)
        currency = self._currency_of(row, "") or named
        if named and named != currency:
            raise BadData(f"the amount {text[:40]} is in {named}, its currency column says {currency}")
        if value <= 0:
            raise BadData(f"the amount {text[:40]} is not more than zero; credits are entered by hand")
        to_minor(value, currency or self._currency)
        return currency or None, value

    def _scaled(self, text: str) -> Decimal:
        """1.2万 and 1.5k, read as they are when typed."""
        amount = parse_amount(text, self._currency)
        return Decimal(amount.minor).scaleb(-decimals(amount.currency or self._currency))

    def _day(self, row: _Row, name: str) -> date | None:
        text = row.get(name)
        if not text:
            return None
        if text not in self._days:
            self._days[text] = parse_date(text, self._order)
        day = self._days[text]
        if day is None:
            raise BadData(f"`{text[:40]}` in column {name} is no day of the calendar; give it as 2026-03-15")
        if not 1970 <= day.year <= 2199:
            raise BadData(f"the year of `{text[:40]}` cannot be meant; check it")
        return day


def _join_lines(sheet: Sheet, heading: str) -> None:
    """Several lines of one invoice are its items: their amounts add up.

    Where the heading says that each line repeats the invoice's total, it counts once. A line that is wholly the same
    as another is a fault: nobody can tell whether it was sold twice or exported twice.
    """
    joined: dict[str, Draft] = {}
    for draft in sheet.drafts:
        values = draft.values
        first = joined.get(values["number"])
        if first is None:
            joined[values["number"]] = draft
            continue
        fault = _why_not_joined(first, draft)
        if fault:
            sheet.problems.append(Problem(draft.line, fault))
            continue
        repeated = (
            heading.endswith("total") and heading not in LINE_HEADINGS and values["amount"] == first.values["amount"]
        )
        amount = first.values["amount"] if repeated else first.values["amount"] + values["amount"]
        joined[values["number"]] = Draft(first.line, {**first.values, "amount": amount})
    sheet.drafts = list(joined.values())


def _why_not_joined(first: Draft, second: Draft) -> str | None:
    number = first.values["number"]
    for name in ("customer", "issued", "due", "currency"):
        if first.values[name] != second.values[name]:
            return f"invoice {number} stands on line {first.line} with another {name} ({first.values[name]})"
    if first.values == second.values:
        return f"invoice {number} stands on line {first.line} with the very same content; remove one of the two"
    return None
