"""What the books may never be, each told by the rows themselves and not by what is stored of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from arcollect.ledger.check.books import allocations, amounts, promises
from ledger.ledgers import TODAY, alter, changing, failed, reading, with_customers

ISSUED, PAID = date(2026, 1, 5), date(2026, 1, 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Invoice F-1 of 100 to Acme, paid 60 by payment 1 of 100, of which 10 was paid back; F-2 is Bob's; one promise."""
    path = tmp_path / "ledger.db"
    with_customers(path, "Acme", "Bob")
    with changing(path) as work:
        common = {
            "issued": ISSUED,
            "due": date(2026, 2, 4),
            "due_assumed": False,
            "currency": "EUR",
            "amount": 100,
        }
        work.add("invoice", number="F-1", customer_id=1, **common)
        work.add("invoice", number="F-2", customer_id=2, **common)
        work.add("payment", customer_id=1, on_day=PAID, currency="EUR", amount=100)
        work.add("allocation", payment_id=1, invoice_id=1, amount=60, on_day=PAID)
        work.add("refund", payment_id=1, on_day=PAID, amount=10)
        made = {"made": ISSUED, "due": PAID, "level": 0, "channel": "visit", "ended_entry": 0}
        work.add("promise", customer_id=1, amount=50, currency="EUR", **made)
        work.add("promise_invoice", promise_id=1, invoice_id=1)
    assert failed(path) == {}
    return path


def said(path: Path) -> list[str]:
    with reading(path) as book:
        return [*amounts(book), *allocations(book), *promises(book, TODAY)]


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("UPDATE invoice SET amount = 0 WHERE id = 2", "invoice 2 has an amount that is no positive whole number of minor units"),
        ("UPDATE invoice SET amount = -1 WHERE id = 2", "invoice 2 has an amount that is no positive whole number of minor units"),
        ("UPDATE payment SET amount = 100.5", "payment 1 has an amount that is no positive whole number of minor units"),
        ("UPDATE refund SET amount = 0", "refund 1 has an amount that is no positive whole number of minor units"),
        ("UPDATE promise SET amount = 0", "promise 1 has an amount that is no positive whole number of minor units"),
        ("UPDATE invoice SET due = '2026-01-04' WHERE id = 2", "invoice F-2 falls due before it is issued"),
        ("UPDATE invoice SET amount = 59 WHERE id = 1", "invoice F-1 has more paid or credited than its amount"),
        ("UPDATE payment SET amount = 69", "payment 1 has more allocated or paid back than it brought"),
        ("UPDATE refund SET amount = 41", "payment 1 has more allocated or paid back than it brought"),
        (
            "UPDATE allocation SET amount = 50; UPDATE refund SET amount = 50; UPDATE payment SET amount = 99",
            "payment 1 has more allocated or paid back than it brought",
        ),
        ("UPDATE payment SET currency = 'USD'", "allocation 1 joins a payment and an invoice that do not belong together"),
        ("UPDATE allocation SET invoice_id = 2", "allocation 1 joins a payment and an invoice that do not belong together"),
        ("UPDATE invoice SET voided_on = '2026-02-01' WHERE id = 1", "allocation 1 joins a payment and an invoice that do not belong together"),
        ("UPDATE payment SET voided_on = '2026-02-01'", "allocation 1 joins a payment and an invoice that do not belong together"),
        ("UPDATE allocation SET on_day = '2026-01-04'", "allocation 1 joins a payment and an invoice that do not belong together"),
        ("UPDATE promise SET ended = '2026-02-01'", "promise 1 has ended without saying how"),
        ("UPDATE promise SET ended_as = 'withdrawn'", "promise 1 has ended without saying how"),
        ("UPDATE promise SET ended_as = 'lost', ended = '2026-02-01'", "promise 1 has ended without saying how"),
        ("UPDATE promise SET due = '2026-01-04'", "promise 1 has a day, level or invoices that cannot be"),
        ("UPDATE promise SET level = -1", "promise 1 has a day, level or invoices that cannot be"),
        ("DELETE FROM promise_invoice", "promise 1 has a day, level or invoices that cannot be"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_one_sentence(ledger: Path, sql: str, sentence: str) -> None:
    alter(ledger, sql)
    assert said(ledger) == [sentence]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE invoice SET amount = 60 WHERE id = 1",
        "UPDATE payment SET amount = 70",
        "UPDATE invoice SET due = issued",
        "UPDATE allocation SET on_day = '2026-01-05'",
        "UPDATE promise SET due = made, ended = '2026-02-01', ended_as = 'withdrawn'",
        "UPDATE promise SET ended = '2026-02-01', ended_as = 'replaced'",
        "UPDATE allocation SET voided_on = '2026-02-01', amount = 500",
        "UPDATE invoice SET voided_on = '2026-02-01' WHERE id = 2",
        "UPDATE allocation SET ended_on = '2026-02-01'; UPDATE invoice SET voided_on = '2026-02-01' WHERE id = 1",
        "UPDATE allocation SET ended_on = '2026-02-01'; UPDATE refund SET amount = 100, on_day = '2026-02-01'",
        "UPDATE refund SET voided_on = '2026-02-01', amount = 500",
    ],
)
def test_what_just_fits_is_no_fault(ledger: Path, sql: str) -> None:
    alter(ledger, sql)
    assert said(ledger) == []


def test_a_credit_ten_times_the_invoice_is_seen_by_the_rows(ledger: Path) -> None:
    """Whatever is stored: the rows are added up."""
    alter(
        ledger,
        "INSERT INTO credit (entry_id, customer_id, invoice_id, kind, on_day, currency, amount)"
        " VALUES (2, 2, 2, 'credit note', '2026-02-01', 'EUR', 1000);"
        "UPDATE invoice SET open = 0, open_changed = '2026-02-01', open_until = '2026-02-01' WHERE id = 2",
    )
    with reading(ledger) as book:
        assert list(allocations(book)) == ["invoice F-2 has more paid or credited than its amount"]
        assert list(amounts(book)) == []
    assert failed(ledger)["allocations"] == "invoice F-2 has more paid or credited than its amount"
    alter(ledger, "UPDATE credit SET amount = 100")
    with reading(ledger) as book:
        assert list(allocations(book)) == []


def test_money_that_counts_twice_is_told(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from arcollect.domain.promises import Verdict, judge
    from arcollect.ledger.check import books

    def twice(*given: object, **more: object) -> list[Verdict]:
        verdicts = judge(*given, **more)  # type: ignore[arg-type]  # passed on as they are
        return [*verdicts, *verdicts]

    alter(
        ledger,
        "UPDATE allocation SET amount = 1, on_day = '2026-01-10'; UPDATE payment SET on_day = '2026-01-10'",
    )
    assert said(ledger) == []
    monkeypatch.setattr(books, "judge", twice)
    assert said(ledger) == ["payment 1 counts for more than it brought"]
