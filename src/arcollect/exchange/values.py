"""The columns of a file as values: texts, days, amounts, currencies; each different cell read once."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from arcollect.domain.amounts import parse_amount
from arcollect.domain.money import SCALE, currency_code, decimals, to_minor
from arcollect.errors import ArcollectError, BadData
from arcollect.exchange.columns import currency_in, parse_date, parse_decimal
from arcollect.exchange.grid import Fault, Grid, each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

T = TypeVar("T")
SCALED = re.compile(r"\d\s*(?:[千百万萬亿块]|[kKwW]\b)")
UNEVEN = re.compile(r"\s\s|[^\S ]")
GUARDED = re.compile(r"'[=+\-@\t\r]")
PLAIN, PLAIN_COMMA = (re.compile(rf"(?:\d{{1,12}}[{mark}]\d\d\n)*\d{{1,12}}[{mark}]\d\d") for mark in ".,")
NUMBER_LENGTH, TEXT_LENGTH = 200, 500
NOTES_LENGTH = 2000
YEARS = range(1970, 2200)


class Cells:
    """The cells of a file by our names for its columns; the columns that have none are notes."""

    def __init__(self, grid: Grid, heads: Sequence[str], columns: Mapping[str, int]) -> None:
        self.grid, self._heads, self._columns = grid, heads, columns
        self._unguarded: dict[str, list[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def text(self, name: str) -> list[str]:
        """A column's cells, unguarded: a leading ' that keeps spreadsheets from computing a cell is taken off."""
        if name not in self._columns:
            return [""] * len(self.grid)
        if name not in self._unguarded:
            cells = self.grid.columns[self._columns[name]]
            if "'" in "".join(cells):
                cells = [cell[1:] if GUARDED.match(cell) else cell for cell in cells]
            self._unguarded[name] = cells
        return self._unguarded[name]

    def different(self, name: str) -> list[str]:
        """A column's different cells."""
        return list(dict.fromkeys(self.text(name)))

    def extras(self) -> list[str]:
        """Of each row what stands in columns that have no name of ours, with their headings."""
        known = set(self._columns.values())
        others = [
            (h, c) for n, (h, c) in enumerate(zip(self._heads, self.grid.columns, strict=False)) if h and n not in known
        ]
        if not others:
            return [""] * len(self.grid)
        heads = [head for head, _ in others]
        rows = zip(*(cells for _, cells in others), strict=True)
        return ["; ".join(f"{h}: {c}" for h, c in zip(heads, row, strict=True) if c)[:NOTES_LENGTH] for row in rows]


