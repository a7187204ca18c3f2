"""What Chinese phrases with a month, a quarter or a year in them mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.spoken import resolvers
from arcollect.domain.spoken.chinese.days import ahead, weekday
from arcollect.domain.spoken.chinese.words import number
from arcollect.domain.working_days import last_working_day, plus_working_days

if TYPE_CHECKING:
    import re


def month_start(match: re.Match[str], today: date) -> date:
    """The first day of the month spoken of: 本月, 下个月, or a named one, its next occurrence."""
    groups = match.groupdict()
    if groups.get("m"):
        month = number(groups["m"])
        return date(_year(groups.get("y"), today) or today.year + (month < today.month), month, 1)
    return dates.plus_months(today.replace(day=1), ahead(match))


def _year(text: str | None, today: date) -> int | None:
    if not text:
        return None
    if text.startswith("民国"):
        return int(text[2:]) + 1911
    if text in "今明后":
        return today.year + "今明后".index(text)
    return number(text) % 100 + 2000


def month_day(match: re.Match[str], today: date) -> date:
    """三月十五号, with a year or without: the next such day then."""
    month, day = number(match["m"]), number(match["d"])
    year = _year(match["y"], today)
    return date(year, month, day) if year else dates.next_date(today, month, day)


def day_of_month(match: re.Match[str], today: date) -> date:
    """下个月15号."""
    return dates.day_in_month(month_start(match, today), number(match["d"]))


def day_number(match: re.Match[str], today: date) -> date:
    """15号: the next day with that number."""
    return dates.next_day_of_month(today, number(match["d"]))


def month_end(match: re.Match[str], today: date) -> date:
    """月底, 三月底."""
    return dates.month_end(month_start(match, today))


def mid_month(match: re.Match[str], today: date) -> date:
    """月中: the 15th, the next one when no month is named."""
    groups = match.groupdict()
    if groups.get("m") or groups.get("which"):
        return month_start(match, today).replace(day=15)
    return dates.next_day_of_month(today, 15)


def nth_weekday(match: re.Match[str], today: date) -> date:
    """下个月第二个周五, 本月最后一个周五."""
    nth = {"最后": -1, "头一": 1}.get(match["nth"]) or number(match["nth"])
    return dates.nth_weekday(month_start(match, today), nth, weekday(match))


def nth_working_day(match: re.Match[str], today: date) -> date:
    """下个月第三个工作日, 本月最后一个工作日."""
    month = month_start(match, today)
    if match["nth"] == "最后":
        return last_working_day(month)
    return plus_working_days(month - timedelta(days=1), number(match["nth"]))


def quarter_end(match: re.Match[str], today: date) -> date:
    """季度末, 下季度末."""
    return resolvers.quarter_end(today, ahead(match))


def numbered_quarter_end(match: re.Match[str], today: date) -> date:
    """第三季度末."""
    return resolvers.numbered_quarter_end(today, number(match["q"]))


def year_end(match: re.Match[str], today: date) -> date:
    """年底, 明年底."""
    return date(_year(match["y"], today) or today.year, 12, 31)
