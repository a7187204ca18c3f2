"""CSV that goes out."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from arcollect.exchange.out import cells, safe, write_csv


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_formulas_are_guarded(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe(f"a{text}") == f"a{text}"


def test_money_goes_out_in_major_units_and_names_are_ours() -> None:
    one = {
        "customer": "A",
        "on_day": "2026-01-05",
        "amount": 1250,
        "currency": "JPY",
        "method": None,
        "reference": "-7",
        "note": "",
    }
    row = cells("payments", one, {"invoice": "-"})
    assert (row["on"], row["amount"], row["invoice"]) == ("2026-01-05", "1250", "-")
    text = io.StringIO()
    assert write_csv("payments", [row, row], text) == 2
    assert text.getvalue().splitlines()[1] == "A,2026-01-05,1250,JPY,,'-,'-7,"
    given = dict.fromkeys(
        (
            "code",
            "name",
            "terms",
            "phone",
            "email",
            "group",
            "rep",
            "language",
            "collection_day",
            "birthday",
            "notes",
        )
    )
    limit = [
        cells("customers", SimpleNamespace(currency="EUR", credit_limit=n), given)["limit"]
        for n in (-125050, None)
    ]
    assert limit == ["-1250.50", None]
    text = io.StringIO()
    write_csv("customers", [{"limit": "-1250.50", "name": "-x"}], text)
    assert text.getvalue().splitlines()[1].startswith(",'-x,,,-1250.50,")
