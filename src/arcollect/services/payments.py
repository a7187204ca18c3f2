"""Payments: take one, allocate it, void it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.allocation import Claim, Named, as_named, by_default
from arcollect.domain.frozen import changed, record
from arcollect.domain.money import human
from arcollect.errors import NotFound, Refused
from arcollect.services.invoices import open_invoices, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from arcollect.domain.records import Customer, Invoice, Payment, Receipt
    from arcollect.ledger.book import Book
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger

Pieces = list[tuple["Invoice", int]]


@record
class ChequeDraft:
    """A cheque as it was handed over."""

    issued: date
    number: str | None = None
    bank: str | None = None


@record
class PaymentDraft:
    """A payment as it was given; `amount` in minor units.

    Without `named` invoices it goes in the default order.
    """

    customer: Customer
    amount: int
    currency: str
    on: date
    method: str | None = None
    reference: str | None = None
    note: str | None = None
    named: tuple[Named, ...] = ()
    allocate: bool = True
    cheque: ChequeDraft | None = None


@record
class Payer:
    """Who paid on which day in which currency."""

    customer: int
    currency: str
    on: date


def take(ledger: Ledger, draft: PaymentDraft) -> Payment:
    """Take a payment and allocate it; Refused as `taken` refuses."""
    settings = ledger.settings
    with ledger.change() as work:
        number = taken(work, draft, settings.grace_days)
    return find(ledger, number)


def taken(work: Work, draft: PaymentDraft, grace_days: int = 0) -> int:
    """As `take`, within a change; returns the payment's number.

    A cheque is in hand and pays nothing until it is cleared. Refused for a day after today, an unknown or
    foreign invoice, or more than is open.
    """
    if draft.on > work.today:
        raise Refused(f"{draft.on} lies after today ({work.today}); a payment is entered when it has come")
    pieces = _pieces(work, draft, grace_days) if draft.allocate else []
    cheque = draft.cheque
    payment = work.add(
        "payment",
        customer_id=draft.customer.id,
        on_day=draft.on,
        currency=draft.currency,
        amount=draft.amount,
        method="cheque" if cheque else draft.method,
        reference=draft.reference,
        note=draft.note,
        cheque_number=cheque.number if cheque else None,
        cheque_bank=cheque.bank if cheque else None,
        cheque_issued=cheque.issued if cheque else None,
        cheque_state="in hand" if cheque else None,
    )
    _allocate(work, payment, pieces, draft.on)
    return payment


def _allocate(work: Work, payment: int, pieces: Pieces, on: date) -> None:
    """Money pays an invoice from its issue on; one that was open again, from the day on which it was."""
    reopened = work.book.invoices.reopened([invoice.id for invoice, _ in pieces])
    for invoice, amount in pieces:
        day = max(on, invoice.issued, reopened.get(invoice.id, on))
        work.add("allocation", payment_id=payment, invoice_id=invoice.id, amount=amount, on_day=day)


def _pieces(work: Work, draft: PaymentDraft, grace_days: int) -> Pieces:
    invoices = open_invoices(work, draft.customer, draft.currency)
    payer = Payer(customer=draft.customer.id, currency=draft.currency, on=draft.on)
    promised = claims(work.book, payer, grace_days)
    if not draft.named:
        return by_default(draft.amount, invoices, promised)
    known = {invoice.number: invoice for invoice in invoices}
    missing = next((one.number for one in draft.named if one.number not in known), None)
    if missing is not None:
        raise _why_not(work, missing, draft)
    named = [(known[one.number], one.amount) for one in draft.named]
    return as_named(draft.amount, named, invoices, promised)


def claims(book: Book, payer: Payer, grace_days: int = 0, came: Sequence[Receipt] = ()) -> list[Claim]:
    """What the payer's open promises lack in whose window the payment's day lies, the earliest due first.

    `came` is money of the payer that is taken in the same change and not yet in the book.
    """
    from arcollect.domain.promises import OPEN, Terms, judge

    whose, on = [payer.customer], payer.on
    promises = [p for p in book.promises.all(whose) if p.currency == payer.currency]
    if not promises:
        return []
    debts, receipts = book.promises.debts(on, whose), [*book.promises.receipts(whose), *came]
    for receipt in came:
        if receipt.known <= on and (debt := debts.get(receipt.invoice_id)):
            debts[debt.id] = changed(debt, open=debt.open - receipt.amount)
    verdicts = judge(promises, receipts, debts, on, Terms(grace_days=grace_days))
    open_ones = [v for v in verdicts if v.status == OPEN and on <= v.last_day]
    open_ones.sort(key=lambda v: (v.promise.due, v.promise.made, v.promise.id))
    return [
        Claim(promise_id=v.promise.id, invoice_ids=frozenset(v.promise.invoice_ids), lacking=v.missing)
        for v in open_ones
    ]


def _why_not(work: Work, number: str, draft: PaymentDraft) -> NotFound | Refused:
    """Why this payment cannot pay that invoice."""
    fate = work.book.invoices.fate(number)
    if fate is None:
        return unknown(number)
    customer, currency, void = fate
    if void:
        return Refused(f"invoice {number} is void; name another, or leave --to away for the oldest first")
    if customer != draft.customer.id:
        return Refused(f"invoice {number} is not {draft.customer.name}'s; name one of theirs")
    if currency != draft.currency:
        return Refused(
            f"invoice {number} is in {currency}, the payment in {draft.currency}; enter them apart"
        )
    return Refused(f"invoice {number} has nothing open (cheques in hand counted); name another")


def find(ledger: Ledger, payment: int) -> Payment:
    """The payment with that number, void or not; NotFound when there is none."""
    return _known(ledger.book.payments.numbered(payment), payment)


def _known(found: Payment | None, payment: int) -> Payment:
    if found is None:
        raise NotFound(f"no payment {payment} in this ledger; `arcollect payment list` shows them")
    return found


def listed(ledger: Ledger, customer: Customer | None, *, void: bool) -> list[Payment]:
    """Payments up to today, the earliest first."""
    return ledger.book.payments.of(customer.id if customer else None, void=void, until=ledger.today)


def live(work: Work, payment: int) -> Payment:
    """The payment within a change; NotFound when there is none, Refused when it is void."""
    found = _known(work.book.payments.numbered(payment), payment)
    if found.void:
        row = work.book.row("payment", payment) or {}
        raise Refused(
            f"payment {payment} is void since {row['voided_on']}; enter it anew if it came after all"
        )
    return found


def refuse_refunded(found: Payment) -> None:
    """Refused for a payment of which something was paid back."""
    if found.refunded:
        raise Refused(
            f"payment {found.id} has {human(found.refunded, found.currency)} paid back; take that refund "
            "back first with `arcollect undo` and its entry in `arcollect log`"
        )


def void(ledger: Ledger, payment: int, reason: str) -> Payment:
    """Void a payment that was a mistake: it and its allocations count no more, on any day."""
    with ledger.change() as work:
        voided(work, payment, reason)
    return find(ledger, payment)


def voided(work: Work, payment: int, reason: str) -> None:
    """As `void`, within a change."""
    refuse_refunded(live(work, payment))
    for row_id, _, _ in work.book.payments.allocations(payment, ended=True):
        work.void("allocation", row_id, reason)
    work.void("payment", payment, reason)


def how_paid(payment: Payment) -> str:
    """The state of its cheque, else its method, for sentences that say why something cannot be."""
    return payment.cheque.state if payment.cheque else payment.method or "cash"


def end_allocations(work: Work, payment: int, on: date) -> None:
    """End all that a payment pays now from a day on; what it paid before stays."""
    for row_id, _, _ in work.book.payments.allocations(payment):
        work.change("allocation", row_id, ended_on=on)


def allocate(ledger: Ledger, payment: int, named: Sequence[Named]) -> Payment:
    """Allocate a payment anew, from today; without `named` invoices in the default order."""
    settings = ledger.settings
    with ledger.change() as work:
        allocated(work, payment, named, settings.grace_days)
    return find(ledger, payment)


def allocated(work: Work, payment: int, named: Sequence[Named], grace_days: int = 0) -> None:
    """As `allocate`, within a change.

    What it paid until today it has paid, and pays the new invoices from today.

    Refused as `taken` refuses, and for a bounced cheque.
    """
    found = live(work, payment)
    if found.cheque and found.cheque.state == "bounced":
        raise Refused(f"payment {payment} is a bounced cheque; there is nothing to allocate")
    on = _free_from(work, payment)
    end_allocations(work, payment, on)
    draft = PaymentDraft(
        customer=_customer(work, found),
        amount=found.amount - found.refunded,
        currency=found.currency,
        on=on,
        named=tuple(named),
    )
    _allocate(work, payment, _pieces(work, draft, grace_days), on)


def _free_from(work: Work, payment: int) -> date:
    """Today, or the day on which it was moved before: what it paid until then it has paid."""
    ended = [use.until for use in work.book.payments.uses(payment) if use.until]
    return max([work.today, *ended])


def _customer(work: Work, payment: Payment) -> Customer:
    return work.book.customers.all([payment.customer_id], void=True)[0]
