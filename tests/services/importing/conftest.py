"""Files as text, taken into the ledger of the services' tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from arcollect.services import importing, payments
from services.conftest import TODAY, Books, pieces

HEADS = {
    "customers": "code,name,currency,terms,limit,rep",
    "invoices": "number,customer,issued,due,amount,currency,terms,note",
    "payments": "customer,on,amount,invoice,currency,method,reference",
}


class Files:
    """Imports lines of a kind; what they say is in `problems`, by line."""

    def __init__(self, folder: Path, books: Books) -> None:
        self.folder, self.books = folder, books
        self.problems: list[tuple[int, str]] = []

    def take(
        self, kind: str, *lines: str, today: date = TODAY, skip: bool = True, dry: bool = False
    ) -> importing.Imported:
        """The lines without their headings, as one file."""
        file = self.folder / "file.csv"
        file.write_text("\n".join([HEADS[kind], *lines]) + "\n", encoding="utf-8")
        reading = importing.Reading(mapped={}, currency="EUR")
        sheet = importing.read_sheet(importing.read_grid(str(file)), kind, reading, "file.csv")
        given = importing.Given(kind=kind, name="file.csv", currency="EUR", dry_run=dry, skip_bad=skip)
        self.bars: dict[str, list[int]] = {}

        def bar(what: str, _total: int):  # type: ignore[no-untyped-def]  # gives `list.append`
            return self.bars.setdefault(what, []).append

        found = importing.import_sheet(self.books.on(today), sheet, given, bar)
        self.problems = [(p.line, p.message) for p in found.problems]
        return found

    def paid(self) -> list[list[tuple[str, int]]]:
        """What each payment of the ledger pays, in the order of their days."""
        return [sorted(pieces(p)) for p in payments.listed(self.books.on(), None, void=False)]


@pytest.fixture
def files(tmp_path: Path, books: Books) -> Files:
    """Imports into the ledger of `books`."""
    return Files(tmp_path, books)


@pytest.fixture
def fresh(tmp_path: Path, empty: Books) -> Files:
    """Imports into a ledger that is not there yet."""
    return Files(tmp_path, empty)
