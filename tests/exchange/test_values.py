"""Columns as values by the types of their fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.exchange.cells import Cells
from arcollect.exchange.faults import Fault
from arcollect.exchange.fields import Field, Type
from arcollect.exchange.grid import Grid
from arcollect.exchange.values import LONGEST, Values


def read(type_: Type, *texts: str, required: bool = False) -> list[Any]:
    cells = Cells(Grid(range(len(texts)), [list(texts)]), ["f"], {"f": 0})
    return Values(cells, "dmy").of(Field(name="f", type=type_, help="", required=required))


@given(st.lists(st.text(max_size=12).map(str.strip), min_size=1, max_size=6))
def test_the_white_space_of_texts_is_made_single(texts: list[str]) -> None:
    wanted = [
        " ".join(text.removeprefix("'").split() if text[:2] in ("'=", "'+", "'-", "'@") else text.split())
        for text in texts
    ]
    assert read("text", *texts) == [text or None for text in wanted]
    assert read("text", *texts, required=True) == wanted


@pytest.mark.parametrize("type_", ["text", "note"])
def test_a_text_that_is_too_long_is_a_fault(type_: Type) -> None:
    fits, over = "x" * LONGEST[type_], "x" * (LONGEST[type_] + 1)
    found = read(type_, fits, over)
    assert found[0] == fits
    assert isinstance(found[1], Fault)
    assert f"is {len(over)} characters long; at most {len(fits)} fit" in found[1]


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [("day", "31/01/2026", "2026-01-31"), ("day", "", None), ("currency", "eur", "EUR"), ("terms", "net 30", 30), ("terms", "contado", 0),
     ("limit", "1.250,50", Decimal("1250.50")), ("limit", "", None), ("language", "Español", "es"), ("language", "fr", None),
     ("language", "ZH-CN", "zh"), ("numbers", "F-1=5;  F-2", "F-1=5; F-2"), ("currency", "", None)],
)  # fmt: skip
def test_values_by_type(type_: Type, text: str, value: object) -> None:
    assert read(type_, text) == [value]


@pytest.mark.parametrize(
    ("type_", "text", "fault"),
    [("day", "2026-02-30", "`2026-02-30` in column f is no day of the calendar"), ("day", "01/01/1969", "the year of `01/01/1969` cannot be meant"),
     ("day", "2200-01-01", "cannot be meant"), ("currency", "XYZ", "`XYZ` is no currency"), ("terms", "when sold", "fixes no date"),
     ("limit", "1.250", "could be thousands or decimals")],
)  # fmt: skip
def test_what_cannot_be_read_is_a_fault(type_: Type, text: str, fault: str) -> None:
    (found,) = read(type_, text)
    assert isinstance(found, Fault)
    assert fault in found


def test_a_column_that_is_missing_and_notes_of_columns_without_a_name() -> None:
    cells = Cells(Grid(range(2), [["own", ""], ["x", ""]]), ["note", "Item"], {"note": 0})
    values = Values(cells, "dmy")
    assert values.of(Field(name="note", type="note", help="")) == ["own; Item: x", None]
    assert values.of(Field(name="notes", type="note", help="")) == ["Item: x", None]
    assert values.of(Field(name="rep", type="text", help="")) == [None, None]
    assert values.of(Field(name="name", type="text", help="", required=True)) == ["", ""]
