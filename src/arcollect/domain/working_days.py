"""The days somebody works: the next one, the one before, so many of them later."""

from __future__ import annotations

from datetime import date, timedelta

from arcollect.domain.dates import month_end

MONDAY_TO_FRIDAY = frozenset(range(5))
"""Weekdays by number, Monday is 0. Every `working` below is such a set, and not empty."""


def working_day_on_or_after(day: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """`day` itself when it is a working day, else the next one."""
    while day.weekday() not in working:
        day += timedelta(days=1)
    return day


def working_day_on_or_before(day: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """`day` itself when it is a working day, else the last one before it."""
    while day.weekday() not in working:
        day -= timedelta(days=1)
    return day


def working_day_before(day: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The last working day before `day`: customers are called ahead on it."""
    return working_day_on_or_before(day - timedelta(days=1), working)


def plus_working_days(day: date, count: int, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The day so many working days after `day`; `day` itself for none."""
    for _ in range(count):
        day = working_day_on_or_after(day + timedelta(days=1), working)
    return day


def last_working_day(day: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The last working day of the month that `day` lies in."""
    return working_day_on_or_before(month_end(day), working)
