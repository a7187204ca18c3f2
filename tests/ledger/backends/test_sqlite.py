"""SQLite as the backend: the ledger's SQL in its own words, what it has, and its troubles in one line."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends import backend_for, sqlite_bulk
from arcollect.ledger.backends.base import RuleBroken
from arcollect.ledger.backends.sqlite_connection import in_own_words
from arcollect.ledger.backends.sqlite_trouble import trouble
from conftest import Arcollect
from ledger.ledgers import alter, changing, failed, reading, rows


def test_marks_are_put_into_its_own_words() -> None:
    sql = "SELECT 1 FROM invoice i /* by ix_a */ /* then */ JOIN b WHERE i.id IN LIST(:ids) OR n IN TEXTS(:names)"
    assert in_own_words(sql) == (
        "SELECT 1 FROM invoice i INDEXED BY ix_a CROSS JOIN b"
        " WHERE i.id IN (SELECT value FROM json_each(:ids)) OR n IN (SELECT value FROM json_each(:names))"
    )


def test_what_it_has(demo: Path) -> None:
    with reading(demo) as book:
        columns = {column.name: column for column in book.connection.tables()["invoice"]}
    assert (columns["open"].default, columns["open_until"].default, columns["note"].default) == (
        0,
        "9999-12-31",
        None,
    )
    assert (columns["customer_id"].refers_to, columns["amount"].refers_to) == ("customer", None)


def test_a_connection_to_read_cannot_write(demo: Path) -> None:
    with reading(demo) as book, pytest.raises(LedgerTrouble):
        book.connection.run("DELETE FROM visit")


def test_a_rule_that_is_broken_is_told_apart(demo: Path) -> None:
    with changing(demo) as work:
        with pytest.raises(RuleBroken):
            work.connection.run("UPDATE invoice SET number = 'A-1012'")
        with pytest.raises(LedgerTrouble):
            work.connection.run("SELECT no_such_column FROM invoice")
        work.discard()


def test_readable_by_its_owner_alone(arcollect: Arcollect) -> None:
    assert arcollect("customer", "add", "Acme").code == 0
    path = arcollect.folder / "ledger.db"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {one.name for one in arcollect.folder.iterdir() if one.is_file()} == {
        "ledger.db",
        "ledger.db.head",
    }


@pytest.mark.parametrize("command", ["due", "customer add Bob"])
def test_a_newer_file_is_refused(demo: Path, arcollect: Arcollect, command: str) -> None:
    alter(demo, "UPDATE alembic_version SET version_num = '9999'")
    said = arcollect(*command.split())
    assert (said.code, "newer arcollect" in said.err) == (5, True)


@pytest.mark.parametrize("command", ["due", "customer add Bob"])
def test_another_programs_database_is_refused(arcollect: Arcollect, command: str) -> None:
    alter(arcollect.folder / "ledger.db", "CREATE TABLE things (id)")
    said = arcollect(*command.split())
    assert (said.code, "no arcollect ledger" in said.err) == (5, True)


def test_a_folder_is_no_ledger(arcollect: Arcollect) -> None:
    for command in (["due"], ["customer", "add", "Bob"]):
        said = arcollect("--ledger", str(arcollect.folder), *command)
        assert (said.code, "is a folder" in said.err) == (5, True)


def test_no_ledger_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LedgerTrouble, match=r"no ledger at .*; `arcollect customer add`"):
        backend_for(tmp_path / "none.db").to_read()


@pytest.mark.parametrize(
    "command", ["due", "aging", "customer list", "promise list", "payment list", "log", "invoice list"]
)
def test_an_empty_ledger_is_no_failure(arcollect: Arcollect, command: str) -> None:
    arcollect("config", "company", "Sol")
    assert arcollect(*command.split()).code == 0


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may write everywhere"
)
def test_a_read_only_folder_is_said_in_one_line(arcollect: Arcollect) -> None:
    closed = arcollect.folder / "closed"
    closed.mkdir(mode=0o500)
    said = arcollect("--ledger", str(closed / "ledger.db"), "customer", "add", "Acme")
    assert (said.code, said.err.count("\n")) == (5, 1)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("database is locked", "in use by another command"),
        ("database or disk is full", "is full, nothing was changed"),
        ("attempt to write a readonly database", "may not be written to"),
        ("unable to open database file", "cannot be opened"),
        ("file is not a database", "is damaged or no ledger"),
        ("disk I/O error", "is damaged or no ledger"),
        ("something else", "something else; restore your last copy"),
    ],
)
def test_what_its_errors_mean(words: str, meaning: str) -> None:
    said = str(trouble(sqlite3.OperationalError(words), Path("ledger.db")))
    assert "ledger.db" in said
    assert meaning in said
    assert "\n" not in said


def test_a_file_that_is_held_by_another_command(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from arcollect.ledger.backends import sqlite_file, sqlite_opening

    for module in (sqlite_opening, sqlite_file):
        monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(demo, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerTrouble, match="in use by another command"), changing(demo):
            pass


def test_a_number_is_not_given_twice(demo: Path) -> None:
    with changing(demo) as work:
        assert work.connection.next_id("refund") == 1
        first = work.connection.next_id("visit")
        work.add("visit", customer_id=1, on_day="2026-03-01", channel="visit")
        assert work.connection.next_id("visit") == first + 1
        work.discard()


@pytest.mark.parametrize("many", [3, 1000])
def test_very_many_rows_with_indexes_built_afterwards(
    demo: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """They are all back, and as declared; the bar is told."""
    monkeypatch.setattr(sqlite_bulk, "MANY", many)
    monkeypatch.setattr(sqlite_bulk, "EVERY", 100)
    told: list[int] = []
    count = 220
    columns: dict[str, Any] = {
        "customer_id": [1] * count,
        "on_day": ["2026-03-01"] * count,
        "channel": ["call"] * count,
    }
    columns |= {"words": [f"w{n}" for n in range(count)]}
    with changing(demo) as work:
        work.add_columns("visit", columns, None, lambda _what, _total: told.append)
    assert told[-1] == count
    assert len(told) > 1
    assert [
        row["words"] for row in rows(demo, "SELECT words FROM visit WHERE words LIKE 'w%' ORDER BY id")
    ] == columns["words"]
    assert failed(demo) == {}
