"""Lines of one invoice are added up."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.exchange.faults import Faults
from arcollect.exchange.joins import joined


def columns(*rows: tuple[str, int, str], **other: list[str]) -> dict[str, list[Any]]:
    numbers, amounts, notes = zip(*rows, strict=True)
    same = {"customer": "Acme", "issued": "2026-01-05", "due": None, "currency": None}
    shared: dict[str, list[Any]] = {name: [value] * len(rows) for name, value in same.items()}
    return {"number": list(numbers), "amount": list(amounts), "note": list(notes), **shared, **other}


ITEMS = (("F-1", 80, "Nails"), ("F-2", 5, ""), ("F-1", 20, "Glue"), ("F-1", 80, "Rope"))


@pytest.mark.parametrize(
    ("heading", "total"),
    [("amount", 180), ("lineamount", 180), ("linetotal", 180), ("total", 100), ("invoicetotal", 100)],
)
def test_items_add_up_and_a_repeated_total_counts_once(heading: str, total: int) -> None:
    own, faults = columns(*ITEMS), Faults()
    assert joined(own, range(2, 6), heading, faults) == {2, 3}
    assert (own["amount"][:2], faults) == ([total, 5], {})


def test_invoices_of_one_line_stay_as_they_are() -> None:
    own = columns(("F-1", 80, ""), ("F-2", 80, ""))
    assert joined(own, range(2, 4), "amount", Faults()) == set()
    assert own["amount"] == [80, 80]


def test_the_very_same_line_is_a_fault_even_after_another() -> None:
    own, faults = columns(*ITEMS, ITEMS[2]), Faults()
    joined(own, range(2, 7), "amount", faults)
    assert faults == {4: "invoice F-1 stands on line 4 with the very same content; remove one of the two"}
    assert own["amount"][0] == 180


@pytest.mark.parametrize("name", ["customer", "issued", "due", "currency"])
def test_lines_that_differ_in_what_they_share_are_no_items(name: str) -> None:
    own, faults = columns(*ITEMS[:3], **{name: ["a", "a", "b"]}), Faults()
    assert joined(own, range(2, 5), "amount", faults) == set()
    assert (faults, own["amount"][0]) == ({2: f"invoice F-1 stands on line 2 with another {name} (a)"}, 80)


def test_a_faulty_line_takes_no_part() -> None:
    own, faults = columns(*ITEMS), Faults()
    faults[0] = "bad"
    assert joined(own, range(2, 6), "amount", faults) == {3}
    assert own["amount"] == [80, 5, 100, 80]
