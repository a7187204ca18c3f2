"""One list of fields a kind: a field added to it is read, exported and named in errors; what else it needs is told."""

from __future__ import annotations

import io
from typing import Any

import pytest

from arcollect.domain import records
from arcollect.errors import UsageError
from arcollect.exchange import fields
from arcollect.exchange.fields import FIELDS, KINDS, Field, names, required
from arcollect.exchange.grid import Grid
from arcollect.exchange.headings import folded, parse_map
from arcollect.exchange.out import cells, write_csv
from arcollect.exchange.sheet import Reading, read_sheet
from arcollect.ledger import schema

ORDER = Field(
    name="order_number", type="text", help="the customer's order", headings="ponumber pedido 订单号"
)
TABLES = {"customers": schema.Customer, "invoices": schema.Invoice, "payments": schema.Payment}
RECORDS: dict[str, Any] = {"customers": records.Customer, "invoices": records.Invoice}
NOT_STORED = {"invoices": {"customer", "terms"}, "payments": {"customer", "invoice"}}
"""What the ledger keeps in another form: the customer by its id, terms as the due day, allocations as rows."""
ROWS = {"customers": {"name": "Acme"}, "invoices": {"number": "F-1", "customer": "Acme", "issued": "2026-01-05", "amount": "5"},
        "payments": {"customer": "Acme", "on": "2026-01-05", "amount": "5"}}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("heading", ["order_number", "PO number", "订单号"])
def test_a_field_added_to_the_list_is_read_exported_and_named(
    kind: str, heading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(fields.FIELDS, kind, (*FIELDS[kind], ORDER))
    row = {**ROWS[kind], heading: "PO 7"}
    grid = Grid(range(1, 3), [[head, cell] for head, cell in row.items()])
    sheet = read_sheet(grid, kind, Reading(mapped={}, currency="EUR"), "f.csv")
    assert sheet.columns["order_number"] == ["PO 7"]
    with pytest.raises(UsageError, match=r"ours may be .*, order_number$"):
        parse_map("nothing=x", kind)
    text = io.StringIO()
    write_csv(kind, [{"order_number": "PO 7"}], text)
    assert [line.split(",")[-1] for line in text.getvalue().splitlines()] == ["order_number", "PO 7"]
    with pytest.raises(LookupError, match=f"order_number of {kind} is in exchange/fields.py, but in no"):
        cells(kind, {"currency": "EUR", **dict.fromkeys((*names(kind)[:-1],))}, {})


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_its_column_in_the_ledger(kind: str) -> None:
    stored = {field.column for field in FIELDS[kind]} - NOT_STORED.get(kind, set())
    missing = stored - set(TABLES[kind].model_fields)
    assert not missing, (
        f"{missing} stand in exchange/fields.py; give them a column in the ledger's tables and a migration"
    )


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_has_its_place_in_the_record(kind: str) -> None:
    known = set(RECORDS[kind].__match_args__)
    missing = [
        f.name
        for f in FIELDS[kind]
        if not {f.name, f.column} & known and f.column not in NOT_STORED.get(kind, ())
    ]
    assert not missing, (
        f"{missing} stand in exchange/fields.py; add them to domain/records.py and to the reads"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_is_sound(kind: str) -> None:
    own = FIELDS[kind]
    assert len(set(names(kind))) == len({field.column for field in own}) == len(own)
    assert set(required(kind)) <= set(names(kind))
    for field in own:
        assert field.help
        assert field.name == field.name.lower()
        assert field.known[0] in (
            field.name,
            "total",
            "note",
        )  # surer than ours are only a total, and `note` for notes
        assert [folded(heading) for heading in field.headings.split()] == field.headings.split(), field.name
