"""Invoices: add, edit, void, dispute, and read with their state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import changed, record
from arcollect.domain.money import human
from arcollect.errors import NotFound, Refused
from arcollect.ledger.book import FAR, as_day, maybe_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arcollect.domain.records import Customer, Invoice
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger


@record
class InvoiceDraft:
    """A new invoice as it was given.

    `amount` in minor units, without `due` it takes `issued` + `terms_days`.
    """

    customer: Customer
    amount: int
    currency: str
    issued: date
    terms_days: int
    due: date | None = None
    number: str | None = None
    note: str | None = None


@record
class InvoiceAdded:
    """The invoice as it stands; `over_limit` is the customer's exposure when beyond the credit limit."""

    invoice: Invoice
    over_limit: int | None = None


@record
class Reduced:
    """What made an invoice smaller: a payment, credit note or write-off; minor units."""

    on: str
    kind: str
    payment: int | None
    amount: int


def add(ledger: Ledger, draft: InvoiceDraft) -> InvoiceAdded:
    """Add an invoice; Refused when the number is taken or it would be due before it is issued."""
    with ledger.change() as work:
        number = added(work, draft)
    return InvoiceAdded(invoice=find(ledger, number), over_limit=_over_limit(ledger, draft.customer))


def added(work: Work, draft: InvoiceDraft) -> str:
    """As `add`, within a change; returns the invoice's number."""
    number = draft.number or _next_number(work, draft.issued)
    _refuse_taken(work, number, f"`invoice edit {number}` changes it, or give another --number")
    if draft.due is not None and draft.due < draft.issued:
        raise Refused(
            f"invoice {number} would be due on {draft.due}, before it is issued on {draft.issued}; check "
            "the two dates"
        )
    work.add(
        "invoice",
        number=number,
        customer_id=draft.customer.id,
        issued=draft.issued,
        due=draft.due or draft.issued + timedelta(days=draft.terms_days),
        due_assumed=draft.due is None,
        currency=draft.currency,
        amount=draft.amount,
        note=draft.note,
    )
    return number


def _refuse_taken(work: Work, number: str, remedy: str) -> None:
    if work.book.invoices.issued_of(number):
        raise Refused(f"invoice {number} exists already; {remedy}")


def _next_number(work: Work, issued: date) -> str:
    """The next free number of the year: 2026-001, 2026-002 and so on."""
    used = work.book.invoices.numbers_of_year(issued.year)
    serial = len(used) + 1
    while f"{issued.year}-{serial:03}" in used:
        serial += 1
    return f"{issued.year}-{serial:03}"


def _over_limit(ledger: Ledger, customer: Customer) -> int | None:
    """What the customer owes when that is beyond its credit limit (C7); without a limit nothing is."""
    from arcollect.domain.credit import beyond_limit
    from arcollect.services.customers import owed_by

    balance = owed_by(ledger, customer.id).get(customer.currency)
    return beyond_limit(balance.balance if balance else 0, customer.credit_limit)


def find(ledger: Ledger, number: str) -> Invoice:
    """The invoice as it stands today, or on its day of issue when that is still to come.

    NotFound without one.
    """
    issued = ledger.book.invoices.issued_of(number)
    if issued is None:
        raise unknown(number)
    return _read(ledger.book.invoices.numbered, number, max(ledger.today, issued))


def unknown(number: str) -> NotFound:
    """There is no such invoice."""
    return NotFound(f"no invoice {number} in this ledger; `arcollect invoice list` shows them")


def _read(numbered: Any, number: str, day: date) -> Invoice:
    import json

    found: list[Invoice] = numbered(json.dumps([number]), day)
    if not found:
        raise unknown(number)
    return found[0]


def numbered(work: Work, number: str, day: date = FAR) -> Invoice:
    """The invoice within a change, by all that is known; NotFound when there is none."""
    return _read(work.book.invoices.numbered, number, day)


def open_invoices(work: Work, customer: Customer, currency: str) -> list[Invoice]:
    """What can still be paid by all that is known; what cheques in hand are to pay is taken off."""
    held = work.book.payments.held(customer.id)
    invoices = work.book.invoices.of(FAR, customer.id, open_only=True)
    free = (changed(i, open=i.open - held.get(i.id, 0)) for i in invoices if i.currency == currency)
    return [invoice for invoice in free if invoice.open > 0]


def listed(ledger: Ledger, customer: Customer | None, *, open_only: bool, void: bool) -> list[Invoice]:
    """Invoices, the oldest due first."""
    whose = customer.id if customer else None
    return ledger.book.invoices.of(ledger.today, whose, open_only=open_only, void=void)


