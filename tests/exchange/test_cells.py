"""Cells by our names, unguarded; columns without a name become notes."""

from __future__ import annotations

import pytest

from arcollect.exchange.cells import NOTES_LENGTH, Cells
from arcollect.exchange.grid import Grid
from arcollect.exchange.out import safe


@pytest.mark.parametrize("text", ["=1+1", "+5", "-5", "@x", "'=1", "it's", "'", "'quoted'", ""])
def test_what_is_guarded_on_the_way_out_is_unguarded_on_the_way_in(text: str) -> None:
    cells = Cells(Grid(range(1, 2), [[safe(text)]]), ["name"], {"name": 0})
    assert cells.text("name") == [text.removeprefix("'") if text == "'=1" else text]


def test_a_column_that_is_not_there_is_empty_and_those_without_a_name_are_notes() -> None:
    columns = [["F-1", "F-2"], ["Nails", ""], ["x", "x"], ["Norte", "Sur"], ["late", "late"]]
    cells = Cells(Grid(range(2, 4), columns), ["No", "Item", "", "Zona"], {"number": 0})
    assert cells.text("due") == ["", ""]
    assert cells.extras() == ["Item: Nails; Zona: Norte", "Zona: Sur"]
    assert ("number" in cells, "due" in cells, cells.different("number")) == (True, False, ["F-1", "F-2"])
    assert Cells(Grid(range(2, 4), columns[:1]), ["No"], {"number": 0}).extras() is None
    long = Cells(Grid(range(2), [["y" * 5000]]), ["Item"], {}).extras() or [""]
    assert len(long[0]) == NOTES_LENGTH
