"""The items of the day's list, one function a kind: promises, broken ones, invoices, calls, collection days, clocks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from arcollect.domain.agenda_model import (
    BROKEN_PROMISE,
    CALL_AHEAD,
    CHEQUE,
    CHEQUE_LIFE_DAYS,
    COLLECTION_DAY,
    FOLLOW_UP,
    INVOICE,
    OVERDUE,
    PROMISE,
    Facts,
    Item,
    Term,
    item,
)
from arcollect.domain.collection_days import occurrences
from arcollect.domain.dates import working_day_before
from arcollect.domain.promises import BROKEN, OPEN, PARTLY, WITHDRAWN, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arcollect.domain.records import FollowUp, Invoice, OpenItem, Promise


class Shares:
    """The amount term: an item's share of everything open in its currency, out of `amount_most` points."""

    def __init__(self, facts: Facts) -> None:
        self._most = facts.weight("amount_most")
        self._open: dict[str, int] = defaultdict(int, facts.open_totals)
        self._terms: dict[int, Term] = {}
        if not facts.open_totals:
            for invoice in facts.invoices:
                self._open[invoice.currency] += invoice.open

    def term(self, amount: int, currency: str) -> Term:
        whole = self._open.get(currency) or amount or 1
        points = round(self._most * min(amount / whole, 1))
        if points not in self._terms:
            self._terms[points] = Term("amount", points)
        return self._terms[points]


class Sheltered(NamedTuple):
    """How much of an invoice open promises reach, and the first of them."""

    promise: Promise
    amount: int


def promised(facts: Facts) -> dict[int, Sheltered]:
    """Which invoice is under open promises, as far as the promised money reaches, oldest due first."""
    under: dict[int, Sheltered] = {}
    known = facts.promised_on
    room = {i: known[i].open for i in known}
    order = {i: n for n, i in enumerate(sorted(known, key=lambda i: (known[i].due, known[i].number)))}
    for verdict in (v for v in facts.verdicts if v.status == OPEN):
        left = verdict.missing
        for invoice_id in sorted(verdict.promise.invoice_ids, key=lambda i: order.get(i, -1)):
            piece = min(left, room.get(invoice_id, 0))
            if piece > 0:
                left -= piece
                room[invoice_id] -= piece
                before = under.get(invoice_id)
                under[invoice_id] = Sheltered(
                    before.promise if before else verdict.promise, piece + (before.amount if before else 0)
                )
    return under


def _level_terms(facts: Facts, level: int) -> list[Term]:
    times = "once" if level == 1 else f"{level} times"
    return [Term(f"promised {times} and not kept", level * facts.weight("level"))] if level else []


def promise_items(facts: Facts, shares: Shares, start: date, end: date) -> Iterable[Item]:
    """Open promises due in the window, and those past their day but within grace."""
    for verdict in facts.verdicts:
        promise = verdict.promise
        owed = min(verdict.missing, facts.still_open(verdict))
        waiting = promise.due < facts.today and start <= facts.today  # past its day, but within grace
        if verdict.status == OPEN and owed and (start <= promise.due <= end or waiting):
            terms = (
                Term("promise due", facts.weight("promise_due")),
                shares.term(owed, promise.currency),
                *_level_terms(facts, promise.level),
            )
            yield item(
                PROMISE, promise.due, facts.customers[promise.customer_id], promise.id, owed,
                promise.currency, terms, detail=promise.words or "",
            )  # fmt: skip


def broken_items(facts: Facts, shares: Shares) -> Iterable[Item]:
    """Promises not or only partly kept whose money is still owed."""
    for verdict in facts.verdicts:
        promise = verdict.promise
        owed = min(verdict.missing, facts.still_open(verdict))
        if verdict.status not in (BROKEN, PARTLY) or not owed or _followed(facts, verdict):
            continue
        rule = "broken_promise" if verdict.status == BROKEN else "partly_kept"
        terms = (
            Term("broken promise" if verdict.status == BROKEN else "promise partly kept", facts.weight(rule)),
            _days_term(facts, promise.due),
            shares.term(owed, promise.currency),
            *_level_terms(facts, promise.level + 1),
        )
        reason = _just_contacted(facts, promise.customer_id, since=verdict.last_day)
        yield item(
            BROKEN_PROMISE, promise.due, facts.customers[promise.customer_id], promise.id, owed, promise.currency,
            terms, reason, promise.words or "",
        )  # fmt: skip


