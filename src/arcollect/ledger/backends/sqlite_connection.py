"""A connection to a SQLite file; the transaction is begun and kept by statements alone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from arcollect.ledger.backends.base import Column, RuleBroken
from arcollect.ledger.backends.sqlite_leftover import number_again
from arcollect.ledger.backends.sqlite_trouble import trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

MARKS = (
    (re.compile(r"IN (?:LIST|TEXTS)\((:\w+)\)"), r"IN (SELECT value FROM json_each(\1))"),
    (re.compile(r"/\* by (\w+) \*/"), r"INDEXED BY \1"),
    (re.compile(r"/\* then \*/ JOIN"), "CROSS JOIN"),
)


@cache
def in_own_words(sql: str) -> str:
    """The ledger's SQL as SQLite says it (see `base`)."""
    for mark, words in MARKS:
        sql = mark.sub(words, sql)
    return sql


class SQLiteConnection:
    """A connection to the file; the transaction is begun and kept by statements alone."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.raw, self._path = connection, path
        self._tables: dict[str, tuple[Column, ...]] | None = None

    def _execute(self, sql: str, values: Mapping[str, Any] | Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self.raw.execute(in_own_words(sql), values)
        except sqlite3.IntegrityError as error:
            raise RuleBroken(str(error)) from error
        except sqlite3.Error as error:
            raise trouble(error, self._path) from error

    def _fetched(self, cursor: sqlite3.Cursor) -> list[Any]:
        try:
            return cursor.fetchall()
        except sqlite3.Error as error:
            raise trouble(error, self._path) from error

    def rows(self, sql: str, **values: Any) -> list[sqlite3.Row]:
        cursor = self._execute(sql, values)
        cursor.row_factory = sqlite3.Row
        return self._fetched(cursor)

    def tuples(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        return self._fetched(self._execute(sql, values))

    def each(self, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        cursor = self._execute(sql, values)
        try:
            yield from cursor
        except sqlite3.Error as error:
            raise trouble(error, self._path) from error

    def run(self, sql: str, **values: Any) -> None:
        self._execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        try:
            self.raw.executemany(in_own_words(sql), rows)
        except sqlite3.Error as error:
            raise trouble(error, self._path) from error

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        marks = ", ".join(f":{name}" for name in row)
        self._execute(f'INSERT INTO "{table}" ({", ".join(row)}) VALUES ({marks})', row)

    def insert_columns(self, table: str, columns: Mapping[str, Sequence[Any]], count: int) -> Iterator[int]:
        from arcollect.ledger.backends.sqlite_bulk import insert

        return insert(self.raw, table, columns, count)

    def indexes_after(self, table: str, count: int, column: str = "") -> AbstractContextManager[None]:
        from arcollect.ledger.backends.sqlite_bulk import indexes_after

        return indexes_after(self.raw, table, count, column)

    def next_id(self, table: str) -> int:
        used = self.tuples("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table)
        return int(used[0][0]) + 1 if used else 1

    def tables(self) -> Mapping[str, tuple[Column, ...]]:
        if self._tables is None:
            from arcollect.ledger.backends.sqlite_catalogue import tables

            self._tables = tables(self)
        return self._tables

    def missing(self) -> Iterator[str]:
        from arcollect.ledger.backends.sqlite_catalogue import missing

        return missing(self)

    def file_faults(self) -> Iterator[str]:
        return (row[0] for row in self.tuples("PRAGMA integrity_check") if row[0] != "ok")

    def reference_faults(self) -> Iterator[str]:
        for table, number, refers_to, _ in self.tuples("PRAGMA foreign_key_check"):
            yield f"row {number} of {table} refers to a {refers_to} that is not there"

    @contextmanager
    def change(self) -> Iterator[SQLiteChange]:
        self.run("BEGIN IMMEDIATE")
        try:
            self.run(number_again(self.tuples("PRAGMA user_version")[0][0]))
            yield SQLiteChange(self)
        finally:
            self._give_up()

    def _give_up(self) -> None:
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def close(self) -> None:
        self.raw.close()


class SQLiteChange:
    """A transaction on the file."""

    def __init__(self, connection: SQLiteConnection) -> None:
        self._connection = connection

    def keep(self) -> None:
        try:
            self._connection.run("COMMIT")
        finally:  # what could not be kept is given up at once, so that it can be asked what the ledger has
            self._connection._give_up()
