"""What is the same in every language: days from today, holidays, quarters, weeks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.spoken import resolvers
from arcollect.domain.spoken.engine import Resolver

D = date.fromisoformat
ANY = re.compile(r"(?P<d>\d+)").match("15")


@pytest.mark.parametrize(
    ("name", "given", "today", "day"),
    [("plus", (3,), "2026-02-27", "2026-03-02"), ("plus_months", (1,), "2026-01-31", "2026-02-28"), ("fixed", (12, 24), "2026-12-24", "2026-12-24"),
     ("fixed", (12, 24), "2026-12-25", "2027-12-24"), ("easter", (-2,), "2026-04-03", "2026-04-03"), ("easter", (-2,), "2026-04-04", "2027-03-26"),
     ("easter", (1,), "2026-04-06", "2026-04-06"), ("easter", (1,), "2026-04-07", "2027-03-29"), ("in_week", (1, 4), "2026-03-08", "2026-03-13"),
     ("in_week", (0, 0), "2026-03-08", "2026-03-02")],
)  # fmt: skip
def test_whatever_the_phrase_says(name: str, given: tuple[int, ...], today: str, day: str) -> None:
    resolve: Resolver = getattr(resolvers, name)(*given)
    assert ANY
    assert resolve(ANY, D(today)) == D(day)


@pytest.mark.parametrize(
    ("resolve", "today", "day"),
    [(resolvers.this_midweek, "2026-03-02", "2026-03-04"), (resolvers.this_midweek, "2026-03-04", "2026-03-04"), (resolvers.this_midweek, "2026-03-05", "2026-03-11"),
     (resolvers.day_number, "2026-03-15", "2026-03-15"), (resolvers.day_number, "2026-03-16", "2026-04-15")],
)  # fmt: skip
def test_read_from_the_phrase(resolve: Resolver, today: str, day: str) -> None:
    assert ANY
    assert resolve(ANY, D(today)) == D(day)


def test_on_weekday() -> None:
    assert resolvers.on_weekday(D("2026-03-20"), 4) == D("2026-03-20")
    with pytest.raises(ValueError, match="disagree"):
        resolvers.on_weekday(D("2026-03-21"), 4)


@pytest.mark.parametrize(
    ("today", "ahead", "end"),
    [("2026-01-01", 0, "2026-03-31"), ("2026-03-31", 0, "2026-03-31"), ("2026-04-01", 0, "2026-06-30"), ("2026-12-31", 0, "2026-12-31"), ("2026-12-31", 1, "2027-03-31"),
     ("2026-08-31", 1, "2026-12-31")],
)  # fmt: skip
def test_quarter_end(today: str, ahead: int, end: str) -> None:
    assert resolvers.quarter_end(D(today), ahead) == D(end)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 4))
def test_a_numbered_quarter_ends_within_a_year(today: date, number: int) -> None:
    end = resolvers.numbered_quarter_end(today, number)
    assert (end.month, end.day) == {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[number]
    assert 0 <= (end - today).days < 366


def test_today_may_be_the_end_of_the_quarter() -> None:
    assert resolvers.numbered_quarter_end(D("2026-03-31"), 1) == D("2026-03-31")
    assert resolvers.numbered_quarter_end(D("2026-04-01"), 1) == D("2027-03-31")