def _followed(facts: Facts, broken: Verdict) -> bool:
    """Whether a newer promise on the same invoices, made after this one's time had passed, has taken its place."""
    covered = set(broken.promise.invoice_ids)
    return any(
        v.promise.made > broken.last_day and covered & set(v.promise.invoice_ids) and v.status != WITHDRAWN
        for v in facts.verdicts_of[broken.promise.customer_id]
    )


def _days_term(facts: Facts, due: date) -> Term:
    days = (facts.today - due).days
    return Term(
        f"{days} {'day' if days == 1 else 'days'} overdue",
        min(days * facts.weight("overdue_day"), facts.weight("overdue_most")),
    )


class _DaysTerms(dict["date", Term]):
    """The days terms of very many invoices, each made once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __missing__(self, due: date) -> Term:
        self[due] = term = _days_term(self._facts, due)
        return term


def invoice_items(
    facts: Facts, shares: Shares, start: date, end: date, promised: Mapping[int, Sheltered]
) -> Iterable[Item]:
    """What falls due in the window, and everything overdue by today."""
    days, falls_due, today = _DaysTerms(facts), Term("falls due", facts.weight("invoice_due")), facts.today
    for invoice in facts.invoices:
        due = invoice.due
        overdue = due < today
        if invoice.open <= 0 or not (overdue or start <= due <= end):
            continue
        kind, first = (OVERDUE, days[due]) if overdue else (INVOICE, falls_due)
        owner = invoice.customer_id
        contacted = _just_contacted(facts, owner) if overdue and owner in facts.last_contact else None
        plain = invoice.dispute is None and invoice.id not in promised  # as nearly all are, and there may be very many
        for amount, reason in [(invoice.open, None)] if plain else _split(facts, invoice, promised):
            share = shares.term(amount, invoice.currency)
            yield Item(
                kind, due, facts.customers[owner], invoice.number, amount, invoice.currency, (first, share),
                first.points + share.points, reason or contacted,
            )  # fmt: skip


def _split(
    facts: Facts, invoice: Invoice | OpenItem, promised: Mapping[int, Sheltered]
) -> list[tuple[int, str | None]]:
    """The invoice's open amount, the part under a promise apart from the rest: a token promise shelters no more."""
    if invoice.dispute and (invoice.review is None or facts.today < invoice.review):
        until = f", review on {invoice.review}" if invoice.review else ""
        return [(invoice.open, f"in dispute: {invoice.dispute}{until}")]
    under = promised.get(invoice.id)
    if under is None:
        return [(invoice.open, None)]
    rest = invoice.open - under.amount
    held = (under.amount, f"promised for {under.promise.due} (promise {under.promise.id})")
    return [held, (rest, None)] if rest else [held]


def _just_contacted(facts: Facts, customer_id: int, since: date | None = None) -> str | None:
    if customer_id not in facts.last_contact:
        return None
    day, how = facts.last_contact[customer_id]
    gap = facts.settings.contact_gap_days
    if facts.today - day >= timedelta(days=gap) or (since is not None and day <= since):
        return None
    return f"{how} on {day}, under {gap} days ago"


