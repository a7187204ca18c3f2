"""Customers and the people there: add, edit, void; credit on account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record
from arcollect.domain.naming import Codes, folded
from arcollect.errors import NotFound, Refused
from arcollect.reports.balances import Balance, balances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arcollect.domain.records import Customer, Person
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger

__all__ = ["Balance", "CustomerDraft", "Owed", "add", "edit", "owed", "owed_by", "people", "void"]

Owed = dict[int, dict[str, Balance]]


@record
class CustomerDraft:
    """A new customer as it was given; `details` are the other fields of its record."""

    name: str
    currency: str
    code: str | None = None
    details: Mapping[str, Any]


def owed(ledger: Ledger) -> Owed:
    """What every customer owes today, by customer and currency; who owes nothing is left out."""
    book, today = ledger.book, ledger.today
    return balances(book.invoices.open_items(today), book.payments.on_account(today), today)


def owed_by(ledger: Ledger, customer: int) -> dict[str, Balance]:
    """What one customer owes today, by currency."""
    book, today = ledger.book, ledger.today
    invoices = book.invoices.of(today, customer, open_only=True)
    return balances(invoices, book.payments.on_account(today, customer), today).get(customer, {})


def add(ledger: Ledger, draft: CustomerDraft) -> Customer:
    """Add a customer; a code is made from the name when none is given.

    Refused when the code or name is taken.
    """
    with ledger.change() as work:
        number = added(work, draft)
    return ledger.by_id[number]


def added(work: Work, draft: CustomerDraft) -> int:
    """As `add`, within a change; returns the customer's row."""
    existing, code, name = work.book.customers.codes(), draft.code, draft.name
    if code and any(folded(taken) == folded(code) for taken, _ in existing):
        raise Refused(
            f"code {code} is taken; choose another, or edit that customer with `customer edit {code}`"
        )
    if any(folded(taken) == folded(name) for _, taken in existing):
        raise Refused(
            f"there is a customer {name} already; `customer edit` changes it, `--code` and a fuller name "
            "add another"
        )
    code = code or Codes(taken for taken, _ in existing).new(name)
    return work.add("customer", code=code, name=name, currency=draft.currency, **draft.details)


def edit(ledger: Ledger, customer: Customer, values: Mapping[str, Any]) -> Customer:
    """Change what is given of a customer.

    Refused when the code is taken or the currency cannot change any more.
    """
    with ledger.change() as work:
        if code := values.get("code"):
            others = (taken for taken, _ in work.book.customers.codes() if taken != customer.code)
            if any(taken.lower() == code.lower() for taken in others):
                raise Refused(f"code {code} is taken; choose another")
        check_currency(work, customer, values)
        work.change("customer", customer.id, **values)
    return ledger.by_id[customer.id]


def check_currency(work: Work, customer: Customer, values: Mapping[str, Any]) -> None:
    """Refused when the currency would change under invoices, or under a credit limit given in the old one."""
    if values.get("currency", customer.currency) == customer.currency:
        return
    if work.book.customers.has_invoices(customer.id):
        raise Refused(f"{customer.name} has invoices; the currency of its record stays {customer.currency}")
    if customer.credit_limit is not None and "credit_limit" not in values:
        raise Refused(
            f"{customer.name} has a credit limit in {customer.currency}; give --limit anew with the currency"
        )


def void(ledger: Ledger, customer: Customer, reason: str) -> None:
    """Take a customer off the lists; Refused while there is money between us."""
    with ledger.change() as work:
        if work.book.customers.has_balance(customer.id):
            raise Refused(f"{customer.name} has a balance; settle or void its invoices and payments first")
        work.void("customer", customer.id, reason)


def add_person(ledger: Ledger, customer: Customer, name: str, details: Mapping[str, str | None]) -> None:
    """Add somebody at the customer's: handler, approver, signer, cashier (A2)."""
    with ledger.change() as work:
        person_added(work, customer.id, name, details)


def person_added(work: Work, customer: int, name: str, details: Mapping[str, str | None]) -> int:
    """As `add_person`, within a change; returns the person's row."""
    return work.add("person", customer_id=customer, name=name, **details)


def void_person(ledger: Ledger, customer: Customer, person: int, reason: str) -> None:
    """Somebody is not there any more; NotFound when there is no such person at that customer's."""
    with ledger.change() as work:
        if person not in {one.id for one in work.book.customers.people(customer.id)}:
            raise NotFound(
                f"no contact {person} there; `arcollect customer contact` with the customer lists them"
            )
        work.void("person", person, reason)


def people(ledger: Ledger, customer: Customer) -> list[Person]:
    """The people at the customer's."""
    return ledger.book.customers.people(customer.id)
