"""The one writer of stored balances: by an index, for what was touched and nothing else, in single acts and imports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arcollect.ledger.balances import NEVER, of_new_invoices, of_new_payments, settle_new
from ledger.ledgers import alter, changing, failed, rows, with_customers

JAN, FEB, MAR = date(2026, 1, 5), date(2026, 2, 1), date(2026, 3, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """F-1 and F-2 of 100, payment 1 of 150."""
    path = tmp_path / "ledger.db"
    with_customers(path, "Acme")
    with changing(path) as work:
        for number in ("F-1", "F-2"):
            days = {"issued": JAN, "due": FEB}
            work.add(
                "invoice", number=number, customer_id=1, **days, due_assumed=False, currency="EUR", amount=100
            )
        work.add("payment", customer_id=1, on_day=FEB, currency="EUR", amount=150)
    return path


def invoice(path: Path, number: int = 1) -> tuple[object, ...]:
    (row,) = rows(path, f"SELECT open, open_changed, open_until FROM invoice WHERE id = {number}")  # noqa: S608 — our own
    return tuple(row.values())


def payment(path: Path) -> tuple[object, ...]:
    (row,) = rows(path, "SELECT on_account, on_account_changed, on_account_until FROM payment WHERE id = 1")
    return tuple(row.values())


def test_what_is_new_is_all_open(ledger: Path) -> None:
    assert invoice(ledger) == (100, None, NEVER)
    assert payment(ledger) == (150, None, NEVER)


def test_a_part_paid_all_paid_and_moved_away(ledger: Path) -> None:
    with changing(ledger) as work:
        first = work.add("allocation", payment_id=1, invoice_id=1, amount=60, on_day=FEB)
    assert (invoice(ledger), payment(ledger)) == ((40, "2026-02-01", NEVER), (90, "2026-02-01", NEVER))
    with changing(ledger) as work:
        work.add("allocation", payment_id=1, invoice_id=1, amount=40, on_day=MAR)
        work.add("allocation", payment_id=1, invoice_id=2, amount=50, on_day=MAR)
    assert (invoice(ledger), payment(ledger)) == (
        (0, "2026-03-01", "2026-03-01"),
        (0, "2026-03-01", "2026-03-01"),
    )
    with changing(ledger) as work:
        work.change("allocation", first, ended_on=date(2026, 3, 2))
    assert (invoice(ledger), payment(ledger)) == ((60, "2026-03-02", NEVER), (60, "2026-03-02", NEVER))
    assert failed(ledger) == {}


def test_a_cheque_counts_from_clearing_until_its_bounce(ledger: Path) -> None:
    with changing(ledger) as work:
        work.change("payment", 1, cheque_state="in hand", cheque_issued=FEB)
        work.add("allocation", payment_id=1, invoice_id=1, amount=100, on_day=FEB)
    assert (invoice(ledger)[0], payment(ledger)) == (100, (0, None, "2026-02-01"))
    with changing(ledger) as work:
        work.change("payment", 1, cheque_state="cleared", cleared_on=MAR)
    assert (invoice(ledger), payment(ledger)) == ((0, "2026-03-01", "2026-03-01"), (50, "2026-03-01", NEVER))
    with changing(ledger) as work:
        work.change("payment", 1, cheque_state="bounced", bounced_on=date(2026, 3, 2))
    assert (invoice(ledger), payment(ledger)) == ((100, "2026-03-02", NEVER), (0, "2026-03-02", "2026-03-02"))
    assert failed(ledger) == {}


def test_a_void_invoice_has_nothing_open(ledger: Path) -> None:
    with changing(ledger) as work:
        work.void("invoice", 1, "mistake")
    assert invoice(ledger) == (0, None, "2026-01-05")


def test_refund_and_credit(ledger: Path) -> None:
    with changing(ledger) as work:
        work.add("refund", payment_id=1, on_day=MAR, amount=150)
        note = {"customer_id": 1, "kind": "credit note", "currency": "EUR", "on_day": MAR}
        work.add("credit", invoice_id=1, amount=30, **note)
        work.add("credit", invoice_id=None, amount=30, **note)
    assert (invoice(ledger), payment(ledger)) == ((70, "2026-03-01", NEVER), (0, "2026-03-01", "2026-03-01"))
    with changing(ledger) as work:
        work.change("credit", 1, invoice_id=2)
    assert (invoice(ledger), invoice(ledger, 2)) == ((100, None, NEVER), (70, "2026-03-01", NEVER))
    assert failed(ledger) == {}


def test_only_what_was_touched_is_brought_up_to_date(ledger: Path) -> None:
    alter(ledger, "UPDATE invoice SET open = 7 WHERE id = 2; UPDATE payment SET on_account = 7")
    with changing(ledger) as work:
        work.change("invoice", 1, amount=90)
    assert (invoice(ledger)[0], invoice(ledger, 2)[0], payment(ledger)[0]) == (90, 7, 7)
    with changing(ledger) as work:
        work.change("payment", 1, amount=140)
    assert (invoice(ledger, 2)[0], payment(ledger)[0]) == (7, 140)


def test_many_at_once_as_one_by_one(ledger: Path) -> None:
    assert of_new_invoices([5, 6]) == {"open": [5, 6], "open_until": [NEVER, NEVER]}
    given = of_new_payments([0, 5, 6], ["2026-02-01", "2026-02-01", None])
    assert given["on_account_until"] == ["2026-02-01", NEVER, NEVER]
    assert (given["on_account"], given["on_account_changed"]) == (
        [0, 5, 6],
        ["2026-02-01", "2026-02-01", None],
    )


@pytest.mark.parametrize(
    ("earlier", "amounts", "expected"),
    [
        (None, [60], (40, "2026-02-01", NEVER)),
        (None, [60, 40], (0, "2026-02-01", "2026-02-01")),
        (date(2026, 1, 20), [60, 30], (0, "2026-02-01", "2026-02-01")),
        (MAR, [60, 30], (0, "2026-03-01", "2026-03-01")),
        (MAR, [60], (30, "2026-03-01", NEVER)),
    ],
)
def test_new_allocations_are_taken_off_what_is_stored(
    ledger: Path, earlier: date | None, amounts: list[int], expected: tuple[object, ...]
) -> None:
    if earlier:
        with changing(ledger) as work:
            note = {"customer_id": 1, "kind": "credit note", "currency": "EUR"}
            work.add("credit", invoice_id=1, amount=10, on_day=earlier, **note)
    with changing(ledger) as work:
        count = len(amounts)
        pieces: dict[str, Any] = {
            "invoice_id": [1] * count,
            "amount": amounts,
            "on_day": ["2026-02-01"] * count,
        }
        columns: dict[str, Any] = {
            "customer_id": [1],
            "on_day": ["2026-02-01"],
            "currency": ["EUR"],
            "amount": [sum(amounts)],
        }
        ids = work.add_columns("payment", columns, of_new_payments([0], ["2026-02-01"]))
        made = work.add_columns("allocation", {"payment_id": [ids[0]] * count, **pieces})
        settle_new(work.connection, made, once=count == 1)
    assert invoice(ledger) == expected
    assert invoice(ledger, 2) == (100, None, NEVER)
    assert failed(ledger) == {}


def test_equal_pieces_of_one_day_all_count_and_void_ones_do_not(ledger: Path) -> None:
    with changing(ledger) as work:
        for _ in range(2):
            work.add("allocation", payment_id=1, invoice_id=1, amount=20, on_day=FEB)
            work.add("refund", payment_id=1, amount=10, on_day=FEB)
    assert (invoice(ledger)[0], payment(ledger)[0]) == (60, 90)
    with changing(ledger) as work:
        work.void("allocation", 1, "mistake")
        work.void("refund", 1, "mistake")
    assert (invoice(ledger)[0], payment(ledger)[0]) == (80, 120)
    assert failed(ledger) == {}


def test_new_allocations_of_several_days_count_to_the_last(ledger: Path) -> None:
    with changing(ledger) as work:
        columns: dict[str, Any] = {
            "customer_id": [1],
            "on_day": ["2026-02-01"],
            "currency": ["EUR"],
            "amount": [50],
        }
        (number,) = work.add_columns("payment", columns, of_new_payments([0], ["2026-03-01"]))
        pieces: dict[str, Any] = {"payment_id": [number] * 2, "invoice_id": [1, 1], "amount": [20, 30]}
        made = work.add_columns("allocation", {**pieces, "on_day": ["2026-02-01", "2026-03-01"]})
        settle_new(work.connection, made, once=False)
    assert invoice(ledger) == (50, "2026-03-01", NEVER)
    assert failed(ledger) == {}
