"""Changes to customers and the people there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.domain.naming import folded, new_code
from arcollect.errors import Refused
from arcollect.ledger.tables import Customer, Person

if TYPE_CHECKING:
    from arcollect.ledger.write.change import Change


def add_customer(change: Change, name: str, currency: str, code: str | None = None, **details: Any) -> Customer:
    """A new customer; a code is made from the name when none is given. Refused when the code or name is taken."""
    existing = change.book.rows("SELECT code, name FROM customer")
    if code and any(folded(row["code"]) == folded(code) for row in existing):
        raise Refused(f"code {code} is taken; choose another, or edit that customer with `customer edit {code}`")
    if any(folded(row["name"]) == folded(name) for row in existing):
        raise Refused(
            f"there is a customer {name} already; `customer edit` changes it, `--code` and a fuller name add another"
        )
    code = code or new_code(name, [row["code"] for row in existing])
    return change.add(Customer(code=code, name=name, currency=currency, **details))


def edit_customer(change: Change, customer_id: int, **values: Any) -> dict[str, Any]:
    """Changes what is given of a customer."""
    if code := values.get("code"):
        taken = change.book.rows("SELECT id FROM customer WHERE lower(code) = lower(?) AND id <> ?", code, customer_id)
        if taken:
            raise Refused(f"code {code} is taken; choose another")
    return change.edit(Customer, customer_id, **values)


def void_customer(change: Change, customer_id: int, name: str, reason: str) -> None:
    """Takes a customer off the lists; Refused while there is money between us."""
    owes = change.book.rows("SELECT 1 FROM balance WHERE customer_id = ? AND amount <> 0", customer_id)
    if owes:
        raise Refused(f"{name} has a balance; settle or void its invoices and payments first")
    change.edit(Customer, customer_id, voided_on=change.by.today, void_reason=reason)


def add_person(change: Change, customer_id: int, name: str, **details: Any) -> Person:
    """A contact at the customer's: handler, approver, signer, cashier."""
    return change.add(Person(customer_id=customer_id, name=name, **details))


def void_person(change: Change, person_id: int, reason: str) -> None:
    """Somebody is not there any more."""
    change.edit(Person, person_id, voided_on=change.by.today, void_reason=reason)
