"""What Spanish phrases with a weekday or a week in them mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.calendar_names import SPANISH_WEEKDAYS
from arcollect.domain.spoken.resolvers import day_number, not_past, on_weekday

if TYPE_CHECKING:
    import re

    from arcollect.domain.spoken.engine import Resolver


def weekday(match: re.Match[str]) -> int:
    """The number of the weekday in the group `wd`, Monday is 0."""
    return SPANISH_WEEKDAYS.index(match["wd"])


def week_end(match: re.Match[str], today: date) -> date:
    """`Fin de la semana`: its Friday; on a weekend the next week's."""
    return not_past(dates.weekday_of_week(today, 1 if match["ahead"] else 0, dates.FRIDAY), today)


def weekday_in(weeks: int) -> Resolver:
    """`El viernes de la semana que viene`: the weekday of the week so many weeks after this one."""
    return lambda match, today: dates.weekday_of_week(today, weeks, weekday(match))


def coming(match: re.Match[str], today: date) -> date:
    """`El viernes`: the nearest one after today."""
    return dates.next_weekday(today, weekday(match))


def week_later(match: re.Match[str], today: date) -> date:
    """`Del viernes en ocho`: a week after the coming one."""
    return coming(match, today) + timedelta(days=7)


def weekday_with_number(match: re.Match[str], today: date) -> date:
    """`Viernes 20`: the next day with that number, which must be that weekday."""
    return on_weekday(day_number(match, today), weekday(match))
