"""What English phrases that count days, weeks or months mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.spoken.english.weekdays import weekday
from arcollect.domain.spoken.resolvers import day_number
from arcollect.domain.working_days import plus_working_days

if TYPE_CHECKING:
    import re


def later(start: date, count: float, unit: str) -> date:
    """The day a number of units after `start`; half a month is 15 days, a fortnight 14."""
    if unit.startswith(("business", "working", "banking", "trading", "weekday")):
        return plus_working_days(start, int(count))
    if unit.startswith("hour"):
        return start + timedelta(days=int(count) // 24)
    per = {"day": 1, "week": 7, "fortnight": 14}.get(unit.rstrip("s"))
    if per is not None:
        return start + timedelta(days=int(count * per))
    months = {"month": 1, "quarter": 3, "year": 12}[unit.rstrip("s")] * count
    return dates.plus_months(start, int(months)) + timedelta(days=15 if months % 1 else 0)


def _count(match: re.Match[str]) -> float:
    words = match["n"]
    return 0.5 if words.startswith("half") else int(words) if words.isdigit() else 1


def _start(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=match["start"] == "tomorrow")


def from_now(match: re.Match[str], today: date) -> date:
    """`In 3 weeks`."""
    return later(today, _count(match), match["unit"])


def and_a_half(match: re.Match[str], today: date) -> date:
    """`A month and a half`."""
    return later(from_now(match, today), 0.5, match["unit"])


def from_weekday(match: re.Match[str], today: date) -> date:
    """`3 days after Friday`."""
    return later(dates.next_weekday(today, weekday(match)), _count(match), match["unit"])


def from_tomorrow(match: re.Match[str], today: date) -> date:
    """`A week from tomorrow`, `10 days from today`."""
    return later(_start(match, today), _count(match), match["unit"])


def from_day(match: re.Match[str], today: date) -> date:
    """`10 days after the 25th`."""
    return later(day_number(match, today), _count(match), match["unit"])


def weekday_week(match: re.Match[str], today: date) -> date:
    """`Friday week`, `a fortnight on Tuesday`."""
    return later(dates.next_weekday(today, weekday(match)), 1, match["unit"])


def tomorrow_week(match: re.Match[str], today: date) -> date:
    """`Tomorrow week`, `today fortnight`."""
    return later(_start(match, today), 1, match["unit"])
