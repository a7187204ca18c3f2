"""What changed with a customer since the last contact: money, invoices, promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.domain.promises import JUDGED, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.records import Invoice, Payment


@record
class Changed:
    """The news after `since` up to `until`."""

    since: date
    until: date
    payments: tuple[Payment, ...]
    issued: tuple[Invoice, ...]
    fell_due: tuple[Invoice, ...]
    judged: tuple[Verdict, ...]


def since(
    last: date,
    today: date,
    invoices: Iterable[Invoice],
    payments: Iterable[Payment],
    verdicts: Iterable[Verdict],
) -> Changed:
    """What has happened from the day of the last contact on; payments of that very day are news as well."""
    live = [invoice for invoice in invoices if invoice.status != "void"]
    return Changed(
        since=last,
        until=today,
        payments=tuple(p for p in payments if last <= p.on <= today and p.is_money),
        issued=tuple(i for i in live if last < i.issued <= today),
        fell_due=tuple(i for i in live if i.open and last <= i.due < today),
        judged=tuple(v for v in verdicts if v.status in JUDGED and last <= _judged_on(v) <= today),
    )


def _judged_on(verdict: Verdict) -> date:
    """The day the verdict fell: when the money that covered all of it came, or when its time had passed."""
    if verdict.paid >= verdict.amount:
        return verdict.counted[-1].on
    return verdict.last_day
