"""Each planted fault is found by the check that is for it; undone to the start, the books are as they were."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arcollect.ledger.check import CHECKS
from arcollect.ledger.read import Book
from conftest import Arcollect

FAULTS = {
    "references": "UPDATE promise_invoice SET invoice_id = 9999 WHERE id = 1",
    "schema": "DROP VIEW balance",
    "amounts": "UPDATE invoice SET amount = 12.5 WHERE id = 3",
    "allocations": "UPDATE allocation SET amount = amount * 100 WHERE id = 1",
    "open items": "UPDATE invoice SET open = open + 1 WHERE id = 3",
    "ageing": "UPDATE payment SET on_account = on_account + 100, on_account_until = '9999-12-31' WHERE id = 1",
    "promises": "UPDATE promise SET ended = '2026-02-20' WHERE id = 1",
    "journal chain": "UPDATE entry SET who = 'somebody else' WHERE id = 1",
    "journal rows": "UPDATE customer SET credit_limit = 1 WHERE id = 1",
}


@pytest.fixture
def ledger(arcollect: Arcollect) -> Path:
    assert arcollect("demo", "--at", "ledger.db").code == 0
    assert arcollect("check").code == 0
    return arcollect.folder / "ledger.db"


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_by_its_check(ledger: Path, arcollect: Arcollect, name: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.executescript(FAULTS[name])
    said = arcollect("check", "--json")
    assert said.code == 1
    assert name in [c["name"] for c in json.loads(said.out)["checks"] if not c["ok"]]
    assert f"{name}: " in arcollect("check").out


def test_a_damaged_file_is_named_as_such(ledger: Path, arcollect: Arcollect) -> None:
    raw = bytearray(ledger.read_bytes())
    raw[8192:40960] = os.urandom(32768)
    ledger.write_bytes(bytes(raw))
    assert arcollect("check").code in (1, 5)


def test_every_check_but_the_file_has_a_planted_fault() -> None:
    assert set(FAULTS) == set(CHECKS) - {"file"}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = Book.at(path)
    tables = [
        r["name"] for r in book.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    ]
    return {t: [tuple(r) for r in book.rows(f'SELECT * FROM "{t}" ORDER BY 1')] for t in tables if t != "entry"}  # noqa: S608 — names from the file


COMMANDS = [
    ["payment", "add", "pepe", "100"], ["payment", "add", "nunez", "50", "--to", "A-1011"], ["promise", "add", "harbour", "200", "--on", "friday"],
    ["promise", "add", "harbour", "--on", "in 9 days"], ["invoice", "add", "kite", "75", "--number", "X-1"], ["invoice", "edit", "A-1014", "--note", "seen"],
    ["customer", "edit", "sol", "--rep", "Ana"], ["visit", "add", "obrien", "--words", "away", "--next", "friday"], ["config", "grace_days", "3"],
    ["excuse", "check sent", "--customer", "kite"], ["invoice", "credit", "A-1003", "10"], ["payment", "void", "1"], ["promise", "withdraw", "3"],
    ["payment", "add", "obrien", "9", "--cheque", "1"], ["customer", "add", "New One"], ["config", "grace_days", "--unset"],
]  # fmt: skip


@settings(max_examples=int(os.environ.get("UNDO_SESSIONS", "12")))
@given(st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=6))
def test_undone_to_the_start_gives_the_ledger_back(
    tmp_path_factory: pytest.TempPathFactory, session: list[list[str]]
) -> None:
    monkeypatch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("undo")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ARCOLLECT_AS_OF", "2026-03-02")
    monkeypatch.setenv("ARCOLLECT_LEDGER", str(folder / "ledger.db"))
    try:
        run = Arcollect(folder, monkeypatch)
        assert run("demo", "--at", "ledger.db").code == 0
        before, started = rows(folder / "ledger.db"), len(Book.at(folder / "ledger.db").entries())
        for command in session:
            assert run(*command).code in (0, 1, 4)
        for _ in range(len(Book.at(folder / "ledger.db").entries()) - started):
            assert run("undo").code == 0
        assert rows(folder / "ledger.db") == before
        assert run("check").code == 0
    finally:
        monkeypatch.undo()


def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_half_there(ledger: Path, arcollect: Arcollect) -> None:
    """The short form of tests/bench/kills.py: the next command must find whole books, whatever the moment."""
    lines = "".join(f"K-{n},Bar Pepe,2026-01-05,{n % 90 + 1}\n" for n in range(4000))
    (arcollect.folder / "many.csv").write_text("number,customer,issued,amount\n" + lines, encoding="utf-8")
    dice = random.Random(7)
    environment = {**os.environ, "ARCOLLECT_LEDGER": str(ledger)}
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "arcollect", "import", "invoices", "many.csv"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.3, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        count = int(Book.at(ledger).rows("SELECT COUNT(*) AS n FROM invoice WHERE number LIKE 'K-%'")[0]["n"])
        assert count in (0, 4000)
        said = arcollect("check")
        assert (said.code, said.out, said.err) == (0, "", "")
