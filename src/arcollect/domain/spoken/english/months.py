"""What English phrases with a month, a quarter or a year in them mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.calendar_names import ENGLISH_MONTHS
from arcollect.domain.spoken import resolvers
from arcollect.domain.spoken.english.weekdays import is_next, weekday
from arcollect.domain.working_days import last_working_day, plus_working_days

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


def month_start(match: re.Match[str], today: date) -> date:
    """The first day of the month spoken of: `next month`, `this month`, or the next `March`."""
    groups = match.groupdict()
    if groups.get("mo"):
        number = ENGLISH_MONTHS.index(groups["mo"]) + 1
        year = int(groups["y"]) if groups.get("y") else today.year + (number < today.month)
        return date(year, number, 1)
    return dates.plus_months(today.replace(day=1), 1 if is_next(match) else 0)


def month_end(match: re.Match[str], today: date) -> date:
    """`End of March`, `month end`."""
    return dates.month_end(month_start(match, today))


def mid_month(match: re.Match[str], today: date) -> date:
    """`Mid-month`: the 15th, the next one when no month is named."""
    if match.groupdict().get("mo") or is_next(match):
        return month_start(match, today).replace(day=15)
    return dates.next_day_of_month(today, 15)


def day_month(match: re.Match[str], today: date) -> date:
    """`3 March`, with a year or without: the next such day then."""
    month, day, groups = ENGLISH_MONTHS.index(match["mo"]) + 1, int(match["d"]), match.groupdict()
    if year := groups.get("y") or groups.get("yy"):
        return date(int(year) % 100 + 2000, month, day)
    if groups.get("next_year"):
        return date(today.year + 1, month, day)
    return dates.next_date(today, month, day)


def day_month_numbers(match: re.Match[str], today: date) -> date:
    """`The 3rd of the 5th`: 3 May."""
    return dates.next_date(today, int(match["m"]), int(match["d"]))


def day_of_month(match: re.Match[str], today: date) -> date:
    """`The 25th of next month`; of `the month` it is the next 25th."""
    if match["which"] == "the":
        return resolvers.day_number(match, today)
    return dates.day_in_month(month_start(match, today), int(match["d"]))


def nth_weekday(match: re.Match[str], today: date) -> date:
    """`The 2nd Friday of the month`, `the last Friday of March`."""
    nth = -1 if match["nth"] in ("last", "final") else int(match["nth"][0])
    return _this_or_next(match, today, lambda month: dates.nth_weekday(month, nth, weekday(match)))


def nth_working_day(match: re.Match[str], today: date) -> date:
    """`The 3rd working day of next month`, `the last working day of March`."""
    if match["nth"] in ("last", "final"):
        return _this_or_next(match, today, last_working_day)
    count = int(match["nth"][0])
    return _this_or_next(match, today, lambda month: plus_working_days(month - timedelta(days=1), count))


def _this_or_next(match: re.Match[str], today: date, find: Callable[[date], date]) -> date:
    """`The first Monday of the month`: this month's, or when that is past the next month's."""
    month = month_start(match, today)
    found = find(month)
    open_ended = match.groupdict().get("which") == "the"
    return find(dates.plus_months(month, 1)) if found < today and open_ended else found


def quarter_end(match: re.Match[str], today: date) -> date:
    """`End of next quarter`."""
    return resolvers.quarter_end(today, 1 if is_next(match) else 0)


def numbered_quarter_end(match: re.Match[str], today: date) -> date:
    """`End of Q3`."""
    return resolvers.numbered_quarter_end(today, int(match["q"]))


def year_end(match: re.Match[str], today: date) -> date:
    """`End of next year`."""
    return date(today.year + is_next(match), 12, 31)
