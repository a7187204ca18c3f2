"""Ways from a phrase to its day that are the same in every language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates

if TYPE_CHECKING:
    import re

    from arcollect.domain.spoken.engine import Resolver


def plus(days: int) -> Resolver:
    """So many days after today, whatever else the phrase says."""
    return lambda _match, today: today + timedelta(days=days)


def plus_months(months: int) -> Resolver:
    """The same day so many months later, whatever else the phrase says."""
    return lambda _match, today: dates.plus_months(today, months)


def fixed(month: int, day: int) -> Resolver:
    """A holiday that falls on the same date each year."""
    return lambda _match, today: dates.next_date(today, month, day)


def easter(offset: int) -> Resolver:
    """A holiday so many days from Easter Sunday."""
    return lambda _match, today: dates.easter_sunday(today - timedelta(days=offset)) + timedelta(days=offset)


def in_week(weeks: int, weekday: int) -> Resolver:
    """That weekday of the Monday-to-Sunday week so many weeks after this one."""
    return lambda _match, today: dates.weekday_of_week(today, weeks, weekday)


def this_midweek(_match: re.Match[str], today: date) -> date:
    """Wednesday of this week, or of the next when it is past."""
    return not_past(dates.weekday_of_week(today, 0, 2), today)


def not_past(day: date, today: date) -> date:
    """The day, or the same weekday a week later when it lies before today."""
    return day if day >= today else day + timedelta(days=7)


def day_number(match: re.Match[str], today: date) -> date:
    """The next day with the number in the group `d`."""
    return dates.next_day_of_month(today, int(match["d"]))


def on_weekday(day: date, weekday: int) -> date:
    """The day itself; ValueError when it is another weekday than the one named beside it."""
    if day.weekday() != weekday:
        msg = "weekday and day disagree"
        raise ValueError(msg)
    return day


def quarter_end(today: date, ahead: int) -> date:
    """The last day of the quarter that lies so many quarters ahead of today's."""
    start = dates.plus_months(today.replace(day=1), 3 * ahead)
    return dates.month_end(start.replace(month=(start.month - 1) // 3 * 3 + 3))


def numbered_quarter_end(today: date, number: int) -> date:
    """The next last day of quarter 1 to 4, today included."""
    end = dates.month_end(date(today.year, 3 * number, 1))
    return end if end >= today else dates.plus_months(end, 12)
