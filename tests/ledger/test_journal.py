"""The journal: one way to write changes down, a chain that shows every changed word, and old names read as new ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from arcollect.ledger import journal
from arcollect.ledger.journal import GENESIS, Told, entry_hash, first_break, rows_noted, told, written
from conftest import Arcollect
from ledger.ledgers import alter, changing, failed, reading, rows, saved_ledger


def entry(number: int, previous: str, **more: Any) -> dict[str, Any]:
    said = {"id": number, "at": "2026-03-02", "who": "ana", "command": "x", "changes": "[]", "undoes": None}
    whole = {**said, "previous": previous, "schema_version": "0003", **more}
    return {**whole, "hash": entry_hash(whole)}


def chained() -> list[dict[str, Any]]:
    first = entry(1, GENESIS)
    second = entry(2, first["hash"])
    return [first, second, entry(3, second["hash"])]


def test_a_whole_chain_has_no_break() -> None:
    assert first_break(chained()) is None
    assert first_break([]) is None


@pytest.mark.parametrize(
    "name", ["id", "at", "who", "command", "changes", "undoes", "previous", "schema_version", "hash"]
)
def test_any_changed_word_breaks_it(name: str) -> None:
    entries = chained()
    entries[1][name] = 7 if name == "id" else "other"
    assert first_break(entries) == entries[1]["id"]


def test_an_entry_that_is_gone_or_moved_breaks_it() -> None:
    first, second, third = chained()
    assert first_break([first, third]) == 3
    assert first_break([second, first, third]) == 2
    assert first_break([second, third]) == 2


def test_an_entry_of_an_older_program_has_no_schema_in_its_hash() -> None:
    """The hash of a ledger that 0.1.0 saved must stay what it was."""
    old = entry(1, GENESIS, schema_version=None)
    named = [old[name] for name in ("previous", "id", "at", "who", "command", "changes", "undoes")]
    assert old["hash"] == hashlib.sha256(journal.canonical(named).encode()).hexdigest()
    assert old["hash"] != entry(1, GENESIS)["hash"]


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_the_chain_of_a_saved_ledger_is_whole(version: str, tmp_path: Path) -> None:
    with reading(saved_ledger(version, tmp_path / "ledger.db")) as book:
        assert first_break(book.entries.whole()) is None


@pytest.mark.parametrize("column", ["command", "who", "at", "changes"])
def test_a_changed_past_shows_in_the_file(demo: Path, column: str) -> None:
    alter(demo, f"UPDATE entry SET {column} = {column} || ' ' WHERE id = 1")  # noqa: S608 — our own names
    assert "entry 1 does not follow" in failed(demo)["journal chain"]


def test_changes_are_written_in_one_way_only() -> None:
    assert written([]) == "[]"
    one, other = {"b": 1, "a": "é"}, {"a": "é", "b": 1}
    assert written([one]) == written([other]) == '[{"a":"é","b":1}]'


def test_many_rows_are_written_in_pieces_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    columns: dict[str, Any] = {
        "name": [f"n{i}" for i in range(7)],
        "currency": ["EUR"] * 7,
        "note": [None] * 7,
    }
    noted = rows_noted("customer", range(4, 11), 9, columns)
    assert noted["same"] == {"entry_id": 9, "currency": "EUR", "note": None}
    whole = written([noted, {"table": "x"}])
    monkeypatch.setattr(journal, "CHUNK", 3)
    assert written([noted, {"table": "x"}]) == whole
    assert json.loads(whole)[0]["rows"] == [[f"n{i}"] for i in range(7)]


def test_many_rows_are_told_one_by_one() -> None:
    noted = rows_noted("customer", range(4, 6), 9, {"name": ["a", "b"], "currency": ["EUR", "EUR"]})
    first, second = told(json.loads(written([noted])), "0003")
    after = {"id": 4, "entry_id": 9, "currency": "EUR", "name": "a"}
    assert first == Told(table="customer", id=4, before=None, after=after)
    assert second.after == {**after, "id": 5, "name": "b"}


def test_a_single_row_is_told() -> None:
    (one,) = told([rows_noted("customer", range(4, 5), 9, {"name": ["a"]})], None)
    assert one.after == {"id": 4, "entry_id": 9, "name": "a"}


def test_rows_that_are_all_alike_are_each_told() -> None:
    noted = rows_noted("customer", range(1, 3), 9, {"name": ["a", "a"]})
    assert [one.after for one in told([noted], None)] == [
        {"id": n, "entry_id": 9, "name": "a"} for n in (1, 2)
    ]


def test_a_step_reads_what_was_written_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of their versions, and only what is older than they are."""

    def step(old: str, new: str) -> Any:
        def renamed(one: Told) -> Told:
            assert one.after is not None
            after = {new if name == old else name: value for name, value in one.after.items()}
            return Told(table=one.table, id=one.id, before=one.before, after=after)

        return renamed

    monkeypatch.setattr(
        journal, "STEPS", {"0005": step("b", "c"), "0004": step("a", "b"), "0002": step("a", "wrong")}
    )
    change = {"table": "t", "id": 1, "before": None, "after": {"a": 1}}
    many = {"table": "t", "first": 1, "same": {"a": 1}, "columns": [], "rows": [[]]}
    for version, name in ((None, "c"), ("0002", "c"), ("0003", "c"), ("0005", "a")):
        ((one, several)) = told([change, many], version)
        assert one.after == {name: 1}
        assert several.after == {"id": 1, name: 1}
    (newer,) = told([{**change, "after": {"b": 1}}], "0004")
    assert newer.after == {"c": 1}


def rename(one: Told) -> Told:
    """As a migration that calls a customer's `rep` the `agent` would bring it along."""
    if one.table != "customer":
        return one
    sides = (
        {("agent" if name == "rep" else name): v for name, v in side.items()} if side else side
        for side in (one.before, one.after)
    )
    before, after = sides
    return Told(table=one.table, id=one.id, before=before, after=after)


def test_a_field_that_was_renamed_is_checked_told_and_undone(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with changing(demo) as work:
        work.change("customer", 1, rep="Zoe")
    before = rows(demo, "SELECT rep FROM customer WHERE id = 1")
    assert before == [{"rep": "Zoe"}]
    alter(demo, "ALTER TABLE customer RENAME COLUMN rep TO agent")
    assert "journal rows" in failed(demo)
    monkeypatch.setitem(journal.STEPS, "9999", rename)
    assert failed(demo) == {}
    from arcollect.ledger.undo import undo

    with changing(demo) as work:
        (change,) = undo(work).changes
        assert set(change.after or {}) == {"agent"}
    assert failed(demo) == {}
    alter(demo, "UPDATE customer SET agent = 'nobody' WHERE id = 2")
    assert failed(demo)["journal rows"] == "customer 2 is not as the journal tells it"


def test_the_log_tells_renamed_fields_by_todays_names(
    demo: Path, arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert arcollect("customer", "edit", "pepe", "--rep", "Zoe").code == 0
    alter(demo, "ALTER TABLE customer RENAME COLUMN rep TO agent")
    monkeypatch.setitem(journal.STEPS, "9999", rename)
    said = arcollect("log", "--limit", "1", "--json")
    assert said.code == 0
    assert '"agent"' in said.out
    assert '"rep"' not in said.out
