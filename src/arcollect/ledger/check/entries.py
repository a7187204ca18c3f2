"""Whether the journal is whole, and tells exactly the rows that are there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from arcollect.ledger.balances import DERIVED
from arcollect.ledger.journal import KEYS, first_break, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arcollect.ledger.backends.base import Column
    from arcollect.ledger.book import Book

UNJOURNALLED = frozenset({"entry", "alembic_version"})


def chain(book: Book) -> Iterable[str]:
    """Every entry follows from the one before it."""
    broken = first_break(book.entries.whole())
    if broken is not None:
        why = "it or an earlier one was changed or removed"
        yield f"entry {broken} does not follow from the one before: {why}"


def rows(book: Book) -> Iterable[str]:
    """The journal told anew gives exactly the rows that are there, derived fields apart."""
    tables = {name: c for name, c in book.connection.tables().items() if name not in UNJOURNALLED}
    expected = _expected(book, tables)
    for table, columns in tables.items():
        own, key = expected[table], KEYS.get(table, "id")
        names = [c.name for c in columns if c.name not in DERIVED.get(table, ())]
        place = names.index(key)
        for row in book.connection.each(f'SELECT {", ".join(names)} FROM "{table}"'):
            known = own.pop(row[place], None)
            if known is None:
                yield f"{table} {row[place]} is in no entry of the journal"
            elif any(known[name] != value for name, value in zip(names, row, strict=True)):
                yield f"{table} {row[place]} is not as the journal tells it"
        yield from (f"{table} {row_id} is told of in the journal and not there" for row_id in own)


def _expected(book: Book, tables: Mapping[str, tuple[Column, ...]]) -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row as the journal tells it; a field that no entry has named is as a new row has it."""
    blank = {table: {column.name: column.default for column in columns} for table, columns in tables.items()}
    expected: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in tables}
    for entry in book.entries.whole():
        for one in told(json.loads(entry["changes"]), entry["schema_version"]):
            own = expected[one.table]
            if one.after is None:
                own.pop(one.id, None)
            else:
                own[one.id] = {**own.get(one.id, blank[one.table]), **one.after}
    return expected
