"""What a change rests on still holds when it is made; what was kept is never reported as failed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from arcollect.errors import LedgerTrouble, Outdated
from arcollect.ledger.backends import sqlite_connection
from arcollect.ledger.work import KEPT
from arcollect.services import payments
from arcollect.services.opening import Ledger
from conftest import Arcollect
from ledger.ledgers import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def acme(arcollect: Arcollect) -> Arcollect:
    assert arcollect("customer", "add", "Acme").code == 0
    assert arcollect("invoice", "add", "acme", "100", "--number", "F-1", "--issued", "2026-01-01").code == 0
    return arcollect


def another(does: Callable[[Ledger], None], arcollect: Arcollect) -> None:
    """As another process would: what it has kept is not what this one has."""
    does(Ledger(arcollect.folder / "ledger.db", TODAY))
    KEPT.pop()


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, arcollect: Arcollect, *command: str, times: int = 1
) -> list[str]:
    """Another terminal carries out a command between the reading of the next one and its change."""
    take = payments.take
    done: list[str] = []

    def late(ledger: Ledger, draft: payments.PaymentDraft) -> Any:
        if len(done) < times:
            done.append(command[0])
            another(DOES[command[0]], arcollect)
        return take(ledger, draft)

    monkeypatch.setattr(payments, "take", late)
    return done


def void_acme(ledger: Ledger) -> None:
    with ledger.change() as work:
        work.void("customer", 1, "closed")


def add_bolt(ledger: Ledger) -> None:
    with ledger.change() as work:
        work.add("customer", code="BOLT", name="Bolt", currency="EUR")


DOES: dict[str, Callable[[Ledger], None]] = {"void": void_acme, "add": add_bolt}


def test_a_customer_that_was_voided_meanwhile_is_not_paid_for(
    acme: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, acme, "void")
    paid = acme("payment", "add", "acme", "50")
    assert (paid.code, "acme" in paid.err) == (4, True)
    assert json.loads(acme("payment", "list", "--json").out)["payments"] == []


def test_after_a_change_that_does_not_matter_the_command_is_done_once(
    acme: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = meanwhile(monkeypatch, acme, "add")
    paid = acme("payment", "add", "acme", "50", "--json")
    assert (paid.code, paid.err, done) == (0, "", ["add"])
    assert [p["amount"] for p in json.loads(acme("payment", "list", "--json").out)["payments"]] == ["50.00"]
    assert not Ledger.lock_first
    assert acme("check").code == 0


def test_in_the_second_try_the_ledger_is_held_from_the_first_look(
    acme: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = payments.take
    seen: list[str] = []

    def held(ledger: Ledger, draft: payments.PaymentDraft) -> Any:
        if not seen:
            seen.append("first")
            another(add_bolt, acme)
        else:
            other = sqlite3.connect(acme.folder / "ledger.db", timeout=0)
            with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            seen.append("second")
        return take(ledger, draft)

    monkeypatch.setattr(payments, "take", held)
    assert acme("payment", "add", "acme", "50").code == 0
    assert seen == ["first", "second"]


def test_a_ledger_that_was_read_and_not_changed_since_is_changed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "l.db", TODAY)
    add_bolt(ledger)
    other = Ledger(tmp_path / "l.db", TODAY)
    assert [c.code for c in ledger.customers] == ["BOLT"]
    with other.change() as work:
        work.put("company", "Us")
    with pytest.raises(Outdated, match=r"l\.db was changed meanwhile"), ledger.change() as work:
        work.put("company", "We")
    with ledger.change(reads_anew=True) as work:
        work.put("company", "We")
    assert [ledger.settings.company, other.settings.company] == ["We", "We"]


def test_a_day_that_has_not_come_is_no_day_to_enter_something_for(acme: Arcollect) -> None:
    clock = date.today()  # noqa: DTZ011 — as the user's clock says
    for ahead, code in ((0, 0), (1, 0), (2, 1), (60000, 1)):
        day = (clock + timedelta(days=ahead)).isoformat()
        said = acme("--as-of", day, "payment", "add", "acme", "1")
        assert said.code == code, said.err
        assert code == 0 or f"{day} has not come ({clock} by this computer's clock)" in said.err
    assert acme("--as-of", "2190-01-01", "due").code == 0


def busy(*_: object) -> None:
    raise LedgerTrouble("ledger.db is in use by another command; try again")


def test_when_the_answer_cannot_be_read_the_change_is_told_as_kept(
    acme: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payments, "find", busy)
    text, as_json = acme("payment", "add", "acme", "50"), acme("payment", "add", "acme", "40", "--json")
    note = "is kept (see `arcollect log`), do not repeat it; but ledger.db is in use by another command"
    assert (text.code, text.err) == (0, f"note: entry 3 {note}; try again\n")
    assert (as_json.code, json.loads(as_json.out)["entry"]) == (0, 4)
    monkeypatch.undo()


def test_a_commit_that_is_reported_as_failed_and_was_made_counts_as_made(
    acme: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = sqlite_connection.SQLiteChange.keep

    def reported(change: sqlite_connection.SQLiteChange) -> None:
        keep(change)
        raise LedgerTrouble("disk I/O error")

    monkeypatch.setattr(sqlite_connection.SQLiteChange, "keep", reported)
    assert acme("payment", "add", "acme", "50").code == 0


def test_a_commit_that_failed_is_told_as_failed(acme: Arcollect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_connection.SQLiteChange, "keep", busy)
    said = acme("payment", "add", "acme", "50")
    assert (said.code, "try again" in said.err) == (5, True)
    monkeypatch.undo()


def test_what_was_asked_in_the_first_try_is_not_asked_again(
    acme: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    from arcollect.cli import prompt

    asked: list[str] = []

    def answer(what: str, *_: object) -> str:
        asked.append(what)
        return {"customer": "acme", "amount": "50"}.get(what, "")

    monkeypatch.setattr(prompt, "ask", answer)
    monkeypatch.setattr("arcollect.cli.context.at_a_terminal", lambda: True)
    meanwhile(monkeypatch, acme, "add")
    assert acme("payment", "add").code == 0
    assert len(asked) == len(set(asked)) >= 2
