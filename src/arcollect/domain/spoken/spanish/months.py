"""What Spanish phrases with a month, a quarter or a year in them mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arcollect.domain import dates
from arcollect.domain.calendar_names import SPANISH_MONTHS, SPANISH_ORDINALS
from arcollect.domain.spoken import resolvers
from arcollect.domain.spoken.spanish.weekdays import weekday
from arcollect.domain.working_days import last_working_day, plus_working_days

NEXT = r"(?:que (?:viene|entra|sigue|va a entrar)|proxim[oa]|entrante|siguiente|venider[oa]|posterior)"
THIS = r"este|corriente|curso|cte|presente|actual|mismo"


def _is_next(match: re.Match[str]) -> bool:
    return bool(re.search(rf"{NEXT}|otro", match.groupdict().get("which") or ""))


def month_start(match: re.Match[str], today: date) -> date:
    """The first day of the month spoken of: `el mes que viene`, `este mes`, or the next `marzo`."""
    groups = match.groupdict()
    if groups.get("mo"):
        number = SPANISH_MONTHS.index(groups["mo"]) + 1
        year = int(groups["y"]) if groups.get("y") else today.year + (number < today.month)
        return date(year, number, 1)
    return dates.plus_months(today.replace(day=1), 1 if _is_next(match) else 0)


def month_end(match: re.Match[str], today: date) -> date:
    """`Fin de mes`, `a finales de marzo`."""
    return dates.month_end(month_start(match, today))


def mid_month(match: re.Match[str], today: date) -> date:
    """`A mediados de mes`: the 15th, the next one when no month is named."""
    if match.groupdict().get("mo") or _is_next(match):
        return month_start(match, today).replace(day=15)
    return dates.next_day_of_month(today, 15)


def day_month(match: re.Match[str], today: date) -> date:
    """`El 3 de marzo`, with a year or without: the next such day then."""
    month, day, groups = SPANISH_MONTHS.index(match["mo"]) + 1, int(match["d"]), match.groupdict()
    if year := groups.get("y"):
        return date(int(year) % 100 + 2000, month, day)
    if groups.get("next_year"):
        return date(today.year + 1, month, day)
    return dates.next_date(today, month, day)


def day_month_number(match: re.Match[str], today: date) -> date:
    """`El 3 del 5`: 3 May."""
    month, day = int(match["m"]), int(match["d"])
    return date(int(match["y"]), month, day) if match["y"] else dates.next_date(today, month, day)


def day_of_month(match: re.Match[str], today: date) -> date:
    """`El 25 del mes que viene`; `del mes` alone is the next 25th."""
    if not _is_next(match) and not re.search(THIS, match["which"]):
        return resolvers.day_number(match, today)
    return dates.day_in_month(month_start(match, today), int(match["d"]))


def _nth(match: re.Match[str]) -> int:
    word = match["nth"]
    if word.startswith("ultim"):
        return -1
    if word[0].isdigit():
        return int(word[0])
    return next(number for stem, number in SPANISH_ORDINALS.items() if word.startswith(stem))


def nth_weekday(match: re.Match[str], today: date) -> date:
    """`El primer lunes del mes`: this month's, or when that is past the next month's."""
    month = month_start(match, today)
    found = dates.nth_weekday(month, _nth(match), weekday(match))
    late = found < today and not match.groupdict().get("mo") and "este" not in (match["which"] or "")
    return dates.nth_weekday(dates.plus_months(month, 1), _nth(match), weekday(match)) if late else found


def nth_working_day(match: re.Match[str], today: date) -> date:
    """`El tercer dia habil del mes`: this month's, or when that is past the next month's."""
    month, nth = month_start(match, today), _nth(match)
    if nth == -1:
        return last_working_day(month)
    found = plus_working_days(month - timedelta(days=1), nth)
    if found >= today:
        return found
    return plus_working_days(dates.plus_months(month, 1) - timedelta(days=1), nth)


def quarter_end(_match: re.Match[str], today: date) -> date:
    """`Fin del trimestre`."""
    return resolvers.quarter_end(today, 0)


def year_end(match: re.Match[str], today: date) -> date:
    """`Fin de ano`; with the group `ahead`, next year's."""
    return date(today.year + bool(match["ahead"]), 12, 31)
