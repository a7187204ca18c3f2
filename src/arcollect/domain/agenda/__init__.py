"""The day's and week's list (D1-D3): whom to see, in which order and why.

What is suppressed and for what reason.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from arcollect.domain.agenda.clocks import cheque_items, collection_items, follow_up_items
from arcollect.domain.agenda.invoices import call_ahead_items, invoice_items, sheltered
from arcollect.domain.agenda.model import Agenda
from arcollect.domain.agenda.promises import broken_items, promise_items

if TYPE_CHECKING:
    from datetime import date

    from arcollect.domain.agenda.facts import Facts


def agenda(facts: Facts, start: date, end: date) -> Agenda:
    """The list for `start` to `end`; everything overdue or broken by today is always in it."""
    under = sheltered(facts)
    return Agenda(
        start,
        end,
        chain(
            promise_items(facts, start, end),
            broken_items(facts),
            invoice_items(facts, start, end, under),
            call_ahead_items(facts, start, end, under),
            collection_items(facts, start, end),
            follow_up_items(facts, start, end),
            cheque_items(facts, start, end),
        ),
    )
