"""The day's list: whom to see and why, made from everything that the ledger knows today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from arcollect.domain.agenda import agenda
from arcollect.domain.agenda.facts import Facts
from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from arcollect.domain.agenda.model import Agenda
    from arcollect.domain.promises import Verdict
    from arcollect.domain.records import Customer, FollowUp, OpenItem
    from arcollect.services.opening import Ledger


@record
class Whose:
    """Whose customers a list is for: one rep's, one group's, or everybody's."""

    rep: str | None = None
    group: str | None = None

    def holds(self, customer: Customer) -> bool:
        """Whether the customer is one of them."""
        return _is(customer.rep, self.rep) and _is(customer.group, self.group)


EVERYBODY = Whose()


def _is(value: str | None, wanted: str | None) -> bool:
    return wanted is None or (value or "").casefold() == wanted.casefold()


def due(ledger: Ledger, start: date, end: date, whose: Whose = EVERYBODY) -> Agenda:
    """The list from `start` to `end`; what is overdue or broken by today is always in it."""
    return agenda(facts(ledger, whose), start, end)


def unknown(ledger: Ledger, whose: Whose) -> list[str]:
    """A note where no customer has the rep or group that was asked for.

    An empty list would say that all is well.
    """
    notes = []
    for what, wanted in (("rep", whose.rep), ("group", whose.group)):
        there = sorted({value for c in ledger.customers if (value := getattr(c, what))}) if wanted else []
        if wanted is not None and not any(_is(value, wanted) for value in there):
            others = f"there are {', '.join(there[:8])}" if there else f"no customer has a {what} yet"
            notes.append(f"note: no customer has the {what} `{wanted}`; {others}")
    return notes


def facts(ledger: Ledger, whose: Whose = EVERYBODY) -> Facts:
    """Everything the list is made from; of all customers no more are read than it can name."""
    book, today = ledger.book, ledger.today
    chosen = None if whose == EVERYBODY else {c.id: c for c in ledger.customers if whose.holds(c)}
    invoices, totals = _open_items(book.invoices.open_items(today), chosen)
    promising, follow_ups = book.promises.promising(today), book.contacts.follow_ups()
    cheques = book.payments.cheques_in_hand(today)
    if chosen is None:
        named = {i.customer_id for i in invoices} | {f.customer_id for f in follow_ups}
        named.update(promising, (c.customer_id for c in cheques))
        chosen = {c.id: c for c in book.customers.all(named)}
    follow_ups = [f for f in follow_ups if f.customer_id in chosen]
    gap = timedelta(days=ledger.settings.contact_gap_days)
    return Facts(
        today=today,
        customers=chosen,
        invoices=[i for i in invoices if i.customer_id in chosen],
        on_account=book.payments.on_account(today),
        verdicts=_verdicts(ledger, [c for c in promising if c in chosen], invoices),
        last_contact=book.contacts.last(today, today - gap, list(chosen)),
        follow_ups=follow_ups,
        paid_since=paid_since(ledger, follow_ups, chosen),
        announcing=_announcing(follow_ups),
        cheques=[c for c in cheques if c.customer_id in chosen],
        settings=ledger.settings,
        open_totals=totals,
    )


def _open_items(
    found: Iterable[OpenItem], chosen: Mapping[int, Customer] | None
) -> tuple[list[OpenItem], dict[str, int]]:
    """What is open of the chosen customers, and what the whole ledger has open in each currency."""
    totals: dict[str, int] = {}
    invoices: list[OpenItem] = []
    for item in found:
        totals[item.currency] = totals.get(item.currency, 0) + item.open
        if chosen is None or item.customer_id in chosen:
            invoices.append(item)
    return invoices, totals


def _verdicts(ledger: Ledger, customers: list[int], invoices: list[OpenItem]) -> list[Verdict]:
    """Their promises judged today; what is open of the invoices they cover is known already."""
    if not customers:
        return []
    from arcollect.domain.promises import judge, terms_of

    promises = ledger.book.promises.all(customers)
    covered = {number for promise in promises for number in promise.invoice_ids}
    debts = {item.id: item for item in invoices if item.id in covered}
    receipts = ledger.book.promises.receipts(customers)
    return judge(promises, receipts, debts, ledger.today, terms_of(ledger.settings))


def paid_since(
    ledger: Ledger, follow_ups: Iterable[FollowUp], customers: Mapping[int, Customer]
) -> dict[int, int]:
    """By follow-up of an excuse, what was paid since it was given in the customer's currency, minor units."""
    running = [f for f in follow_ups if f.code and f.since]
    money = ledger.book.payments.money({f.customer_id for f in running}, ledger.today) if running else []
    return {
        f.id: sum(
            amount
            for customer, currency, day, amount in money
            if customer == f.customer_id
            and currency == customers[customer].currency
            and f.since is not None
            and day >= f.since
        )
        for f in running
    }


def _announcing(follow_ups: Iterable[FollowUp]) -> frozenset[str]:
    codes = {f.code for f in follow_ups if f.code and f.amount is not None}
    if not codes:
        return frozenset()
    from arcollect.rules.announced import announcing

    return announcing(codes)
