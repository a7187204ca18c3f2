"""Promises to pay: what money counts for each, verdict, level, and which earlier ones a new one replaces."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from arcollect.domain.frozen import record
from arcollect.domain.money import human
from arcollect.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arcollect.domain.records import Promise, Receipt
    from arcollect.domain.settings import Settings

OPEN, KEPT, PARTLY, BROKEN = "open", "kept", "partly kept", "broken"
WITHDRAWN, REPLACED, LAPSED = "withdrawn", "replaced", "lapsed"
STATES = (OPEN, KEPT, PARTLY, BROKEN, WITHDRAWN, REPLACED, LAPSED)
JUDGED = frozenset({KEPT, PARTLY, BROKEN})


class Debt(Protocol):
    """An invoice as far as judging a promise needs it."""

    @property
    def open(self) -> int: ...
    @property
    def dispute(self) -> str | None: ...


@record
class Counted:
    """A piece of a payment that counted for a promise; minor units."""

    payment_id: int
    on: date
    amount: int


@record
class Verdict:
    """A promise judged on a day, with the money it rests on.

    `amount` is what is judged, in minor units: the smaller of what was promised and what could still be
    paid on its invoices. `last_day` is its due day plus grace; `waiting` says that it waits for the end of
    a dispute.
    """

    promise: Promise
    status: str
    counted: tuple[Counted, ...]
    last_day: date
    amount: int
    waiting: bool

    @property
    def paid(self) -> int:
        """Money that came within the window, minor units."""
        return sum(piece.amount for piece in self.counted)

    @property
    def missing(self) -> int:
        """What is still to come of it, minor units."""
        return max(self.amount - self.paid, 0)

    @property
    def payment_ids(self) -> list[int]:
        """The payments counted, each once, in order."""
        return list(dict.fromkeys(piece.payment_id for piece in self.counted))


@record
class Terms:
    """How promises are judged: days of grace, and how many percent of the amount must come."""

    grace_days: int = 0
    minimum_percentage: int = 100


def terms_of(settings: Settings) -> Terms:
    """The terms that a ledger's settings give."""
    return Terms(grace_days=settings.grace_days, minimum_percentage=settings.minimum_percentage)


def judge(
    promises: Iterable[Promise],
    receipts: Iterable[Receipt],
    debts: Mapping[int, Debt],
    day: date,
    terms: Terms | None = None,
) -> list[Verdict]:
    """Every promise made by `day` with its verdict on that day, the earliest made first.

    Money counts once: of the promises in whose window it lies, the earliest due takes it first, ties by the
    day they were made.

    Args:
        promises: the promises of any customers.
        receipts: the money that was allocated to invoices which promises cover.
        debts: what is open on `day` of the invoices that promises cover; those without anything open may be
            left out.
        day: the day on which they are judged.
        terms: the settings of the ledger; without them no grace and the whole amount.

    """
    judging = _Judging(receipts, debts, day, terms or Terms())
    made = [p for p in promises if p.made <= day]
    verdicts = [judging.verdict(p) for p in sorted(made, key=lambda p: (p.due, p.made, p.id))]
    return sorted(verdicts, key=lambda v: (v.promise.made, v.promise.due, v.promise.id))


class _Judging:
    """The receipts of which promises take pieces, and what is open on the day."""

    def __init__(
        self, receipts: Iterable[Receipt], debts: Mapping[int, Debt], day: date, terms: Terms
    ) -> None:
        self._debts, self._day, self._terms = debts, day, terms
        self._receipts: dict[int, list[Receipt]] = defaultdict(list)
        self._left: dict[int, int] = {}
        for receipt in sorted(receipts, key=lambda r: (r.on, r.payment_id, r.invoice_id)):
            if receipt.known <= day and (receipt.until is None or day < receipt.until):
                self._receipts[receipt.customer_id].append(receipt)
                self._left[id(receipt)] = receipt.amount

    def verdict(self, promise: Promise) -> Verdict:
        last_day = promise.due + timedelta(days=self._terms.grace_days)
        ended = promise.ended is not None and promise.ended <= self._day
        amount = min(promise.amount, self._payable(promise))
        counted = self._take(promise, last_day)
        paid, waiting = sum(piece.amount for piece in counted), False
        if ended:
            status = promise.ended_as or WITHDRAWN
        else:
            waiting = self._day > last_day and self._disputed(promise)
            status = self._status(paid, amount, past=self._day > last_day and not waiting)
        return Verdict(
            promise=promise,
            status=status,
            counted=counted,
            last_day=last_day,
            amount=promise.amount if ended else amount,
            waiting=waiting,
        )

    def _status(self, paid: int, amount: int, *, past: bool) -> str:
        if amount <= 0:
            return LAPSED
        if paid >= amount:
            return KEPT
        if not past:
            return OPEN
        if paid * 100 >= self._terms.minimum_percentage * amount:
            return KEPT
        return PARTLY if paid else BROKEN

    def _payable(self, promise: Promise) -> int:
        """What could still be paid on its invoices.

        What is open of them, and what was paid since it was made.

        Money that counts for a promise due earlier could not be paid for this one too.
        """
        covered = set(promise.invoice_ids)
        still_open = sum(self._debts[i].open for i in covered if i in self._debts)
        receipts = self._receipts[promise.customer_id]
        return still_open + sum(
            self._left[id(r)] for r in receipts if r.invoice_id in covered and _since_made(r, promise)
        )

    def _disputed(self, promise: Promise) -> bool:
        """Whether all that is still open of its invoices is in dispute."""
        debts = [self._debts[i] for i in promise.invoice_ids if i in self._debts]
        still_open = [debt for debt in debts if debt.open > 0]
        return bool(still_open) and all(debt.dispute is not None for debt in still_open)

    def _take(self, promise: Promise, last_day: date) -> tuple[Counted, ...]:
        wanted, pieces = promise.amount, []
        for receipt in self._receipts[promise.customer_id]:
            piece = min(wanted, self._left[id(receipt)])
            if piece > 0 and _counts(receipt, promise, last_day):
                self._left[id(receipt)] -= piece
                wanted -= piece
                pieces.append(Counted(payment_id=receipt.payment_id, on=receipt.on, amount=piece))
        return tuple(pieces)


