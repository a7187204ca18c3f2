"""What Chinese phrases with weekdays, and those that count days, weeks or months, mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.calendar_names import SHORT_WEEKDAYS
from arcollect.domain.spoken.chinese.words import WEEKDAY_NUMBERS, number
from arcollect.domain.working_days import plus_working_days

if TYPE_CHECKING:
    import re


def weekday(match: re.Match[str]) -> int:
    """The number of the weekday in the group `x`, Monday is 0; the weekend is its Sunday."""
    x = match["x"].replace("天", "日").replace("末", "日")
    return int(x) - 1 if x.isdigit() else WEEKDAY_NUMBERS.index(x)


def ahead(match: re.Match[str]) -> int:
    """How many weeks or months ahead the group `which` says: 这 0, 下 1, 下下 2."""
    which = match.groupdict().get("which") or ""
    return 2 if which.startswith(("下下", "再下", "隔")) else 1 if which.startswith(("下", "次")) else 0


def weekday_of_week(match: re.Match[str], today: date) -> date:
    """下周五: the weekday of the Monday-to-Sunday week spoken of."""
    return dates.weekday_of_week(today, ahead(match), weekday(match))


def english_weekday(match: re.Match[str], today: date) -> date:
    """下周fri, or a weekday's English name alone: the nearest one after today."""
    day = SHORT_WEEKDAYS.index(match["en"])
    if match["which"]:
        return dates.weekday_of_week(today, ahead(match), day)
    return dates.next_weekday(today, day)


def coming(match: re.Match[str], today: date) -> date:
    """周五: the nearest one after today."""
    return dates.next_weekday(today, weekday(match))


def days(match: re.Match[str], today: date) -> date:
    """三天后."""
    return today + timedelta(days=number(match["n"]))


def hours(match: re.Match[str], today: date) -> date:
    """48小时: whole days."""
    return today + timedelta(days=number(match["n"]) // 24)


def working_days(match: re.Match[str], today: date) -> date:
    """三个工作日; without a number the next one."""
    return plus_working_days(today, number(match["n"] or "1"))


def weeks(match: re.Match[str], today: date) -> date:
    """两周."""
    return today + timedelta(days=7 * number(match["n"]))


def months(match: re.Match[str], today: date) -> date:
    """三个月; with a half (两个半月) 15 days more."""
    half = timedelta(days=15 if match.groupdict().get("half") else 0)
    return dates.plus_months(today, number(match["n"])) + half


def years(match: re.Match[str], today: date) -> date:
    """两年."""
    return dates.plus_months(today, 12 * number(match["n"]))


def years_and_a_half(match: re.Match[str], today: date) -> date:
    """一年半."""
    return dates.plus_months(today, 12 * number(match["n"]) + 6)
