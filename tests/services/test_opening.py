"""A ledger open for reading, or for one change."""

from __future__ import annotations

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import LedgerTrouble, Refused
from arcollect.services import history, invoices
from services.conftest import TODAY, Books


def test_opening(empty: Books) -> None:
    assert not empty.on().exists
    assert empty.on().settings.terms_days == 30
    with pytest.raises(LedgerTrouble, match="no ledger at"):
        _ = empty.on().book
    ledger = empty.on()
    with ledger.change() as work:
        work.add("customer", code="A", name="Acme", currency="EUR")
    assert ledger.talk == [f"made a new ledger at {empty.path}"]
    assert [c.name for c in ledger.customers] == ["Acme"]
    with ledger.change() as work:
        work.add("customer", code="B", name="Bolt", currency="EUR")
    assert [c.name for c in ledger.customers] == ["Acme", "Bolt"]  # what was read before is read anew
    assert len(ledger.talk) == 1
    assert ledger.customer("b").name == "Bolt"


def test_a_change_that_fails_leaves_nothing(books: Books, acme: Customer) -> None:
    before = len(history.entries(books.on()))
    taken = invoices.InvoiceDraft(
        customer=acme, amount=1, currency="EUR", issued=TODAY, terms_days=1, number="A-1"
    )
    with pytest.raises(Refused), books.on().change() as work:
        invoices.added(work, taken) if work.change("customer", acme.id, name="Other") else None
    assert books.on().customer("ACME").name == "Acme"
    assert len(history.entries(books.on())) == before
