"""What `--json` tells of a record: every field of it, or the reason why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from arcollect.cli import rows
from arcollect.domain.records import Customer, Invoice, Payment

DAY = date(2026, 3, 2)
CUSTOMER: dict[str, Any] = {"id": 1, "code": "A", "name": "Acme", "currency": "EUR"}
INVOICE: dict[str, Any] = {
    "id": 1, "number": "F-1", "customer_id": 1, "issued": DAY, "due": DAY, "currency": "EUR", "amount": 5, "open": 5, "status": "open",
}  # fmt: skip
PAYMENT: dict[str, Any] = {
    "id": 1, "customer_id": 1, "customer": "A", "customer_name": "Acme", "on": DAY, "currency": "EUR", "amount": 5,
}  # fmt: skip
ROW_NUMBERS = {"id", "customer_id"}
"""Customers and invoices are named by their code and number."""


@pytest.mark.parametrize(
    ("kind", "told", "other"),
    [
        (Customer, lambda: rows.customer_data(Customer(**CUSTOMER), {}), ROW_NUMBERS),
        (Invoice, lambda: rows.invoice_data(Invoice(**INVOICE), "A"), ROW_NUMBERS),
        (Payment, lambda: rows.payment_data(Payment(**PAYMENT)), {"customer_id", "customer_name", "note"}),
    ],
)
def test_every_field_of_a_record_is_told(kind: Any, told: Any, other: set[str]) -> None:
    missing = set(kind.__match_args__) - set(told()) - other
    assert not missing, f"{missing} of {kind.__name__} stand in no key; add them in cli/rows.py"
