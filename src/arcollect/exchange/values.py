"""The columns of a file as values; each different cell is read once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from arcollect.domain.languages import LANGUAGES
from arcollect.domain.money import currency_code
from arcollect.errors import ArcollectError
from arcollect.exchange.days import parse_date
from arcollect.exchange.faults import Fault, each
from arcollect.exchange.figures import decimal_mark, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from arcollect.exchange.cells import Cells
    from arcollect.exchange.fields import Field, Type

T = TypeVar("T")
LONGEST: Mapping[str, int] = {"text": 200, "note": 500, "numbers": 10_000}
"""How many characters fit."""
YEARS = range(1970, 2200)


class Values:
    """The columns as values; a cell that cannot be read is a Fault that says why."""

    def __init__(self, cells: Cells, order: str) -> None:
        self.cells, self._order = cells, order

    def of(self, field: Field) -> list[Any]:
        """The column of a field by its type, None where a cell is empty; amounts are read by `Amounts`.

        Texts of fields that are required are empty and not None.
        """
        if field.type == "note":
            return self._notes(field)
        if field.name not in self.cells:
            return ["" if field.required else None] * len(self.cells.grid)
        if field.type in ("text", "numbers"):
            return self._texts(field)
        read = partial(READERS[field.type], self, field.name)
        return each(self.cells.text(field.name), lambda text: _or_fault(read, text) if text else None)

    def _texts(self, field: Field) -> list[Any]:
        cells: list[Any] = self.cells.text(field.name)
        joined = "".join(cells)
        if (
            not joined.isprintable()
            or "  " in joined
            or max(map(len, cells), default=0) > LONGEST[field.type]
        ):
            cells = each(cells, partial(_text, field))
        return cells if field.required or "" not in cells else [text or None for text in cells]

    def _notes(self, field: Field) -> list[Any]:
        """The note with what stands in columns that we have no name for."""
        own: list[Any] = self._texts(field) if field.name in self.cells else [None] * len(self.cells.grid)
        extras = self.cells.extras()
        if extras is None:
            return own
        return [
            text if isinstance(text, Fault) else "; ".join(filter(None, (text, extra))) or None
            for text, extra in zip(own, extras, strict=True)
        ]

    def day(self, name: str, text: str) -> str:
        """A day, as ISO writes it."""
        day = parse_date(text, self._order)
        if day is None:
            return Fault(f"`{text[:40]}` in column {name} is no day of the calendar; give it as 2026-03-15")
        if day.year not in YEARS:
            return Fault(f"the year of `{text[:40]}` cannot be meant; check it")
        return day.isoformat()

    def terms(self, _name: str, text: str) -> int:
        """Days to pay; UsageError when the text fixes no date."""
        from arcollect.domain.terms import terms_days

        return terms_days(text)

    def limit(self, _name: str, text: str) -> Decimal | None:
        """A figure in major units, its decimal mark seen from itself; Ambiguous when it could be either."""
        return parse_decimal(text, decimal_mark([text], None))

    def currency(self, _name: str, text: str) -> str:
        """A currency's code; UsageError when it is none."""
        return currency_code(text)

    def language(self, _name: str, text: str) -> str | None:
        """A language that we speak, None when it is another."""
        found = text.casefold()[:2]
        return found if found in LANGUAGES else None


READERS: Mapping[Type, Callable[[Values, str, str], Any]] = {
    "day": Values.day,
    "terms": Values.terms,
    "limit": Values.limit,
    "currency": Values.currency,
    "language": Values.language,
}


def _or_fault(read: Callable[[str], T], text: str) -> T | Fault:
    try:
        return read(text)
    except ArcollectError as error:
        return Fault(error)


def _text(field: Field, cell: str) -> str:
    """A text with its white space made single."""
    text = " ".join(cell.split())
    if len(text) > LONGEST[field.type]:
        return Fault(
            f"the {field.name} `{text[:30]}…` is {len(text)} characters long; at most "
            f"{LONGEST[field.type]} fit"
        )
    return text
