"""The day's and week's list (D1-D3): whom to see, in which order, and why; what stands apart and for what reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.agenda_items import (
    Shares,
    broken_items,
    call_ahead_items,
    cheque_items,
    collection_items,
    follow_up_items,
    invoice_items,
    promise_items,
    promised,
)
from arcollect.domain.agenda_model import POINTS, Agenda, Cheque, Facts, Item, Term

if TYPE_CHECKING:
    from datetime import date

__all__ = ["POINTS", "Agenda", "Cheque", "Facts", "Item", "Term", "agenda"]


def agenda(facts: Facts, start: date, end: date) -> Agenda:
    """The list for `start` to `end`; everything overdue or broken by today is always in it."""
    shares = Shares(facts)
    under = promised(facts)
    found = [
        *promise_items(facts, shares, start, end),
        *broken_items(facts, shares),
        *invoice_items(facts, shares, start, end, under),
        *call_ahead_items(facts, shares, start, end, under),
        *collection_items(facts, shares, start, end),
        *follow_up_items(facts, start, end),
        *cheque_items(facts, shares, start, end),
    ]
    ranked = sorted(found, key=lambda i: (-i.points, i.date, i.customer.name, str(i.ref)))
    return Agenda(
        start, end, tuple(i for i in ranked if i.reason is None), tuple(i for i in ranked if i.reason is not None)
    )
