"""Proving the books: each check has a name and gives what is wrong, nothing when all is well.

Tables and fields come from the database itself: a new table is checked without being named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.errors import LedgerTrouble
from arcollect.ledger.check.books import allocations, amounts, promises
from arcollect.ledger.check.entries import chain, rows
from arcollect.ledger.check.sums import ageing, stored
from arcollect.ledger.versions import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from arcollect.ledger.book import Book


@record
class Result:
    """One check: its name, whether all is well, and one line saying what is not."""

    name: str
    ok: bool
    message: str


def run_all(book: Book, today: date) -> list[Result]:
    """Every check in order. One that cannot be carried out has failed."""
    results = []
    for name, check in CHECKS.items():
        try:
            faults = list(check(book, today))
        except (LedgerTrouble, ValueError, KeyError, TypeError) as error:
            faults = [f"could not be carried out: {error}"]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        message = f"{faults[0]}{more}" if faults else "well"
        results.append(Result(name=name, ok=not faults, message=message))
    return results


def schema(book: Book) -> Iterable[str]:
    """Whether the tables, indexes and views are as this program declares them."""
    version = book.connection.tuples("SELECT version_num FROM alembic_version")[0][0]
    if version != HEAD:
        yield f"the schema is {version}, not {HEAD}"
    yield from book.connection.missing()


CHECKS: dict[str, Callable[[Book, date], Iterable[str]]] = {
    "file": lambda book, _today: book.connection.file_faults(),
    "references": lambda book, _today: book.connection.reference_faults(),
    "schema": lambda book, _today: schema(book),
    "amounts": lambda book, _today: amounts(book),
    "allocations": lambda book, _today: allocations(book),
    "open items": lambda book, _today: stored(book),
    "ageing": ageing,
    "promises": promises,
    "journal chain": lambda book, _today: chain(book),
    "journal rows": lambda book, _today: rows(book),
}
