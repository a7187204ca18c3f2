"""Rows that import reads again."""

from __future__ import annotations

from arcollect.domain.records import Customer
from arcollect.services import exporting
from services.conftest import Books


def test_exports(books: Books, acme: Customer) -> None:
    books.pay(acme, 15000)
    books.cheque(acme, 100)
    books.credit("B-1", 100)
    found = exporting.export(books.on(), "payments")
    assert (found.count, found.credits, found.cheques) == (1, 1, 1)
    assert "A-1=100.00;A-2=50.00" in found.text
    assert exporting.export(books.on(), "invoices").count == 3
    names = exporting.export(books.on(), "customers")
    assert (names.count, "Bolt" in names.text) == (2, True)
