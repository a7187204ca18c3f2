"""The ledger's file: made whole or not at all, never over another one, copied as one moment, also on a simple disk."""

from __future__ import annotations

import errno
import gzip
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends import backend_for, sqlite_file, sqlite_opening
from arcollect.ledger.versions import HEAD
from conftest import Arcollect
from ledger.ledgers import SAVED, changing, everything, failed, saved_ledger, with_customers


def names(folder: Path) -> list[str]:
    """The ledgers of a folder, apart from what is kept of their heads."""
    return sorted(path.name for path in folder.iterdir() if path.is_file() and path.suffix != ".head")


def no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


@pytest.fixture
def simple_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without hard links, as memory sticks have."""
    monkeypatch.setattr(os, "link", no_links)


def test_made_whole_and_once(tmp_path: Path) -> None:
    backend = backend_for(tmp_path / "new" / "ledger.db")
    assert not backend.exists()
    assert backend.make_sure() is True
    assert backend.make_sure() is False
    assert names(tmp_path / "new") == ["ledger.db"]


def test_made_on_a_disk_without_links(tmp_path: Path, simple_disk: None) -> None:
    assert backend_for(tmp_path / "ledger.db").make_sure() is True
    assert names(tmp_path) == ["ledger.db"]
    with_customers(tmp_path / "ledger.db", "Acme")
    assert failed(tmp_path / "ledger.db") == {}


@pytest.mark.parametrize("links", [True, False])
def test_one_that_another_terminal_has_just_made_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "ledger.db"
    link = os.link if links else no_links

    def late(source: Path, target: Path) -> None:
        path.write_bytes(b"the other one's")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    sqlite_file._make(path)
    assert path.read_bytes() == b"the other one's"
    assert names(tmp_path) == ["ledger.db"]


def test_what_is_in_the_way_is_named(tmp_path: Path) -> None:
    draft = tmp_path / f".ledger.db.{os.getpid()}.new"
    draft.write_bytes(b"")
    with pytest.raises(LedgerTrouble, match="is in the way of making"):
        backend_for(tmp_path / "ledger.db").make_sure()


def test_a_place_where_none_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LedgerTrouble, match=r"cannot make .*; name another file with --ledger"):
        backend_for(tmp_path / "file" / "ledger.db").make_sure()


def test_a_copy_of_a_ledger(demo: Path, tmp_path: Path) -> None:
    backend_for(demo).copy_to(tmp_path / "copy.db")
    assert everything(tmp_path / "copy.db", journal=True) == everything(demo, journal=True)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        backend_for(demo).copy_to(tmp_path / "copy.db")


@pytest.mark.parametrize("links", [True, False])
def test_backup_never_writes_over_a_file(
    demo: Path, arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    copied = sqlite_file.copy_to
    link = os.link if links else no_links
    monkeypatch.setattr(os, "link", link)
    said = arcollect("backup", "copy.db")
    assert (said.code, said.err) == (0, "")
    assert failed(arcollect.folder / "copy.db") == {}

    def late(path: Path, target: Path) -> None:
        copied(path, target)
        (arcollect.folder / "second.db").write_bytes(b"the other one's")

    monkeypatch.setattr(sqlite_file, "copy_to", late)
    assert arcollect("backup", "second.db").code in (1, 5)
    assert (arcollect.folder / "second.db").read_bytes() == b"the other one's"
    assert names(arcollect.folder) == ["copy.db", "ledger.db", "second.db"]


@pytest.fixture
def old(arcollect: Arcollect) -> Path:
    return saved_ledger("0.1.0", arcollect.folder / "ledger.db")


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.mark.parametrize("saved", sorted(SAVED.glob("*.db.gz")), ids=lambda p: p.name.removesuffix(".db.gz"))
def test_a_saved_ledger_opens_and_can_be_gone_on_with(saved: Path, arcollect: Arcollect) -> None:
    (arcollect.folder / "ledger.db").write_bytes(gzip.decompress(saved.read_bytes()))
    assert arcollect("check").code == 0
    assert "Bar Pepe" in arcollect("due").out
    assert arcollect("payment", "add", "pepe", "5").code == 0
    assert arcollect("undo").code == 0
    assert arcollect("check").code == 0


@pytest.mark.parametrize("command", ["due", "customer add Bob"])
def test_a_copy_is_kept_before_a_migration(arcollect: Arcollect, old: Path, command: str) -> None:
    assert arcollect(*command.split()).code == 0  # reading upgrades as well
    copy = old.with_name(f"ledger.before-{HEAD}.db")
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert (version(copy), version(old)) == ("0001", HEAD)
    assert arcollect("check").code == 0
    assert names(arcollect.folder) == [copy.name, "ledger.db"]


def test_a_late_copy_does_not_take_the_place_of_the_one_from_before(demo: Path) -> None:
    """Two terminals may find the same older ledger; the slower one copies what the quicker has upgraded already."""
    kept = demo.with_name("ledger.before-0002.db")
    kept.write_bytes(b"the copy from before")
    sqlite_file.keep_copy(demo, "before-0002")
    assert kept.read_bytes() == b"the copy from before"
    assert len(names(demo.parent)) == 2


def test_a_second_copy_from_before_stands_beside_the_first(arcollect: Arcollect, old: Path) -> None:
    assert arcollect("due").code == 0
    saved_ledger("0.1.0", old)
    assert arcollect("due").code == 0
    assert names(arcollect.folder) == [f"ledger.before-{HEAD}-2.db", f"ledger.before-{HEAD}.db", "ledger.db"]


def test_restoring_an_old_copy_leaves_the_copy_as_it_is(arcollect: Arcollect, old: Path) -> None:
    before = old.read_bytes()
    assert arcollect("restore", "ledger.db", "new.db").code == 0
    assert old.read_bytes() == before
    assert names(arcollect.folder) == ["ledger.db", "new.db"]
    assert arcollect("--ledger", "new.db", "check").code == 0


def test_one_that_may_not_be_written_to_is_read_all_the_same(
    arcollect: Arcollect, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(sqlite_file, "may_change", lambda _: False)
    assert "Bar Pepe" in arcollect("due").out
    assert old.read_bytes() == before
    assert names(arcollect.folder) == ["ledger.db"]


def test_one_that_another_terminal_holds(
    arcollect: Arcollect, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sqlite_opening, sqlite_file):
        monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = arcollect("due")
    assert (said.code, said.err.count("\n"), "in use by another command" in said.err) == (5, 1, True)
    assert arcollect("due").code == 0


def test_no_room_for_the_copy(arcollect: Arcollect, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()

    def full(*_: object) -> None:
        msg = "database or disk is full"
        raise sqlite3.OperationalError(msg)

    monkeypatch.setattr(sqlite_file, "_copy_into", full)
    said = arcollect("due")
    assert (said.code, said.err.count("\n"), "is full" in said.err) == (5, 1, True)
    assert old.read_bytes() == before
    assert names(arcollect.folder) == ["ledger.db"]


def test_the_engine_for_scripts_takes_the_write_lock_at_once(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_opening, "WAIT_SECONDS", 0.05)
    with backend_for(demo).engine().begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        with (
            pytest.raises(LedgerTrouble, match="in use"),
            closing(backend_for(demo).to_write()) as late,
            late.change(),
        ):
            pass
    with changing(demo) as work:
        work.discard()
