"""The past stays, and no money is used twice on any day: the single cases that random acts meet seldom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer
from arcollect.errors import Refused
from arcollect.services import cheques, invoices, payments, refunds
from ledger.bare import Bare
from ledger.ledgers import changing, failed, reading, rows, with_customers
from ledger.test_balance_law import the_books_add_up

JAN_5, JAN_10, JAN_20, FEB_1, MAR_2 = (date(2026, *day) for day in ((1, 5), (1, 10), (1, 20), (2, 1), (3, 2)))


@pytest.fixture
def acme(tmp_path: Path) -> Customer:
    """F-1 and F-2 of 100, issued on 5 January; F-1 paid on the 10th by payment 1, which was moved to F-2 on the 20th."""
    path = tmp_path / "ledger.db"
    (customer,) = with_customers(path, "Acme")
    with changing(path, JAN_10) as work:
        for number in ("F-1", "F-2"):
            draft: dict[str, Any] = {"customer": customer, "amount": 100, "currency": "EUR", "issued": JAN_5}
            invoices.added(work, invoices.InvoiceDraft(**draft, terms_days=30, number=number))
        draft = {"customer": customer, "amount": 100, "currency": "EUR", "on": JAN_10}
        payments.taken(work, payments.PaymentDraft(**draft, named=(Named(number="F-1"),)))
    move(path, JAN_20, "F-2")
    return customer


@pytest.fixture
def ledger(acme: Customer, tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def move(path: Path, day: date, number: str) -> None:
    with changing(path, day) as work:
        payments.allocated(work, 1, [Named(number=number)])


def opened(path: Path, *days: date) -> list[dict[str, int]]:
    """What was open on the days, by SQL and by definition."""
    bare = Bare(path)
    the_books_add_up(bare)
    assert failed(path) == {}
    with reading(path) as book:
        found = [{item.number: item.open for item in book.invoices.open_items(day)} for day in days]
    assert found == [bare.open_on(day) for day in days]
    return found


def test_what_was_moved_paid_the_first_one_until_then(ledger: Path) -> None:
    assert opened(ledger, JAN_5, JAN_10, JAN_20) == [{"F-1": 100, "F-2": 100}, {"F-2": 100}, {"F-1": 100}]


def test_moved_again_for_an_earlier_day_it_is_moved_from_the_day_it_was_moved(ledger: Path) -> None:
    move(ledger, JAN_10, "F-1")
    assert opened(ledger, JAN_10, JAN_20) == [{"F-2": 100}, {"F-2": 100}]
    move(ledger, FEB_1, "F-2")
    assert opened(ledger, JAN_10, JAN_20, FEB_1) == [{"F-2": 100}, {"F-2": 100}, {"F-1": 100}]


def test_an_amount_never_falls_below_what_was_once_paid(ledger: Path) -> None:
    with pytest.raises(Refused, match=r"F-1 has 1\.00 EUR paid of it"), changing(ledger) as work:
        invoices.edited(work, invoices.numbered(work, "F-1"), {"amount": 99})
    with changing(ledger) as work:
        invoices.edited(work, invoices.numbered(work, "F-1"), {"amount": 120})
    assert opened(ledger, JAN_10, JAN_20) == [{"F-1": 20, "F-2": 100}, {"F-1": 120}]


def test_a_void_invoice_gives_back_what_paid_it_for_some_days(ledger: Path) -> None:
    with changing(ledger) as work:
        invoices.voided(work, invoices.numbered(work, "F-1"), "mistake")
    assert opened(ledger, JAN_10, JAN_20) == [{"F-2": 100}, {}]
    with reading(ledger) as book:
        assert [one.amount for one in book.payments.on_account(JAN_10)] == [100]
    assert rows(ledger, "SELECT id FROM allocation WHERE invoice_id = 1 AND voided_on IS NULL") == []


def test_a_void_payment_leaves_no_day_on_which_its_invoice_was_open_again(
    ledger: Path, acme: Customer
) -> None:
    """Else the money that really came would pay only from the day of the mistake's last move."""
    with changing(ledger) as work:
        payments.voided(work, 1, "mistake")
        draft: dict[str, Any] = {"customer": acme, "amount": 100, "currency": "EUR", "on": JAN_10}
        payments.taken(work, payments.PaymentDraft(**draft, named=(Named(number="F-1"),)))
    assert opened(ledger, JAN_10, JAN_20) == [{"F-2": 100}, {"F-2": 100}]


def test_money_is_paid_back_only_from_the_day_it_was_on_account(ledger: Path, acme: Customer) -> None:
    with changing(ledger, FEB_1) as work:
        payments.allocated(work, 1, [Named(number="F-1", amount=30)])
    for day in (JAN_10, JAN_20):
        with pytest.raises(Refused, match="nothing of payment 1 is on account"), changing(ledger) as work:
            refunds.refunded(work, 1, refunds.RefundDraft(on=day))
    for amount in (71, 0):
        with pytest.raises(Refused, match=r"0\.70 EUR of payment 1 is on account"), changing(ledger) as work:
            refunds.refunded(work, 1, refunds.RefundDraft(on=FEB_1, amount=amount))
    with changing(ledger) as work:
        refunds.refunded(work, 1, refunds.RefundDraft(on=FEB_1))
    assert opened(ledger, FEB_1) == [{"F-1": 70, "F-2": 100}]
    assert rows(ledger, "SELECT amount FROM refund") == [{"amount": 70}]


def test_a_cheque_is_paid_back_from_its_clearing_on(ledger: Path, acme: Customer) -> None:
    with changing(ledger) as work:
        draft: dict[str, Any] = {
            "customer": acme,
            "amount": 50,
            "currency": "EUR",
            "on": JAN_20,
            "allocate": False,
        }
        cheque = payments.taken(
            work, payments.PaymentDraft(**draft, cheque=payments.ChequeDraft(issued=JAN_20))
        )
    with pytest.raises(Refused, match="payment 2 is no money"), changing(ledger) as work:
        refunds.refunded(work, cheque, refunds.RefundDraft(on=MAR_2))
    with changing(ledger) as work:
        cheques.cleared(work, cheque, FEB_1)
    with pytest.raises(Refused, match="cannot be the day of the refund"), changing(ledger) as work:
        refunds.refunded(work, cheque, refunds.RefundDraft(on=JAN_20))
    with changing(ledger) as work:
        refunds.refunded(work, cheque, refunds.RefundDraft(on=FEB_1))
    assert opened(ledger, MAR_2) == [{"F-1": 100}]
