"""A statement of account."""

from __future__ import annotations

from arcollect.domain.records import Customer
from arcollect.services.statement import statement
from services.conftest import TODAY, Books


def test_a_statement(books: Books, acme: Customer) -> None:
    books.pay(acme, 1000, allocate=False)
    books.invoice(acme, "A-9", 700, TODAY, currency="USD")
    found = statement(books.on(), acme, "es")
    assert (found.as_of, found.lang, "marzo" in found.as_of_said) == (TODAY, "es", True)
    assert [i.number for i in found.invoices] == ["A-1", "A-9", "A-2"]
    assert (found.on_account, found.balances) == ({"EUR": 1000}, {"EUR": 29000, "USD": 700})
    assert found.words
