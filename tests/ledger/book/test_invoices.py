"""Invoices as they stood on a day: their state, disputes, and those that are named."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from arcollect.services import credits as crediting
from arcollect.services import invoices, payments
from ledger.ledgers import changing, reading, with_customers

ISSUED, PAID, DAY = date(2026, 1, 5), date(2026, 1, 20), date(2026, 3, 2)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """F-1 paid on 20 January, F-2 part paid then, F-3 written off then, F-4 in dispute since, F-5 void, F-6 untouched."""
    path = tmp_path / "ledger.db"
    (acme,) = with_customers(path, "Acme")
    with changing(path, PAID) as work:
        for n in range(1, 7):
            draft: dict[str, Any] = {"customer": acme, "amount": 100, "currency": "EUR", "issued": ISSUED}
            invoices.added(work, invoices.InvoiceDraft(**draft, terms_days=30, number=f"F-{n}"))
        draft = {"customer": acme, "amount": 150, "currency": "EUR", "on": PAID}
        payments.taken(work, payments.PaymentDraft(**draft))
        gone = crediting.CreditDraft(kind=crediting.WRITE_OFF, on=PAID, reason="gone")
        crediting.credited(work, invoices.numbered(work, "F-3"), gone)
        invoices.disputed(work, invoices.numbered(work, "F-4"), "short", "Bo", date(2026, 4, 1))
        invoices.voided(work, invoices.numbered(work, "F-5"), "mistake")
    return path


def states(path: Path, day: date, **given: Any) -> dict[str, str]:
    with reading(path) as book:
        return {one.number: one.status for one in book.invoices.of(day, **given)}


def test_each_has_the_state_of_its_day(ledger: Path) -> None:
    known = {"F-1": "paid", "F-2": "part paid", "F-3": "written off", "F-4": "disputed", "F-6": "open"}
    assert states(ledger, DAY) == states(ledger, PAID) == known
    assert states(ledger, DAY, void=True) == known | {"F-5": "void"}
    assert states(ledger, DAY, open_only=True) == {
        n: s for n, s in known.items() if n in ("F-2", "F-4", "F-6")
    }
    before = PAID - timedelta(days=1)
    assert set(states(ledger, before).values()) == {"open"}
    assert states(ledger, ISSUED - timedelta(days=1)) == {}
    assert states(ledger, DAY, customer=2) == {}


def test_a_dispute_counts_from_its_first_day_to_the_day_before_its_end(ledger: Path) -> None:
    with changing(ledger, DAY) as work:
        (row,) = work.book.invoices.disputes(4)
        work.change("dispute", row, closed=DAY, outcome="agreed")
    last = DAY - timedelta(days=1)
    assert [states(ledger, day)["F-4"] for day in (PAID, last, DAY)] == ["disputed", "disputed", "open"]
    with reading(ledger) as book:
        found = {
            day: {i.number: i.dispute for i in book.invoices.open_items(day)}["F-4"] for day in (last, DAY)
        }
        assert found == {last: "short", DAY: None}
        assert book.invoices.in_dispute() == frozenset()
        assert book.invoices.disputes(4) == []


def test_they_are_found_by_number(ledger: Path) -> None:
    with reading(ledger) as book:
        assert [one.number for one in book.invoices.numbered('["F-1", "F-5", "X"]', DAY)] == ["F-1"]
        assert book.invoices.numbered('["F-1"]', ISSUED - timedelta(days=1)) == []
        assert (book.invoices.issued_of("F-1"), book.invoices.issued_of("F-5")) == (ISSUED, None)
        fates = [book.invoices.fate(number) for number in ("F-1", "F-5", "X")]
        assert fates == [(1, "EUR", False), (1, "EUR", True), None]
        assert book.invoices.taken('["F-1", "F-5", "X"]') == [("F-1", True), ("F-5", False)]
        assert [row[1] for row in book.invoices.payable_numbered('["F-2", "F-5"]')] == ["F-2"]
        assert sorted(row[1] for row in book.invoices.payable_of([1])) == ["F-2", "F-4", "F-6"]
        assert book.invoices.numbers_of_year(2026) == set()


def test_a_void_number_may_be_used_again(ledger: Path) -> None:
    with changing(ledger) as work:
        acme = work.book.customers.all()[0]
        draft: dict[str, Any] = {"customer": acme, "amount": 90, "currency": "EUR", "issued": ISSUED}
        invoices.added(work, invoices.InvoiceDraft(**draft, terms_days=30, number="F-5"))
    with reading(ledger) as book:
        assert [
            (one.number, one.amount) for one in book.invoices.of(DAY, void=True) if one.number == "F-5"
        ] == [("F-5", 100), ("F-5", 90)]
        assert book.invoices.fate("F-5") == (1, "EUR", False)


def test_first_use_and_reopening(ledger: Path) -> None:
    with reading(ledger) as book:
        assert [book.invoices.first_use(n) for n in (1, 3, 6)] == [PAID, PAID, None]
        assert (book.invoices.reopened([1, 2]), book.invoices.all_reopened(), book.invoices.ended(1)) == (
            {},
            {},
            [],
        )
    with changing(ledger, DAY) as work:
        payments.allocated(work, 1, [])
    with reading(ledger) as book:
        assert book.invoices.reopened([1, 6]) == {1: DAY}
        assert book.invoices.all_reopened() == {1: str(DAY), 2: str(DAY)}
        assert book.invoices.ended(1) == [("allocation", 1)]
