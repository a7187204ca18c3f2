"""Calendar arithmetic: weekdays, month ends, terms, working days."""

from __future__ import annotations

from datetime import date, timedelta

MONDAY_TO_FRIDAY = frozenset(range(5))
FRIDAY = 4


def plus_days(day: date, days: int) -> date:
    """The day so many days later."""
    return day + timedelta(days=days)


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, clamped to that month's end (31 January + 1 = 28 February)."""
    from dateutil.relativedelta import relativedelta  # used by few commands, and a fifth of their start

    return day + relativedelta(months=months)


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def day_in_month(day: date, number: int) -> date:
    """Day `number` of the month of `day`; ValueError when that month is shorter."""
    return day.replace(day=number)


def next_day_of_month(today: date, number: int) -> date:
    """The next day with that number, today included; months too short for it are passed over."""
    if not 1 <= number <= 31:
        msg = f"no month has a day {number}"
        raise ValueError(msg)
    month = today.replace(day=1)
    while True:
        if number <= month_end(month).day and month.replace(day=number) >= today:
            return month.replace(day=number)
        month = plus_months(month, 1)


def next_date(today: date, month: int, day: int) -> date:
    """The next date with that month and day, today included; ValueError when no year has it."""
    if not 1 <= month <= 12 or not 1 <= day <= (29 if month == 2 else month_end(date(2000, month, 1)).day):
        msg = f"no year has a day {day} in month {month}"
        raise ValueError(msg)
    year = today.year
    while day > month_end(date(year, month, 1)).day or date(year, month, day) < today:
        year += 1
    return date(year, month, day)


def next_weekday(today: date, weekday: int) -> date:
    """The nearest such weekday after today (0 is Monday): the same weekday means next week's."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_week(today: date, weeks: int, weekday: int) -> date:
    """That weekday in the Monday-to-Sunday week so many weeks after this one."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * weeks + weekday)


def nth_weekday(month: date, nth: int, weekday: int) -> date:
    """The nth such weekday of a month, -1 the last; ValueError when the month has no fifth one."""
    if nth < 0:
        last = month_end(month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = month.replace(day=1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if day.month != month.month:
        msg = f"that month has no weekday number {nth}"
        raise ValueError(msg)
    return day


def last_working_day(month: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The last working day of the month."""
    return working_day_on_or_before(month_end(month), working)


def working_day_on_or_before(day: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """`day` itself when it is a working day, else the last one before it."""
    while day.weekday() not in working:
        day -= timedelta(days=1)
    return day


def working_day_before(day: date, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The working day before `day` (D3: the customer is called ahead on it)."""
    return working_day_on_or_before(day - timedelta(days=1), working)


def plus_working_days(day: date, count: int, working: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The day so many working days later."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() in working
    return day


def easter_sunday(today: date) -> date:
    """The next Western Easter Sunday, today included."""
    from dateutil.easter import easter

    this_year = easter(today.year)
    return this_year if this_year >= today else easter(today.year + 1)
