"""What the calculations need to know of the ledger's rows: one frozen record for each kind of fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from datetime import date


@record
class Customer:
    """Who owes: the record behind a name (B1). `credit_limit` in minor units of `currency`."""

    id: int
    code: str
    name: str
    currency: str
    language: str | None = None
    terms_days: int | None = None
    credit_limit: int | None = None
    group: str | None = None
    rep: str | None = None
    collection_day: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None
    notes: str | None = None


@record
class Invoice:
    """An invoice with what is open of it on the day it was read for; amounts in minor units.

    `dispute` is the reason of the dispute that is open on that day, `review` the day on which it is looked
    at again.
    """

    id: int
    number: str
    customer_id: int
    issued: date
    due: date
    currency: str
    amount: int
    open: int
    status: str = "open"
    due_assumed: bool = False
    note: str | None = None
    dispute: str | None = None
    review: date | None = None


@record
class OpenItem:
    """What is open of an invoice on a day, and no more than long lists need; `open` in minor units."""

    id: int
    number: str
    customer_id: int
    issued: date
    due: date
    currency: str
    open: int
    dispute: str | None = None
    review: date | None = None


@record
class OnAccount:
    """Money and credit of a customer that no invoice has used up; minor units."""

    customer_id: int
    currency: str
    amount: int


@record
class Allocated:
    """A piece of a payment that pays a piece of an invoice; minor units."""

    invoice: str
    amount: int


@record
class Cheque:
    """A cheque: money only once it is cleared. `state` is in hand, cleared or bounced."""

    number: str | None
    bank: str | None
    issued: date
    state: str
    cleared: date | None = None
    bounced: date | None = None


@record
class Payment:
    """Money received with the invoices it pays; `refunded` was paid back, amounts in minor units."""

    id: int
    customer_id: int
    customer: str
    customer_name: str
    on: date
    currency: str
    amount: int
    method: str | None = None
    reference: str | None = None
    note: str | None = None
    cheque: Cheque | None = None
    void: bool = False
    refunded: int = 0
    allocations: tuple[Allocated, ...] = ()

    @property
    def is_money(self) -> bool:
        """Whether it counts: not void, and a cheque only when it is cleared."""
        return not self.void and (self.cheque is None or self.cheque.state == "cleared")

    @property
    def on_account(self) -> int:
        """What is left of it, minor units; nothing while it is no money."""
        used = sum(piece.amount for piece in self.allocations) + self.refunded
        return self.amount - used if self.is_money else 0


@record
class ChequeInHand:
    """A cheque that was received and not yet cleared or bounced on the day it was read for; minor units."""

    payment_id: int
    customer_id: int
    amount: int
    currency: str
    issued: date
    number: str | None = None
    bank: str | None = None


@record
class Receipt:
    """Money as a promise sees it: what was allocated to one invoice; minor units.

    `on` is the day the money came, `known` the day from which it stands on the invoice, `until` the day
    from which it does no longer (moved elsewhere, or bounced). `entry` is the journal entry, which orders
    what came on one day.
    """

    payment_id: int
    customer_id: int
    invoice_id: int
    on: date
    currency: str
    amount: int
    known: date
    until: date | None = None
    entry: int = 0


@record
class Promise:
    """A promise to pay as it was given.

    Minor units. `ended` is the day it was withdrawn or replaced, if it was.
    """

    id: int
    customer_id: int
    amount: int
    currency: str
    made: date
    due: date
    invoice_ids: tuple[int, ...]
    level: int = 0
    channel: str = "visit"
    said_by: str | None = None
    words: str | None = None
    ended: date | None = None
    ended_as: str | None = None
    ended_entry: int = 0
    entry: int = 0


@record
class Contact:
    """One time the customer was seen, called or written to."""

    id: int
    customer_id: int
    on: date
    channel: str
    who: str | None = None
    words: str | None = None
    outcome: str | None = None
    excuses: tuple[str, ...] = ()
    rep: str | None = None
    took: str | None = None


@record
class LastContact:
    """When and how a customer was last in contact: a visit, call, message, promise or payment."""

    customer_id: int
    on: date
    how: str


@record
class FollowUp:
    """Something to be done on a day: a clock that an excuse or a visit has started, on the day `since`.

    `amount` is the payment that was announced, in minor units of the customer's currency, where one was
    named.
    """

    id: int
    customer_id: int
    on: date
    text: str
    code: str | None = None
    since: date | None = None
    amount: int | None = None


@record
class Person:
    """A contact at the customer's, with the role they play in a payment (A2)."""

    id: int
    customer_id: int
    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None
