"""An older ledger: upgraded when it is opened, never where it must not be touched, and in one line when it cannot be."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from arcollect.ledger import open as opening
from arcollect.ledger import paths
from conftest import Arcollect

SAVED = Path(__file__).parent / "saved" / "0.1.0.db.gz"


@pytest.fixture
def old(arcollect: Arcollect) -> Path:
    path = arcollect.folder / "ledger.db"
    path.write_bytes(gzip.decompress(SAVED.read_bytes()))
    return path


def test_restoring_an_old_copy_leaves_the_copy_as_it_is(arcollect: Arcollect, old: Path) -> None:
    before = old.read_bytes()
    assert arcollect("restore", "ledger.db", "new.db").code == 0
    assert old.read_bytes() == before
    assert sorted(p.name for p in arcollect.folder.iterdir()) == ["ledger.db", "new.db"]
    assert arcollect("--ledger", "new.db", "check").code == 0


def test_one_that_may_not_be_written_to_is_read_all_the_same(
    arcollect: Arcollect, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(paths, "_may_change", lambda _: False)
    assert "Bar Pepe" in arcollect("due").out
    assert old.read_bytes() == before
    assert [p.name for p in arcollect.folder.iterdir()] == ["ledger.db"]


def test_one_that_another_terminal_holds(arcollect: Arcollect, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opening, paths):
        monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = arcollect("due")
    assert (said.code, said.err.count("\n"), "in use by another command" in said.err) == (5, 1, True)
    assert arcollect("due").code == 0


def test_a_second_copy_from_before_stands_beside_the_first(arcollect: Arcollect, old: Path) -> None:
    assert arcollect("due").code == 0
    old.write_bytes(gzip.decompress(SAVED.read_bytes()))
    assert arcollect("due").code == 0
    kept = sorted(p.name for p in arcollect.folder.iterdir())
    assert kept == ["ledger.before-0002-2.db", "ledger.before-0002.db", "ledger.db"]


def test_no_room_for_the_copy(arcollect: Arcollect, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()

    def full(*_: object) -> None:
        msg = "database or disk is full"
        raise sqlite3.OperationalError(msg)

    monkeypatch.setattr(opening, "copy_into", full)
    said = arcollect("due")
    assert (said.code, said.err.count("\n"), "is full" in said.err) == (5, 1, True)
    assert old.read_bytes() == before
