"""Refunds of money on account, and recoveries: money for what was written off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.allocation import Named
from arcollect.domain.balance import money_span, on_account_from
from arcollect.domain.frozen import changed, record
from arcollect.domain.money import human
from arcollect.errors import Refused
from arcollect.services.payments import PaymentDraft, find, how_paid, live, taken

if TYPE_CHECKING:
    from datetime import date

    from arcollect.domain.records import Payment
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger


@record
class RefundDraft:
    """Money paid back; `amount` in minor units, None for all that is on account of the payment."""

    on: date
    amount: int | None = None
    method: str | None = None
    reason: str | None = None


def refund(ledger: Ledger, payment: int, draft: RefundDraft) -> Payment:
    """Pay back what is on account of a payment, or a part of it; Refused as `refunded` refuses."""
    with ledger.change() as work:
        refunded(work, payment, draft)
    return find(ledger, payment)


def refunded(work: Work, payment: int, draft: RefundDraft) -> None:
    """As `refund`, within a change.

    Refused for more than is on account from that day on, or for a day that cannot be.
    """
    found = live(work, payment)
    cleared = found.cheque.cleared if found.cheque else None
    first = max(found.on, cleared or found.on)
    if not first <= draft.on <= work.today:
        raise Refused(f"{draft.on} cannot be the day of the refund; give one from {first} to {work.today}")
    room = _on_account_from(work, found, draft.on)
    amount = room if draft.amount is None else draft.amount
    if amount <= 0 or amount > room:
        raise Refused(_not_on_account(found, room, None if draft.on == work.today else draft.on))
    work.add(
        "refund", payment_id=payment, on_day=draft.on, amount=amount, method=draft.method, reason=draft.reason
    )


def _not_on_account(found: Payment, room: int, day: date | None) -> str:
    """Why that cannot be paid back, and what can be done."""
    if not found.is_money:
        return f"payment {found.id} is no money (cheque {how_paid(found)}); there is nothing to pay back"
    there = human(room, found.currency) if room else "nothing"
    most = "pay back at most that, or " if room else ""
    more = f"{most}free more with `arcollect payment allocate {found.id} --to …`"
    since = f" from {day} on" if day else ""
    return f"{there} of payment {found.id} is on account{since}; {more}"


def _on_account_from(work: Work, payment: Payment, day: date) -> int:
    """What is on account of it from that day on, minor units; nothing while it is no money."""
    cheque = payment.cheque
    if not payment.is_money:
        return 0
    money = money_span(payment.amount, payment.on, cheque.cleared if cheque else None, None)
    return on_account_from(money, work.book.payments.uses(payment.id), day)


def recover(ledger: Ledger, draft: PaymentDraft) -> Payment:
    """Take money for an invoice that was written off; Refused as `recovered_by` refuses."""
    with ledger.change() as work:
        number = recovered_by(work, draft)
    return find(ledger, number)


def recovered_by(work: Work, draft: PaymentDraft) -> int:
    """As `recover`, within a change.

    The write-off is taken back by that much, and the money pays the invoice.

    `draft.named` names the one invoice. Refused when less than that was written off.
    """
    from arcollect.services.credits import recovered
    from arcollect.services.invoices import numbered

    invoice = numbered(work, draft.named[0].number)
    recovered(work, invoice, draft.amount, draft.on)
    return taken(work, changed(draft, named=(Named(number=invoice.number, amount=draft.amount),)))
