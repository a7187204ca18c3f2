"""Ctrl-C: before a change is kept nothing was changed; after it, that is what is said."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from arcollect.cli.desk import Desk
from arcollect.ledger.write import change
from conftest import Arcollect


@pytest.fixture
def ledger(arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert arcollect("customer", "add", "Acme").code == 0
    monkeypatch.setattr(change, "KEPT", [])
    return arcollect.folder / "ledger.db"


def entries(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM entry").fetchone()[0])


def test_before_the_change_is_kept(arcollect: Arcollect, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change.Change, "close", lambda _self: os.kill(os.getpid(), signal.SIGINT))
    said = arcollect("customer", "add", "Bob")
    assert (said.code, said.err) == (130, "interrupted; nothing was changed\n")
    assert entries(ledger) == 1


def test_after_it(arcollect: Arcollect, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "answer", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    said = arcollect("customer", "add", "Bob")
    assert (said.code, said.err) == (130, "interrupted; but the change was made: entry 2 in `arcollect log`\n")
    assert entries(ledger) == 2


def test_a_terminal_that_had_to_wait_has_no_clock_set_back(arcollect: Arcollect, ledger: Path) -> None:
    """The moment of a change is when it begins, not when it was typed."""
    from datetime import date

    by = change.By("ana", "arcollect", date(2026, 3, 2))
    assert "the clock stands" not in arcollect("customer", "add", "Bob").err
    with change.changing(ledger, by) as late:
        assert late.clock_back is None
