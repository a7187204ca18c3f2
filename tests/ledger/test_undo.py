"""Taking entries back: to the start and every row is as it was; never what others build on; never into wrong books."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arcollect.errors import ArcollectError, NotFound, Refused
from arcollect.ledger.undo import undo
from conftest import Arcollect
from ledger.acts import ALL, Act, Doing
from ledger.ledgers import TODAY, alter, changing, everything, failed, reading, rows, with_customers

ACTS = st.builds(
    Act,
    what=st.sampled_from(sorted(set(ALL) - {"undo"})),
    who=st.integers(0, 2),
    pick=st.integers(0, 5),
    amount=st.integers(1, 4000),
    back=st.sampled_from([0, 0, 2, 9]),
)
COMMANDS = [
    ["customer", "edit", "sol", "--rep", "Ana"], ["visit", "add", "obrien", "--words", "away", "--next", "friday"],
    ["config", "grace_days", "3"], ["excuse", "check sent", "--customer", "kite"], ["customer", "add", "New One"],
    ["config", "grace_days", "--unset"], ["invoice", "edit", "A-1014", "--note", "seen"], ["promise", "withdraw", "3"],
    ["payment", "add", "nunez", "50", "--to", "A-1011"],
]  # fmt: skip


def count(path: Path) -> int:
    with reading(path) as book:
        return len(book.entries.heads())


@settings(max_examples=int(os.environ.get("UNDO_SESSIONS", "15")))
@given(st.lists(st.tuples(ACTS, st.integers(0, 3)), min_size=1, max_size=12))
def test_undone_to_the_start_gives_the_ledger_back(
    tmp_path_factory: pytest.TempPathFactory, demo_company: Path, steps: list[tuple[Act, int]]
) -> None:
    path = Path(shutil.copy(demo_company, tmp_path_factory.mktemp("undo") / "ledger.db"))
    before, started = everything(path), count(path)
    with reading(path) as book:
        customers = book.customers.all()[:3]
    today: date = TODAY
    for act, later in steps:
        today += timedelta(days=later)
        try:
            with changing(path, today) as work:
                ALL[act.what](Doing(work, act, customers, path.parent))
        except ArcollectError:
            continue
    for _ in range(count(path) - started):
        with changing(path, today) as work:
            undo(work)
        assert failed(path, today) == {}
    assert everything(path) == before


def test_commands_undone_to_the_start_give_the_ledger_back(demo: Path, arcollect: Arcollect) -> None:
    before, started = everything(demo), count(demo)
    for command in COMMANDS:
        assert arcollect(*command).code in (0, 1), command
    for _ in range(count(demo) - started):
        assert arcollect("undo").code == 0
    assert everything(demo) == before
    assert failed(demo) == {}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Entry 2 adds F-1, entry 3 a payment of it."""
    path = tmp_path / "ledger.db"
    with_customers(path, "Acme")
    with changing(path) as work:
        days = {"issued": date(2026, 1, 5), "due": date(2026, 2, 4)}
        work.add(
            "invoice", number="F-1", customer_id=1, **days, due_assumed=False, currency="EUR", amount=100
        )
    with changing(path) as work:
        number = work.add("payment", customer_id=1, on_day=date(2026, 2, 1), currency="EUR", amount=60)
        work.add("allocation", payment_id=number, invoice_id=1, amount=60, on_day=date(2026, 2, 1))
    return path


def test_the_last_one_first_and_what_was_taken_back_is_left_out(ledger: Path) -> None:
    for entry in (3, 2, 1):
        with changing(ledger) as work:
            taken = undo(work)
        assert taken.id == entry
        assert (taken.who, taken.command, taken.at) == ("ana", "arcollect", "2026-06-01T00:00:00+00:00")
    assert [row["undoes"] for row in rows(ledger, "SELECT undoes FROM entry ORDER BY id")] == [
        None,
        None,
        None,
        3,
        2,
        1,
    ]
    with pytest.raises(Refused, match="nothing to take back"), changing(ledger) as work:
        undo(work)
    assert failed(ledger) == {}


