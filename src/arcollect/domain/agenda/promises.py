"""Promises on the day's list: those whose day comes, and those that were not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.agenda.facts import days_term, level_terms
from arcollect.domain.agenda.model import BROKEN_PROMISE, ON_ACCOUNT_COVERS, PROMISE, Item, Term
from arcollect.domain.promises import BROKEN, OPEN, PARTLY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.agenda.facts import Facts
    from arcollect.domain.promises import Verdict


def owed(facts: Facts, verdict: Verdict) -> tuple[int, str | None]:
    """What to ask for of a promise, minor units, and why it is not asked for now; None when it is."""
    covered = facts.promised_invoices(verdict)
    net = facts.promised_asks[verdict.promise.id]
    if net or any(facts.asked(invoice) for invoice in covered):
        return net, None
    disputed = next((i for i in covered if facts.in_dispute(i)), None)
    reason = f"in dispute: {disputed.dispute}" if disputed else ON_ACCOUNT_COVERS
    return min(verdict.missing, sum(invoice.open for invoice in covered)), reason


def promise_items(facts: Facts, start: date, end: date) -> Iterable[Item]:
    """Open promises due in the window, and those past their day but within grace."""
    for verdict in facts.verdicts:
        promise = verdict.promise
        past_its_day = promise.due < facts.today and start <= facts.today
        if verdict.status != OPEN or not (start <= promise.due <= end or past_its_day):
            continue
        amount, reason = owed(facts, verdict)
        if amount:
            due = Term(rule="promise due", points=facts.weight("promise_due"))
            share = facts.amount_term(amount, promise.currency)
            yield _item(
                facts, verdict, PROMISE, (due, share, *level_terms(facts, promise.level)), amount, reason
            )


def broken_items(facts: Facts) -> Iterable[Item]:
    """Promises not or only partly kept whose money is still owed."""
    for verdict in facts.verdicts:
        promise = verdict.promise
        if verdict.status not in (BROKEN, PARTLY) or facts.is_followed(verdict):
            continue
        amount, reason = owed(facts, verdict)
        if amount:
            share = facts.amount_term(amount, promise.currency)
            again = level_terms(facts, promise.level + 1)
            terms = (_broken_term(facts, verdict), days_term(facts, promise.due), share, *again)
            reason = reason or facts.just_contacted(promise.customer_id, since=verdict.last_day)
            yield _item(facts, verdict, BROKEN_PROMISE, terms, amount, reason)


def _broken_term(facts: Facts, verdict: Verdict) -> Term:
    if verdict.status == BROKEN:
        return Term(rule="broken promise", points=facts.weight("broken_promise"))
    return Term(rule="promise partly kept", points=facts.weight("partly_kept"))


def _item(
    facts: Facts, verdict: Verdict, kind: str, terms: tuple[Term, ...], amount: int, reason: str | None
) -> Item:
    promise = verdict.promise
    return Item(
        kind=kind,
        date=promise.due,
        customer=facts.customers[promise.customer_id],
        ref=promise.id,
        amount=amount,
        currency=promise.currency,
        terms=terms,
        reason=reason,
        detail=promise.words or "",
    )
