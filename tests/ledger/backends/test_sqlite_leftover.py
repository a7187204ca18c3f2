"""A journal that an interrupted change left is played back into its own ledger, and into no other."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends import backend_for, sqlite_leftover
from conftest import Arcollect
from ledger.ledgers import with_customers

KILLED = """
import os, sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA cache_size = 1")
raw.execute("BEGIN IMMEDIATE")
raw.execute(f"PRAGMA user_version = {raw.execute('PRAGMA user_version').fetchone()[0]}")
raw.execute("UPDATE customer SET notes = hex(randomblob(9000)), name = 'half done'")
raw.execute("CREATE TABLE much (t)")
for n in range(50):
    raw.execute("INSERT INTO much VALUES (hex(randomblob(2000)))")
os._exit(9)
"""


def interrupted(path: Path) -> Path:
    """A ledger whose change was killed after some of its pages had reached the file."""
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    left = path.with_name(path.name + "-journal")
    assert left.stat().st_size > 0
    return left


def names(path: Path) -> list[str]:
    with closing(backend_for(path).to_read()) as connection:
        return [row[0] for row in connection.tuples("SELECT name FROM customer ORDER BY id")]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with_customers(path, "Acme", "Bolt")
    return path


def number(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_an_interrupted_change_is_taken_back_when_the_ledger_is_used_again(ledger: Path) -> None:
    interrupted(ledger)
    assert names(ledger) == ["Acme", "Bolt"]


def test_a_ledger_under_a_name_that_another_had_is_not_changed_by_what_that_left(
    ledger: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with_customers(other, "Other")
    interrupted(ledger)
    ledger.rename(tmp_path / "old.db")
    other.rename(ledger)
    before = ledger.read_bytes()
    with pytest.raises(LedgerTrouble, match="unfinished change of another ledger"):
        names(ledger)
    with pytest.raises(LedgerTrouble, match="unfinished change of another ledger"):
        with_customers(ledger, "More")
    assert ledger.read_bytes() == before


def test_the_remedy_that_is_named_helps(ledger: Path, tmp_path: Path) -> None:
    left = interrupted(ledger)
    ledger.rename(tmp_path / "old.db")
    left.rename(tmp_path / "old.db-journal")
    assert names(tmp_path / "old.db") == ["Acme", "Bolt"]


def test_an_older_copy_of_the_same_ledger_is_told_by_its_counter(ledger: Path, tmp_path: Path) -> None:
    shutil.copy(ledger, tmp_path / "copy.db")
    for name in ("Cole", "Dunn"):
        with_customers(ledger, name)
    interrupted(ledger)
    shutil.copy(tmp_path / "copy.db", ledger)
    with pytest.raises(LedgerTrouble, match="another ledger"):
        names(ledger)


def test_no_ledger_is_made_or_restored_where_a_journal_was_left(arcollect: Arcollect, tmp_path: Path) -> None:
    assert arcollect("customer", "add", "Acme").code == 0
    assert arcollect("backup", "b1.db").code == 0
    path = arcollect.folder / "ledger.db"
    interrupted(path)
    path.rename(arcollect.folder / "old.db")
    for words in (["restore", "b1.db", "ledger.db"], ["customer", "add", "Bolt"]):
        run = arcollect(*words)
        assert run.code == 5
        assert "ledger.db-journal holds the unfinished change of another ledger" in run.err
    assert not path.exists()


def test_every_ledger_and_every_copy_has_a_number_of_its_own(arcollect: Arcollect) -> None:
    assert arcollect("customer", "add", "Acme").code == 0
    assert arcollect("backup", "b1.db").code == 0
    assert arcollect("backup", "b2.db").code == 0
    own = {number(arcollect.folder / name) for name in ("ledger.db", "b1.db", "b2.db")}
    assert len(own) == 3
    assert 0 not in own


def test_a_ledger_of_an_older_version_gets_its_number_by_its_first_change(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("PRAGMA user_version = 0")
    with_customers(ledger, "More")
    assert number(ledger) != 0


def test_the_journal_of_an_older_version_is_played_back(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as raw:
        raw.execute("PRAGMA user_version = 0")
    interrupted(ledger)
    assert names(ledger) == ["Acme", "Bolt"]


@pytest.mark.parametrize("content", [b"", b"\0" * 600, b"short", sqlite_leftover.MAGIC, b"x" * 5000])
def test_what_is_no_journal_is_left_to_the_database(ledger: Path, content: bytes) -> None:
    ledger.with_name("l.db-journal").write_bytes(content)
    assert names(ledger) == ["Acme", "Bolt"]


def test_a_former_demo_takes_along_what_lies_beside_it(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "before.db"
    target.with_name("before.db-journal").write_bytes(b"of one that is replaced")
    left = interrupted(ledger)
    backend_for(ledger).set_aside(target)
    assert not left.exists()
    assert not ledger.exists()
    assert names(target) == ["Acme", "Bolt"]
