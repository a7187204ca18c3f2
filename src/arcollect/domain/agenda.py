"""The day's and week's list (D1-D3): whom to see, in which order, and why; what stands apart and for what reason."""

from __future__ import annotations

from itertools import chain
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
from arcollect.domain.agenda_model import POINTS, Agenda, Cheque, Facts, Item, Term, rank

if TYPE_CHECKING:
    from datetime import date

__all__ = ["POINTS", "Agenda", "Cheque", "Facts", "Item", "Term", "agenda", "rank"]


def agenda(facts: Facts, start: date, end: date) -> Agenda:
    """The list for `start` to `end`; everything overdue or broken by today is always in it."""
    shares = Shares(facts)
    under = promised(facts)
    return Agenda(
        start,
        end,
        chain(
            promise_items(facts, shares, start, end),
            broken_items(facts, shares),
            invoice_items(facts, shares, start, end, under),
            call_ahead_items(facts, shares, start, end, under),
            collection_items(facts, shares, start, end),
            follow_up_items(facts, start, end),
            cheque_items(facts, shares, start, end),
        ),
    )
