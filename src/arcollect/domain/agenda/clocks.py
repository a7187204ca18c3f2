"""Days that come by the calendar.

Collection days (D2), follow-ups of excuses and visits, cheques not cleared (A3).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from arcollect.domain.agenda.model import CHEQUE, COLLECTION_DAY, FOLLOW_UP, Item, Term
from arcollect.domain.collection_days import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.agenda.facts import Facts
    from arcollect.domain.records import FollowUp, Invoice, OpenItem

CHEQUE_LIFE_DAYS = 14
"""A cheque that has not arrived or cleared 14 days after its issue is cancelled and issued anew (A3)."""


def collection_items(facts: Facts, start: date, end: date) -> Iterable[Item]:
    """Customers whose fixed collection day lies in the window (D2)."""
    having = [customer for customer in facts.customers.values() if customer.collection_day]
    owing: dict[int, dict[str, int]] = {customer.id: defaultdict(int) for customer in having}
    for invoice in facts.invoices if having else ():
        if invoice.customer_id in owing:
            owing[invoice.customer_id][invoice.currency] += facts.asked(invoice)
    for customer in having:
        for day in occurrences(customer.collection_day or "", max(start, facts.today), end):
            for currency, amount in owing[customer.id].items():
                if amount:
                    first = Term(rule="collection day", points=facts.weight("collection_day"))
                    yield Item(
                        kind=COLLECTION_DAY,
                        date=day,
                        customer=customer,
                        ref=None,
                        amount=amount,
                        currency=currency,
                        terms=(first, facts.amount_term(amount, currency)),
                        detail=customer.collection_day or "",
                    )


def money_came(facts: Facts, follow_up: FollowUp, owing: Iterable[Invoice | OpenItem]) -> bool:
    """Whether the clock of an excuse has ended because the money came.

    An announced payment ends with a payment of the announced amount; any excuse with all that was overdue
    when it was given. Never with just any money: what was announced may still be missing.

    Args:
        facts: the day's facts.
        follow_up: the clock.
        owing: what is open of the customer.

    """
    if follow_up.code is None or follow_up.since is None:
        return False
    paid = facts.paid_since.get(follow_up.id, 0)
    if not paid:
        return False
    if follow_up.code in facts.announcing and follow_up.amount is not None and paid >= follow_up.amount:
        return True
    return not any(invoice.open > 0 and invoice.due <= follow_up.since for invoice in owing)


def follow_up_items(facts: Facts, start: date, end: date) -> Iterable[Item]:
    """Clocks that run out in the window, and those that ran out before."""
    owing: dict[int, list[Invoice | OpenItem]] = {f.customer_id: [] for f in facts.follow_ups}
    for invoice in facts.invoices if owing else ():
        if invoice.customer_id in owing:
            owing[invoice.customer_id].append(invoice)
    for follow_up in facts.follow_ups:
        wanted = start <= follow_up.on <= end or follow_up.on < facts.today
        if wanted and not money_came(facts, follow_up, owing[follow_up.customer_id]):
            customer = facts.customers[follow_up.customer_id]
            yield Item(
                kind=FOLLOW_UP,
                date=follow_up.on,
                customer=customer,
                ref=follow_up.id,
                amount=0,
                currency=customer.currency,
                terms=(Term(rule="follow-up", points=facts.weight("follow_up")),),
                detail=follow_up.text,
            )


def cheque_items(facts: Facts, start: date, end: date) -> Iterable[Item]:
    """Cheques in hand whose 14 days end in the window, or have ended (A3)."""
    for cheque in facts.cheques:
        day = cheque.issued + timedelta(days=CHEQUE_LIFE_DAYS)
        if start <= day <= end or day < facts.today:
            first = Term(rule="cheque", points=facts.weight("cheque"))
            yield Item(
                kind=CHEQUE,
                date=day,
                customer=facts.customers[cheque.customer_id],
                ref=cheque.payment_id,
                amount=cheque.amount,
                currency=cheque.currency,
                terms=(first, facts.amount_term(cheque.amount, cheque.currency)),
                detail=f"issued {cheque.issued}, not cleared",
            )