def reductions(ledger: Ledger, invoice: Invoice) -> list[Reduced]:
    """What was paid, credited or written off of an invoice by today and stands, the earliest first."""
    today = max(ledger.today, invoice.issued).isoformat()
    found = [
        Reduced(on=str(row["on_day"]), kind=row["kind"], payment=row["payment_id"], amount=row["amount"])
        for row in ledger.book.invoices.reductions(invoice.id)
        if str(row["on_day"]) <= today and (row["ended_on"] is None or str(row["ended_on"]) > today)
    ]
    return sorted(found, key=lambda r: (r.on, r.payment or 0))  # databases order what is null differently


def edit(ledger: Ledger, number: str, values: Mapping[str, Any]) -> Invoice:
    """Change what is given of an invoice; Refused as `edited` refuses."""
    with ledger.change() as work:
        edited(work, numbered(work, number), values)
    return find(ledger, str(values.get("number", number)))


def edited(work: Work, invoice: Invoice, values: Mapping[str, Any]) -> dict[str, Any]:
    """Change fields of an invoice within a change; returns those that differ.

    Refused when the amount would fall below what is paid of it, the number is taken, or the days cannot be.
    """
    paid = max(invoice.amount - invoice.open + held(work, invoice), _most_paid(work, invoice))
    if values.get("amount", invoice.amount) < paid:
        raise Refused(
            f"invoice {invoice.number} has {human(paid, invoice.currency)} paid of it, cheques in hand "
            "counted; its amount cannot be less"
        )
    if values.get("number", invoice.number) != invoice.number:
        _refuse_taken(work, values["number"], "give another --number")
    issued = values.get("issued", invoice.issued)
    used = work.book.invoices.first_use(invoice.id)
    if used and issued > used:
        raise Refused(
            f"invoice {invoice.number} was paid or credited on {used}; it cannot have been issued after that"
        )
    if values.get("due", invoice.due) < issued:
        raise Refused(f"invoice {invoice.number} would be due before it is issued; check the two dates")
    return work.change("invoice", invoice.id, **values)


def _most_paid(work: Work, invoice: Invoice) -> int:
    """The most that was ever paid or credited of it on one day, minor units.

    What was moved elsewhere since counts.
    """
    from arcollect.domain.balance import Span, most_counting

    rows = work.book.invoices.reductions(invoice.id)
    spans = (
        Span(amount=row["amount"], since=as_day(row["on_day"]), until=maybe_day(row["ended_on"]))
        for row in rows
    )
    return most_counting(spans)


def held(work: Work, invoice: Invoice) -> int:
    """What cheques in hand are to pay of it, minor units."""
    return work.book.payments.held(invoice.customer_id).get(invoice.id, 0)


def void(ledger: Ledger, number: str, reason: str) -> None:
    """Void an invoice that was a mistake; Refused while money or a cheque is allocated to it."""
    with ledger.change() as work:
        voided(work, numbered(work, number), reason)


def voided(work: Work, invoice: Invoice, reason: str) -> None:
    """As `void`, within a change."""
    in_hand = held(work, invoice)
    if in_hand:
        raise Refused(
            f"a cheque in hand is to pay {human(in_hand, invoice.currency)} of invoice {invoice.number}; "
            "void that payment first"
        )
    if invoice.open != invoice.amount:
        raise Refused(
            f"invoice {invoice.number} has {human(invoice.amount - invoice.open, invoice.currency)} paid "
            "or credited; void that payment or credit first"
        )
    # What paid it for some days was on account then.
    for table, row_id in work.book.invoices.ended(invoice.id):
        work.void(table, row_id, reason)
    work.void("invoice", invoice.id, reason)


def dispute(ledger: Ledger, number: str, reason: str, owner: str | None, review: date | None) -> Invoice:
    """The customer disputes an invoice: it is not chased until the review day (D6).

    Refused while it is in dispute.
    """
    with ledger.change() as work:
        disputed(work, numbered(work, number), reason, owner, review)
    return find(ledger, number)


def disputed(work: Work, invoice: Invoice, reason: str, owner: str | None, review: date | None) -> None:
    """As `dispute`, within a change."""
    if work.book.invoices.disputes(invoice.id):
        raise Refused(
            f"invoice {invoice.number} is in dispute already; `invoice resolve {invoice.number}` ends that"
        )
    work.add("dispute", invoice_id=invoice.id, opened=work.today, reason=reason, owner=owner, review=review)


def resolve(ledger: Ledger, number: str, outcome: str) -> Invoice:
    """End an invoice's dispute; Refused when there is none."""
    with ledger.change() as work:
        open_disputes = work.book.invoices.disputes(numbered(work, number).id)
        if not open_disputes:
            raise Refused(f"invoice {number} is not in dispute; nothing to resolve")
        for row_id in open_disputes:
            work.change("dispute", row_id, closed=work.today, outcome=outcome)
    return find(ledger, number)
