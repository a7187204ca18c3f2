"""Changes to customers and the people there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.domain.naming import Codes, folded
from arcollect.errors import NotFound, Refused

if TYPE_CHECKING:
    from arcollect.ledger.tables import Customer, Person
    from arcollect.ledger.write.change import Change


def add_customer(change: Change, name: str, currency: str, code: str | None = None, **details: Any) -> Customer:
    """A new customer; a code is made from the name when none is given. Refused when the code or name is taken."""
    from arcollect.ledger.tables import Customer  # with it comes the ORM, which an import does not need

    existing = change.book.rows("SELECT code, name FROM customer")
    if code and any(folded(row["code"]) == folded(code) for row in existing):
        raise Refused(f"code {code} is taken; choose another, or edit that customer with `customer edit {code}`")
    if any(folded(row["name"]) == folded(name) for row in existing):
        raise Refused(
            f"there is a customer {name} already; `customer edit` changes it, `--code` and a fuller name add another"
        )
    code = code or Codes(row["code"] for row in existing).new(name)
    return change.add(Customer(code=code, name=name, currency=currency, **details))


def edit_customer(change: Change, customer_id: int, **values: Any) -> dict[str, Any]:
    """Changes what is given of a customer."""
    if code := values.get("code"):
        taken = change.book.rows("SELECT id FROM customer WHERE lower(code) = lower(?) AND id <> ?", code, customer_id)
        if taken:
            raise Refused(f"code {code} is taken; choose another")
    check_currency(change, customer_id, values)
    return change.edit("customer", customer_id, **values)


def check_currency(change: Change, customer_id: int, values: dict[str, Any]) -> None:
    """Refused when the currency would change under invoices, or under a credit limit that was given in the old one."""
    row = change.book.rows("SELECT name, currency, credit_limit FROM customer WHERE id = ?", customer_id)[0]
    if values.get("currency", row["currency"]) == row["currency"]:
        return
    if change.book.rows("SELECT 1 FROM invoice WHERE customer_id = ? LIMIT 1", customer_id):
        raise Refused(f"{row['name']} has invoices; the currency of its record stays {row['currency']}")
    if row["credit_limit"] is not None and "credit_limit" not in values:
        raise Refused(f"{row['name']} has a credit limit in {row['currency']}; give --limit anew with the currency")


def void_customer(change: Change, customer_id: int, name: str, reason: str) -> None:
    """Takes a customer off the lists; Refused while there is money between us."""
    owes = change.book.rows(
        "SELECT 1 FROM open_item WHERE customer_id = ? AND open <> 0 UNION ALL "
        "SELECT 1 FROM on_account WHERE customer_id = ? AND amount <> 0", customer_id, customer_id,
    )  # fmt: skip
    if owes:
        raise Refused(f"{name} has a balance; settle or void its invoices and payments first")
    change.edit("customer", customer_id, voided_on=change.by.today, void_reason=reason)


def add_person(change: Change, customer_id: int, name: str, **details: Any) -> Person:
    """A contact at the customer's: handler, approver, signer, cashier."""
    from arcollect.ledger.tables import Person

    return change.add(Person(customer_id=customer_id, name=name, **details))


def void_person(change: Change, customer_id: int, person_id: int, reason: str) -> None:
    """Somebody is not there any more; NotFound when there is no such contact at that customer's."""
    known = change.book.rows(
        "SELECT 1 FROM person WHERE id = ? AND customer_id = ? AND voided_on IS NULL", person_id, customer_id
    )
    if not known:
        raise NotFound(f"no contact {person_id} there; `arcollect customer contact` with the customer lists them")
    change.edit("person", person_id, voided_on=change.by.today, void_reason=reason)
