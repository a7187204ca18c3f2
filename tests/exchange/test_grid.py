"""Rows gathered into columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.exchange import grid
from arcollect.exchange.grid import Grid, first_filled, gather

ROWS = st.lists(st.lists(st.sampled_from(["", "a", " b ", "c"]), max_size=4), max_size=12)


@given(ROWS, st.sampled_from([1, 3, 100]))
def test_columns_hold_what_the_rows_held(rows: list[list[str]], chunk: int) -> None:
    """As wide as the widest of the first rows, whatever the size of the chunks."""
    ticks: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid, "CHUNK", chunk)
        columns = gather(iter(rows), lambda: ticks.append(1))
    first = next(
        (part for part in (rows[n : n + chunk] for n in range(0, len(rows), chunk)) if any(part)), []
    )
    width = max(map(len, first), default=0)
    assert len(columns) == width
    for n, row in enumerate(rows if columns else []):
        assert [column[n] for column in columns] == ([cell.strip() for cell in row] + [""] * width)[:width]
    assert len(ticks) == -(-len(rows) // chunk)


def test_texts_that_come_again_are_kept_once() -> None:
    (column,) = gather(iter([["".join(["Ac", "me"])] for _ in range(50)]))
    assert len({id(text) for text in column}) == 1


def test_only_the_rows_that_are_wanted_from_a_start_on() -> None:
    whole = Grid(range(1, 6), [["h", "a", "", "b", "c"]])
    assert whole.only(lambda n: n != 3, [0, 2, 3], 1).columns == [["a", "", "c"]]
    assert list(whole.only(lambda n: n != 3, [0, 2, 3], 1).numbers) == [2, 3, 5]
    assert list(whole.only(lambda _n: True, [], 2).numbers) == [3, 4, 5]
    assert whole.only(lambda _n: True, []) is whole
    assert (first_filled(["", "b"]), first_filled([])) == ("b", "")
