"""What the day's list is made from and of: facts in, items with their reasons out (D1-D3)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from arcollect.domain.records import Customer, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from arcollect.domain.promises import Verdict
    from arcollect.domain.records import FollowUp, Invoice, OpenItem

PROMISE, INVOICE, OVERDUE, BROKEN_PROMISE = "promise", "invoice", "overdue", "broken promise"
CALL_AHEAD, CHEQUE, COLLECTION_DAY, FOLLOW_UP = "call ahead", "cheque", "collection day", "follow-up"
KINDS = (PROMISE, INVOICE, OVERDUE, BROKEN_PROMISE, CALL_AHEAD, CHEQUE, COLLECTION_DAY, FOLLOW_UP)
CHEQUE_LIFE_DAYS = 14
"""A cheque that has not arrived or cleared 14 days after its issue is cancelled and issued anew (A3)."""

POINTS = {
    "broken_promise": 50,  # their word was given and not kept
    "partly_kept": 30,
    "promise_due": 40,  # be there punctually that day (A1)
    "follow_up": 25,
    "collection_day": 20,  # D2
    "cheque": 20,
    "call_ahead": 15,  # D3
    "invoice_due": 10,
    "overdue_day": 1,  # each day past due…
    "overdue_most": 60,  # …up to this
    "amount_most": 30,  # the item's share of everything open in its currency
    "level": 10,  # each time this debt was promised and not kept
}


NOTHING: Mapping[Any, Any] = {}


class Term(NamedTuple):
    """One rule's share of an item's points."""

    rule: str
    points: int


class Item(NamedTuple):
    """One reason to see a customer on a day. `reason` says why it stands apart, None when it is to be done.

    `points` say how pressing it is: the sum of the terms.
    """

    kind: str
    date: date
    customer: Customer
    ref: int | str | None
    amount: int
    currency: str
    terms: tuple[Term, ...]
    points: int
    reason: str | None = None
    detail: str = ""


def item(
    kind: str, day: date, customer: Customer, ref: int | str | None, amount: int, currency: str,
    terms: tuple[Term, ...], reason: str | None = None, detail: str = "",
) -> Item:  # fmt: skip
    """An item with its points added up."""
    points = sum([term.points for term in terms])
    return Item(kind, day, customer, ref, amount, currency, terms, points, reason, detail)


class Cheque(NamedTuple):
    """A cheque in hand, not yet money."""

    payment_id: int
    customer_id: int
    amount: int
    currency: str
    issued: date


class Facts:
    """What the list is made from, all as of `today`; `last_contact` maps customer to (day, how).

    `last_money` is when those with the clock of an excuse running last paid. `open_totals` is what the whole ledger
    has open in each currency, whichever customers the list is for.
    """

    def __init__(
        self, today: date, customers: Mapping[int, Customer], invoices: Sequence[Invoice | OpenItem],
        verdicts: Sequence[Verdict] = (), last_contact: Mapping[int, tuple[date, str]] = NOTHING,
        follow_ups: Sequence[FollowUp] = (), last_money: Mapping[int, date] = NOTHING, cheques: Sequence[Cheque] = (),
        settings: Settings | None = None, open_totals: Mapping[str, int] = NOTHING,
    ) -> None:  # fmt: skip
        self.today, self.customers, self.invoices, self.verdicts = today, customers, invoices, verdicts
        self.last_contact, self.follow_ups, self.last_money = last_contact, follow_ups, last_money
        self.cheques, self.settings, self.open_totals = cheques, settings or Settings(), open_totals

    def weight(self, name: str) -> int:
        """A coefficient: the ledger's setting, else the default."""
        return self.settings.points.get(name, POINTS[name])

    @cached_property
    def promised_on(self) -> Mapping[int, Invoice | OpenItem]:
        """The invoices that promises cover, as far as something is open of them."""
        covered = {i for v in self.verdicts for i in v.promise.invoice_ids}
        return {i.id: i for i in self.invoices if i.id in covered} if covered else {}

    @cached_property
    def verdicts_of(self) -> Mapping[int, Sequence[Verdict]]:
        """The verdicts by customer."""
        found: dict[int, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.promise.customer_id, []).append(verdict)
        return found

    def still_open(self, verdict: Verdict) -> int:
        """What is still to be paid of the invoices a promise covers."""
        return sum(self.promised_on[i].open for i in set(verdict.promise.invoice_ids) if i in self.promised_on)


def rank(item: Item) -> tuple[int, date, str, str]:
    """The order of the list: most pressing first, then the earliest."""
    return -item.points, item.date, item.customer.name, str(item.ref)


class Agenda:
    """What to do from one day to another, and what stands apart; put in order when it is asked for in order."""

    def __init__(self, start: date, end: date, found: Iterable[Item]) -> None:
        self.start, self.end = start, end
        self.to_do: list[Item] = []
        self._apart: list[Item] = []
        for one in found:
            (self.to_do if one.reason is None else self._apart).append(one)

    @cached_property
    def items(self) -> list[Item]:
        """What is to be done, most pressing first."""
        return sorted(self.to_do, key=rank)

    @cached_property
    def apart(self) -> list[Item]:
        """What stands apart, each item with its reason."""
        return sorted(self._apart, key=rank)
