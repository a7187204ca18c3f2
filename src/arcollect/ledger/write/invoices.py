"""Changes to invoices: add, edit, void, credit, write off, dispute."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from arcollect.domain.money import human
from arcollect.errors import NotFound, Refused
from arcollect.ledger.read import FAR
from arcollect.ledger.tables import Credit, Dispute, Invoice

if TYPE_CHECKING:
    from arcollect.domain.records import Customer as CustomerRecord
    from arcollect.domain.records import Invoice as InvoiceRecord
    from arcollect.ledger.write.change import Change


def add_invoice(
    change: Change, customer: CustomerRecord, amount: int, currency: str, issued: date, due: date | None,
    terms_days: int, number: str | None = None, note: str | None = None,
) -> Invoice:  # fmt: skip
    """A new invoice; without a due date it takes issue date + terms and is flagged. Refused when the number is taken."""
    number = number or next_number(change, issued)
    if change.book.rows("SELECT 1 FROM invoice WHERE number = ? AND voided_on IS NULL", number):
        raise Refused(f"invoice {number} exists already; `invoice edit {number}` changes it, or give another --number")
    if due is not None and due < issued:
        raise Refused(f"invoice {number} would be due on {due}, before it is issued on {issued}; check the two dates")
    return change.add(
        Invoice(
            number=number, customer_id=customer.id, issued=issued, due=due or issued + timedelta(days=terms_days),
            due_assumed=due is None, currency=currency, amount=amount, note=note,
        )
    )  # fmt: skip


def next_number(change: Change, issued: date) -> str:
    """The next free number of the year: 2026-001, 2026-002 and so on."""
    rows = change.book.rows("SELECT number FROM invoice WHERE number LIKE ?", f"{issued.year}-%")
    used = {row["number"] for row in rows}
    serial = len(used) + 1
    while f"{issued.year}-{serial:03}" in used:
        serial += 1
    return f"{issued.year}-{serial:03}"


def invoice_by_number(change: Change, number: str, day: date = FAR) -> InvoiceRecord:
    """The invoice with that number as it stands on `day`; NotFound when there is none."""
    rows = change.book.rows("SELECT customer_id FROM invoice WHERE number = ? AND voided_on IS NULL", number)
    if not rows:
        raise NotFound(f"no invoice {number} in this ledger; `arcollect invoice list` shows them")
    return next(i for i in change.book.invoices(day, customer=rows[0]["customer_id"]) if i.number == number)


def edit_invoice(change: Change, invoice: InvoiceRecord, **values: Any) -> dict[str, Any]:
    """Changes what is given; Refused when the amount would fall below what is paid of it."""
    paid = invoice.amount - invoice.open + change.book.held(invoice.customer_id).get(invoice.id, 0)
    if values.get("amount", invoice.amount) < paid:
        raise Refused(
            f"invoice {invoice.number} has {human(paid, invoice.currency)} paid of it, cheques in hand counted; "
            "its amount cannot be less"
        )
    number = values.get("number", invoice.number)
    if number != invoice.number and change.book.rows(
        "SELECT 1 FROM invoice WHERE number = ? AND voided_on IS NULL", number
    ):
        raise Refused(f"invoice {number} exists already; give another --number")
    used = change.book.rows(
        "SELECT MIN(on_day) AS first FROM (SELECT on_day FROM allocation WHERE invoice_id = ? AND voided_on IS NULL "
        "UNION ALL SELECT on_day FROM credit WHERE invoice_id = ? AND voided_on IS NULL)", invoice.id, invoice.id,
    )[0]["first"]  # fmt: skip
    if used and values.get("issued", invoice.issued).isoformat() > used:
        raise Refused(f"invoice {invoice.number} was paid or credited on {used}; it cannot have been issued after that")
    if values.get("due", invoice.due) < values.get("issued", invoice.issued):
        raise Refused(f"invoice {invoice.number} would be due before it is issued; check the two dates")
    return change.edit(Invoice, invoice.id, **values)


def void_invoice(change: Change, invoice: InvoiceRecord, reason: str) -> None:
    """The invoice was a mistake; Refused while money is allocated to it."""
    held = change.book.held(invoice.customer_id).get(invoice.id, 0)
    if held:
        raise Refused(
            f"a cheque in hand is to pay {human(held, invoice.currency)} of invoice {invoice.number}; void that payment first"
        )
    if invoice.open != invoice.amount:
        raise Refused(
            f"invoice {invoice.number} has {human(invoice.amount - invoice.open, invoice.currency)} paid or credited; "
            "void that payment or credit first"
        )
    change.edit(Invoice, invoice.id, voided_on=change.by.today, void_reason=reason)


def credit_invoice(change: Change, invoice: InvoiceRecord, amount: int, kind: str, on: date, reason: str) -> Credit:
    """A credit note or write-off on an invoice; Refused when it is more than is open or before its issue."""
    if invoice.status == "void":
        raise Refused(f"invoice {invoice.number} is void; there is nothing to credit")
    if amount <= 0:
        raise Refused(f"invoice {invoice.number} has nothing open; there is nothing to credit or write off")
    room = invoice.open - change.book.held(invoice.customer_id).get(invoice.id, 0)
    if amount > room:
        raise Refused(
            f"{human(amount, invoice.currency)} is more than the {human(room, invoice.currency)} open on "
            f"invoice {invoice.number}; give at most that"
        )
    if on > change.by.today:
        raise Refused(f"{on} lies after today ({change.by.today}); a credit is entered when it is given")
    if on < invoice.issued:
        raise Refused(f"invoice {invoice.number} was issued on {invoice.issued}, after {on}; give a later day")
    return change.add(
        Credit(
            customer_id=invoice.customer_id, invoice_id=invoice.id, kind=kind, on_day=on, currency=invoice.currency,
            amount=amount, reason=reason,
        )
    )  # fmt: skip


def credit_customer(change: Change, customer_id: int, amount: int, currency: str, on: date, reason: str) -> Credit:
    """A credit note that belongs to no invoice and stands on account."""
    if on > change.by.today:
        raise Refused(f"{on} lies after today ({change.by.today}); a credit is entered when it is given")
    return change.add(
        Credit(customer_id=customer_id, kind="credit note", on_day=on, currency=currency, amount=amount, reason=reason)
    )


def dispute_invoice(
    change: Change, invoice: InvoiceRecord, reason: str, owner: str | None, review: date | None
) -> Dispute:
    """The customer disputes it: it stops being chased until the review date (D6)."""
    if invoice.dispute:
        raise Refused(f"invoice {invoice.number} is in dispute already; `invoice resolve {invoice.number}` ends that")
    return change.add(Dispute(invoice_id=invoice.id, opened=change.by.today, reason=reason, owner=owner, review=review))


def resolve_dispute(change: Change, invoice: InvoiceRecord, outcome: str) -> None:
    """The dispute is over; Refused when there is none."""
    rows = change.book.rows(
        "SELECT id FROM dispute WHERE invoice_id = ? AND closed IS NULL AND voided_on IS NULL", invoice.id
    )
    if not rows:
        raise Refused(f"invoice {invoice.number} is not in dispute; nothing to resolve")
    for row in rows:
        change.edit(Dispute, row["id"], closed=change.by.today, outcome=outcome)
