"""Stored balances and the ageing against the rows: what differs is said, and never that nothing does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arcollect.domain.allocation import Named
from arcollect.ledger.check.sums import PAST_DAYS, ageing, stored
from arcollect.services import cheques, invoices, payments, refunds
from arcollect.services import credits as credits_
from ledger.ledgers import TODAY, alter, changing, failed, reading, with_customers


def said(path: Path) -> list[str]:
    with reading(path) as book:
        return list(stored(book))


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """F-1 with nothing paid; F-2 settled on 20 January by payment 1, which is used up; F-3 is void; a cheque in hand."""
    path = tmp_path / "ledger.db"
    (acme,) = with_customers(path, "Acme")
    with changing(path) as work:
        for number in ("F-1", "F-2", "F-3"):
            days = {"issued": date(2026, 1, 5), "due": date(2026, 2, 4)}
            work.add(
                "invoice",
                number=number,
                customer_id=1,
                **days,
                due_assumed=False,
                currency="EUR",
                amount=10_000,
            )
        work.void("invoice", 3, "mistake")
        draft: dict[str, Any] = {
            "customer": acme,
            "amount": 10_000,
            "currency": "EUR",
            "named": (Named(number="F-2"),),
        }
        payments.taken(work, payments.PaymentDraft(**draft, on=date(2026, 1, 20)))
        draft = {"customer": acme, "amount": 700, "currency": "EUR", "on": date(2026, 1, 21)}
        payments.taken(
            work, payments.PaymentDraft(**draft, cheque=payments.ChequeDraft(issued=date(2026, 1, 21)))
        )
    assert failed(path) == {}
    return path


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE invoice SET open = 1234 WHERE number = 'F-2'", "invoice F-2 has 12.34 EUR open stored, and 0.00 EUR by its rows"),
        ("UPDATE invoice SET open = 1 WHERE number = 'F-3'", "invoice F-3 has 0.01 EUR open stored, and 0.00 EUR by its rows"),
        ("UPDATE payment SET on_account = 500 WHERE id = 1", "payment 1 has 5.00 EUR on account stored, and 0.00 EUR by its rows"),
        ("UPDATE payment SET on_account = 700 WHERE id = 2", "payment 2 has 7.00 EUR on account stored, and 0.00 EUR by its rows"),
        (
            "UPDATE invoice SET open_until = '2026-02-02' WHERE number = 'F-1'",
            "invoice F-1 has changed None, open until 2026-02-02 stored; by its rows changed None, until 9999-12-31",
        ),
        (
            "UPDATE invoice SET open_changed = '2026-01-01' WHERE number = 'F-2'",
            "invoice F-2 has changed 2026-01-01, open until 2026-01-20 stored; by its rows changed 2026-01-20, until 2026-01-20",
        ),
        (
            "UPDATE invoice SET open_changed = NULL WHERE number = 'F-2'",
            "invoice F-2 has changed None, open until 2026-01-20 stored; by its rows changed 2026-01-20, until 2026-01-20",
        ),
        (
            "UPDATE invoice SET open_until = '2026-01-06' WHERE number = 'F-3'",
            "invoice F-3 has changed None, open until 2026-01-06 stored; by its rows changed None, until 2026-01-05",
        ),
        (
            "UPDATE payment SET on_account_until = '9999-12-31' WHERE id = 1",
            "payment 1 has changed 2026-01-20, on account until 9999-12-31 stored; by its rows changed 2026-01-20, until 2026-01-20",
        ),
        (
            "UPDATE payment SET on_account_changed = '2026-01-21' WHERE id = 2",
            "payment 2 has changed 2026-01-21, on account until 2026-01-21 stored; by its rows changed None, until 2026-01-21",
        ),
    ],
)  # fmt: skip
def test_what_differs_is_said(ledger: Path, sql: str, sentence: str) -> None:
    """Days as days, and not as two amounts that are the same."""
    alter(ledger, sql)
    assert said(ledger) == [sentence]


@pytest.mark.parametrize(
    "column", ["open", "open_changed", "open_until", "on_account", "on_account_changed", "on_account_until"]
)
def test_no_message_contradicts_itself(demo: Path, column: str) -> None:
    table = "invoice" if column.startswith("open") else "payment"
    value = 7 if column in ("open", "on_account") else "'2026-01-31'"
    alter(demo, f"UPDATE {table} SET {column} = {value}")  # noqa: S608 — our own names
    for sentence in said(demo):
        found = re.search(
            r"has (.*) (?:open|on account) stored, and (.*) by its rows", sentence
        ) or re.search(
            r"has changed (.*), (?:open|on account) until (.*) stored; by its rows (changed .*)", sentence
        )
        assert found, sentence
        assert found[1] != found[2]
        if len(found.groups()) == 3:
            assert found[3] != f"changed {found[1]}, until {found[2]}"
    assert len(said(demo)) > 3


def test_the_ageing_is_held_against_the_books_on_today_and_before(demo: Path) -> None:
    """The lists read what is stored, the sum of the books does not."""
    with reading(demo) as book:
        assert list(ageing(book, TODAY)) == []
    alter(
        demo,
        "UPDATE invoice SET open = open + 1 WHERE open_changed IS NULL AND currency = 'EUR' AND issued < '2025-12-31'",
    )
    with reading(demo) as book:
        found = list(ageing(book, TODAY))
    assert found[0].startswith(f"on {TODAY} the ageing columns of EUR sum to ")
    assert 1 <= len(found) <= PAST_DAYS + 1


def test_what_is_stored_is_part_of_the_whole_proof(ledger: Path) -> None:
    alter(ledger, "UPDATE payment SET on_account = 500, on_account_until = '9999-12-31' WHERE id = 1")
    assert {"open items", "ageing"} == set(failed(ledger))


def test_money_that_was_paid_back_and_credit_are_part_of_the_books(ledger: Path) -> None:
    with changing(ledger) as work:
        payments.allocated(work, 1, [Named(number="F-1", amount=4000)])
        refunds.refunded(work, 1, refunds.RefundDraft(on=TODAY, amount=1000))
        note: dict[str, Any] = {"kind": "credit note", "on": TODAY, "reason": "short", "amount": 300}
        credits_.customer_credited(work, 1, "EUR", credits_.CreditDraft(**note))
        credits_.credited(work, invoices.numbered(work, "F-1"), credits_.CreditDraft(**note))
    with reading(ledger) as book:
        assert list(ageing(book, TODAY)) == []
        assert [one.amount for one in book.payments.on_account(TODAY)] == [5300]
    for fault in ("UPDATE refund SET amount = 999", "UPDATE credit SET amount = 299 WHERE id = 1"):
        before = ledger.read_bytes()
        alter(ledger, fault)
        assert "open items" in failed(ledger) or "journal rows" in failed(ledger)
        ledger.write_bytes(before)


@pytest.fixture
def busy(ledger: Path) -> Path:
    """Payment 1 moved in two equal halves and partly paid back, the cheque cleared and bounced, a credit allocated."""
    with changing(ledger, date(2026, 1, 25)) as work:
        cheques.cleared(work, 2, date(2026, 1, 22))
        cheques.bounced(work, 2, "no funds", date(2026, 1, 25))
        payments.allocated(work, 1, [Named(number="F-1", amount=4000)])
    with changing(ledger, date(2026, 1, 27)) as work:
        for _ in range(2):
            refunds.refunded(work, 1, refunds.RefundDraft(on=date(2026, 1, 27), amount=1000))
            work.add("allocation", payment_id=1, invoice_id=2, amount=500, on_day=date(2026, 1, 28))
        note = credits_.CreditDraft(kind="credit note", on=date(2026, 1, 27), reason="bonus", amount=300)
        credits_.customer_credited(work, 1, "EUR", note)
    with changing(ledger, date(2026, 1, 29)) as work:
        acme = work.book.customers.all()[0]
        credits_.allocated(work, acme, ["F-1"])
        refunds.refunded(work, 1, refunds.RefundDraft(on=date(2026, 1, 29), amount=1000))
    return ledger


def test_the_books_add_up_on_the_very_days_on_which_something_changes(busy: Path) -> None:
    assert failed(busy) == {}
    with reading(busy) as book:
        for number in range(1, 32):
            assert list(ageing(book, date(2026, 1, number))) == []


def test_a_payment_paid_back_on_its_own_day(ledger: Path) -> None:
    with changing(ledger, date(2026, 1, 30)) as work:
        acme = work.book.customers.all()[0]
        draft: dict[str, Any] = {"customer": acme, "amount": 900, "currency": "EUR", "on": date(2026, 1, 30)}
        number = payments.taken(work, payments.PaymentDraft(**draft, allocate=False))
        refunds.refunded(work, number, refunds.RefundDraft(on=date(2026, 1, 30), amount=400))
    with reading(ledger) as book:
        assert list(ageing(book, date(2026, 1, 30))) == []


def test_a_balance_that_the_lists_do_not_have(ledger: Path) -> None:
    alter(ledger, "UPDATE invoice SET open_until = issued, open = 0")
    with reading(ledger) as book:
        assert f"on {TODAY} the ageing columns of EUR sum to 0, the books to 10000" in list(
            ageing(book, TODAY)
        )


def test_days_of_the_past_are_looked_at(tmp_path: Path) -> None:
    """What is wrong with an invoice that is settled by now."""
    path = tmp_path / "old.db"
    (acme,) = with_customers(path, "Acme")
    with changing(path) as work:
        days = {"issued": date(2024, 1, 5), "due": date(2024, 2, 4)}
        work.add(
            "invoice", number="F-1", customer_id=1, **days, due_assumed=False, currency="EUR", amount=500
        )
        payments.taken(work, payments.PaymentDraft(customer=acme, amount=500, currency="EUR", on=TODAY))
    alter(path, "UPDATE invoice SET open_until = '2024-01-05'")
    with reading(path) as book:
        assert len(list(ageing(book, TODAY))) == PAST_DAYS
