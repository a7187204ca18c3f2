"""Which column is which, by heading or by --map."""

from __future__ import annotations

import pytest

from arcollect.errors import BadData, UsageError
from arcollect.exchange.fields import FIELDS, KINDS, Field
from arcollect.exchange.headings import find_columns, folded, parse_map

EVERY = [(kind, field, heading) for kind in KINDS for field in FIELDS[kind] for heading in field.known]


@pytest.mark.parametrize(("kind", "field", "heading"), EVERY, ids=lambda v: getattr(v, "name", v))
def test_every_heading_that_is_known_finds_its_field(kind: str, field: Field, heading: str) -> None:
    """Beside columns of our own names for those that are needed; a heading that two fields know goes to the first."""
    others = [f.name for f in FIELDS[kind] if f.required and f is not field]
    _, columns = find_columns([[*others, heading.upper()]], kind, {}, "f.csv")
    place = len(others)
    rivals = [f.name for f in FIELDS[kind] if heading in f.known]
    assert next(name for name, n in columns.items() if n == place) in rivals


def test_headings_are_compared_without_case_accents_spaces_and_punctuation() -> None:
    assert folded("  Nº de Factura. ") == folded("no DE_factura")
    assert folded("Razón  Social") == "razonsocial"


def test_the_row_with_most_headings_is_taken_and_each_column_once() -> None:
    rows = [
        ["Report", "Date", "", ""],
        ["Date", "Customer", "Total", "Amount"],
        ["2026-01-05", "Acme", "5", "6"],
    ]
    index, columns = find_columns([*rows[:1], ["No", *rows[1]], *rows[2:]], "invoices", {}, "f.csv")
    assert (index, columns) == (1, {"number": 0, "issued": 1, "customer": 2, "amount": 3})


def test_what_is_mapped_wins_over_what_is_known() -> None:
    mapped = parse_map("amount=Net, issued = Value date", "invoices")
    assert mapped == {"amount": "Net", "issued": "Value date"}
    _, columns = find_columns(
        [["number", "customer", "total", "net", "date", "VALUE DATE"]], "invoices", mapped, "f"
    )
    assert (columns["amount"], columns["issued"]) == (3, 5)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(
        BadData,
        match=r"no column for number and amount; name it with --map number=… \(columns: customer, x\)",
    ):
        find_columns([["customer", "x"]], "invoices", {}, "f.csv")
    with pytest.raises(BadData, match=r"columns: none"):
        find_columns([], "invoices", {}, "f.csv")
    with pytest.raises(BadData, match=r"has no column `Nr`; its columns are number, customer, amount"):
        find_columns([["number", "customer", "", "amount"]], "invoices", {"number": "Nr"}, "f.csv")
    assert find_columns([["code", "phone"]], "customers", {}, "f.csv") == (0, {"code": 0, "phone": 1})


@pytest.mark.parametrize("text", ["nothing=x", "amount"])
def test_a_map_that_cannot_be_meant(text: str) -> None:
    with pytest.raises(UsageError, match="ours may be customer, on, amount"):
        parse_map(text, "payments")
