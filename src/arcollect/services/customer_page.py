"""One customer on one page: what they owe and promised, who is who, what changed since the last contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.ageing import age
from arcollect.domain.frozen import record
from arcollect.domain.promises import kept_rate
from arcollect.reports.balances import balances
from arcollect.reports.changes import Changed, since
from arcollect.services.promises import judged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arcollect.domain.ageing import AgeRow
    from arcollect.domain.promises import KeptRate, Verdict
    from arcollect.domain.records import ChequeInHand, Contact, Customer, FollowUp, Invoice, Person
    from arcollect.reports.balances import Balance
    from arcollect.services.opening import Ledger


__all__ = ["Changed", "CustomerPage", "customer_page"]


@record
class CustomerPage:
    """Everything about one customer as of today; rates and balances by currency."""

    customer: Customer
    owed: Mapping[str, Balance]
    ages: tuple[AgeRow, ...]
    open: tuple[Invoice, ...]
    verdicts: tuple[Verdict, ...]
    rates: Mapping[str, KeptRate]
    numbers: Mapping[int, str]
    contacts: tuple[Contact, ...]
    people: tuple[Person, ...]
    follow_ups: tuple[FollowUp, ...]
    cheques: tuple[ChequeInHand, ...]
    changed: Changed | None


def customer_page(ledger: Ledger, customer: Customer) -> CustomerPage:
    """The page of one customer."""
    book, today, who = ledger.book, ledger.today, customer.id
    invoices = book.invoices.of(today, who)
    open_ones, on_account = [i for i in invoices if i.open], book.payments.on_account(today, who)
    verdicts = judged(ledger, [who])
    currencies = sorted({v.promise.currency for v in verdicts})
    ages = age(open_ones, on_account, {who: customer.code}, today, edges=ledger.settings.age_edges)
    return CustomerPage(
        customer=customer,
        owed=balances(open_ones, on_account, today).get(who, {}),
        ages=ages.rows,
        open=tuple(open_ones),
        verdicts=tuple(verdicts),
        rates={c: kept_rate(v for v in verdicts if v.promise.currency == c) for c in currencies},
        numbers={i.id: i.number for i in invoices},
        contacts=tuple(book.contacts.of(who, today)),
        people=tuple(book.customers.people(who)),
        follow_ups=tuple(book.contacts.follow_ups(who)),
        cheques=tuple(book.payments.cheques_in_hand(today, who)),
        changed=_changed(ledger, customer, invoices, verdicts),
    )


def _changed(
    ledger: Ledger, customer: Customer, invoices: list[Invoice], verdicts: list[Verdict]
) -> Changed | None:
    """What has happened since the last contact; None when there was none."""
    last = ledger.book.contacts.last(ledger.today, customers=[customer.id]).get(customer.id)
    if last is None:
        return None
    payments = ledger.book.payments.of(customer.id, since=last.on)
    return since(last.on, ledger.today, invoices, payments, verdicts)
