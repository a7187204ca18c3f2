"""Promises to pay: what money counted for each, the verdict, the level, and which earlier ones a new one replaces."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from arcollect.domain.money import human
from arcollect.domain.records import Promise, Receipt
from arcollect.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

OPEN, KEPT, PARTLY, BROKEN, WITHDRAWN, REPLACED = "open", "kept", "partly kept", "broken", "withdrawn", "replaced"
STATES = (OPEN, KEPT, PARTLY, BROKEN, WITHDRAWN, REPLACED)
NOT_KEPT = frozenset({PARTLY, BROKEN, WITHDRAWN, REPLACED})


class Counted(NamedTuple):
    """A piece of a payment that counted for a promise."""

    payment_id: int
    on: date
    amount: int


class Verdict(NamedTuple):
    """A promise judged on a day, with the money it rests on; `last_day` is its due day plus grace."""

    promise: Promise
    status: str
    counted: tuple[Counted, ...]
    last_day: date

    @property
    def paid(self) -> int:
        """Money that came within the window."""
        return sum(piece.amount for piece in self.counted)

    @property
    def missing(self) -> int:
        """What is still to come of it."""
        return self.promise.amount - self.paid

    @property
    def payment_ids(self) -> list[int]:
        """The payments counted, each once, in order."""
        return list(dict.fromkeys(piece.payment_id for piece in self.counted))


def judge(
    promises: Iterable[Promise],
    receipts: Iterable[Receipt],
    day: date,
    grace_days: int = 0,
    minimum_percentage: int = 100,
) -> list[Verdict]:
    """Every promise made by `day` with its verdict on that day, the earliest made first.

    Money counts once: for the earliest promise whose window it falls in (definitions: Promise to pay).
    """
    left = _Money(r for r in receipts if r.on <= day)
    verdicts = []
    for promise in sorted((p for p in promises if p.made <= day), key=lambda p: (p.made, p.due, p.id)):
        last_day = promise.due + timedelta(days=grace_days)
        ended = promise.ended is not None and promise.ended <= day
        counted = left.take(promise, last_day, ended=ended)
        status = _status(promise, sum(c.amount for c in counted), day > last_day, minimum_percentage, ended=ended)
        verdicts.append(Verdict(promise, status, counted, last_day))
    return verdicts


class _Money:
    """Receipts of which promises take pieces, in the order of their dates."""

    def __init__(self, receipts: Iterable[Receipt]) -> None:
        self._by_customer: dict[int, list[list[object]]] = defaultdict(list)
        for receipt in sorted(receipts, key=lambda r: (r.on, r.payment_id, r.invoice_id or 0)):
            self._by_customer[receipt.customer_id].append([receipt, receipt.amount])

    def take(self, promise: Promise, last_day: date, *, ended: bool) -> tuple[Counted, ...]:
        pieces, wanted = [], promise.amount
        for slot in self._by_customer[promise.customer_id]:
            receipt, rest = slot
            assert isinstance(receipt, Receipt)  # noqa: S101 — narrows for the type checker
            assert isinstance(rest, int)  # noqa: S101 — as above
            if wanted and rest and _counts(receipt, promise, last_day, ended=ended):
                piece = min(wanted, rest)
                slot[1] = rest - piece
                wanted -= piece
                pieces.append(Counted(receipt.payment_id, receipt.on, piece))
        return tuple(pieces)


def _counts(receipt: Receipt, promise: Promise, last_day: date, *, ended: bool) -> bool:
    if receipt.currency != promise.currency or not promise.made <= receipt.on <= last_day:
        return False
    if promise.invoice_ids and receipt.invoice_id not in promise.invoice_ids:
        return False
    if receipt.on == promise.made and receipt.entry and receipt.entry < promise.entry:
        return False  # it had come that day before the promise was made
    if not ended or promise.ended is None:
        return True
    # A withdrawn or replaced promise keeps the money that had come before it ended, so that its successor starts clean.
    return receipt.on < promise.ended or (receipt.on == promise.ended and receipt.entry < promise.ended_entry)


def _status(promise: Promise, paid: int, past: bool, minimum_percentage: int, *, ended: bool) -> str:
    if ended:
        return promise.ended_as or WITHDRAWN
    if paid >= promise.amount:
        return KEPT
    if not past:
        return OPEN
    if paid * 100 >= minimum_percentage * promise.amount:
        return KEPT
    return PARTLY if paid else BROKEN


def level(invoice_ids: Sequence[int], verdicts: Iterable[Verdict], replaced: Iterable[int] = ()) -> int:
    """How often this debt was promised and not kept, over the earlier promises on the same invoices."""
    gone, wanted = set(replaced), set(invoice_ids)
    return max(
        (
            v.promise.level + (v.status in NOT_KEPT or v.promise.id in gone)
            for v in verdicts
            if wanted & set(v.promise.invoice_ids)
        ),
        default=0,
    )


def replaces(
    amount: int, invoice_ids: Sequence[int], open_by_invoice: Mapping[int, int], verdicts: Iterable[Verdict]
) -> list[Verdict]:
    """The open promises that a new one of `amount` pushes out, oldest first, as far as needed.

    They may stand side by side on the same invoices while together they are no more than what is open.
    """
    wanted = set(invoice_ids)
    beside = [v for v in verdicts if v.status == OPEN and wanted & set(v.promise.invoice_ids)]
    covered = wanted.union(*(v.promise.invoice_ids for v in beside))
    room = sum(open_by_invoice.get(i, 0) for i in covered) - amount
    promised = sum(v.missing for v in beside)
    pushed = []
    for verdict in beside:
        if promised <= room:
            break
        pushed.append(verdict)
        promised -= verdict.missing
    return pushed


def check_amount(amount: int, open_amount: int, currency: str, name: str) -> None:
    """Refused when one promise alone is more than what is open."""
    if amount > open_amount:
        raise Refused(
            f"{human(amount, currency)} is more than the {human(open_amount, currency)} open of {name}; "
            "promise at most that"
        )


class KeptRate(NamedTuple):
    """How far this customer's word goes, in one currency."""

    kept: int
    partly: int
    broken: int
    promised: int
    paid: int

    @property
    def judged(self) -> int:
        """Promises with a verdict; open, withdrawn and replaced ones are left out."""
        return self.kept + self.partly + self.broken

    @property
    def by_count(self) -> float | None:
        """Kept / (kept + partly kept + broken)."""
        return self.kept / self.judged if self.judged else None

    @property
    def by_amount(self) -> float | None:
        """Paid within the windows / promised."""
        return self.paid / self.promised if self.promised else None


def kept_rate(verdicts: Iterable[Verdict]) -> KeptRate:
    """The promise-kept rate over these verdicts."""
    judged = [v for v in verdicts if v.status in (KEPT, PARTLY, BROKEN)]
    states = [v.status for v in judged]
    return KeptRate(
        states.count(KEPT),
        states.count(PARTLY),
        states.count(BROKEN),
        sum(v.promise.amount for v in judged),
        sum(v.paid for v in judged),
    )


def instalments(amount: int, parts: int, first: date, every: str) -> list[tuple[date, int]]:
    """A plan of equal parts (A4), the last one takes the remainder; months count from the first day, clamped."""
    from arcollect.domain.dates import plus_days, plus_months

    share = amount // parts
    days = [plus_months(first, n) if every == "month" else plus_days(first, 7 * n) for n in range(parts)]
    return [(day, share if n < parts - 1 else amount - share * (parts - 1)) for n, day in enumerate(days)]
