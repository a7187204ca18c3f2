"""What came of each excuse: how often most of what was overdue came in, and after how many days."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arcollect.domain.balance import InvoiceHistory
    from arcollect.domain.records import Contact

WITHIN_DAYS = 30
ENOUGH = 5
"""Uses of one countermeasure before the ledger's own record says anything about it."""


@record
class Use:
    """One time an excuse was given: which, when, and what was done about it.

    `days` until the money came; None when it did not within the window. `pending` while the window has not
    passed.
    """

    customer_id: int
    code: str
    on: date
    took: str | None
    days: int | None
    pending: bool


@record
class Record:
    """How one countermeasure fared against one excuse.

    `days` is the median until the money came, where it did.
    """

    code: str
    took: str | None
    uses: int
    paid: int
    pending: int
    days: float | None

    @property
    def share(self) -> float | None:
        """Successful uses among those whose window has passed; None without any."""
        return self.paid / self.uses if self.uses else None

    @property
    def at_least(self) -> float:
        """The share that can be counted on: the lower bound of the 95 % interval (Wilson, JASA 22, 1927)."""
        if not self.uses:
            return 0.0
        z, n, share = 1.96, self.uses, self.paid / self.uses
        spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return (share + z * z / (2 * n) - spread) / (1 + z * z / n)


def uses(
    contacts: Iterable[Contact],
    debts: Iterable[InvoiceHistory],
    today: date,
    within: int,
    success_percentage: int,
) -> list[Use]:
    """Every use of an excuse, the earliest first.

    A use is successful when at least `success_percentage` of what was overdue when the excuse was given
    came in within `within` days, each currency by itself. Only uses whose window has passed are counted;
    the others are pending. An excuse for which nothing was overdue tells nothing, and is left out.
    """
    owing: dict[int, list[InvoiceHistory]] = defaultdict(list)
    for debt in debts:
        owing[debt.customer_id].append(debt)
    found: list[Use] = []
    for contact in contacts:
        overdue = [debt for debt in owing[contact.customer_id] if _overdue_when_given(debt, contact.on) > 0]
        if overdue:
            days = _days_until(overdue, contact.on, within, success_percentage)
            pending = contact.on + timedelta(days=within) >= today
            found += (_use(contact, code, days, pending=pending) for code in contact.excuses)
    return sorted(found, key=lambda use: (use.on, use.customer_id, use.code))


def _use(contact: Contact, code: str, days: int | None, *, pending: bool) -> Use:
    who, on, took = contact.customer_id, contact.on, contact.took
    return Use(customer_id=who, code=code, on=on, took=took, days=days, pending=pending)


def _overdue_when_given(debt: InvoiceHistory, on: date) -> int:
    """What was overdue when the excuse was given.

    Money of that very day came after it, as `_days_until` counts it.
    """
    came = sum(s.amount for s in debt.paid if s.since == on and s.counts(on))
    return debt.overdue_on(on) + came if debt.due < on else 0


def _days_until(
    overdue: Sequence[InvoiceHistory], on: date, within: int, success_percentage: int
) -> int | None:
    """The days until enough had come in of every currency, None when it did not within the window."""
    last = on + timedelta(days=within)
    came: list[int] = []
    for currency in {debt.currency for debt in overdue}:
        own = [debt for debt in overdue if debt.currency == currency]
        wanted = sum(_overdue_when_given(debt, on) for debt in own) * success_percentage
        money = sorted(
            (s.since, s.amount) for d in own for s in d.paid if on <= s.since <= last and s.counts(last)
        )
        got = 0
        for day, amount in money:
            got += amount
            if got * 100 >= wanted:
                came.append((day - on).days)
                break
        else:
            return None
    return max(came)


def records(found: Iterable[Use]) -> list[Record]:
    """By excuse and countermeasure, the one to rely on most first."""
    groups: dict[tuple[str, str | None], list[Use]] = defaultdict(list)
    for use in found:
        groups[use.code, use.took].append(use)
    rows = [_record(code, took, group) for (code, took), group in groups.items()]
    return sorted(rows, key=lambda r: (r.code, -r.at_least, str(r.took)))


def _record(code: str, took: str | None, group: Sequence[Use]) -> Record:
    from statistics import median

    past = [use for use in group if not use.pending]
    days = [use.days for use in past if use.days is not None]
    return Record(
        code=code,
        took=took,
        uses=len(past),
        paid=len(days),
        pending=len(group) - len(past),
        days=float(median(days)) if days else None,
    )


def best(found: Sequence[Record], code: str) -> Record | None:
    """The countermeasure that worked best here, once it was used `ENOUGH` times.

    The highest lower bound wins.
    """
    known = [r for r in found if r.code == code and r.took and r.uses >= ENOUGH]
    return max(known, key=lambda r: r.at_least, default=None)
