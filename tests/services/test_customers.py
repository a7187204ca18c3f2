"""Customers and the people there as jobs: added, edited, voided."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import customers, invoices
from services.conftest import Books, day


def add(books: Books, name: str, code: str | None = None, **details: Any) -> Customer:
    draft = customers.CustomerDraft(name=name, currency="EUR", code=code, details=details)
    return customers.add(books.on(), draft)


def test_a_code_is_made_from_the_name(books: Books) -> None:
    made = add(books, "O'Brien [Builders]", terms_days=10, rep="Ana")
    assert (made.terms_days, made.rep, made.currency) == (10, "Ana", "EUR")
    assert made.code == made.code.upper()
    assert add(books, "南山五金店").name == "南山五金店"
    assert add(books, "Acme Ltd").code not in ("ACME", made.code)
    assert add(books, "Other", "my-1").code == "my-1"


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("acme", None, "there is a customer acme already; `customer edit` changes it"),
        ("ACMÉ", None, "there is a customer ACMÉ already"),
        (
            "Other",
            "acme",
            "code acme is taken; choose another, or edit that customer with `customer edit acme`",
        ),
    ],
)
def test_a_name_or_code_is_taken_once(books: Books, name: str, code: str | None, says: str) -> None:
    with pytest.raises(Refused, match=says):
        add(books, name, code)


def test_what_customers_owe(books: Books, acme: Customer, bolt: Customer) -> None:
    add(books, "Nobody owes")
    books.pay(acme, 500, allocate=False)
    owed = customers.owed(books.on())
    assert set(owed) == {acme.id, bolt.id}
    assert customers.owed_by(books.on(), acme.id) == owed[acme.id]
    assert (owed[acme.id]["EUR"].balance, owed[acme.id]["EUR"].overdue) == (29500, 10000)
    assert customers.owed_by(books.on(day("01-31")), acme.id)["EUR"].overdue == 0
    assert customers.owed_by(books.on(), 99) == {}


def test_edits(books: Books, acme: Customer) -> None:
    found = customers.edit(books.on(), acme, {"code": "ACME2", "credit_limit": 500, "rep": "Ana"})
    assert (found.code, found.credit_limit, found.rep) == ("ACME2", 500, "Ana")
    with pytest.raises(Refused, match="code bolt is taken; choose another"):
        customers.edit(books.on(), found, {"code": "bolt"})
    assert customers.edit(books.on(), found, {"code": "acme2"}).code == "acme2"


def test_the_currency_of_a_customer(books: Books, acme: Customer) -> None:
    with pytest.raises(Refused, match="Acme has invoices; the currency of its record stays EUR"):
        customers.edit(books.on(), acme, {"currency": "USD"})
    assert customers.edit(books.on(), acme, {"currency": "EUR"}).currency == "EUR"
    other = add(books, "Other", credit_limit=500)
    with pytest.raises(Refused, match="Other has a credit limit in EUR; give --limit anew with the currency"):
        customers.edit(books.on(), other, {"currency": "USD"})
    found = customers.edit(books.on(), other, {"currency": "USD", "credit_limit": 700})
    assert (found.currency, found.credit_limit) == ("USD", 700)


def test_void_while_there_is_money_between_us(books: Books, bolt: Customer) -> None:
    with pytest.raises(Refused, match="Bolt has a balance; settle or void its invoices and payments first"):
        customers.void(books.on(), bolt, "closed")
    books.pay(bolt, 5001)
    with pytest.raises(Refused, match="Bolt has a balance"):
        customers.void(books.on(), bolt, "closed")
    other = add(books, "Other")
    customers.void(books.on(), other, "closed")
    with pytest.raises(NotFound):
        books.on().customer("Other")
    assert books.on().by_id[other.id].name == "Other"


def test_a_cent_or_a_cheque_keeps_a_customer(books: Books, bolt: Customer) -> None:
    books.pay(bolt, 4999)
    with pytest.raises(Refused, match="has a balance"):
        customers.void(books.on(), bolt, "closed")
    books.pay(bolt, 1)
    customers.void(books.on(), bolt, "closed")
    assert [c.code for c in books.on().customers] == ["ACME"]


def test_people(books: Books, acme: Customer, bolt: Customer) -> None:
    customers.add_person(books.on(), acme, "Marta", {"role": "approver", "phone": "1", "email": None})
    (marta,) = customers.people(books.on(), acme)
    assert (marta.name, marta.role, marta.phone) == ("Marta", "approver", "1")
    for customer, number in ((bolt, marta.id), (acme, 99)):
        with pytest.raises(NotFound, match=f"no contact {number} there"):
            customers.void_person(books.on(), customer, number, "has left")
    customers.void_person(books.on(), acme, marta.id, "has left")
    assert customers.people(books.on(), acme) == []


def test_a_disputed_invoice_is_owed_all_the_same(books: Books, acme: Customer) -> None:
    invoices.dispute(books.on(), "A-1", "damp", None, None)
    assert customers.owed_by(books.on(), acme.id)["EUR"].balance == 30000
