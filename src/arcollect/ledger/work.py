"""The unit of work: one change of the ledger, done whole with its journal entry or not at all.

The only way to write.
"""

from __future__ import annotations

import signal
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record
from arcollect.errors import LedgerTrouble, Outdated, Refused
from arcollect.ledger.backends.base import RuleBroken
from arcollect.ledger.balances import DERIVED, Touched
from arcollect.ledger.book import Book, as_dict, listed
from arcollect.ledger.heads import Head, head_of, keep, refuse_other
from arcollect.ledger.invariants import broken_of, broken_of_new
from arcollect.ledger.journal import GENESIS, KEYS, entry_hash, rows_noted, written
from arcollect.ledger.versions import HEAD
from arcollect.sentences import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from arcollect.ledger.backends.base import Backend, Change, Connection

    Bar = Callable[[str, int], Callable[[int], None]]
    Columns = Mapping[str, Sequence[Any]]

KEPT: list[int] = []
"""The entries that this process has written: what an interruption after that has not undone."""


@record
class Actor:
    """Who changes what: the person, the command as typed, the day it is done for, and the moment.

    With no moment given it is when the change begins, after other terminals were waited for. With `accepts`
    a ledger is changed that does not go on from the head that was kept of it (see `heads`).
    """

    who: str
    command: str
    today: date
    at: datetime | None = None
    accepts: bool = False


class Work:
    """One change: rows are added and changed through it, and it writes down what it did."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self.connection, self.actor = connection, actor
        last = connection.rows("SELECT id, at, hash FROM entry ORDER BY id DESC LIMIT 1")
        self.at = actor.at or datetime.now().astimezone()
        self.entry_id = last[0]["id"] + 1 if last else 1
        self.found = last[0]["hash"] if last else ""
        self.clock_back = last[0]["at"] if last and datetime.fromisoformat(last[0]["at"]) > self.at else None
        self.undoes: int | None = None
        self.kept = self.made_ledger = self.discarded = False
        self._changes: list[dict[str, Any]] = []
        self._touched = Touched()
        self._new: list[tuple[str, range]] = []
        self.hash = ""
        self._first = head_of(connection).first

    @property
    def today(self) -> date:
        """The day that the change is done for."""
        return self.actor.today

    @property
    def book(self) -> Book:
        """The ledger as this change has made it so far."""
        self._touched.settle(self.connection)
        return Book(self.connection)

    def add(self, table: str, **values: Any) -> int:
        """Add a row, marked with this entry; what is not given is null. Returns its number."""
        number = self.connection.next_id(table)
        row = dict.fromkeys(self._columns(table)) | {"id": number, "entry_id": self.entry_id}
        row |= {name: _stored(value) for name, value in values.items()}
        self.connection.insert(table, row)
        self._note(table, number, None, row, row)
        return number

    def add_columns(
        self, table: str, columns: Columns, derived: Columns | None = None, bar: Bar | None = None
    ) -> range:
        """Add many rows at once, given by column with values as the database stores them.

        Returns their numbers.

        Args:
            table: the table.
            columns: all fields that are not null, each with one value a row.
            derived: stored balances of the new rows, where the caller knows them (see `balances`).
            bar: is told how many rows are written.

        """
        count = len(next(iter(columns.values())))
        first = self.connection.next_id(table)
        ids = range(first, first + count)
        if count:
            full = {name: [None] * count for name in self._columns(table) if name not in columns}
            noted = {**{name: full[name] for name in full if name not in ("id", "entry_id")}, **columns}
            given = {**noted, "id": ids, "entry_id": [self.entry_id] * count, **(derived or {})}
            tick = bar(f"writing {table}s", count) if bar else lambda _done: None
            for done in self.connection.insert_columns(table, given, count):
                tick(done)
            self._changes.append(rows_noted(table, ids, self.entry_id, noted))
            self._new.append((table, ids))
        return ids

    def change(self, table: str, row_id: int, **values: Any) -> dict[str, Any]:
        """Change fields of one row; what they were stands in the journal.

        Returns those that really differ.
        """
        before = Book(self.connection).row(table, row_id) or {}  # what is derived of it need not be settled
        given = {name: _stored(value) for name, value in values.items()}
        changed = {name: value for name, value in given.items() if before[name] != value}
        if changed:
            sets = ", ".join(f"{name} = :{name}" for name in changed)
            self.connection.run(f"UPDATE {table} SET {sets} WHERE id = :id", **changed, id=row_id)
            self._note(table, row_id, {name: before[name] for name in changed}, changed, before, changed)
        return changed

    def void(self, table: str, row_id: int, reason: str | None) -> None:
        """Void a row: it counts on no day any more, and stays in the ledger."""
        self.change(table, row_id, voided_on=self.today, void_reason=reason)

    def put(self, key: str, value: str | None) -> None:
        """Set or (with None) clear a setting."""
        found = self.connection.rows("SELECT key, value FROM setting WHERE key = :key", key=key)
        before = as_dict(found[0]) if found else None
        if (before["value"] if before else None) == value:
            return
        self.connection.run("DELETE FROM setting WHERE key = :key", key=key)
        after = {"key": key, "value": value} if value is not None else None
        if after:
            self.connection.insert("setting", after)
        self._note("setting", key, before, after)

    def reverse(
        self, table: str, row_id: Any, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        """Put one row back: from `after`, as an earlier entry left it, to `before`, as that had found it."""
        key = KEYS.get(table, "id")
        found = self.connection.rows(f'SELECT * FROM "{table}" WHERE {key} = :row', row=row_id)
        whole = as_dict(found[0]) if found else {}
        if before is not None and after is not None and table not in KEYS:
            sets = ", ".join(f"{name} = :{name}" for name in before)
            self.connection.run(f'UPDATE "{table}" SET {sets} WHERE id = :row_id', **before, row_id=row_id)
        else:
            self.connection.run(f'DELETE FROM "{table}" WHERE {key} = :row', row=row_id)
            if before is not None:
                self.connection.insert(table, before)
        self._note(table, row_id, after, before, whole, before or {})

    def discard(self) -> None:
        """Leave the ledger as it was, however much was done: what is left of a dry run."""
        self.discarded = True

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to be kept."""
        return self.discarded or not self._changes

    def fault(self) -> str | None:
        """What the books do not allow of this change, in one sentence; None when all is well."""
        self._touched.settle(self.connection)
        for table, ids in self._new:
            for told in broken_of_new(self.connection, table, ids[0], ids[-1]):
                return told
        invoices, payments = listed(self._touched.invoices), listed(self._touched.payments)
        return next(iter(broken_of(self.connection, invoices, payments)), None)

    def close(self) -> None:
        """Write the journal entry, chained to the one before.

        Refused when the books do not allow what was changed.
        """
        if fault := self.fault():
            raise Refused(
                _(
                    "the books do not allow it, for then {fault}; `arcollect log` shows what stands",
                    fault=fault,
                )
            )
        entry: dict[str, Any] = {
            "id": self.entry_id,
            "at": self.at.isoformat(timespec="seconds"),
            "who": self.actor.who,
            "command": self.actor.command,
            "changes": written(self._changes),
            "undoes": self.undoes,
            "previous": self.found or GENESIS,
            "schema_version": HEAD,
        }
        self.hash = entry_hash(entry)
        self.connection.insert("entry", {**entry, "hash": self.hash})

    def head(self) -> Head:
        """The head of the ledger after this change."""
        first = self._first or self.hash
        return Head(entry=self.entry_id, day=self.at.date().isoformat(), hash=self.hash, first=first)

    def _columns(self, table: str) -> list[str]:
        """The fields of a table that the journal names."""
        derived = DERIVED.get(table, frozenset())
        return [column.name for column in self.connection.tables()[table] if column.name not in derived]

    def _note(
        self,
        table: str,
        row_id: Any,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        *sides: Mapping[str, Any],
    ) -> None:
        """Write down a change, and mark the balances that depend on the row.

        `sides` are the row before and after.
        """
        self._changes.append({"table": table, "id": row_id, "before": before, "after": after})
        self._touched.note(self.connection, table, row_id, sides)