def test_one_that_others_build_on_stays(ledger: Path) -> None:
    """By a reference to a row that it made, or by a change of a row that it changed."""
    with (
        pytest.raises(Refused, match="entry 2 cannot be taken back while 3 build on it"),
        changing(ledger) as work,
    ):
        undo(work, 2)
    with changing(ledger) as work:
        work.change("invoice", 1, note="one")
    with changing(ledger) as work:
        work.change("invoice", 1, note="two")
    with pytest.raises(Refused, match="while 5 build on it"), changing(ledger) as work:
        undo(work, 4)
    with changing(ledger) as work:
        undo(work, 5)
    with changing(ledger) as work:
        undo(work, 4)
    assert rows(ledger, "SELECT note FROM invoice") == [{"note": None}]


def test_one_that_stands_alone_may_be_taken_back_later(ledger: Path) -> None:
    with changing(ledger) as work:
        work.change("customer", 1, rep="Bo")
    with changing(ledger) as work:
        undo(work, 3)
    assert rows(ledger, "SELECT open FROM invoice") == [{"open": 100}]
    assert rows(ledger, "SELECT rep FROM customer") == [{"rep": "Bo"}]
    assert failed(ledger) == {}


def test_what_cannot_be_taken_back(ledger: Path) -> None:
    with changing(ledger) as work:
        undo(work, 3)
    for entry in (3, 4):
        with pytest.raises(Refused, match=f"entry {entry} was taken back already"), changing(ledger) as work:
            undo(work, entry)
    with pytest.raises(NotFound, match="no entry 9"), changing(ledger) as work:
        undo(work, 9)


def test_never_into_books_that_cannot_be(ledger: Path) -> None:
    """A larger amount that was paid since is not made smaller again; a number that was given again is not given twice."""
    with changing(ledger) as work:
        work.change("invoice", 1, amount=200)
    with changing(ledger) as work:
        work.add(
            "credit",
            customer_id=1,
            invoice_id=1,
            kind="credit note",
            on_day=date(2026, 2, 2),
            currency="EUR",
            amount=120,
        )
    before = everything(ledger, journal=True)
    with pytest.raises(Refused, match="for then invoice F-1 has more paid"), changing(ledger) as work:
        undo(work, 4)
    assert everything(ledger, journal=True) == before


def test_a_number_that_is_used_again_is_not_taken_back(ledger: Path) -> None:
    with changing(ledger) as work:
        work.change("invoice", 1, number="F-9")
    with changing(ledger) as work:
        days = {"issued": date(2026, 1, 5), "due": date(2026, 2, 4)}
        work.add("invoice", number="F-1", customer_id=1, **days, due_assumed=False, currency="EUR", amount=5)
    with pytest.raises(Refused, match="what came later uses its numbers"), changing(ledger) as work:
        undo(work, 4)


def test_an_entry_of_an_older_schema_is_taken_back(demo: Path) -> None:
    """A table and its rows that were there before, named by the entry of the program that wrote it."""
    alter(demo, "ALTER TABLE customer ADD COLUMN vat TEXT DEFAULT 'none'")
    with changing(demo) as work:
        work.change("customer", 1, vat="ES-1")
    assert failed(demo) == {}
    with changing(demo) as work:
        undo(work)
    assert rows(demo, "SELECT vat FROM customer WHERE id = 1") == [{"vat": "none"}]


def test_a_setting_that_was_cleared_or_changed_is_set_again(ledger: Path) -> None:
    for value in ("3", "4", None):
        with changing(ledger) as work:
            work.put("grace_days", value)
    for value in ("4", "3"):
        with changing(ledger) as work:
            undo(work)
        assert rows(ledger, "SELECT value FROM setting") == [{"value": value}]
        assert failed(ledger) == {}
