"""No command, undo or import leaves more paid than is owed, on any day, and nothing dated before its invoice."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from arcollect.errors import Refused
from arcollect.ledger.balances import settle_new
from arcollect.ledger.invariants import broken, broken_of
from conftest import Arcollect
from ledger.ledgers import alter, changing, reading, with_customers

if TYPE_CHECKING:
    from arcollect.ledger.work import Columns

ISSUED = date(2026, 1, 5)
BASE = {"customer_id": 1, "currency": "EUR", "amount": 100}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Invoice F-1 of 100, payment 1 of 100, nothing allocated; invoice F-2 of 100 in dollars."""
    path = tmp_path / "ledger.db"
    with_customers(path, "Acme", "Bob")
    with changing(path) as work:
        for number, currency in (("F-1", "EUR"), ("F-2", "USD")):
            of_it = {**BASE, "currency": currency, "number": number, "due_assumed": False}
            work.add("invoice", **of_it, issued=ISSUED, due=date(2026, 2, 4))
        work.add("payment", **BASE, on_day=date(2026, 1, 20))
    return path


def piece(amount: int, on: date = date(2026, 1, 20), **more: object) -> dict[str, object]:
    return {"payment_id": 1, "invoice_id": 1, "amount": amount, "on_day": on, **more}


def credit(amount: int, on: date = date(2026, 1, 20), **more: object) -> dict[str, object]:
    return {**BASE, "kind": "credit note", "invoice_id": 1, "amount": amount, "on_day": on, **more}


MOVED = {"ended_on": date(2026, 2, 1)}
BREAKS = [
    ([("allocation", piece(60)), ("credit", credit(41))], "invoice F-1 has more paid or credited"),
    ([("allocation", piece(60, **MOVED)), ("credit", credit(41))], "on 2026-01-20 invoice F-1 has more paid"),
    ([("allocation", piece(60)), ("refund", {"payment_id": 1, "amount": 41, "on_day": date(2026, 1, 21)})], "payment 1 has more"),
    (
        [("allocation", piece(60, **MOVED)), ("refund", {"payment_id": 1, "amount": 41, "on_day": date(2026, 1, 31)})],
        "on 2026-01-31 payment 1 has more",
    ),
    ([("allocation", piece(10, ISSUED.replace(day=4)))], "allocation 1 joins"),
    ([("allocation", piece(10, ended_on=date(2026, 1, 19)))], "allocation 1 joins"),
    ([("allocation", piece(10, invoice_id=2))], "allocation 1 joins"),
    ([("allocation", piece(-10))], "allocation 1 joins"),
    ([("credit", credit(10, ISSUED.replace(day=4)))], "credit 1 and its invoice"),
    ([("credit", credit(10, customer_id=2))], "credit 1 and its invoice"),
    ([("credit", credit(10, currency="USD"))], "credit 1 and its invoice"),
    ([("credit", credit(10, ended_on=date(2026, 1, 1)))], "credit 1 and its invoice"),
    ([("payment", {**BASE, "amount": 0, "on_day": ISSUED})], "payment 2 has an amount that is not positive"),
]  # fmt: skip
FITS = [
    [("allocation", piece(60)), ("credit", credit(40))],
    [("allocation", piece(60, **MOVED)), ("credit", credit(100, date(2026, 2, 1)))],
    [("allocation", piece(60, **MOVED)), ("refund", {"payment_id": 1, "amount": 100, "on_day": date(2026, 2, 1)})],
    [("allocation", piece(60, **MOVED)), ("allocation", piece(40, **MOVED)), ("allocation", piece(100, date(2026, 2, 1)))],
    [("allocation", piece(10, ISSUED)), ("credit", credit(10, ISSUED))],
]  # fmt: skip


def carry_out(path: Path, rows: list[tuple[str, dict[str, object]]]) -> None:
    with changing(path) as work:
        for table, values in rows:
            work.add(table, **values)


