"""One change of the ledger: done whole with its journal entry, or not at all."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from arcollect.ledger.journal import GENESIS, entry_hash, written
from arcollect.ledger.open import connect_to_write, make_sure
from arcollect.ledger.paths import cause_of, connect_to_read, trouble
from arcollect.ledger.read import Book
from arcollect.ledger.write import bulk
from arcollect.ledger.write.settle import Touched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlmodel import Session

    from arcollect.ledger.tables import Row
    from arcollect.ledger.write.imports import Bar

R = TypeVar("R", bound="Row")
ENTRY = ("id", "at", "who", "command", "changes", "undoes", "previous", "hash")

KEPT: list[int] = []
"""The entries that this process has written: what an interruption after that has not undone."""


@dataclass(frozen=True)
class By:
    """Who changes what: the person, the command as typed, the day it is done for, and the moment.

    With no moment given it is when the change begins, after other terminals were waited for.
    """

    who: str
    command: str
    today: date
    at: datetime | None = None


@dataclass
class Change:
    """The transaction: rows are added and edited through it, and it writes down what changed."""

    connection: sqlite3.Connection
    path: Path
    by: By
    at: datetime
    entry_id: int
    made_ledger: bool = False
    kept: bool = False
    clock_back: str | None = None
    undoes: int | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)
    _touched: Touched = field(default_factory=Touched)

    @property
    def book(self) -> Book:
        """The ledger as this change has made it so far."""
        if self._touched:
            self._touched.settle(self.connection)
        return Book(self.connection, self.path)

    @cached_property
    def session(self) -> Session:
        """The ORM on this very transaction, imported by the changes that need it; it neither begins nor commits."""
        from arcollect.ledger.write.orm import session_on

        return session_on(self.connection)

    def add(self, row: R) -> R:
        """Adds a row, numbered and marked with this entry."""
        from arcollect.ledger.tables import DERIVED

        row.entry_id = self.entry_id
        self.session.add(row)
        self.session.flush()
        table = str(row.__tablename__)
        self.note(table, row.id, None, row.model_dump(mode="json", exclude=set(DERIVED.get(table, ()))))
        return row

    def next_id(self, table: str) -> int:
        """The number the next row of a table gets; one that was taken back is not given again."""
        used = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(used[0]) + 1 if used else 1

    def add_columns(
        self, table: str, columns: bulk.Columns, derived: bulk.Columns | None = None, bar: Bar | None = None
    ) -> range:
        """Adds many rows at once, for imports: by column, with values as the file stores them; returns their ids.

        `derived` are the columns that follow from other rows, which the caller has worked out.
        """
        count = len(next(iter(columns.values())))
        first = self.next_id(table)
        ids = range(first, first + count)
        if count:
            tick = bar(f"writing {table}s", count) if bar else lambda _done: None
            bulk.insert(self.connection, table, ids, self.entry_id, {**columns, **(derived or {})}, tick)
            self.changes.append(bulk.noted(table, ids, self.entry_id, columns))
        return ids

    def edit(self, table: type[Row] | str, row_id: int, **values: Any) -> dict[str, Any]:
        """Changes columns of one row; what they were is kept in the journal. Returns only what really differs."""
        name = table if isinstance(table, str) else str(table.__tablename__)
        given = {key: _stored(value) for key, value in values.items()}
        before = Book(self.connection, self.path).require(name, row_id) or {}
        changed = {key: value for key, value in given.items() if before[key] != value}
        if changed:
            sets = ", ".join(f"{key} = ?" for key in changed)
            self.connection.execute(f"UPDATE {name} SET {sets} WHERE id = ?", (*changed.values(), row_id))
            self.note(name, row_id, {key: before[key] for key in changed}, changed)
            if "session" in self.__dict__:
                self.session.expire_all()
        return changed

    def put(self, key: str, value: str | None) -> None:
        """Sets or (with None) clears a setting."""
        found = self.connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        before = {"key": key, "value": found[0]} if found else None
        if (found[0] if found else None) == value:
            return
        self.connection.execute("DELETE FROM setting WHERE key = ?", (key,))
        if value is not None:
            self.connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (key, value))
        self.note("setting", key, before, {"key": key, "value": value} if value is not None else None)

    def note(self, table: str, row_id: Any, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Writes down that a row was added (no before), changed or taken away (no after)."""
        self.changes.append({"table": table, "id": row_id, "before": before, "after": after})
        self._touched.note(self.connection, table, row_id, [side for side in (before, after) if side])

    def close(self) -> None:
        """Writes the journal entry, chained to the one before."""
        self._touched.settle(self.connection)
        last = self.connection.execute("SELECT hash FROM entry ORDER BY id DESC LIMIT 1").fetchone()
        entry = {
            "id": self.entry_id, "at": self.at.isoformat(timespec="seconds"), "who": self.by.who, "command": self.by.command, "undoes": self.undoes,
            "changes": written(self.changes), "previous": last[0] if last else GENESIS,
        }  # fmt: skip
        entry["hash"] = entry_hash(entry)
        names, marks = ", ".join(ENTRY), ", ".join(f":{name}" for name in ENTRY)
        self.connection.execute(f"INSERT INTO entry ({names}) VALUES ({marks})", entry)


def _stored(value: Any) -> Any:
    """The value as the file stores it."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


@contextmanager
def changing(path: Path, by: By) -> Iterator[Change]:
    """A change of the ledger at `path`, which is made when there is none; kept only if the block ends well.

    A block that changes nothing leaves no entry. Raises LedgerTrouble when the file cannot be changed.
    """
    made = make_sure(path)
    try:
        with closing(connect_to_write(path)) as connection:
            yield from _within(connection, path, by, made)
    except Exception as error:
        cause = cause_of(error)
        if isinstance(cause, sqlite3.DatabaseError):
            raise trouble(cause, path) from error
        raise
    finally:
        if made:
            _unmake_if_empty(path)


def _unmake_if_empty(path: Path) -> None:
    """A ledger made for a command that then came to nothing is taken away again."""
    with closing(connect_to_read(path)) as connection:
        used = connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone()
    if not used:
        path.unlink()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits, so that a change is known to be kept once it is."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _within(connection: sqlite3.Connection, path: Path, by: By, made: bool) -> Iterator[Change]:
    connection.execute("BEGIN IMMEDIATE")
    last = connection.execute("SELECT id, at FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    at = by.at or datetime.now().astimezone()
    change = Change(connection, path, by, at, last[0] + 1 if last else 1, made)
    if last and datetime.fromisoformat(last[1]) > at:
        change.clock_back = last[1]
    try:
        yield change
        if change.changes:
            change.close()
            with _undisturbed():
                connection.execute("COMMIT")
                change.kept = True
                KEPT.append(change.entry_id)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
