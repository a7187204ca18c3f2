"""Changes to payments: take one, allocate it, void it, clear or bounce a cheque."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arcollect.domain.allocation import as_named, oldest_first, spread
from arcollect.errors import NotFound, Refused
from arcollect.ledger.read import FAR
from arcollect.ledger.tables import Allocation, Payment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from arcollect.domain.records import Customer, Invoice
    from arcollect.ledger.write.change import Change


@dataclass(frozen=True)
class Draft:
    """A payment as it was given; `named` are (invoice number, amount or None), None the default order.

    `cheque` is (number, bank, issue date) when it is one.
    """

    customer: Customer
    amount: int
    currency: str
    on: date
    method: str | None = None
    reference: str | None = None
    note: str | None = None
    named: Sequence[tuple[str, int | None]] = ()
    allocate: bool = True
    cheque: tuple[str | None, str | None, date] | None = None


def add_payment(change: Change, draft: Draft) -> Payment:
    """Takes a payment and allocates it; a cheque is in hand and pays nothing until it is cleared.

    Refused for a day in the future, an unknown or foreign invoice, or more than is open.
    """
    if draft.on > change.by.today:
        raise Refused(f"{draft.on} lies after today ({change.by.today}); a payment is entered when it has come")
    pieces = _pieces(change, draft) if draft.allocate else []
    number, bank, issued = draft.cheque or (None, None, None)
    payment = change.add(
        Payment(
            customer_id=draft.customer.id, on_day=draft.on, currency=draft.currency, amount=draft.amount,
            method="cheque" if draft.cheque else draft.method, reference=draft.reference, note=draft.note,
            cheque_number=number, cheque_bank=bank, cheque_issued=issued,
            cheque_state="in hand" if draft.cheque else None,
        )
    )  # fmt: skip
    for invoice, amount in pieces:
        _allocate(change, payment.id or 0, invoice, amount, draft.on)
    return payment


def _allocate(change: Change, payment_id: int, invoice: Invoice, amount: int, on: date) -> None:
    """Money cannot pay an invoice before that is issued, so the later of the two days counts."""
    change.add(Allocation(payment_id=payment_id, invoice_id=invoice.id, amount=amount, on_day=max(on, invoice.issued)))


def _pieces(change: Change, draft: Draft) -> list[tuple[Invoice, int]]:
    invoices = _open_invoices(change, draft.customer, draft.currency)
    if not draft.named:
        return spread(draft.amount, oldest_first(invoices))
    by_number = {i.number: i for i in invoices}
    named = [(by_number.get(number) or _why_not(change, number, draft), amount) for number, amount in draft.named]
    return as_named(draft.amount, named, invoices, draft.currency)


def _open_invoices(change: Change, customer: Customer, currency: str) -> list[Invoice]:
    """What can still be paid, all cheques in hand taken off, so that no two cheques promise the same invoice."""
    held = change.book.held(customer.id)
    invoices = change.book.invoices(FAR, customer=customer.id, open_only=True)
    free = (i._replace(open=i.open - held.get(i.id, 0)) for i in invoices if i.currency == currency)
    return [i for i in free if i.open > 0]


def _why_not(change: Change, number: str, draft: Draft) -> Invoice:
    """Raises with the reason why this payment cannot pay that invoice."""
    rows = change.book.rows("SELECT * FROM invoice WHERE number = ? ORDER BY voided_on IS NOT NULL", number)
    if not rows:
        raise NotFound(f"no invoice {number} in this ledger; `arcollect invoice list` shows them")
    row = rows[0]
    if row["voided_on"]:
        raise Refused(f"invoice {number} is void; name another, or leave --to away for the oldest first")
    if row["customer_id"] != draft.customer.id:
        raise Refused(f"invoice {number} is not {draft.customer.name}'s; name one of theirs")
    if row["currency"] != draft.currency:
        raise Refused(f"invoice {number} is in {row['currency']}, the payment in {draft.currency}; enter them apart")
    raise Refused(f"invoice {number} has nothing open (cheques in hand counted); name another")


def payment_row(change: Change, payment_id: int) -> Payment:
    """The payment with that id; NotFound when there is none, Refused when it is void."""
    payment = change.session.get(Payment, payment_id)
    if payment is None:
        raise NotFound(f"no payment {payment_id} in this ledger; `arcollect payment list` shows them")
    if payment.voided_on:
        raise Refused(f"payment {payment_id} is void since {payment.voided_on}; enter it anew if it came after all")
    return payment


def void_payment(change: Change, payment_id: int, reason: str) -> Payment:
    """The payment was a mistake: it and its allocations count no more, on any day."""
    payment = payment_row(change, payment_id)
    _end_allocations(change, payment_id, reason)
    change.edit(Payment, payment_id, voided_on=change.by.today, void_reason=reason)
    return payment


def _end_allocations(change: Change, payment_id: int, reason: str) -> None:
    for row in change.book.rows("SELECT id FROM allocation WHERE payment_id = ? AND voided_on IS NULL", payment_id):
        change.edit(Allocation, row["id"], voided_on=change.by.today, void_reason=reason)


def clear_cheque(change: Change, payment_id: int, on: date) -> Payment:
    """The bank has paid the cheque: it is money from that day on."""
    payment = _cheque_in_hand(change, payment_id)
    if on > change.by.today:
        raise Refused(f"{on} lies after today ({change.by.today}); a cheque is cleared when the bank has paid it")
    if on < payment.on_day:
        raise Refused(f"the cheque was received on {payment.on_day}; it cannot have cleared on {on}")
    change.edit(Payment, payment_id, cheque_state="cleared", cleared_on=on)
    return payment


def bounce_cheque(change: Change, payment_id: int, reason: str) -> Payment:
    """The bank has returned the cheque: its invoices are open as before."""
    payment = payment_row(change, payment_id)
    if payment.cheque_state not in ("in hand", "cleared"):
        raise Refused(
            f"payment {payment_id} is no cheque that could bounce ({payment.cheque_state or payment.method or 'cash'})"
        )
    _end_allocations(change, payment_id, reason)
    change.edit(Payment, payment_id, cheque_state="bounced", note=reason)
    return payment


def _cheque_in_hand(change: Change, payment_id: int) -> Payment:
    payment = payment_row(change, payment_id)
    if payment.cheque_state != "in hand":
        raise Refused(f"payment {payment_id} is no cheque in hand ({payment.cheque_state or payment.method or 'cash'})")
    return payment


def reallocate(change: Change, payment_id: int, customer: Customer, named: Sequence[tuple[str, int | None]]) -> Payment:
    """Allocates the payment anew, its former allocations ended; Refused as `add_payment` refuses."""
    payment = payment_row(change, payment_id)
    if payment.cheque_state == "bounced":
        raise Refused(f"payment {payment_id} is a bounced cheque; there is nothing to allocate")
    _end_allocations(change, payment_id, "re-allocated")
    draft = Draft(customer, payment.amount, payment.currency, payment.on_day, named=named)
    for invoice, amount in _pieces(change, draft):
        _allocate(change, payment_id, invoice, amount, payment.on_day)
    return payment
