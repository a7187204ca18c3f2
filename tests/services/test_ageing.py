"""Ageing by group and by edges."""

from __future__ import annotations

from arcollect.domain.records import Customer
from arcollect.services import ageing
from services.conftest import Books, day


def test_ageing_by_group_and_edges(books: Books, acme: Customer) -> None:
    found = ageing.ageing(books.on(), "group", "due")
    assert {row.name for row in found.rows} == {"no group"}
    by_invoice = ageing.ageing(books.on(), "customer", "invoice", (10, 50))
    assert [row.amounts["over_50"] for row in by_invoice.rows] == [30000, 5000]
    assert ageing.ageing(books.on(day("01-01")), "customer", "due").totals[0].amounts["not_due"] == 30000
