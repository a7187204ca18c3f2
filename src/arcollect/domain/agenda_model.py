"""What the day's list is made from and of: facts in, items with their reasons out (D1-D3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from arcollect.domain.records import Customer, FollowUp, Invoice, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from arcollect.domain.promises import Verdict

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


@dataclass(frozen=True)
class Term:
    """One rule's share of an item's points."""

    rule: str
    points: int


@dataclass(frozen=True)
class Item:
    """One reason to see a customer on a day. `reason` says why it stands apart, None when it is to be done."""

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
        """How pressing: the terms' sum."""
        return sum(term.points for term in self.terms)


@dataclass(frozen=True)
class Cheque:
    """A cheque in hand, not yet money."""

    payment_id: int
    customer_id: int
    amount: int
    currency: str
    issued: date


@dataclass(frozen=True)
class Facts:
    """What the list is made from, all as of `today`; `last_contact` maps customer to (day, how).

    `open_totals` is what the whole ledger has open in each currency, whichever customers the list is for.
    """

    today: date
    customers: Mapping[int, Customer]
    invoices: Sequence[Invoice]
    verdicts: Sequence[Verdict] = ()
    last_contact: Mapping[int, tuple[date, str]] = field(default_factory=dict)
    follow_ups: Sequence[FollowUp] = ()
    last_money: Mapping[int, date] = field(default_factory=dict)
    cheques: Sequence[Cheque] = ()
    settings: Settings = field(default_factory=Settings)
    open_totals: Mapping[str, int] = field(default_factory=dict)

    def weight(self, name: str) -> int:
        """A coefficient: the ledger's setting, else the default."""
        return self.settings.points.get(name, POINTS[name])


@dataclass(frozen=True)
class Agenda:
    """What to do from one day to another, most pressing first, and what stands apart."""

    start: date
    end: date
    items: tuple[Item, ...]
    apart: tuple[Item, ...]
