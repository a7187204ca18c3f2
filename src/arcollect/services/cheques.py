"""Cheques: when one clears it is money, and when one bounces it is money no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.errors import Refused
from arcollect.services.payments import end_allocations, find, how_paid, live, refuse_refunded

if TYPE_CHECKING:
    from datetime import date

    from arcollect.domain.records import Payment
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger


def clear(ledger: Ledger, payment: int, on: date) -> Payment:
    """The bank has paid the cheque: it is money from that day on."""
    with ledger.change() as work:
        cleared(work, payment, on)
    return find(ledger, payment)


def cleared(work: Work, payment: int, on: date) -> None:
    """As `clear`, within a change; Refused when it is no cheque in hand or for a day that cannot be."""
    found = live(work, payment)
    if found.cheque is None or found.cheque.state != "in hand":
        raise Refused(f"payment {payment} is no cheque in hand ({how_paid(found)})")
    if on > work.today:
        raise Refused(f"{on} lies after today ({work.today}); a cheque is cleared when the bank has paid it")
    if on < found.on:
        raise Refused(f"the cheque was received on {found.on}; it cannot have cleared on {on}")
    work.change("payment", payment, cheque_state="cleared", cleared_on=on)


def bounce(ledger: Ledger, payment: int, reason: str, on: date | None = None) -> Payment:
    """The bank has returned the cheque: from that day (today without one) its invoices are open as before."""
    with ledger.change() as work:
        bounced(work, payment, reason, on or work.today)
    return find(ledger, payment)


def bounced(work: Work, payment: int, reason: str, on: date) -> None:
    """As `bounce`, within a change.

    Refused when it is no cheque that could bounce or for a day that cannot be.
    """
    found = live(work, payment)
    if found.cheque is None or found.cheque.state == "bounced":
        raise Refused(f"payment {payment} is no cheque that could bounce ({how_paid(found)})")
    refuse_refunded(found)
    if on > work.today:
        raise Refused(
            f"{on} lies after today ({work.today}); a cheque has bounced when the bank has returned it"
        )
    first = max(found.on, found.cheque.cleared or found.on)
    if on < first:
        raise Refused(f"the cheque was {found.cheque.state} on {first}; it cannot have bounced on {on}")
    end_allocations(work, payment, on)
    work.change("payment", payment, cheque_state="bounced", bounced_on=on, note=reason)