def call_ahead_items(
    facts: Facts, shares: Shares, start: date, end: date, promised: Mapping[int, Sheltered]
) -> Iterable[Item]:
    """The working day before money is due, the customer is called to confirm the amount and the hour (D3)."""
    wanted: dict[tuple[int, date, str], int] = defaultdict(int)
    for verdict in facts.verdicts:
        if verdict.status == OPEN:
            owed = min(verdict.missing, facts.still_open(verdict))
            wanted[verdict.promise.customer_id, verdict.promise.due, verdict.promise.currency] += owed
    for invoice in facts.invoices:
        if invoice.due >= facts.today and invoice.open > 0:
            free = sum(amount for amount, reason in _split(facts, invoice, promised) if reason is None)
            wanted[invoice.customer_id, invoice.due, invoice.currency] += free
    calls = {day: working_day_before(day, facts.settings.working_days) for _, day, _ in wanted}
    for (customer, day, currency), amount in wanted.items():
        call = calls[day]
        if amount and start <= call <= end and day > facts.today and call >= facts.today:
            terms = (Term("call ahead", facts.weight("call_ahead")), shares.term(amount, currency))
            yield item(
                CALL_AHEAD, call, facts.customers[customer], day.isoformat(), amount, currency, terms,
                detail=f"for {day}",
            )  # fmt: skip


def collection_items(facts: Facts, shares: Shares, start: date, end: date) -> Iterable[Item]:
    """Customers whose fixed collection day lies in the window (D2)."""
    having = [c for c in facts.customers.values() if c.collection_day]
    owed: dict[int, dict[str, int]] = {c.id: defaultdict(int) for c in having}
    for invoice in facts.invoices if having else ():
        if invoice.customer_id in owed:
            owed[invoice.customer_id][invoice.currency] += invoice.open
    for customer in having:
        for day in occurrences(customer.collection_day or "", max(start, facts.today), end):
            for currency, amount in owed[customer.id].items():
                terms = (Term("collection day", facts.weight("collection_day")), shares.term(amount, currency))
                yield item(
                    COLLECTION_DAY, day, customer, None, amount, currency, terms, detail=customer.collection_day or ""
                )


TRACED = frozenset({"cheque-mailed", "already-paid", "bank-problem", "system-down"})
"""Excuses about one payment that is said to be on its way: any money that comes answers them."""


def money_came(follow_up: FollowUp, invoices: Iterable[Invoice | OpenItem], last_money: Mapping[int, date]) -> bool:
    """Whether the clock of an excuse is done by the money's arrival.

    For a payment said to be under way any money since will do; for the others everything must be paid that was overdue
    when the excuse was given.
    """
    if follow_up.code is None or follow_up.since is None:
        return False
    paid = last_money.get(follow_up.customer_id)
    if paid is None or paid < follow_up.since:
        return False
    overdue_then = (i for i in invoices if i.customer_id == follow_up.customer_id and i.due <= follow_up.since)
    return follow_up.code in TRACED or not any(i.open > 0 for i in overdue_then)


def follow_up_items(facts: Facts, start: date, end: date) -> Iterable[Item]:
    """Clocks that run out in the window, and those that ran out before."""
    owing: dict[int, list[Invoice | OpenItem]] = {f.customer_id: [] for f in facts.follow_ups}
    for invoice in facts.invoices if owing else ():
        if invoice.customer_id in owing:
            owing[invoice.customer_id].append(invoice)
    for follow_up in facts.follow_ups:
        if money_came(follow_up, owing[follow_up.customer_id], facts.last_money):
            continue
        late = follow_up.on < facts.today
        if start <= follow_up.on <= end or late:
            customer = facts.customers[follow_up.customer_id]
            terms = (Term("follow-up", facts.weight("follow_up")),)
            yield item(
                FOLLOW_UP, follow_up.on, customer, follow_up.id, 0, customer.currency, terms, detail=follow_up.text
            )


def cheque_items(facts: Facts, shares: Shares, start: date, end: date) -> Iterable[Item]:
    """Cheques in hand whose 14 days end in the window, or have ended (A3)."""
    for cheque in facts.cheques:
        day = cheque.issued + timedelta(days=CHEQUE_LIFE_DAYS)
        if start <= day <= end or day < facts.today:
            terms = (Term("cheque", facts.weight("cheque")), shares.term(cheque.amount, cheque.currency))
            yield item(
                CHEQUE, day, facts.customers[cheque.customer_id], cheque.payment_id, cheque.amount, cheque.currency,
                terms, detail=f"issued {cheque.issued}, not cleared",
            )  # fmt: skip
