"""Dates in figures, with and without a year, in both orders of day and month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.spoken.engine import Grammar, read
from arcollect.domain.spoken.english import EITHER, PAST, TURN, VAGUE
from arcollect.domain.spoken.numeric import Order, dashed, rules, valid
from arcollect.errors import Ambiguous, UsageError

TODAY = date(2026, 3, 4)
ORDERS: st.SearchStrategy[Order] = st.sampled_from(["dmy", "mdy"])


def figures(text: str, order: Order | None = None, *, dotted: bool = True) -> date | None:
    """The day that the rules of figures alone find."""
    grammar = Grammar(
        lang="", tidy=str, past=PAST, vague=VAGUE, either=EITHER, turn=TURN,
        rules=(*rules(order, dotted=dotted), *([dashed(order)] if not dotted else [])),
    )  # fmt: skip
    return read(grammar, text, TODAY)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [("2026-03-15", None, "2026-03-15"), ("2026/3/15", None, "2026-03-15"), ("2026.3.15", None, "2026-03-15"), ("2026年3月15日", None, "2026-03-15"),
     ("2026 - 3 - 15", None, "2026-03-15"), ("20260315", None, "2026-03-15"), ("by 20261231 please", None, "2026-12-31"),
     ("15/3/2026", None, "2026-03-15"), ("3/15/2026", None, "2026-03-15"), ("15.3.26", None, "2026-03-15"), ("5/4/2026", "dmy", "2026-04-05"),
     ("5/4/2026", "mdy", "2026-05-04"), ("5/4/26", "mdy", "2026-05-04"), ("4/4/2026", None, "2026-04-04"), ("5-4-2027", "dmy", "2027-04-05"),
     ("1/12/2026", None, "2026-12-01"), ("15/3", None, "2026-03-15"), ("3/15", None, "2026-03-15"), ("5/5", None, "2026-05-05"), ("5/4", "dmy", "2026-04-05"), ("5/4", "mdy", "2026-05-04"),
     ("4/3", "dmy", "2026-03-04"), ("3/3", None, "2027-03-03"), ("3.15", "mdy", "2026-03-15"), ("29/2", None, "2028-02-29"), ("3-15", "mdy", "2026-03-15")],
)  # fmt: skip
def test_read(text: str, order: Order | None, day: str) -> None:
    assert figures(text, order) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["5/4/2026", "5/4", "3/5", "4/3/2026", "1/2/2026"])
def test_two_readings(text: str) -> None:
    with pytest.raises(
        Ambiguous, match=r"could be 20\d\d-\d\d-\d\d or 20\d\d-\d\d-\d\d; type one of the two"
    ):
        figures(text)


def test_both_readings_are_named_the_earlier_first() -> None:
    with pytest.raises(Ambiguous, match="`5/4` could be 2026-04-05 or 2026-05-04"):
        figures("5/4")


@pytest.mark.parametrize(
    "text", ["31/31", "0/5", "13/13", "2026-02-30", "30/2/2026", "2026-13-01", "15/3/2025", "1/3/2026"]
)
def test_no_day_or_a_past_one(text: str) -> None:
    with pytest.raises(UsageError):
        figures(text, "dmy")


@pytest.mark.parametrize(
    "text", ["1/2%", "1.5k", "3.15元", "invoice #20260315", "1,3/4", "12345/3", "3.50.2"]
)
def test_figures_that_are_no_date(text: str) -> None:
    assert figures(text, "dmy") is None


def test_dots_and_dashes_are_dates_only_where_they_are_asked_for() -> None:
    assert figures("3.15", "mdy", dotted=False) is None
    assert figures("3-15", "mdy", dotted=False) == date(2026, 3, 15)
    assert figures("15-3", "dmy", dotted=False) == date(2026, 3, 15)


@given(st.dates(TODAY, date(2069, 12, 31)), ORDERS)
def test_every_day_is_read_in_its_order(day: date, order: Order) -> None:
    pair = f"{day.day}/{day.month}" if order == "dmy" else f"{day.month}/{day.day}"
    assert figures(f"{pair}/{day.year}", order) == figures(f"{pair}/{day:%y}", order) == day
    assert figures(day.isoformat(), order) == figures(f"{day:%Y%m%d}", order) == day
    coming = figures(pair, order)
    assert coming is not None
    assert (coming.month, coming.day) == (day.month, day.day)


def test_valid() -> None:
    assert valid(2028, 2, 29) == date(2028, 2, 29)
    assert valid(2026, 2, 29) is None
