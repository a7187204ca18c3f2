"""Calendar arithmetic: weekdays, months and their ends, the next day with a number, Easter."""

from __future__ import annotations

from datetime import date, timedelta

FRIDAY = 4
LEAP_YEAR = 2000


def plus_days(day: date, days: int) -> date:
    """The day so many days later."""
    return day + timedelta(days=days)


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, clamped to that month's end (31 January + 1 = 28 February)."""
    from dateutil.relativedelta import relativedelta  # used by few commands, and a fifth of their start

    return day + relativedelta(months=months)


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def day_in_month(day: date, number: int) -> date:
    """Day `number` of the month of `day`; ValueError when that month is shorter."""
    return day.replace(day=number)


def next_day_of_month(today: date, number: int) -> date:
    """The next day with that number, today included; months too short for it are passed over."""
    if not 1 <= number <= 31:
        msg = f"no month has a day {number}"
        raise ValueError(msg)
    month = today
    while True:
        if number <= month_end(month).day and month.replace(day=number) >= today:
            return month.replace(day=number)
        month = plus_months(month, 1)


def next_date(today: date, month: int, day: int) -> date:
    """The next date with that month and day, today included; ValueError when no year has it."""
    if not 1 <= month <= 12 or not 1 <= day <= _length(LEAP_YEAR, month):
        msg = f"no year has a day {day} in month {month}"
        raise ValueError(msg)
    year = today.year
    while day > _length(year, month) or date(year, month, day) < today:
        year += 1
    return date(year, month, day)


def _length(year: int, month: int) -> int:
    return month_end(date(year, month, 1)).day


def next_weekday(today: date, weekday: int) -> date:
    """The nearest such weekday after today (0 is Monday): the same weekday means next week's."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_week(today: date, weeks: int, weekday: int) -> date:
    """That weekday in the Monday-to-Sunday week so many weeks after this one."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * weeks + weekday)


def nth_weekday(month: date, nth: int, weekday: int) -> date:
    """The nth such weekday of a month, -1 the last; ValueError when the month has no fifth one."""
    if nth == -1:
        last = month_end(month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = month.replace(day=1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if day.month != month.month:
        msg = f"that month has no weekday number {nth}"
        raise ValueError(msg)
    return day


def easter_sunday(today: date) -> date:
    """The next Western Easter Sunday, today included."""
    from dateutil.easter import easter

    this_year = easter(today.year)
    return this_year if this_year >= today else easter(today.year + 1)
