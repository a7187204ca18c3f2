"""What came of each excuse: how often money followed, after how many days, by the countermeasure that was taken."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from arcollect.domain.records import Contact

WITHIN_DAYS = 30
ENOUGH = 5
"""Uses of one countermeasure before the ledger's own record says anything about it."""


class Use(NamedTuple):
    """One time an excuse was given: which, when, what was done about it, and the days until money came, if it did."""

    customer_id: int
    code: str
    on: date
    took: str | None
    days: int | None


class Record(NamedTuple):
    """How one countermeasure fared against one excuse; `days` is the median of the times money came in time."""

    code: str
    took: str | None
    uses: int
    paid: int
    days: float | None

    @property
    def at_least(self) -> float:
        """The share that can be counted on: the lower bound of the 95 % interval (Wilson, JASA 22, 1927)."""
        if not self.uses:
            return 0.0
        z, n, share = 1.96, self.uses, self.paid / self.uses
        spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return (share + z * z / (2 * n) - spread) / (1 + z * z / n)


def uses(contacts: Iterable[Contact], money: Iterable[tuple[int, date]]) -> list[Use]:
    """Every use of an excuse, the earliest first; money of the very day counts as having followed."""
    paid: Mapping[int, list[date]] = _by_customer(money)
    found = [
        Use(
            c.customer_id,
            code,
            c.on,
            c.took,
            next(((d - c.on).days for d in paid.get(c.customer_id, ()) if d >= c.on), None),
        )
        for c in contacts
        for code in c.excuses
    ]
    return sorted(found, key=lambda u: (u.on, u.customer_id, u.code))


def _by_customer(money: Iterable[tuple[int, date]]) -> dict[int, list[date]]:
    days: dict[int, list[date]] = defaultdict(list)
    for customer, day in money:
        days[customer].append(day)
    return {customer: sorted(found) for customer, found in days.items()}


def records(found: Iterable[Use], today: date, within: int = WITHIN_DAYS) -> list[Record]:
    """By excuse and countermeasure; a use younger than `within` days counts once its money has come."""
    from statistics import median

    groups: dict[tuple[str, str | None], list[Use]] = defaultdict(list)
    for use in found:
        came = use.days is not None and use.days <= within
        if came or (today - use.on).days >= within:
            groups[use.code, use.took].append(use)
    rows = []
    for (code, took), group in groups.items():
        days = [u.days for u in group if u.days is not None and u.days <= within]
        rows.append(Record(code, took, len(group), len(days), float(median(days)) if days else None))
    return sorted(rows, key=lambda r: (r.code, -r.at_least, str(r.took)))


def best(found: Sequence[Record], code: str) -> Record | None:
    """The countermeasure that worked best here, once it was used `ENOUGH` times: the highest lower bound wins."""
    known = [r for r in found if r.code == code and r.took and r.uses >= ENOUGH]
    return max(known, key=lambda r: r.at_least, default=None)
