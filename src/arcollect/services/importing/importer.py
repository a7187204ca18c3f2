"""Whole files into the ledger.

What is new is added, what is the same left alone, what is safe to change changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from arcollect.domain.frozen import record
from arcollect.domain.money import LARGEST, SCALE, decimals, from_scaled, to_minor
from arcollect.domain.naming import Codes, folded
from arcollect.errors import ArcollectError, Problem, Refused
from arcollect.services.customers import check_currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from arcollect.domain.records import Customer
    from arcollect.ledger.work import Columns, Work

T = TypeVar("T")


class Rows(Protocol):
    """The rows of a file by column, each with the line it begins on.

    Days are as ISO writes them, amounts in ten-thousandths of a major unit, what is empty is None.
    """

    @property
    def lines(self) -> Sequence[int]: ...
    @property
    def columns(self) -> Mapping[str, Sequence[Any]]: ...


@record
class Usual:
    """What holds where neither the file nor the customer says: the currency and days to pay.

    Days of grace.
    """

    currency: str
    terms_days: int = 30
    grace_days: int = 0


class Known(NamedTuple):
    """A customer as far as an import needs it.

    A file may name very many. `record` is None of one just added.
    """

    id: int
    code: str
    name: str
    currency: str
    terms_days: int | None
    record: Customer | None


class Outcome:
    """What became of the rows of a file.

    `strangers` are names that no customer has, where the invoice said whose the payment is: the invoice's
    number by the name. `faulty` are the lines that have a problem.
    """

    def __init__(self) -> None:
        self.added = self.updated = self.unchanged = 0
        self.problems: list[Problem] = []
        self.created: list[str] = []
        self.strangers: dict[str, str] = {}
        self.faulty: set[int] = set()

    def count(self, changed: Mapping[str, Any]) -> None:
        """Counts a row that was there already."""
        if changed:
            self.updated += 1
        else:
            self.unchanged += 1

    def fault(self, line: int, error: ArcollectError) -> None:
        """Notes what is wrong with a line: the first thing found."""
        if line not in self.faulty:
            self.faulty.add(line)
            self.problems.append(Problem(line, str(error)))


class Importer:
    """Takes the rows of a file into one change; the same file a second time adds nothing."""

    def __init__(self, work: Work, usual: Usual) -> None:
        self.work, self.currency, self.terms_days = work, usual.currency, usual.terms_days
        self.grace_days = usual.grace_days
        self.outcome = Outcome()
        self._by_code: dict[str, Known] = {}
        self._by_name: dict[str, Known] = {}
        self._fresh: list[dict[str, Any]] = []
        self._next = work.connection.next_id("customer")
        self._codes = Codes(code for code, _ in work.book.customers.codes())
        for customer in work.book.customers.all():
            known = (customer.id, customer.code, customer.name, customer.currency, customer.terms_days)
            self._know(Known(*known, customer))

    def _know(self, known: Known) -> None:
        self._by_name.setdefault(folded(known.name), known)
        self._by_code[folded(known.code)] = known

    def find(self, text: str) -> Known | None:
        """The customer with that code or exact name."""
        key = folded(text)
        return self._by_code.get(key) or self._by_name.get(key)

    def take_customer(self, given: Mapping[str, Any]) -> None:
        """Adds or updates one customer; Refused when its currency cannot change any more."""
        values = {name: value for name, value in given.items() if value is not None}
        code, name = values.get("code"), folded(values["name"])
        known = self._by_code.get(folded(code)) if code else self._by_name.get(name)
        currency = values.get("currency") or (known.currency if known else self.currency)
        if "credit_limit" in values:
            values["credit_limit"] = to_minor(values["credit_limit"], currency)
        if known is None:
            self._new_customer(values | {"currency": currency})
            self.outcome.added += 1
            return
        self.write_customers()
        check_currency(self.work, self._record(known), values)
        self.outcome.count(self.work.change("customer", known.id, **values))

    def _record(self, known: Known) -> Customer:
        """The whole record of a customer, also of one that this file has just added."""
        return known.record or self.work.book.customers.all([known.id])[0]

    def _new_customer(self, values: Mapping[str, Any]) -> Known:
        code = values.get("code") or self._codes.new(values["name"])
        if code in self._codes:
            raise Refused(f"code {code} belongs to a customer that is void; give another")
        self._codes.add(code)
        self._fresh.append({**values, "code": code})
        made = Known(self._next, code, values["name"], values["currency"], values.get("terms_days"), None)
        self._know(made)
        self._next += 1
        return made

    def customer_for(self, text: str, currency: str | None) -> Known:
        """The customer a file names by code or exact name; an unknown one is made and listed."""
        known = self.find(text)
        if known is None:
            compact = " " not in text and len(text) <= 20 and any(c.isdigit() for c in text)
            values = {"name": text, "currency": currency or self.currency, "code": text if compact else None}
            known = self._new_customer(values)
            self.outcome.created.append(text)
        return known

    def write_customers(self) -> None:
        """Adds the new customers to the ledger."""
        if self._fresh:
            names = list(dict.fromkeys(name for row in self._fresh for name in row))
            columns: Columns = {name: [row.get(name) for row in self._fresh] for name in names}
            self.work.add_columns("customer", columns)
        self._fresh = []

    def minor_units(
        self, scaled: Sequence[int], currencies: Sequence[str], lines: Sequence[int]
    ) -> list[int]:
        """Amounts of a file, in ten-thousandths, in minor units of their currencies.

        An amount with more decimals than its currency is a fault of its line, and 0 here.
        """
        places = set(map(decimals, set(currencies)))
        if len(places) == 1 and max(scaled) < LARGEST:
            unit = 10 ** (SCALE - places.pop())
            if not any(map(unit.__rmod__, scaled)):
                return list(map(unit.__rfloordiv__, scaled))
        return [self._minor(*one) for one in zip(scaled, currencies, lines, strict=True)]

    def _minor(self, scaled: int, currency: str, line: int) -> int:
        try:
            return from_scaled(scaled, currency)
        except ArcollectError as error:
            self.outcome.fault(line, error)
            return 0


EVERY = 5000
"""After so many rows the bar is told."""


def ticked(rows: Iterable[T], tick: Callable[[int], None]) -> Iterator[T]:
    """The rows, telling from time to time how many have gone by."""
    number = 0
    for number, row in enumerate(rows, 1):
        if number % EVERY == 0:
            tick(number)
        yield row
    tick(number)
