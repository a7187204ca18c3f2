"""What is open of an invoice on a day, what is on account, and what is asked for: the one definition.

The ledger's SQL says the same, because it must be quick; a property holds the two together
(`tests/ledger/test_balance_law.py`). Source of the rules: the open amount as of a
day, "the past stays" and net due in the project's terms (README, Terms).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


@record
class Span:
    """An amount in minor units that counts from `since` to the day before `until`.

    Without one it counts on.
    """

    amount: int
    since: date
    until: date | None = None

    def counts(self, day: date) -> bool:
        """Whether it counts on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


@record
class InvoiceHistory:
    """An invoice with all that made it smaller, in minor units.

    `paid` is the part of `reductions` that is money.
    """

    customer_id: int
    currency: str
    amount: int
    issued: date
    due: date
    reductions: tuple[Span, ...] = ()
    paid: tuple[Span, ...] = ()

    def open_on(self, day: date) -> int:
        """What was open of it on a day."""
        return open_on(self.amount, self.issued, self.reductions, day)

    def overdue_on(self, day: date) -> int:
        """What was open of it on a day after its due day; overdue starts the day after the due day."""
        return self.open_on(day) if self.due < day else 0


class Asked(Protocol):
    """An open item as far as asking for money needs it."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def customer_id(self) -> int: ...
    @property
    def currency(self) -> str: ...
    @property
    def due(self) -> date: ...
    @property
    def open(self) -> int: ...
    @property
    def dispute(self) -> str | None: ...


T = TypeVar("T", bound=Asked)


def counting(spans: Iterable[Span], day: date) -> int:
    """The sum of what counts on `day`, minor units."""
    return sum(span.amount for span in spans if span.counts(day))


def most_counting(spans: Iterable[Span]) -> int:
    """The largest sum of what counts on any one day, minor units; 0 without any."""
    spans = list(spans)
    return max((counting(spans, span.since) for span in spans), default=0)


def money_span(amount: int, on: date, cleared: date | None, bounced: date | None) -> Span:
    """The days on which a payment is money.

    A cheque counts from clearing, and no longer from the day it bounced.
    """
    return Span(amount=amount, since=max(on, cleared or on), until=bounced)


def within(piece: Span, money: Span) -> Span:
    """The days on which an allocation counts: while both it and the money it is a piece of do."""
    ends = [day for day in (piece.until, money.until) if day is not None]
    return Span(amount=piece.amount, since=max(piece.since, money.since), until=min(ends, default=None))


def open_on(amount: int, issued: date, reductions: Iterable[Span], day: date) -> int:
    """What is open of an invoice on `day`, minor units; nothing before it is issued.

    Args:
        amount: the invoice's amount.
        issued: its day of issue.
        reductions: its allocations (see `within`), credit notes and write-offs.
        day: the day that is asked about; what counts only later does not count.

    """
    return amount - counting(reductions, day) if issued <= day else 0


def on_account_on(money: Span, pieces: Iterable[Span], day: date) -> int:
    """What is on account of a payment on `day`, minor units.

    What no invoice has used up and was not paid back.
    """
    return money.amount - counting(pieces, day) if money.counts(day) else 0


def on_account_from(money: Span, pieces: Iterable[Span], day: date) -> int:
    """The least that is on account of a payment on `day` and after it, minor units: what may be paid back."""
    pieces = list(pieces)
    days = {day, *(piece.since for piece in pieces if piece.since > day)}
    return min(on_account_on(money, pieces, one) for one in days)


def in_order(items: Iterable[T]) -> list[T]:
    """The order in which money is used up: oldest due first, ties by number, disputed invoices last."""
    return sorted(items, key=lambda item: (item.dispute is not None, item.due, item.number))


def net_due(items: Iterable[Asked], on_account: Mapping[tuple[int, str], int]) -> dict[int, int]:
    """What may be asked for of each open item: what is open less money on account.

    Nothing while it is disputed.

    Args:
        items: open items of any customers.
        on_account: money on account by (customer id, currency), minor units; it is taken off the oldest due
            first.

    """
    left = dict(on_account)
    asked: dict[int, int] = {}
    for item in in_order(items):
        key = item.customer_id, item.currency
        taken = min(item.open, max(left.get(key, 0), 0))  # the disputed come last: they take it from no other
        left[key] = left.get(key, 0) - taken
        asked[item.id] = 0 if item.dispute else item.open - taken
    return asked
