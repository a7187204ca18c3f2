"""Very many rows at once: inserted by column, noted in the journal as a table and not row by row."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MANY = 20_000
"""From so many rows on, when they are most of a table, its indexes are built after them: half the time."""

TOGETHER = 50
"""So many rows go in by one statement, which takes half the time of one row each; more gain nothing."""

EVERY = 5000
"""After so many rows the bar is told."""

Columns = dict[str, "Sequence[Any]"]
T = TypeVar("T")


def columns_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Columns:
    """Rows turned into columns."""
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def insert(
    connection: sqlite3.Connection, table: str, ids: range, entry_id: int, columns: Columns, tick: Callable[[int], None]
) -> None:
    """Inserts the rows, numbered and marked with their entry."""
    names = ("id", "entry_id", *columns)
    head, marks = f"INSERT INTO {table} ({', '.join(names)}) VALUES ", f"({', '.join('?' * len(names))})"
    rows = ticked(zip(ids, repeat(entry_id), *columns.values(), strict=False), tick)
    with indexes_after(connection, table, len(ids)):
        while some := list(islice(rows, TOGETHER)):
            connection.execute(head + ", ".join([marks] * len(some)), list(chain.from_iterable(some)))


def ticked(rows: Iterable[T], tick: Callable[[int], None]) -> Iterator[T]:
    """The rows, telling from time to time how many have gone by."""
    number = 0
    for number, row in enumerate(rows, 1):
        if number % EVERY == 0:
            tick(number)
        yield row
    tick(number)


def noted(table: str, ids: range, entry_id: int, columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The rows as the journal keeps them: what all have in common once, the rest row by row."""
    same = {name: values[0] for name, values in columns.items() if len(set(values)) == 1}
    differ = [name for name in columns if name not in same]
    rows: Iterable[Any] = zip(*(columns[name] for name in differ), strict=True) if differ else repeat((), len(ids))
    return {
        "table": table,
        "first": ids[0],
        "same": {"entry_id": entry_id, **same},
        "columns": differ,
        "rows": list(rows),
    }


@contextmanager
def indexes_after(connection: sqlite3.Connection, table: str, count: int, column: str = "") -> Iterator[None]:
    """Takes the table's indexes away while most of its rows are written, and builds them when they are there.

    Those of one column only, where only that one changes.
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
