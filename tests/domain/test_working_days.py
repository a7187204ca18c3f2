"""Working days: the first on, before and after a day, and so many of them later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.working_days import (
    MONDAY_TO_FRIDAY,
    last_working_day,
    plus_working_days,
    working_day_before,
    working_day_on_or_after,
    working_day_on_or_before,
)

D = date.fromisoformat
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
WORKING = st.frozensets(st.integers(0, 6), min_size=1)


@pytest.mark.parametrize(
    ("day", "after", "until", "before"),
    [("2026-03-06", "2026-03-06", "2026-03-06", "2026-03-05"), ("2026-03-07", "2026-03-09", "2026-03-06", "2026-03-06"),
     ("2026-03-08", "2026-03-09", "2026-03-06", "2026-03-06"), ("2026-03-09", "2026-03-09", "2026-03-09", "2026-03-06")],
)  # fmt: skip
def test_about_a_weekend(day: str, after: str, until: str, before: str) -> None:
    assert working_day_on_or_after(D(day)) == D(after)
    assert working_day_on_or_before(D(day)) == D(until)
    assert working_day_before(D(day)) == D(before)


@given(DAYS, WORKING)
def test_the_nearest_working_day(day: date, working: frozenset[int]) -> None:
    after, until = working_day_on_or_after(day, working), working_day_on_or_before(day, working)
    assert {after.weekday(), until.weekday()} <= working
    idle = (until + timedelta(days=n) for n in range(1, (after - until).days))
    assert until <= day <= after
    assert not any(d.weekday() in working for d in idle if d != day)
    assert (after == day) == (until == day) == (day.weekday() in working)
    assert working_day_before(day, working) == working_day_on_or_before(day - timedelta(days=1), working)


@given(DAYS, st.integers(0, 40), WORKING)
def test_so_many_working_days_lie_between(day: date, count: int, working: frozenset[int]) -> None:
    later = plus_working_days(day, count, working)
    passed = (day + timedelta(days=n) for n in range(1, (later - day).days + 1))
    assert sum(d.weekday() in working for d in passed) == count
    assert later == day if not count else later.weekday() in working


@pytest.mark.parametrize(
    ("day", "last"),
    [("2026-02-05", "2026-02-27"), ("2026-05-01", "2026-05-29"), ("2026-03-31", "2026-03-31")],
)
def test_the_last_working_day_of_a_month(day: str, last: str) -> None:
    assert last_working_day(D(day)) == D(last)
    assert last_working_day(D(day), frozenset({0})).weekday() == 0


def test_monday_to_friday() -> None:
    assert frozenset({0, 1, 2, 3, 4}) == MONDAY_TO_FRIDAY
    assert plus_working_days(D("2026-03-06"), 1) == D("2026-03-09")
