"""Rows that import reads again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from arcollect.domain.records import Customer
from arcollect.exchange.fields import FIELDS, KINDS, Field
from arcollect.services import exporting, importing
from services.conftest import Books

VALUES = {
    "currency": "USD", "terms": "45", "limit": "700.00", "language": "es", "day": "2026-02-03", "amount": "12.34",
    "numbers": "A-1=12.34", "collection_day": "friday", "birthday": "05-17",
    "customer": "ACME", "code": "NEW",
}  # fmt: skip
"""What a field of that name or type is given; texts are their own names."""
OWN = {"invoices": {"due": "2026-03-20"}, "payments": {"currency": "EUR"}}
OTHERWISE = {"invoices": {"terms"}}
"""Fields that are kept in another form: terms as the due day."""


def given(kind: str, field: Field) -> str:
    """A value for a field of a file."""
    own = OWN.get(kind, {})
    return own.get(field.name) or VALUES.get(field.name) or VALUES.get(field.type) or f"a {field.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_is_imported_is_kept_and_exported(kind: str, books: Books, tmp_path: Path) -> None:
    row = {
        field.name: given(kind, field) for field in FIELDS[kind] if field.name not in OTHERWISE.get(kind, ())
    }
    file = tmp_path / "in.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, row)
        writer.writeheader()
        writer.writerow(row)
    reading = importing.Reading(mapped={}, currency="EUR")
    sheet = importing.read_sheet(importing.read_grid(str(file)), kind, reading, file.name)
    wanted = importing.Given(kind=kind, name=file.name, currency="EUR")
    importing.import_sheet(books.on(), sheet, wanted, lambda _what, _total: lambda _done: None)
    found = list(csv.DictReader(io.StringIO(exporting.export(books.on(), kind).text)))
    kept = max(found, key=lambda one: len(one.items() & row.items()))
    lost = {name: (value, kept.get(name)) for name, value in row.items() if kept.get(name) != value}
    assert not lost, f"given and exported: {lost}; is each field written and read in ledger/book?"


def test_exports(books: Books, acme: Customer) -> None:
    books.pay(acme, 15000)
    books.cheque(acme, 100)
    books.credit("B-1", 100)
    found = exporting.export(books.on(), "payments")
    assert (found.count, found.credits, found.cheques) == (1, 1, 1)
    assert "A-1=100.00;A-2=50.00" in found.text
    assert exporting.export(books.on(), "invoices").count == 3
    names = exporting.export(books.on(), "customers")
    assert (names.count, "Bolt" in names.text) == (2, True)