class Values:
    """The columns as values; a cell that cannot be read is a Fault that says why."""

    def __init__(self, cells: Cells, order: str, mark: str, currency: str) -> None:
        self.cells, self._order, self._mark, self.currency = cells, order, mark, currency
        group = "," if mark == "." else r"\."
        self._plain = re.compile(rf"(\d{{1,12}}|\d{{1,3}}(?:{group}\d{{3}}){{1,3}})(?:[{mark}](\d{{1,{SCALE}}}))?")

    @cached_property
    def lines(self) -> Sequence[int]:
        """The line each row begins on."""
        return self.cells.grid.numbers

    def texts(self, name: str) -> list[str]:
        """Texts with their white space made single; empty where there is none."""
        cells = self.cells.text(name)
        if not UNEVEN.search("".join(cells)) and max(map(len, cells), default=0) <= NUMBER_LENGTH:
            return cells
        return each(cells, partial(_text, name))

    def optional(self, name: str) -> list[str | None]:
        """Texts, None where there is none."""
        return [text or None for text in self.texts(name)] if name in self.cells else [None] * len(self.lines)

    def days(self, name: str) -> list[date | None]:
        """Days, None where the cell is empty."""
        return each(self.cells.text(name), partial(self._day, name))

    def _day(self, name: str, text: str) -> date | None:
        if not text:
            return None
        day = parse_date(text, self._order)
        if day is None:
            return Fault(f"`{text[:40]}` in column {name} is no day of the calendar; give it as 2026-03-15")  # type: ignore[return-value]  # sorted out by Faults
        if day.year not in YEARS:
            return Fault(f"the year of `{text[:40]}` cannot be meant; check it")  # type: ignore[return-value]  # as above
        return day

    def terms(self) -> list[int | None]:
        """Days to pay, None where the cell is empty."""
        from arcollect.domain.terms import terms_days

        if "terms" not in self.cells:
            return [None] * len(self.lines)
        return each(self.cells.text("terms"), lambda text: _or_fault(lambda: terms_days(text)) if text else None)

    def notes(self, name: str) -> list[str | None]:
        """The note with what stands in columns that we have no name for."""
        return [
            own if isinstance(own, Fault) else "; ".join(filter(None, (own, extra))) or None
            for own, extra in zip(self.texts(name), self.cells.extras(), strict=True)
        ]

    def currencies(self) -> list[str | None]:
        """Currency codes, None where the cell is empty."""
        if "currency" not in self.cells:
            return [None] * len(self.lines)
        return each(self.cells.text("currency"), lambda text: _or_fault(lambda: currency_code(text)) if text else None)

    def money(self) -> tuple[list[str | None], list[int]]:
        """The currencies, None where a row names none, and the amounts in ten-thousandths of a major unit."""
        currencies = self.currencies()
        if plain := self._plain_money(currencies):
            return currencies, plain
        pairs = list(zip(self.cells.text("amount"), currencies, strict=True))
        known = {pair: self._money(*pair) for pair in dict.fromkeys(pairs)}
        both = [known[pair] for pair in pairs]
        return [currency for currency, _ in both], [amount for _, amount in both]

    def _plain_money(self, currencies: list[str | None]) -> list[int] | None:
        """The amounts of a column that is 1250.50 all over, as most are; None when it is not."""
        cells = self.cells.text("amount")
        text = "\n".join(cells)
        if text.count("\n") != len(cells) - 1:
            return None  # a cell with a line end in it would count as two
        if Fault in set(map(type, currencies)) or {decimals(c or self.currency) for c in set(currencies)} != {2}:
            return None
        if not (PLAIN if self._mark == "." else PLAIN_COMMA).fullmatch(text):
            return None
        amounts = list(map((10 ** (SCALE - 2)).__mul__, map(int, text.replace(self._mark, "").split("\n"))))
        return amounts if all(amounts) else None

    def _money(self, text: str, currency: str | None) -> tuple[str | None, int]:
        match = self._plain.fullmatch(text)
        if match and not isinstance(currency, Fault):
            tail = match[2] or ""
            whole = match[1].replace("," if self._mark == "." else ".", "")
            scaled = int(whole + tail) * 10 ** (SCALE - len(tail))
            if scaled and len(tail) <= decimals(currency or self.currency) and len(whole) <= 12:
                return currency, scaled
        if isinstance(currency, Fault):
            return currency, 0
        try:
            return self._odd_money(text, currency)
        except ArcollectError as error:
            return None, Fault(error)  # type: ignore[return-value]  # sorted out by Faults

    def _odd_money(self, text: str, currency: str | None) -> tuple[str | None, int]:
        """Anything that is not just a figure: signs, codes, 1.2万 and 1.5k, brackets."""
        value = self._in_words(text) if SCALED.search(text) else parse_decimal(text, self._mark)
        if value is None:
            raise BadData(f"`{text[:40]}` is no amount" if text else "the amount is empty")
        named = currency_in(text) or ("CNY" if re.search("[¥￥]", text) and self.currency != "JPY" else None)
        if named and named != (currency or named):
            raise BadData(f"the amount {text[:40]} is in {named}, its currency column says {currency}")
        if value <= 0:
            raise BadData(f"the amount {text[:40]} is not more than zero; credits are entered by hand")
        to_minor(value, currency or named or self.currency)
        return currency or named, int(value.scaleb(SCALE))

    def _in_words(self, text: str) -> Decimal:
        """1.2万 and 1.5k, read as they are when typed."""
        amount = parse_amount(text, self.currency)
        return Decimal(amount.minor).scaleb(-decimals(amount.currency or self.currency))


def _or_fault(read: Callable[[], T]) -> T:
    try:
        return read()
    except ArcollectError as error:
        return Fault(error)  # type: ignore[return-value]  # sorted out by Faults


def _text(name: str, cell: str) -> str:
    text = " ".join(cell.split())
    limit = TEXT_LENGTH if name in ("note", "notes") else NUMBER_LENGTH
    if len(text) > limit:
        return Fault(f"the {name} `{text[:30]}…` is {len(text)} characters long; at most {limit} fit")
    return text
