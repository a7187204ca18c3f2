"""Whether a customer's credit standing is good or bad (A4).

By promises kept and by how long things are overdue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.promises import KeptRate
    from arcollect.domain.records import Invoice

GOOD, BAD, UNKNOWN = "good", "bad", "unknown"
KEPT_WELL, KEPT_BADLY = 0.8, 0.5
LONG_OVERDUE = 60
BROKEN_OFTEN = 2


def standing(rate: KeptRate, invoices: Iterable[Invoice], day: date) -> str:
    """good, bad, or unknown while there is too little to go by.

    Bad: half of the promises or fewer kept, two or more broken, or something open over 60 days past due.
    Good: at least one promise judged, four fifths kept, nothing that old.
    """
    oldest = max(((day - i.due).days for i in invoices if i.open > 0), default=0)
    kept = rate.by_count
    if oldest > LONG_OVERDUE or rate.broken >= BROKEN_OFTEN or (kept is not None and kept <= KEPT_BADLY):
        return BAD
    if kept is not None and kept >= KEPT_WELL:
        return GOOD
    return UNKNOWN