def _since_made(receipt: Receipt, promise: Promise) -> bool:
    """Whether the money came after the promise was made; on the same day the order of the entries tells."""
    if receipt.on != promise.made:
        return receipt.on > promise.made
    return not receipt.entry or receipt.entry >= promise.entry


def _counts(receipt: Receipt, promise: Promise, last_day: date) -> bool:
    if receipt.currency != promise.currency or receipt.invoice_id not in promise.invoice_ids:
        return False
    if receipt.on > last_day or not _since_made(receipt, promise):
        return False
    if promise.ended is None:
        return True
    # A withdrawn or replaced promise keeps the money that had come before it ended: its successor starts
    # clean.
    return receipt.on < promise.ended or (receipt.on == promise.ended and receipt.entry < promise.ended_entry)


def level(
    invoice_ids: Sequence[int], verdicts: Iterable[Verdict], replaced: Iterable[int], today: date
) -> int:
    """How often this debt was promised and not kept, for a new promise on these invoices; the first is 0.

    It rises by one for a promise that is broken or partly kept, and for one that was replaced or withdrawn
    on its day or later; correcting one before its day does not raise it.

    Args:
        invoice_ids: what the new promise covers.
        verdicts: the customer's earlier promises, judged today.
        replaced: the ids of those that the new one replaces today.
        today: the day on which it is made.

    """
    gone, wanted = set(replaced), set(invoice_ids)
    earlier = [v for v in verdicts if wanted & set(v.promise.invoice_ids)]
    return max(
        (v.promise.level + _rises(v, today if v.promise.id in gone else None) for v in earlier), default=0
    )


def _rises(verdict: Verdict, replaced_on: date | None) -> bool:
    if verdict.status in (PARTLY, BROKEN):
        return True
    ended = replaced_on or (verdict.promise.ended if verdict.status in (WITHDRAWN, REPLACED) else None)
    return ended is not None and ended >= verdict.promise.due


def replaces(
    amount: int, invoice_ids: Sequence[int], open_by_invoice: Mapping[int, int], verdicts: Iterable[Verdict]
) -> list[Verdict]:
    """The open promises that a new one of `amount` (minor units) replaces, oldest first, as far as needed.

    They may stand side by side on the same invoices while together they are no more than what is open.
    """
    wanted = set(invoice_ids)
    beside = [v for v in verdicts if v.status == OPEN and wanted & set(v.promise.invoice_ids)]
    for count in range(len(beside)):
        staying = beside[count:]
        covered = wanted.union(*(v.promise.invoice_ids for v in staying))
        if amount + sum(v.missing for v in staying) <= sum(open_by_invoice.get(i, 0) for i in covered):
            return beside[:count]
    return beside


def check_amount(amount: int, open_amount: int, currency: str, name: str) -> None:
    """Refused when one promise alone (minor units) is more than what is open."""
    if amount > open_amount:
        raise Refused(
            f"{human(amount, currency)} is more than the {human(open_amount, currency)} open of {name}; "
            "promise at most that"
        )


@record
class KeptRate:
    """How far this customer's word goes, in one currency: counts of promises, and sums in minor units."""

    kept: int
    partly: int
    broken: int
    promised: int
    paid: int

    @property
    def judged(self) -> int:
        """Promises with a verdict; open, withdrawn, replaced and lapsed ones are left out."""
        return self.kept + self.partly + self.broken

    @property
    def by_count(self) -> float | None:
        """Kept / (kept + partly kept + broken); None while nothing is judged."""
        return self.kept / self.judged if self.judged else None

    @property
    def by_amount(self) -> float | None:
        """Paid within the windows / promised; None while nothing is judged."""
        return self.paid / self.promised if self.promised else None


def kept_rate(verdicts: Iterable[Verdict]) -> KeptRate:
    """The promise-kept rate over these verdicts, which are in one currency."""
    judged = [v for v in verdicts if v.status in JUDGED]
    states = [v.status for v in judged]
    return KeptRate(
        kept=states.count(KEPT),
        partly=states.count(PARTLY),
        broken=states.count(BROKEN),
        promised=sum(v.amount for v in judged),
        paid=sum(v.paid for v in judged),
    )


def instalments(amount: int, parts: int, first: date, every: str) -> list[tuple[date, int]]:
    """A plan of equal parts in minor units (A4).

    The last one takes the remainder, months count from the first day.
    """
    from arcollect.domain.dates import plus_days, plus_months

    share = amount // parts
    days = [plus_months(first, n) if every == "month" else plus_days(first, 7 * n) for n in range(parts)]
    return [(day, share if n < parts - 1 else amount - share * (parts - 1)) for n, day in enumerate(days)]
