"""The ledger's file: schema, migrations, permissions, the journal's chain, all or nothing, two terminals."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from arcollect.ledger.journal import first_break
from arcollect.ledger.read import Book
from conftest import Arcollect


@pytest.fixture
def ledger(arcollect: Arcollect) -> Path:
    assert arcollect("customer", "add", "Acme", "--terms", "30").code == 0
    assert arcollect("invoice", "add", "acme", "100", "--number", "F-1", "--issued", "2026-01-01").code == 0
    return arcollect.folder / "ledger.db"


def test_the_migrated_file_is_what_the_tables_declare(ledger: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    from arcollect.ledger import tables
    from arcollect.ledger.open import engine_for

    assert tables.Entry.__tablename__ == "entry"
    with engine_for(ledger).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert differences == []


def test_readable_by_its_owner_alone(ledger: Path) -> None:
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    assert [p.name for p in ledger.parent.iterdir()] == ["ledger.db"]


def test_every_row_says_which_entry_made_it_and_the_chain_is_whole(ledger: Path, arcollect: Arcollect) -> None:
    arcollect("payment", "add", "acme", "60")
    entries = Book.at(ledger).entries()
    assert [e["id"] for e in entries] == [1, 2, 3]
    assert first_break(entries) is None  # type: ignore[arg-type]  # dicts will do
    made = {row["entry_id"] for row in Book.at(ledger).rows("SELECT entry_id FROM allocation")}
    assert made == {3}
    assert json.loads(entries[2]["changes"])[0]["table"] == "payment"


@pytest.mark.parametrize("column", ["command", "who", "at", "changes"])
def test_a_changed_past_shows(ledger: Path, column: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute(f"UPDATE entry SET {column} = {column} || ' ' WHERE id = 1")  # noqa: S608 — our own names
    assert first_break(Book.at(ledger).entries()) == 1  # type: ignore[arg-type]  # dicts will do


def test_a_refused_command_leaves_no_trace(ledger: Path, arcollect: Arcollect) -> None:
    before = ledger.read_bytes()
    assert arcollect("payment", "add", "acme", "50", "--to", "F-1=60").code == 1
    assert ledger.read_bytes() == before


def test_a_change_that_changes_nothing_leaves_no_entry(ledger: Path, arcollect: Arcollect) -> None:
    assert arcollect("customer", "edit", "acme", "--terms", "30").code == 0
    assert len(Book.at(ledger).entries()) == 2


def test_a_newer_file_is_refused(ledger: Path, arcollect: Arcollect) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (["due"], ["customer", "add", "Bob"]):
        said = arcollect(*command)
        assert (said.code, "newer arcollect" in said.err) == (5, True)


def test_another_programs_database_is_refused(arcollect: Arcollect) -> None:
    with closing(sqlite3.connect(arcollect.folder / "ledger.db")) as connection, connection:
        connection.execute("CREATE TABLE things (id)")
    said = arcollect("due")
    assert (said.code, "no arcollect ledger" in said.err) == (5, True)


@pytest.mark.parametrize(
    "command", ["due", "aging", "customer list", "promise list", "payment list", "log", "invoice list"]
)
def test_an_empty_ledger_is_no_failure(arcollect: Arcollect, command: str) -> None:
    arcollect("config", "company", "Sol")
    assert arcollect(*command.split()).code == 0


def test_a_number_may_be_used_again_once_it_is_void(ledger: Path, arcollect: Arcollect) -> None:
    assert arcollect("invoice", "void", "F-1").code == 0
    assert arcollect("invoice", "add", "acme", "90", "--number", "F-1").code == 0
    assert arcollect("invoice", "list", "--void", "--json").out.count('"F-1"') == 2


def test_what_is_paid_cannot_be_written_off(ledger: Path, arcollect: Arcollect) -> None:
    arcollect("payment", "add", "acme", "100", "--on", "2026-02-01")
    for verb in ("write-off", "credit"):
        said = arcollect("invoice", verb, "F-1", *(["5"] if verb == "credit" else []))
        assert said.code == 1, said
    assert arcollect("invoice", "list", "--open", "--as-of", "2026-02-20").out == "no invoices\n"
    assert arcollect("check").code == 0


def test_two_terminals_wait_for_each_other(ledger: Path) -> None:
    environment = {**os.environ, "ARCOLLECT_LEDGER": str(ledger)}
    commands = [[sys.executable, "-m", "arcollect", "payment", "add", "acme", str(n)] for n in (1, 2, 3, 4)]
    running = [
        subprocess.Popen(c, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for c in commands
    ]
    errors = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], errors
    assert len(Book.at(ledger).payments()) == 4
    assert first_break(Book.at(ledger).entries()) is None  # type: ignore[arg-type]  # dicts will do


def test_a_copy_is_kept_before_a_migration(arcollect: Arcollect) -> None:
    ledger = arcollect.folder / "ledger.db"
    ledger.write_bytes(gzip.decompress((Path(__file__).parent / "saved" / "0.1.0.db.gz").read_bytes()))
    assert arcollect("due").code == 0  # reading upgrades as well
    copy = ledger.with_name("ledger.before-0002.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    for path, version in ((copy, "0001"), (ledger, "0002")):
        with closing(sqlite3.connect(path)) as kept:
            assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)
    assert arcollect("check").code == 0
    assert sorted(p.name for p in arcollect.folder.iterdir()) == ["ledger.before-0002.db", "ledger.db"]


def test_a_late_copy_does_not_take_the_place_of_the_one_from_before(ledger: Path) -> None:
    """Two terminals may find the same older ledger; the slower one copies what the quicker has upgraded already."""
    from arcollect.ledger.open import keep_copy

    kept = ledger.with_name("ledger.before-0002.db")
    kept.write_bytes(b"the copy from before")
    keep_copy(ledger, "before-0002")
    assert kept.read_bytes() == b"the copy from before"
    assert len(list(ledger.parent.iterdir())) == 2


def test_a_clock_set_back_is_accepted_and_noted(ledger: Path, arcollect: Arcollect) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("UPDATE entry SET at = '2999-01-01T00:00:00+00:00' WHERE id = 2")
    said = arcollect("payment", "add", "acme", "5")
    assert (said.code, "the clock stands before the last entry" in said.err) == (0, True)


def test_nothing_is_written_but_the_ledger(ledger: Path, arcollect: Arcollect) -> None:
    for command in (
        ["payment", "add", "acme", "5"],
        ["excuse", "check sent", "--customer", "acme"],
        ["due", "--week"],
        ["undo"],
        ["check"],
    ):
        assert arcollect(*command).code == 0
    assert sorted(str(p.relative_to(arcollect.folder)) for p in arcollect.folder.rglob("*")) == ["ledger.db"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_said_in_one_line(arcollect: Arcollect) -> None:
    closed = arcollect.folder / "closed"
    closed.mkdir(mode=0o500)
    said = arcollect("--ledger", str(closed / "ledger.db"), "customer", "add", "Acme")
    assert (said.code, said.err.count("\n")) == (5, 1)


def test_balances_by_view_and_by_program_agree(ledger: Path, arcollect: Arcollect) -> None:
    arcollect("payment", "add", "acme", "130")
    row = Book.at(ledger).rows("SELECT amount FROM balance")[0]
    assert row["amount"] == -3000
    assert json.loads(arcollect("aging", "--json").out)["totals"][0]["total"] == "-30.00"
