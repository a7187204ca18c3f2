"""Ledgers for the tests of this folder: changed through the unit of work, altered behind its back, and read bare."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from arcollect.domain.records import Customer
from arcollect.ledger.backends import backend_for
from arcollect.ledger.book import Book
from arcollect.ledger.check import Result, run_all
from arcollect.ledger.work import Actor, Work, working
from arcollect.services.customers import CustomerDraft, added

TODAY = date(2026, 3, 2)
SAVED = Path(__file__).parent / "saved"

Row = dict[str, Any]


def actor(today: date = TODAY) -> Actor:
    return Actor(who="ana", command="arcollect", today=today, at=datetime(2026, 6, 1, tzinfo=UTC))


@contextmanager
def changing(path: Path, today: date = TODAY) -> Iterator[Work]:
    """A change of the ledger at `path`, made by ana."""
    with working(backend_for(path), actor(today)) as work:
        yield work


@contextmanager
def reading(path: Path) -> Iterator[Book]:
    """The ledger open for reading."""
    with closing(backend_for(path).to_read()) as connection:
        yield Book(connection)


def with_customers(path: Path, *names: str) -> list[Customer]:
    """A new ledger with these customers, in EUR."""
    with changing(path) as work:
        for name in names:
            added(work, CustomerDraft(name=name, currency="EUR", details={}))
    with reading(path) as book:
        return sorted(book.customers.all(), key=lambda customer: customer.id)


def alter(path: Path, sql: str) -> None:
    """What a hand with a database tool does: no journal, no balances, no references."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(sql)


def rows(path: Path, sql: str) -> list[Row]:
    """The rows of a query as they stand in the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def tables(path: Path) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    return sorted(row["name"] for row in rows(path, sql))


def everything(path: Path, *, journal: bool = False) -> dict[str, list[Row]]:
    """Every row of every table but the journal's."""
    names = [name for name in tables(path) if journal or name != "entry"]
    return {name: rows(path, f'SELECT * FROM "{name}" ORDER BY 1') for name in names}  # noqa: S608 — names from the file


def failed(path: Path, today: date = TODAY) -> dict[str, str]:
    """The checks that fail, with what they say."""
    with reading(path) as book:
        results: list[Result] = run_all(book, today)
    return {result.name: result.message for result in results if not result.ok}


def saved_ledger(version: str, path: Path) -> Path:
    """A ledger that a released version has saved, unpacked at `path`."""
    path.write_bytes(gzip.decompress((SAVED / f"{version}.db.gz").read_bytes()))
    return path
