"""Calendar arithmetic: month ends, leap years, the next day with a number, weekdays, Easter."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain import dates

D = date.fromisoformat
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
     ("2024-02-29", 12, "2025-02-28")],
)  # fmt: skip
def test_plus_months_stays_in_the_month(day: str, months: int, later: str) -> None:
    assert dates.plus_months(D(day), months) == D(later)


@given(DAYS)
def test_month_end(day: date) -> None:
    assert dates.month_end(day) == day.replace(day=calendar.monthrange(day.year, day.month)[1])


def test_plus_days_and_day_in_month() -> None:
    assert dates.plus_days(D("2026-02-27"), 2) == D("2026-03-01")
    assert dates.day_in_month(D("2026-02-10"), 28) == D("2026-02-28")
    with pytest.raises(ValueError, match="day"):
        dates.day_in_month(D("2026-02-10"), 29)


@given(DAYS, st.integers(1, 31))
def test_the_next_day_of_the_month_is_the_first_with_that_number(today: date, number: int) -> None:
    found = dates.next_day_of_month(today, number)
    assert found.day == number
    assert found >= today
    assert not any((today + timedelta(days=n)).day == number for n in range((found - today).days))


@pytest.mark.parametrize("number", [0, 32, -1])
def test_no_such_day_of_the_month(number: int) -> None:
    with pytest.raises(ValueError, match="no month has"):
        dates.next_day_of_month(D("2026-01-01"), number)


@given(DAYS, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_the_next_date_is_the_first_such_day(today: date, wanted: date) -> None:
    found = dates.next_date(today, wanted.month, wanted.day)
    assert (found.month, found.day) == (wanted.month, wanted.day)
    assert found >= today
    years = (
        y for y in range(today.year, found.year) if wanted.day <= calendar.monthrange(y, wanted.month)[1]
    )
    assert all(date(y, wanted.month, wanted.day) < today for y in years)


@pytest.mark.parametrize(
    ("today", "coming"),
    [("2026-03-04", "2028-02-29"), ("2028-02-29", "2028-02-29"), ("2096-03-01", "2104-02-29")],
)
def test_the_29th_of_february_waits_for_a_leap_year(today: str, coming: str) -> None:
    assert dates.next_date(D(today), 2, 29) == D(coming)


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 0), (1, 32), (2, 30), (4, 31)])
def test_a_date_of_no_year(month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no year has"):
        dates.next_date(D("2026-03-04"), month, day)


@given(DAYS, st.integers(0, 6))
def test_the_next_weekday_is_never_today(today: date, weekday: int) -> None:
    found = dates.next_weekday(today, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - today).days <= 7


@given(DAYS, st.integers(-3, 3), st.integers(0, 6))
def test_weekday_of_week(today: date, weeks: int, weekday: int) -> None:
    found = dates.weekday_of_week(today, weeks, weekday)
    assert found.weekday() == weekday
    this, other = (d.toordinal() - d.weekday() for d in (today, found))
    assert other - this == 7 * weeks


@given(DAYS, st.integers(0, 6))
def test_nth_weekday(month: date, weekday: int) -> None:
    days = [d for d in calendar.Calendar().itermonthdates(month.year, month.month) if d.month == month.month and d.weekday() == weekday]  # fmt: skip
    assert [dates.nth_weekday(month, n, weekday) for n in range(1, len(days) + 1)] == days
    assert dates.nth_weekday(month, -1, weekday) == days[-1]
    with pytest.raises(ValueError, match="no weekday number"):
        dates.nth_weekday(month, len(days) + 1, weekday)


@pytest.mark.parametrize(
    ("today", "sunday"),
    [("2026-01-01", "2026-04-05"), ("2026-04-05", "2026-04-05"), ("2026-04-06", "2027-03-28"), ("2024-12-31", "2025-04-20")],
)  # fmt: skip
def test_easter(today: str, sunday: str) -> None:
    assert dates.easter_sunday(D(today)) == D(sunday)


def test_friday() -> None:
    assert date(2026, 3, 6).weekday() == dates.FRIDAY
