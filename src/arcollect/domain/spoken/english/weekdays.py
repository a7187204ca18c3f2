"""What English phrases with a weekday or a week in them mean."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.calendar_names import ENGLISH_WEEKDAYS
from arcollect.domain.spoken.resolvers import day_number, not_past, on_weekday

if TYPE_CHECKING:
    from arcollect.domain.spoken.engine import Resolver

LATER = r"next|following|coming"


def weekday(match: re.Match[str]) -> int:
    """The number of the weekday in the group `wd`, Monday is 0."""
    return ENGLISH_WEEKDAYS.index(match["wd"])


def is_next(match: re.Match[str]) -> bool:
    """Whether the group `which` says the next one and not this one."""
    return bool(re.search(LATER, match.groupdict().get("which") or ""))


def week_end(match: re.Match[str], today: date) -> date:
    """`End of the week`: its Friday; on a weekend the next week's."""
    return not_past(dates.weekday_of_week(today, 1 if is_next(match) else 0, dates.FRIDAY), today)


def weekday_in(weeks: int) -> Resolver:
    """`Friday of next week`: the weekday of the Monday-to-Sunday week so many weeks after this one."""
    return lambda match, today: dates.weekday_of_week(today, weeks, weekday(match))


def weekday_after_next(match: re.Match[str], today: date) -> date:
    """`Friday after next`: a week after the coming one."""
    return dates.next_weekday(today, weekday(match)) + timedelta(days=7)


def first_after(match: re.Match[str], today: date) -> date:
    """`The first Monday after the 10th`."""
    return dates.next_weekday(day_number(match, today), weekday(match))


def weekday_with_number(match: re.Match[str], today: date) -> date:
    """`Friday the 20th`: the next day with that number, which must be that weekday."""
    return on_weekday(day_number(match, today), weekday(match))


def weekday_maybe_number(match: re.Match[str], today: date) -> date:
    """`Friday 20` is the 20th when that is a Friday; else the number was something else, an hour or a sum."""
    coming = dates.next_weekday(today, weekday(match))
    day = day_number(match, today) if match["d"] else coming
    return day if day.weekday() == coming.weekday() else coming
