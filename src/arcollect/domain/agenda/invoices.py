"""Invoices on the day's list.

What falls due, what is overdue, and whom to call the working day before (D3).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from arcollect.domain.agenda.facts import days_term
from arcollect.domain.agenda.model import CALL_AHEAD, INVOICE, ON_ACCOUNT_COVERS, OVERDUE, Item, Term
from arcollect.domain.agenda.promises import owed
from arcollect.domain.frozen import record
from arcollect.domain.money import human
from arcollect.domain.promises import OPEN
from arcollect.domain.working_days import working_day_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from arcollect.domain.agenda.facts import Facts
    from arcollect.domain.records import Invoice, OpenItem, Promise


@record
class Sheltered:
    """How much of an invoice open promises reach, in minor units, and the first of them."""

    promise: Promise
    amount: int


@record
class Part:
    """A part of what is asked for of an invoice, minor units; `reason` says why it is not asked for now."""

    amount: int
    reason: str | None = None
    detail: str = ""


def sheltered(facts: Facts) -> dict[int, Sheltered]:
    """Which invoices are under open promises, as far as the promised money reaches, oldest due first."""
    under: dict[int, Sheltered] = {}
    for verdict, invoice, piece in facts.reached(v for v in facts.verdicts if v.status == OPEN):
        before = under.get(invoice)
        promise, more = (before.promise, before.amount) if before else (verdict.promise, 0)
        under[invoice] = Sheltered(promise=promise, amount=piece + more)
    return under


class _DaysTerms(dict["date", Term]):
    """The days terms of very many invoices, each made once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def __missing__(self, due: date) -> Term:
        self[due] = term = days_term(self._facts, due)
        return term


def invoice_items(facts: Facts, start: date, end: date, under: Mapping[int, Sheltered]) -> Iterable[Item]:
    """What falls due in the window, and everything overdue by today."""
    days, today = _DaysTerms(facts), facts.today
    falls_due = Term(rule="falls due", points=facts.weight("invoice_due"))
    for invoice in facts.invoices:
        due, overdue, owner = invoice.due, invoice.due < today, invoice.customer_id
        if invoice.open <= 0 or not (overdue or start <= due <= end):
            continue
        contacted = facts.just_contacted(owner) if overdue and owner in facts.last_contact else None
        first = days[due] if overdue else falls_due
        if invoice.id not in under and facts.is_plain(invoice):  # as nearly all are, of very many
            yield _item(facts, invoice, first, invoice.open, contacted)
        else:
            for part in _parts(facts, invoice, under):
                yield _item(facts, invoice, first, part.amount, part.reason or contacted, part.detail)


def _item(
    facts: Facts, invoice: Invoice | OpenItem, first: Term, amount: int, reason: str | None, detail: str = ""
) -> Item:
    return Item(
        kind=OVERDUE if invoice.due < facts.today else INVOICE,
        date=invoice.due,
        customer=facts.customers[invoice.customer_id],
        ref=invoice.number,
        amount=amount,
        currency=invoice.currency,
        terms=(first, facts.amount_term(amount, invoice.currency)),
        reason=reason,
        detail=detail,
    )


def _parts(facts: Facts, invoice: Invoice | OpenItem, under: Mapping[int, Sheltered]) -> list[Part]:
    """What is asked for of an invoice, the part under a promise apart.

    A token promise shelters no more than itself.
    """
    if facts.in_dispute(invoice):
        until = f", review on {invoice.review}" if invoice.review else ""
        return [Part(amount=invoice.open, reason=f"in dispute: {invoice.dispute}{until}")]
    asked = facts.asked(invoice)
    if not asked:
        return [Part(amount=invoice.open, reason=ON_ACCOUNT_COVERS)]
    covered = invoice.open - asked
    detail = f"less {human(covered, invoice.currency)} on account" if covered else ""
    promised = under.get(invoice.id)
    if promised is None:
        return [Part(amount=asked, detail=detail)]
    promise = promised.promise
    held = Part(amount=promised.amount, reason=f"promised for {promise.due} (promise {promise.id})")
    rest = asked - promised.amount
    return [held, Part(amount=rest, detail=detail)] if rest else [held]


def call_ahead_items(facts: Facts, start: date, end: date, under: Mapping[int, Sheltered]) -> Iterable[Item]:
    """The working day before money is due, the customer is called to confirm the amount and the hour (D3)."""
    wanted = _falling_due(facts, under)
    calls = {day: working_day_before(day, facts.settings.working_days) for _, day, _ in wanted}
    for (customer, day, currency), amount in wanted.items():
        call = calls[day]
        if amount and max(start, facts.today) <= call <= end:
            first = Term(rule="call ahead", points=facts.weight("call_ahead"))
            yield Item(
                kind=CALL_AHEAD,
                date=call,
                customer=facts.customers[customer],
                ref=day.isoformat(),
                amount=amount,
                currency=currency,
                terms=(first, facts.amount_term(amount, currency)),
                detail=f"for {day}",
            )


def _falling_due(facts: Facts, under: Mapping[int, Sheltered]) -> dict[tuple[int, date, str], int]:
    """What will be due by customer, day and currency.

    Promised money, and what falls due and is not promised.
    """
    wanted: dict[tuple[int, date, str], int] = defaultdict(int)
    for verdict in facts.verdicts:
        promise = verdict.promise
        amount, reason = owed(facts, verdict) if verdict.status == OPEN else (0, None)
        if reason is None:
            wanted[promise.customer_id, promise.due, promise.currency] += amount
    for invoice in facts.invoices:
        if invoice.due > facts.today:
            free = sum(part.amount for part in _parts(facts, invoice, under) if part.reason is None)
            wanted[invoice.customer_id, invoice.due, invoice.currency] += free
    return wanted
