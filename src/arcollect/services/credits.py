"""Credit notes, write-offs and recoveries; credit on account that is allocated to invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.allocation import by_default
from arcollect.domain.frozen import changed, record
from arcollect.domain.money import human
from arcollect.errors import Refused
from arcollect.services.invoices import find, held, numbered, open_invoices

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from arcollect.domain.records import Customer, Invoice
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger

CREDIT_NOTE, WRITE_OFF = "credit note", "write-off"


@record
class CreditDraft:
    """A credit as it was given; `amount` in minor units, None for all that is open.

    `kind` is one of the two above.
    """

    kind: str
    on: date
    reason: str
    amount: int | None = None


@record
class Credited:
    """The invoice as it stands after a credit of `amount` minor units."""

    invoice: Invoice
    amount: int


def credit(ledger: Ledger, number: str, draft: CreditDraft) -> Credited:
    """Credit an invoice or write it off, wholly or in part; Refused as `credited` refuses."""
    with ledger.change() as work:
        amount = credited(work, numbered(work, number), draft)
    return Credited(invoice=find(ledger, number), amount=amount)


def credited(work: Work, invoice: Invoice, draft: CreditDraft) -> int:
    """As `credit`, within a change; returns the amount.

    Refused when it is more than is open, when nothing is, or on a day that lies after today or before the
    issue.
    """
    amount = invoice.open if draft.amount is None else draft.amount
    if amount <= 0:
        raise Refused(f"invoice {invoice.number} has nothing open; there is nothing to credit or write off")
    room = invoice.open - held(work, invoice)
    if amount > room:
        raise Refused(
            f"{human(amount, invoice.currency)} is more than the {human(room, invoice.currency)} open on "
            f"invoice {invoice.number}; give at most that"
        )
    _refuse_future(work, draft.on)
    if draft.on < invoice.issued:
        raise Refused(
            f"invoice {invoice.number} was issued on {invoice.issued}, after {draft.on}; give a later day"
        )
    reopened = work.book.invoices.reopened([invoice.id]).get(invoice.id)
    if reopened and draft.on < reopened:
        raise Refused(f"invoice {invoice.number} was paid until {reopened}; give that day or a later one")
    _add(work, invoice, draft, amount)
    return amount


def _refuse_future(work: Work, on: date) -> None:
    if on > work.today:
        raise Refused(f"{on} lies after today ({work.today}); a credit is entered when it is given")


def _add(work: Work, invoice: Invoice, draft: CreditDraft, amount: int, origin: int | None = None) -> None:
    of_it = {"invoice_id": invoice.id, "origin_id": origin}
    _write(work, invoice.customer_id, invoice.currency, changed(draft, amount=amount), of_it)


def _write(
    work: Work, customer: int, currency: str, draft: CreditDraft, more: Mapping[str, int | None]
) -> None:
    work.add(
        "credit",
        customer_id=customer,
        kind=draft.kind,
        on_day=draft.on,
        currency=currency,
        amount=draft.amount,
        reason=draft.reason,
        **more,
    )


def credit_customer(ledger: Ledger, customer: Customer, currency: str, draft: CreditDraft) -> None:
    """Give a credit note that belongs to no invoice: it stands on account. Refused for a day after today."""
    with ledger.change() as work:
        customer_credited(work, customer.id, currency, draft)


def customer_credited(
    work: Work, customer: int, currency: str, draft: CreditDraft, origin: int | None = None
) -> None:
    """As `credit_customer`, within a change."""
    _refuse_future(work, draft.on)
    _write(work, customer, currency, draft, {"origin_id": origin})


def allocate(ledger: Ledger, customer: Customer, numbers: list[str]) -> list[tuple[Invoice, int]]:
    """Allocate the customer's credit on account to these invoices, or in the default order.

    See `allocated`.
    """
    with ledger.change() as work:
        return allocated(work, customer, numbers)


def allocated(work: Work, customer: Customer, numbers: list[str]) -> list[tuple[Invoice, int]]:
    """Use up credit on account, the earliest first.

    Each credit note ends today and goes on in the pieces it pays.

    Returns the invoices with what they took, in minor units. NotFound for an unknown invoice, Refused for
    another customer's, when there is no credit on account, or nothing that it could pay.
    """
    for number in numbers:
        if numbered(work, number).customer_id != customer.id:
            raise Refused(f"invoice {number} is not {customer.name}'s; name one of theirs")
    today = work.today.isoformat()
    credits_ = [c for c in work.book.payments.credits_on_account(customer.id) if str(c["on_day"]) <= today]
    if not credits_:
        raise Refused(f"{customer.name} has no credit on account; `customer credit` gives one")
    taken: list[tuple[Invoice, int]] = []
    for row in credits_:
        invoices = _payable(work, customer, row["currency"], numbers)
        pieces = by_default(row["amount"], invoices)
        draft = CreditDraft(kind=CREDIT_NOTE, on=work.today, reason=row["reason"])
        if pieces:
            work.change("credit", row["id"], ended_on=work.today)
        for invoice, amount in pieces:
            _add(work, invoice, draft, amount, row["id"])
        left = row["amount"] - sum(amount for _, amount in pieces)
        if pieces and left:
            rest = changed(draft, amount=left)
            customer_credited(work, customer.id, row["currency"], rest, row["id"])
        taken += pieces
    if not taken:
        raise Refused(
            f"{customer.name} has no open invoice that its credit could pay; name another, or wait for one"
        )
    return taken


def _payable(work: Work, customer: Customer, currency: str, numbers: list[str]) -> list[Invoice]:
    found = [i for i in open_invoices(work, customer, currency) if i.issued <= work.today]
    return [i for i in found if i.number in numbers] if numbers else found


def recovered(work: Work, invoice: Invoice, amount: int, on: date) -> None:
    """Take back a write-off by `amount` minor units on a day, so that money can be allocated.

    The latest first.

    Refused when less than that was written off, or after that day.
    """
    left = amount
    for row in work.book.invoices.write_offs(invoice.id):
        if not left or str(row["on_day"]) > on.isoformat():
            continue
        taken = min(left, row["amount"])
        work.change("credit", row["id"], ended_on=on)
        if row["amount"] > taken:
            draft = CreditDraft(kind=WRITE_OFF, on=on, reason=row["reason"])
            _add(work, invoice, draft, row["amount"] - taken, row["id"])
        left -= taken
    if left == amount:
        raise Refused(
            f"nothing of invoice {invoice.number} is written off by {on}; `payment add` takes money for "
            "what is open"
        )
    if left:
        raise Refused(
            f"only {human(amount - left, invoice.currency)} of invoice {invoice.number} is written off by "
            f"{on}; recover at most that"
        )
