"""The head of the journal tells an older copy, another ledger and a journal written anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from arcollect.errors import UsageError
from arcollect.ledger.heads import Head, beside, fault, faults, head_of, keep, parsed
from arcollect.ledger.journal import GENESIS, entry_hash
from conftest import Arcollect
from ledger.ledgers import alter, changing, reading, with_customers


@pytest.fixture
def books(arcollect: Arcollect) -> Arcollect:
    """Two entries, a copy of them beside, and a third."""
    for name in ("Acme", "Bolt"):
        assert arcollect("customer", "add", name).code == 0
    shutil.copy(arcollect.folder / "ledger.db", arcollect.folder / "older.db")
    assert arcollect("customer", "add", "Cole").code == 0
    return arcollect


def head(arcollect: Arcollect, *options: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(arcollect("log", "--head", "--json", *options).out)["head"]
    return found


def said_by_check(arcollect: Arcollect, *options: str) -> str:
    checks = json.loads(arcollect("check", "--json", *options).out)["checks"]
    return next(str(c["message"]) for c in checks if c["name"] == "head")


def write_anew(path: Path, command: str) -> None:
    """The whole journal rewritten, as somebody with a program can: every hash fits the one before."""
    with reading(path) as book:
        entries = list(book.entries.whole())
    entries[0]["command"] = command
    previous = GENESIS
    for entry in entries:
        entry["previous"] = previous
        previous = entry["hash"] = entry_hash(entry)
        sql = f"UPDATE entry SET previous = '{entry['previous']}', hash = '{previous}', command = '{entry['command']}'"  # noqa: S608 — our own values
        alter(path, f"{sql} WHERE id = {entry['id']}")


def test_a_head_says_number_day_and_hash(books: Arcollect) -> None:
    own = head(books)
    with reading(books.folder / "ledger.db") as book:
        last = list(book.entries.whole())[-1]
    assert (own["entry"], own["hash"], own["day"]) == (3, last["hash"], last["at"][:10])
    assert own["text"] == f"3-{last['at'][:10].replace('-', '')}-{last['hash'][:16]}"
    assert books("log", "--head").out == f"{own['text']}\n"
    assert books("check").err == f"well; head {own['text']}\n"
    assert f"head {own['text']}" in books("backup", "b.db").out
    assert parsed(f" {str(own['text']).upper()} \n") == Head(
        entry=3, day=str(own["day"]), hash=str(own["hash"])[:16]
    )


@pytest.mark.parametrize(
    "text", ["", "57", "3-2026-abc", "3-20260302-0123456789abcdeg", "x" * 200, "3-20260302-012345678"]
)
def test_what_is_no_head_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is no head"):
        parsed(text)


def test_an_older_copy_in_its_place_is_told_and_changed_only_knowingly(books: Arcollect) -> None:
    path, later = books.folder / "ledger.db", head(books)
    shutil.copy(books.folder / "older.db", path)
    told = f"this ledger ends at entry 2; the file ledger.db.head has seen entry 3, of {later['day']}"
    assert said_by_check(books) == told
    before = path.read_bytes()
    change = books("customer", "add", "Dunn")
    assert (change.code, told in change.err, "check --accept REASON" in change.err) == (5, True, True)
    assert path.read_bytes() == before
    accepted = books("check", "--accept", "the backup of Friday")
    assert (accepted.code, accepted.err.splitlines()[0]) == (0, "accepted as entry 3")
    assert books("customer", "add", "Dunn").code == 0
    assert "the backup of Friday" in books("log", "--json").out


def test_without_the_file_beside_it_this_computer_knows(books: Arcollect) -> None:
    path = books.folder / "ledger.db"
    shutil.copy(books.folder / "older.db", path)
    beside(path).unlink()
    assert said_by_check(books).startswith("this ledger ends at entry 2; this computer has seen entry 3")
    assert books("undo").code == 5


def test_on_another_computer_the_file_beside_it_knows(
    books: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(books.folder / "elsewhere"))
    shutil.copy(books.folder / "older.db", books.folder / "ledger.db")
    assert "ledger.db.head has seen entry 3" in said_by_check(books)


def test_a_journal_written_anew_is_told(books: Arcollect) -> None:
    path = books.folder / "ledger.db"
    write_anew(path, "arcollect customer add Another")
    assert said_by_check(books).startswith(
        "this is another ledger than the one that the file ledger.db.head knows"
    )
    checks = json.loads(books("check", "--json").out)["checks"]
    assert [c["name"] for c in checks if not c["ok"]] == ["head"]


def test_entries_written_anew_since_a_head_was_written_down_are_told(books: Arcollect) -> None:
    text = str(head(books)["text"])
    assert books("check", "--head", text).code == 0
    books("undo")
    assert books("check", "--head", text).code == 0
    changed = text[:-1] + ("0" if text[-1] != "0" else "1")
    assert "is not the one of" in said_by_check(books, "--head", text, "--head", changed)
    later = "9" + text[1:]
    assert "this ledger ends at entry 4; who wrote it down has seen entry 9" in said_by_check(
        books, "--head", later
    )
    assert books("check", "--head", "nonsense").code == 2


def test_another_ledger_in_its_place_is_told(books: Arcollect) -> None:
    with_customers(books.folder / "other.db", "Other", "Last", "Least", "More")
    shutil.copy(books.folder / "other.db", books.folder / "ledger.db")
    assert said_by_check(books).startswith("this is another ledger than the one")


def test_a_restored_copy_and_a_new_ledger_begin_anew(books: Arcollect) -> None:
    assert books("backup", "b.db").code == 0
    assert books("customer", "add", "Dunn").code == 0
    (books.folder / "ledger.db").unlink()
    assert books("restore", "b.db", "ledger.db").code == 0
    assert books("customer", "add", "Else").code == 0
    assert books("check").code == 0
    (books.folder / "ledger.db").unlink()
    assert books("customer", "add", "New").code == 0
    assert books("check").code == 0
    assert not (books.folder / "b.db.head").exists()


def test_there_is_nothing_to_accept_of_a_ledger_that_goes_on(books: Arcollect) -> None:
    said = books("check", "--accept", "why not")
    assert (said.code, "nothing to accept" in said.err) == (1, True)
    assert head(books)["entry"] == 3


def test_a_head_that_cannot_be_kept_or_read_stops_nobody(
    books: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = books.folder / "ledger.db"
    for content in (b"", b"\xff\xfe", b"x 1 2", b"9 2026 abc"):
        beside(path).write_bytes(content)
        assert books("customer", "add", f"N{len(content)}").code == 0
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null/nowhere")
    beside(path).unlink()
    beside(path).mkdir()
    assert books("customer", "add", "Last").code == 0


def test_what_was_seen_is_compared_entry_by_entry(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with_customers(path, "Acme")
    with reading(path) as book:
        first = head_of(book.connection)
        assert fault(book.connection, first, "x") is None
        assert fault(book.connection, Head(entry=1, day=first.day, hash=first.hash[:16]), "x") is None
        assert fault(book.connection, Head(entry=1, day=first.day, hash="f" * 64), "x")
    with changing(path) as work:
        work.put("company", "Us")
    with reading(path) as book:
        assert fault(book.connection, first, "x") is None
        assert head_of(book.connection).first == first.hash
        keep(path, Head(entry=3, day="2026-03-02", hash="a" * 64, first=first.hash))
        assert len(list(faults(book.connection, path))) == 2


def test_who_shares_the_ledger_shares_its_head(books: Arcollect) -> None:
    path = books.folder / "ledger.db"
    assert beside(path).stat().st_mode & 0o777 == 0o600
    path.chmod(0o660)
    books("customer", "add", "Dunn")
    assert beside(path).stat().st_mode & 0o777 == 0o660
