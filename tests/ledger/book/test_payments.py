"""Payments and cheques as they stood on a day, void and moved ones told apart."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from arcollect.domain.records import Customer
from arcollect.ledger.book import FAR
from arcollect.services import cheques, invoices, payments, refunds
from ledger.ledgers import changing, reading, with_customers

GIVEN, PAID, BACK = date(2026, 1, 10), date(2026, 1, 20), date(2026, 2, 1)
LATER = date(2026, 3, 2)


@pytest.fixture
def customers(tmp_path: Path) -> list[Customer]:
    """Acme owes 100 on F-1 and gave a cheque of 60 for it; Bob paid 30 that nothing has used up."""
    path = tmp_path / "ledger.db"
    acme, bob = with_customers(path, "Acme", "Bob")
    with changing(path, LATER) as work:
        draft: dict[str, Any] = {
            "customer": acme,
            "currency": "EUR",
            "issued": date(2026, 1, 5),
            "terms_days": 30,
        }
        invoices.added(work, invoices.InvoiceDraft(**draft, amount=100, number="F-1"))
        cheque = payments.ChequeDraft(issued=PAID, number="7", bank="BBVA")
        draft = {"customer": acme, "amount": 60, "currency": "EUR", "on": GIVEN, "cheque": cheque}
        payments.taken(work, payments.PaymentDraft(**draft))
        payments.taken(
            work, payments.PaymentDraft(customer=bob, amount=30, currency="EUR", on=PAID, method="cash")
        )
    return [acme, bob]


@pytest.fixture
def path(customers: list[Customer], tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def in_hand(path: Path, *days: date) -> list[bool]:
    with reading(path) as book:
        whole = [[one.payment_id for one in book.payments.cheques_in_hand(day)] for day in days]
        assert whole == [[one.payment_id for one in book.payments.cheques_in_hand(day, 1)] for day in days]
        assert not any(book.payments.cheques_in_hand(day, 2) for day in days)
    return [bool(found) for found in whole]


def test_a_cheque_is_in_hand_until_it_is_cleared(path: Path) -> None:
    before = GIVEN - timedelta(days=1)
    assert in_hand(path, before, GIVEN, LATER) == [False, True, True]
    with reading(path) as book:
        assert (book.payments.held(1), book.payments.held(2), book.payments.held()) == ({1: 60}, {}, {1: 60})
        (cheque,) = book.payments.cheques_in_hand(LATER)
        assert (cheque.amount, cheque.issued, cheque.number, cheque.bank) == (60, PAID, "7", "BBVA")
    with changing(path) as work:
        cheques.cleared(work, 1, BACK)
    assert in_hand(path, before, GIVEN, BACK - timedelta(days=1), BACK) == [False, True, True, False]
    with reading(path) as book:
        assert book.payments.held() == {}


def test_a_cheque_is_in_hand_until_it_bounces_and_not_again_after_it_was_cleared(path: Path) -> None:
    with changing(path) as work:
        cheques.bounced(work, 1, "no funds", BACK)
    assert in_hand(path, GIVEN, BACK) == [True, False]


def test_a_cleared_cheque_that_bounced_was_in_hand_before_it_was_cleared(path: Path) -> None:
    with changing(path) as work:
        cheques.cleared(work, 1, PAID)
        cheques.bounced(work, 1, "no funds", BACK)
    assert in_hand(path, GIVEN, PAID, BACK) == [True, False, False]
    with reading(path) as book:
        assert [day for *_, day, _ in book.payments.money([1], PAID)] == [PAID]
        assert book.payments.money([1], BACK) == []


def test_payments_of_some_days_with_what_they_pay(path: Path) -> None:
    with reading(path) as book:
        assert [one.id for one in book.payments.of()] == [1, 2]
        assert [one.id for one in book.payments.of(2)] == [2]
        assert [one.id for one in book.payments.of(since=GIVEN, until=GIVEN)] == [1]
        assert [one.id for one in book.payments.of(since=PAID)] == [2]
        first = book.payments.numbered(1)
        assert first is not None
        assert [(piece.invoice, piece.amount) for piece in first.allocations] == [("F-1", 60)]
        assert (first.is_money, first.on_account) == (False, 0)
        assert book.payments.numbered(9) is None
        assert [row[0] for row in book.payments.between([1, 2], "2026-01-10", "2026-01-20")] == [1, 2]
        assert [row[0] for row in book.payments.between([2], "2026-01-01", "2026-01-19")] == []


def test_void_ones_are_shown_when_asked_for(path: Path) -> None:
    with changing(path) as work:
        payments.voided(work, 2, "mistake")
    with reading(path) as book:
        assert [one.id for one in book.payments.of()] == [1]
        assert [(one.id, one.void) for one in book.payments.of(void=True)] == [(1, False), (2, True)]
        assert book.payments.on_account(FAR) == []


def test_what_was_paid_back_is_told(path: Path) -> None:
    with changing(path) as work:
        refunds.refunded(work, 2, refunds.RefundDraft(on=BACK, amount=10))
    with reading(path) as book:
        found = book.payments.numbered(2)
        assert found is not None
        assert (found.refunded, found.on_account) == (10, 20)
        assert [one.amount for one in book.payments.on_account(BACK)] == [20]
        assert [one.amount for one in book.payments.on_account(PAID)] == [30]
        assert [(one.amount, one.since, one.until) for one in book.payments.uses(2)] == [(10, BACK, None)]