@pytest.mark.parametrize(("rows", "sentence"), BREAKS, ids=[said for _rows, said in BREAKS])
def test_a_change_that_breaks_the_books_is_refused_whole(
    ledger: Path, rows: list[tuple[str, dict[str, object]]], sentence: str
) -> None:
    before = ledger.read_bytes()
    with pytest.raises(Refused, match=f"the books do not allow it, for then {sentence}"):
        carry_out(ledger, rows)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("rows", FITS)
def test_what_just_fits_is_kept(ledger: Path, rows: list[tuple[str, dict[str, object]]]) -> None:
    carry_out(ledger, rows)
    with reading(ledger) as book:
        assert not list(broken(book.connection))


def test_what_a_cheque_in_hand_is_to_pay_is_given_to_nobody_else(ledger: Path) -> None:
    carry_out(
        ledger, [("payment", {**BASE, "on_day": ISSUED, "method": "cheque", "cheque_state": "in hand"})]
    )
    carry_out(ledger, [("allocation", piece(60, payment_id=2))])
    with pytest.raises(Refused, match="covered by cheques in hand"):
        carry_out(ledger, [("allocation", piece(41))])


def test_many_rows_at_once_are_held_to_the_same(ledger: Path) -> None:
    cells: Columns = {
        "payment_id": [1, 1],
        "invoice_id": [1, 1],
        "amount": [60, 41],
        "on_day": ["2026-01-20"] * 2,
    }
    with pytest.raises(Refused, match="joins"), changing(ledger) as work:
        work.add_columns("allocation", {**cells, "on_day": ["2026-01-01"] * 2})
    with pytest.raises(Refused, match="more paid or credited than its amount"), changing(ledger) as work:
        settle_new(work.connection, work.add_columns("allocation", cells), once=False)
    new: Columns = {"number": ["F-3"], "issued": ["2026-01-05"], "due": ["2026-01-04"], "due_assumed": [0]}
    with pytest.raises(Refused, match="falls due before"), changing(ledger) as work:
        work.add_columns("invoice", {**new, "customer_id": [1], "currency": ["EUR"], "amount": [5]})
    with pytest.raises(Refused, match="not positive"), changing(ledger) as work:
        work.add_columns(
            "payment", {"customer_id": [1], "on_day": ["2026-01-05"], "currency": ["EUR"], "amount": [0]}
        )


def test_only_what_a_change_touches_is_looked_at(ledger: Path) -> None:
    alter(ledger, "UPDATE invoice SET due = '2026-01-01' WHERE number = 'F-2'")
    carry_out(ledger, [("allocation", piece(60))])
    with reading(ledger) as book:
        assert list(broken(book.connection)) == ["invoice F-2 falls due before it is issued"]
        assert list(broken_of(book.connection, "[1]", "[1]")) == []


def said(arcollect: Arcollect, *lines: str) -> None:
    for line in lines:
        run = arcollect(*line.split())
        assert run.code == 0, run.err


def test_a_bounce_is_not_taken_back_when_the_invoice_was_paid_otherwise(arcollect: Arcollect) -> None:
    said(
        arcollect,
        "customer add Acme",
        "invoice add acme 100 --number F-1 --issued 2026-01-05",
        "payment add acme 60 --cheque 2026-01-10 --on 2026-01-10",
        "payment bounce 1 --reason unpaid",
        "payment add acme 100",
    )
    undo = arcollect("undo", "4")
    assert (undo.code, "entry 4 cannot be taken back, for then" in undo.err) == (1, True)
    said(arcollect, "check")


def test_an_amount_or_a_day_is_not_put_back_below_what_was_entered_since(arcollect: Arcollect) -> None:
    said(
        arcollect,
        "customer add Acme",
        "invoice add acme 100 --number F-1 --issued 2026-01-05",
        "invoice edit F-1 --amount 200",
        "invoice edit F-1 --issued 2026-01-01",
        "invoice credit F-1 150 --reason returned --on 2026-01-02",
    )
    for entry in ("3", "4"):
        undo = arcollect("undo", entry)
        assert (undo.code, f"entry {entry} cannot be taken back" in undo.err) == (1, True)
    said(arcollect, "undo", "undo 4", "undo 3", "check")
