"""The journal tells every row: what was altered unseen is found in every column of every table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from arcollect.ledger import schema  # noqa: F401 — declares the tables
from arcollect.ledger.balances import DERIVED
from arcollect.ledger.check.entries import rows as row_faults
from ledger.ledgers import alter, everything, failed, reading, rows, saved_ledger

ALL_TABLES = {str(table.name) for table in SQLModel.metadata.sorted_tables} - {"entry"}


def told(path: Path) -> list[str]:
    with reading(path) as book:
        return list(row_faults(book))


def other(value: Any) -> str:
    """Something else than the value, as SQL."""
    if value is None:
        return "'2025-12-24'"
    return str(value + 1) if isinstance(value, int) else "'other' || 'wise'"


def every_column_counts(path: Path) -> int:
    """Alters each column of one row of each table in turn; returns how many it tried."""
    tried = 0
    for table, found in everything(path).items():
        if table == "alembic_version":
            continue
        for name, value in (found[-1] if found else {}).items():
            if name in DERIVED.get(table, ()) or name in ("id", "key"):
                continue
            key = "key" if table == "setting" else "id"
            row = found[-1][key]
            literal = "NULL" if value is None else repr(value)
            alter(path, f"UPDATE {table} SET {name} = {other(value)} WHERE {key} = {row!r}")  # noqa: S608 — our own names
            assert told(path) == [f"{table} {row} is not as the journal tells it"], name
            alter(path, f"UPDATE {table} SET {name} = {literal} WHERE {key} = {row!r}")  # noqa: S608 — as above
            tried += 1
    assert told(path) == []
    return tried


def test_every_column_of_every_table(demo: Path) -> None:
    assert every_column_counts(demo) > 80


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_also_of_a_ledger_that_an_older_version_saved(version: str, tmp_path: Path) -> None:
    """The entries of its imports name fewer columns than the tables have by now."""
    path = saved_ledger(version, tmp_path / "ledger.db")
    assert failed(path) == {}
    assert every_column_counts(path) > 80


def test_an_imported_invoice_that_was_voided_unseen(demo: Path) -> None:
    alter(
        demo,
        "UPDATE invoice SET voided_on = '2026-03-01', open = 0, open_until = issued WHERE number = 'A-1012'",
    )
    (number,) = (row["id"] for row in rows(demo, "SELECT id FROM invoice WHERE number = 'A-1012'"))
    assert failed(demo)["journal rows"] == f"invoice {number} is not as the journal tells it"


def test_rows_that_are_not_told_of_and_rows_that_are_gone(demo: Path) -> None:
    alter(demo, "INSERT INTO setting (key, value) VALUES ('grace_days', '9')")
    assert told(demo) == ["setting grace_days is in no entry of the journal"]
    alter(demo, "DELETE FROM setting; DELETE FROM visit WHERE id = 1")
    assert told(demo) == ["visit 1 is told of in the journal and not there"]


def test_every_table_is_looked_at(demo: Path) -> None:
    assert set(everything(demo)) - {"alembic_version"} == ALL_TABLES


def test_an_entry_that_is_gone_is_told(demo: Path) -> None:
    alter(demo, "UPDATE entry SET changes = '[]' WHERE id = 1")
    found = failed(demo)
    assert "entry 1 does not follow from the one before" in found["journal chain"]
    assert "is in no entry of the journal" in found["journal rows"]
