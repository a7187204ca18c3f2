"""What must be so of customers, invoices and payments."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.exchange.faults import Fault, Faults
from arcollect.exchange.fields import FIELDS, KINDS
from arcollect.exchange.kinds import CHECKS

GOOD: dict[str, dict[str, object]] = {"customers": {"code": "A", "name": "Acme"},
        "invoices": {"number": "F-1", "customer": "Acme", "issued": "2026-01-05", "due": "2026-02-04", "amount": 5},
        "payments": {"customer": "Acme", "on_day": "2026-01-05", "amount": 5, "invoice": "F-1"}}  # fmt: skip


def checked(kind: str, **values: object) -> tuple[dict[str, list[Any]], Faults]:
    """The second of three rows has these values, the others are good."""
    good = {field.column: GOOD[kind].get(field.column) for field in FIELDS[kind]}
    columns: dict[str, list[Any]] = {
        name: [value, values.get(name, value), value] for name, value in good.items()
    }
    faults = Faults()
    CHECKS[kind](columns, faults)
    return columns, faults


@pytest.mark.parametrize("kind", KINDS)
def test_good_rows_have_no_fault(kind: str) -> None:
    assert checked(kind)[1] == {}


@pytest.mark.parametrize(
    ("kind", "values", "fault"),
    [("customers", {"name": "", "code": None}, "the name is empty"), ("invoices", {"number": ""}, "the invoice number is empty"),
     ("invoices", {"customer": ""}, "invoice F-1 has no customer"), ("invoices", {"amount": Fault("no amount")}, "no amount"),
     ("invoices", {"issued": "2026-02-05"}, "invoice F-1 would be due on 2026-02-04, before it is issued on 2026-02-05"),
     ("invoices", {"issued": None, "due": None}, "invoice F-1 has neither an issue date nor a due date"),
     ("invoices", {"number": Fault("bad"), "issued": "2026-02-05"}, "bad"),
     ("payments", {"on_day": None}, "the day of the payment is empty"), ("payments", {"amount": Fault("no amount")}, "no amount"),
     ("payments", {"customer": None, "invoice": None}, "neither the customer nor an invoice is named")],
)  # fmt: skip
def test_what_is_wrong_is_told(kind: str, values: dict[str, object], fault: str) -> None:
    assert checked(kind, **values)[1] == {1: fault}


def test_what_stands_in_for_what_is_empty() -> None:
    assert checked("customers", name="")[0]["name"] == ["Acme", "A", "Acme"]
    assert checked("invoices", issued=None)[0]["issued"] == ["2026-01-05", "2026-02-04", "2026-01-05"]
    for values in ({"issued": "2026-02-04"}, {"due": None}):
        assert checked("invoices", **values)[1] == {}
    for values in ({"customer": None}, {"invoice": None}):
        assert checked("payments", **values)[1] == {}
