"""Very many rows at once into a SQLite file."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from arcollect.ledger.journal import same

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

MANY = 20_000
"""From so many rows on, when they are most of a table, its indexes are built after them: half the time."""

TOGETHER = 50
"""So many rows go in by one statement, which takes half the time of one row each; more gain nothing."""

EVERY = 5000
"""After so many rows it is told how many are written."""


def insert(
    connection: sqlite3.Connection, table: str, columns: Mapping[str, Sequence[Any]], count: int
) -> Iterator[int]:
    """Insert the rows; yields how many are written, from time to time.

    Numbers that all rows have in common stand in the statement itself.
    """
    fixed = {name: value for name, value in same(columns).items() if value is None or type(value) is int}
    vary = {name: values for name, values in columns.items() if name not in fixed}
    said = {name: str(value) for name, value in fixed.items() if value is not None}
    head = f"INSERT INTO {table} ({', '.join((*vary, *said))}) VALUES "
    marks = f"({', '.join([*['?'] * len(vary), *said.values()])})"
    rows = zip(*vary.values(), strict=True)
    done = 0
    with indexes_after(connection, table, count):
        while some := list(islice(rows, TOGETHER)):
            connection.execute(head + ", ".join([marks] * len(some)), list(chain.from_iterable(some)))
            done += len(some)
            if done % EVERY < len(some):
                yield done
    yield done


@contextmanager
def indexes_after(connection: sqlite3.Connection, table: str, count: int, column: str = "") -> Iterator[None]:
    """Drop the table's indexes while most of its rows are written, and build them again afterwards.

    With `column` those that hold it, where only that column changes.
    """
    there = connection.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]
    indexes = []
    if count >= MANY and count * 2 > there:
        sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE ?"
        indexes = connection.execute(sql, (table, f"%{column}%")).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, statement in indexes:
        connection.execute(statement)
