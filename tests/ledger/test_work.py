"""The unit of work: a change is made whole with its journal entry, or not at all; two terminals wait for each other."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from arcollect.cli.context import Context
from arcollect.errors import ArcollectError, Refused
from arcollect.ledger import work as unit
from arcollect.ledger.backends import backend_for
from arcollect.ledger.balances import DERIVED
from arcollect.ledger.journal import first_break
from arcollect.ledger.versions import HEAD
from conftest import Arcollect
from ledger.ledgers import alter, changing, everything, failed, reading, rows, tables, with_customers


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with_customers(path, "Acme")
    return path


@pytest.fixture
def acme(arcollect: Arcollect) -> Path:
    assert arcollect("customer", "add", "Acme", "--terms", "30").code == 0
    assert arcollect("invoice", "add", "acme", "100", "--number", "F-1", "--issued", "2026-01-01").code == 0
    return arcollect.folder / "ledger.db"


def invoice(work: unit.Work, number: str, amount: int = 100) -> int:
    days = {"issued": date(2026, 1, 5), "due": date(2026, 2, 4)}
    return work.add(
        "invoice", number=number, customer_id=1, **days, due_assumed=False, currency="EUR", amount=amount
    )


def entries(path: Path) -> list[dict[str, object]]:
    with reading(path) as book:
        return list(book.entries.whole())


def fail(_done: object) -> None:
    raise RuntimeError


def test_an_entry_says_who_when_what_and_by_which_schema(ledger: Path) -> None:
    with changing(ledger) as work:
        number = invoice(work, "F-1")
        assert not work.kept
        assert not work.made_ledger
    assert (work.kept, work.entry_id) == (True, 2)
    entry = entries(ledger)[1]
    assert (entry["id"], entry["who"], entry["command"], entry["undoes"]) == (2, "ana", "arcollect", None)
    assert (entry["at"], entry["schema_version"]) == ("2026-06-01T00:00:00+00:00", HEAD)
    assert entry["previous"] == entries(ledger)[0]["hash"]
    (change,) = json.loads(str(entry["changes"]))
    assert (change["table"], change["id"], change["before"]) == ("invoice", number, None)
    (row,) = rows(ledger, "SELECT * FROM invoice")
    assert type(change["after"]["due_assumed"]) is int  # as the database stores it
    assert change["after"] == {name: value for name, value in row.items() if name not in DERIVED["invoice"]}


def test_every_row_says_which_entry_made_it_and_the_chain_is_whole(acme: Path, arcollect: Arcollect) -> None:
    arcollect("payment", "add", "acme", "60")
    assert [entry["id"] for entry in entries(acme)] == [1, 2, 3]
    assert first_break(entries(acme)) is None
    assert [row["entry_id"] for row in rows(acme, "SELECT entry_id FROM allocation")] == [3]
    assert json.loads(str(entries(acme)[2]["changes"]))[0]["table"] == "payment"


def test_what_a_change_did_is_read_within_it(ledger: Path) -> None:
    with changing(ledger) as work:
        number = invoice(work, "F-1")
        work.add(
            "credit",
            customer_id=1,
            invoice_id=number,
            kind="credit note",
            on_day=date(2026, 1, 9),
            currency="EUR",
            amount=30,
        )
        assert [one.open for one in work.book.invoices.open_items(work.today)] == [70]
    assert failed(ledger) == {}


def test_a_failure_leaves_nothing(ledger: Path) -> None:
    before = ledger.read_bytes()
    with pytest.raises(RuntimeError), changing(ledger) as work:
        fail(invoice(work, "F-1"))
    assert not work.kept
    assert ledger.read_bytes() == before


def test_a_ledger_made_for_a_change_that_failed_goes_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), changing(tmp_path / "ledger.db") as work:
        fail(work.made_ledger)
    with changing(tmp_path / "ledger.db") as nothing_done:
        assert nothing_done.made_ledger
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_leaves_nothing(ledger: Path) -> None:
    before = ledger.read_bytes()
    with changing(ledger) as work:
        invoice(work, "F-1")
        work.discard()
        assert work.changes_nothing
    assert not work.kept
    assert ledger.read_bytes() == before


def test_a_change_that_changes_nothing_leaves_no_entry(acme: Path, arcollect: Arcollect) -> None:
    assert arcollect("customer", "edit", "acme", "--terms", "30").code == 0
    assert len(entries(acme)) == 2


def test_only_what_differs_is_changed_and_written_down(ledger: Path) -> None:
    with changing(ledger) as work:
        assert work.change("customer", 1, name="Acme", rep="Bo", birthday=date(1990, 5, 1)) == {
            "rep": "Bo",
            "birthday": "1990-05-01",
        }
    (change,) = json.loads(str(entries(ledger)[1]["changes"]))
    assert change["before"] == {"rep": None, "birthday": None}
    assert change["after"] == {"rep": "Bo", "birthday": "1990-05-01"}


def test_a_voided_row_stays_with_day_and_reason(ledger: Path) -> None:
    with changing(ledger, date(2026, 3, 9)) as work:
        work.void("customer", 1, "twice")
    (row,) = rows(ledger, "SELECT voided_on, void_reason FROM customer")
    assert row == {"voided_on": "2026-03-09", "void_reason": "twice"}


def test_a_setting_is_set_changed_and_cleared(ledger: Path) -> None:
    for value in ("3", "4", "4", None, None):
        with changing(ledger) as work:
            work.put("grace_days", value)
    told = [json.loads(str(entry["changes"]))[0] for entry in entries(ledger)[1:]]
    three, four = ({"key": "grace_days", "value": value} for value in "34")
    assert [(one["id"], one["before"], one["after"]) for one in told] == [
        ("grace_days", None, three),
        ("grace_days", three, four),
        ("grace_days", four, None),
    ]
    assert rows(ledger, "SELECT * FROM setting") == []
    assert failed(ledger) == {}


def test_many_rows_go_in_by_column_as_one_change(ledger: Path) -> None:
    told: list[tuple[str, int]] = []
    columns = {"code": ["A", "B", "C"], "name": ["a", "b", "c"], "currency": ["EUR"] * 3}
    with changing(ledger) as work:
        ids = work.add_columns(
            "customer", columns, None, lambda what, _count: lambda done: told.append((what, done))
        )
        assert work.add_columns("person", {"name": [], "customer_id": []}) == range(1, 1)
    assert (list(ids), told) == ([2, 3, 4], [("writing customers", 3)])
    (change,) = json.loads(str(entries(ledger)[1]["changes"]))
    assert change["first"] == 2
    assert (change["same"]["currency"], change["same"]["rep"], change["columns"]) == (
        "EUR",
        None,
        ["code", "name"],
    )
    assert {*change["same"], *change["columns"], "id"} == set(rows(ledger, "SELECT * FROM customer")[0])
    assert {row["entry_id"] for row in rows(ledger, "SELECT entry_id FROM customer WHERE id > 1")} == {2}
    assert failed(ledger) == {}


def test_a_number_that_was_taken_back_is_not_given_again(ledger: Path) -> None:
    from arcollect.ledger.undo import undo

    with changing(ledger) as work:
        assert invoice(work, "F-1") == 1
    with changing(ledger) as work:
        undo(work)
    with changing(ledger) as work:
        assert invoice(work, "F-1") == 2


def test_what_the_database_does_not_allow_is_said_in_one_line(ledger: Path) -> None:
    """As when another terminal has taken the customer back meanwhile."""
    before = everything(ledger, journal=True)
    with pytest.raises(Refused, match=r"FOREIGN KEY.*try again"), changing(ledger) as work:
        work.add("person", customer_id=99, name="nobody")
    with pytest.raises(ArcollectError), changing(ledger) as work:
        fail([invoice(work, number) for number in ("F-1", "F-1")])
    assert everything(ledger, journal=True) == before


def test_a_clock_set_back_is_accepted_and_noted(acme: Path, arcollect: Arcollect) -> None:
    alter(acme, "UPDATE entry SET at = '2999-01-01T00:00:00+00:00' WHERE id = 2")
    said = arcollect("payment", "add", "acme", "5")
    assert (said.code, "the clock stands before the last entry" in said.err) == (0, True)
    assert len(entries(acme)) == 3


def test_a_clock_that_stands_still_is_not_noted(ledger: Path) -> None:
    with changing(ledger) as work:
        assert work.clock_back is None
    early = unit.Actor(
        who="ana", command="arcollect", today=date(2026, 3, 2), at=datetime(2025, 1, 1, tzinfo=UTC)
    )
    with unit.working(backend_for(ledger), early) as work:
        assert work.clock_back == "2026-06-01T00:00:00+00:00"


def test_a_terminal_that_had_to_wait_has_no_clock_set_back(acme: Path, arcollect: Arcollect) -> None:
    """The moment of a change is when it begins, not when it was typed."""
    by = unit.Actor(who="ana", command="arcollect", today=date(2026, 3, 2))
    assert "the clock stands" not in arcollect("customer", "add", "Bob").err
    with unit.working(backend_for(acme), by) as late:
        assert late.clock_back is None


def test_two_terminals_wait_for_each_other(acme: Path) -> None:
    environment = {**os.environ, "ARCOLLECT_LEDGER": str(acme)}
    commands = [[sys.executable, "-m", "arcollect", "payment", "add", "acme", str(n)] for n in (1, 2, 3, 4)]
    running = [
        subprocess.Popen(c, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for c in commands
    ]
    errors = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0, 0], errors
    assert len(rows(acme, "SELECT id FROM payment")) == 4
    assert failed(acme) == {}


def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_half_there(
    demo: Path, arcollect: Arcollect
) -> None:
    """The short form of tests/bench/kills.py: the next command must find whole books, whatever the moment."""
    lines = "".join(f"K-{n},Bar Pepe,2026-01-05,{n % 90 + 1}\n" for n in range(4000))
    (arcollect.folder / "many.csv").write_text("number,customer,issued,amount\n" + lines, encoding="utf-8")
    dice, environment = random.Random(7), {**os.environ, "ARCOLLECT_LEDGER": str(demo)}
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "arcollect", "import", "invoices", "many.csv"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.3, 1.2))
        process.kill()
        process.wait()
        assert len(rows(demo, "SELECT id FROM invoice WHERE number LIKE 'K-%'")) in (0, 4000)
        assert failed(demo) == {}


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A run in the background of a shell ignores Ctrl-C; these tests send it to themselves."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_interrupted_before_the_change_is_kept(
    acme: Path, arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit, "KEPT", [])
    monkeypatch.setattr(unit.Work, "close", lambda _self: signal.raise_signal(signal.SIGINT))
    said = arcollect("customer", "add", "Bob")
    assert (said.code, said.err) == (130, "interrupted; nothing was changed\n")
    assert len(entries(acme)) == 2


@pytest.mark.usefixtures("interruptible")
def test_interrupted_after_it(acme: Path, arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit, "KEPT", [])
    monkeypatch.setattr(Context, "answer", lambda *_: signal.raise_signal(signal.SIGINT))
    said = arcollect("customer", "add", "Bob")
    assert (said.code, said.err) == (
        130,
        "interrupted; but the change was made: entry 3 in `arcollect log`\n",
    )
    assert len(entries(acme)) == 3


@pytest.mark.usefixtures("interruptible")
def test_interrupted_while_it_is_kept_it_is_known_that_it_was(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from arcollect.ledger.backends import sqlite_connection

    keep = sqlite_connection.SQLiteChange.keep
    monkeypatch.setattr(unit, "KEPT", [])

    def interrupted(change: sqlite_connection.SQLiteChange) -> None:
        signal.raise_signal(signal.SIGINT)
        keep(change)

    monkeypatch.setattr(sqlite_connection.SQLiteChange, "keep", interrupted)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), changing(ledger) as work:
        invoice(work, "F-1")
    assert unit.KEPT == [2]
    assert (work.kept, len(entries(ledger))) == (True, 2)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_change_may_be_made_outside_the_main_thread(ledger: Path) -> None:
    def change() -> None:
        with changing(ledger) as work:
            invoice(work, "F-1")

    thread = threading.Thread(target=change)
    thread.start()
    thread.join()
    assert len(entries(ledger)) == 2


def test_a_refused_command_leaves_no_trace(acme: Path, arcollect: Arcollect) -> None:
    before = acme.read_bytes()
    assert arcollect("payment", "add", "acme", "50", "--to", "F-1=60").code == 1
    assert acme.read_bytes() == before


def test_nothing_is_written_but_the_ledger_and_its_head(acme: Path, arcollect: Arcollect) -> None:
    for command in (
        ["payment", "add", "acme", "5"], ["excuse", "check sent", "--customer", "acme"], ["due", "--week"], ["undo"], ["check"],
    ):  # fmt: skip
        assert arcollect(*command).code == 0
    files = {p.name for p in arcollect.folder.rglob("*") if p.is_file() and p.parent == arcollect.folder}
    assert files == {"ledger.db", "ledger.db.head"}
    assert {p.suffix for p in (arcollect.folder / "state").rglob("*") if p.is_file()} == {".head"}
    assert "entry" in tables(acme)