def _stored(value: Any) -> Any:
    """The value as the database stores it."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


@contextmanager
def working(backend: Backend, actor: Actor, seen: str | None = None) -> Iterator[Work]:
    """A change of the ledger, which is made when there is none; kept only if the block ends well.

    A block that changes nothing leaves no entry.

    Args:
        backend: where the ledger is.
        actor: who changes it.
        seen: the hash of the last entry that was there when the change was prepared, None when nothing was
            read for it.

    Raises LedgerTrouble when the ledger cannot be changed, Outdated when it has entries that were not seen,
    Refused when the books or the database's rules do not allow the change.

    """
    made, kept = backend.make_sure(), False
    try:
        with closing(backend.to_write()) as connection, connection.change() as change:
            work = Work(connection, actor)
            work.made_ledger = made
            if seen not in (None, work.found):
                raise Outdated(
                    _("{path} was changed meanwhile by another command; try again", path=backend.path)
                )
            if not (made or actor.accepts):
                refuse_other(connection, backend.path)
            yield work
            if not work.changes_nothing:
                work.close()
                with _undisturbed():
                    _keep(backend, change, work)
                    kept = True
    except RuleBroken as error:  # what was read before the change began may be gone by now
        raise Refused(f"the ledger was changed meanwhile by another command ({error}); try again") from error
    finally:
        if made and not kept:
            backend.unmake_if_empty()


def _keep(backend: Backend, change: Change, work: Work) -> None:
    """Commit; where the database reports a failure, the ledger itself is asked whether it has the entry."""
    try:
        change.keep()
    except LedgerTrouble:
        if not _has(backend, work):
            raise
    work.kept = True
    KEPT.append(work.entry_id)
    keep(backend.path, work.head())


def _has(backend: Backend, work: Work) -> bool:
    with suppress(LedgerTrouble), closing(backend.to_read()) as connection:
        return Book(connection).last_hash() == work.hash
    return False


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits while the change is kept, so that afterwards it is known whether it was."""
    pressed: list[int] = []
    before = None
    with suppress(ValueError):  # only the main thread is told of Ctrl-C
        before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt
