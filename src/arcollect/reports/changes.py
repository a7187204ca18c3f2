"""What changed with a customer since the last contact: money, invoices, promises."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from arcollect.domain.money import human, to_major
from arcollect.domain.promises import BROKEN, KEPT, PARTLY, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arcollect.domain.records import Invoice


class Changed(NamedTuple):
    """The news after `since` up to `until`."""

    since: date
    until: date
    payments: tuple[Mapping[str, Any], ...]
    issued: tuple[Invoice, ...]
    fell_due: tuple[Invoice, ...]
    judged: tuple[Verdict, ...]

    def lines(self) -> list[str]:
        """The news, one a line."""
        lines = [
            f"paid {human(p['amount'], p['currency'])} on {p['on_day']} (payment {p['id']})" for p in self.payments
        ]
        lines += [f"new invoice {i.number} of {human(i.amount, i.currency)}, due {i.due}" for i in self.issued]
        lines += [f"invoice {i.number} fell due on {i.due}, {human(i.open, i.currency)} open" for i in self.fell_due]
        return lines + [
            f"promise {v.promise.id} of {human(v.promise.amount, v.promise.currency)} for {v.promise.due} was {v.status}"
            for v in self.judged
        ]

    def data(self) -> dict[str, object]:
        """The news for programs."""
        return {
            "since": self.since,
            "payments": [p["id"] for p in self.payments],
            "received": [{"payment": p["id"], "currency": p["currency"], "amount": to_major(p["amount"], p["currency"])} for p in self.payments],
            "issued": [i.number for i in self.issued],
            "fell_due": [i.number for i in self.fell_due],
            "promises": [{"id": v.promise.id, "status": v.status} for v in self.judged],
        }  # fmt: skip


def since(
    last: date,
    today: date,
    invoices: Iterable[Invoice],
    payments: Iterable[Mapping[str, Any]],
    verdicts: Iterable[Verdict],
) -> Changed:
    """What has happened from the day of the last contact on; payments of that very day are news as well."""
    news = [
        p
        for p in payments
        if last <= date.fromisoformat(p["on_day"]) <= today and p["cheque_state"] in (None, "cleared")
    ]
    listed = [i for i in invoices if i.status != "void"]
    return Changed(
        last, today, tuple(news),
        tuple(i for i in listed if last < i.issued <= today),
        tuple(i for i in listed if i.open and last <= i.due < today),
        tuple(v for v in verdicts if v.status in (KEPT, PARTLY, BROKEN) and last <= _judged_on(v) <= today),
    )  # fmt: skip


def _judged_on(verdict: Verdict) -> date:
    """The day the verdict fell: when the last counted money came, or when its time had passed."""
    if verdict.status == KEPT and verdict.counted:
        return verdict.counted[-1].on
    return verdict.last_day
