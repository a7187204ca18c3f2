"""A table that the program has never heard of is journalled, checked and undone without being named anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arcollect.errors import Refused
from arcollect.ledger.undo import undo
from ledger.ledgers import alter, changing, everything, failed, rows

HANDOVER = """
    CREATE TABLE parcel (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, entry_id INTEGER NOT NULL, voided_on DATE, void_reason VARCHAR,
      payment_id INTEGER NOT NULL REFERENCES payment (id), on_day DATE NOT NULL, amount INTEGER NOT NULL, taker VARCHAR,
      shift VARCHAR DEFAULT 'day' NOT NULL)"""


@pytest.fixture
def ledger(demo: Path) -> Path:
    """The demo with cash that was handed over: payment 1, to Bo."""
    alter(demo, HANDOVER)
    with changing(demo) as work:
        work.add("parcel", payment_id=1, on_day=date(2026, 3, 1), amount=500, taker="Bo", shift="late")
    return demo


def test_it_is_journalled_and_undone(demo: Path, ledger: Path) -> None:
    with changing(ledger) as work:
        work.change("parcel", 1, taker="Cy")
        work.void("parcel", 1, "counted twice")
    assert failed(ledger) == {}
    before = everything(ledger)
    with changing(ledger) as work:
        undo(work)
    assert rows(ledger, "SELECT taker, voided_on FROM parcel") == [{"taker": "Bo", "voided_on": None}]
    with changing(ledger) as work:
        undo(work)
    assert rows(ledger, "SELECT * FROM parcel") == []
    assert {**before, "parcel": []} == everything(ledger)
    assert failed(ledger) == {}


def test_many_rows_of_it_are_too(ledger: Path) -> None:
    columns: dict[str, Any] = {
        "payment_id": [2, 3],
        "on_day": ["2026-03-01"] * 2,
        "amount": [10, 20],
        "shift": ["day", "late"],
    }
    with changing(ledger) as work:
        assert list(work.add_columns("parcel", columns)) == [2, 3]
    assert failed(ledger) == {}
    alter(ledger, "UPDATE parcel SET taker = 'Mal' WHERE id = 3")
    assert failed(ledger)["journal rows"] == "parcel 3 is not as the journal tells it"


@pytest.mark.parametrize(
    "column", ["entry_id", "voided_on", "void_reason", "payment_id", "on_day", "amount", "taker", "shift"]
)
def test_a_row_altered_unseen_is_found(ledger: Path, column: str) -> None:
    value = {"entry_id": "1", "payment_id": "2", "amount": "2"}.get(column, "'2026-01-01'")
    alter(ledger, f"UPDATE parcel SET {column} = {value} WHERE id = 1")  # noqa: S608 — our own names
    assert failed(ledger) == {"journal rows": "parcel 1 is not as the journal tells it"}


def test_a_row_that_nobody_entered_or_that_is_gone_is_found(ledger: Path) -> None:
    alter(ledger, "INSERT INTO parcel (entry_id, payment_id, on_day, amount) VALUES (1, 1, '2026-03-01', 5)")
    assert failed(ledger) == {"journal rows": "parcel 2 is in no entry of the journal"}
    alter(ledger, "DELETE FROM parcel")
    assert failed(ledger) == {"journal rows": "parcel 1 is told of in the journal and not there"}


def test_its_amounts_and_references_are_checked(ledger: Path) -> None:
    alter(ledger, "UPDATE parcel SET amount = 0, payment_id = 999")
    found = failed(ledger)
    assert found["amounts"] == "parcel 1 has an amount that is no positive whole number of minor units"
    assert "payment" in found["references"]


def test_what_it_refers_to_is_not_undone_under_it(demo: Path) -> None:
    alter(demo, HANDOVER)
    with changing(demo) as work:
        payment = work.add("payment", customer_id=1, on_day=date(2026, 3, 1), currency="EUR", amount=5)
    with changing(demo) as work:
        work.add("parcel", payment_id=payment, on_day=date(2026, 3, 1), amount=5, shift="day")
    with pytest.raises(Refused, match="build on it"), changing(demo) as work:
        undo(work, work.entry_id - 2)
