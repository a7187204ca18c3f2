"""What the day's list is made of: items with their reasons and points, in the order in which they press."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.records import Customer

PROMISE, INVOICE, OVERDUE, BROKEN_PROMISE = "promise", "invoice", "overdue", "broken promise"
CALL_AHEAD, CHEQUE, COLLECTION_DAY, FOLLOW_UP = "call ahead", "cheque", "collection day", "follow-up"
KINDS = (PROMISE, INVOICE, OVERDUE, BROKEN_PROMISE, CALL_AHEAD, CHEQUE, COLLECTION_DAY, FOLLOW_UP)
ON_ACCOUNT_COVERS = "money on account covers it"


@record
class Term:
    """One rule's share of an item's points."""

    rule: str
    points: int


@record
class Item:
    """One reason to see a customer on a day; `amount` in minor units is what to ask for.

    `reason` says why it is suppressed, None when it is to be done. `points` say how pressing it is: the sum
    of the terms.
    """

    kind: str
    date: date
    customer: Customer
    ref: int | str | None
    amount: int
    currency: str
    terms: tuple[Term, ...]
    reason: str | None = None
    detail: str = ""

    @property
    def points(self) -> int:
        """The sum of the terms."""
        return sum([term.points for term in self.terms])


def rank(item: Item) -> tuple[int, date, str, str]:
    """The order of the list: most pressing first, then the earliest."""
    return -item.points, item.date, item.customer.name, str(item.ref)


class Agenda:
    """What to do from one day to another, and what is suppressed.

    Put in order when it is asked for in order.
    """

    def __init__(self, start: date, end: date, found: Iterable[Item]) -> None:
        self.start, self.end = start, end
        self.to_do: list[Item] = []
        self._suppressed: list[Item] = []
        for item in found:
            (self.to_do if item.reason is None else self._suppressed).append(item)

    @cached_property
    def items(self) -> list[Item]:
        """What is to be done, most pressing first."""
        return sorted(self.to_do, key=rank)

    @cached_property
    def suppressed(self) -> list[Item]:
        """What is not to be done now, each item with its reason."""
        return sorted(self._suppressed, key=rank)
