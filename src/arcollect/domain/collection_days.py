"""A customer's fixed collection day (D2): `friday` each week, `25` each month, `month end`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arcollect.domain.calendar_names import CHINESE_WEEKDAYS, SHORT_WEEKDAYS, SPANISH_WEEKDAYS
from arcollect.domain.calendar_names import ENGLISH_WEEKDAYS as WEEKDAYS
from arcollect.domain.dates import month_end
from arcollect.errors import UsageError

NAMES = (WEEKDAYS, SPANISH_WEEKDAYS, CHINESE_WEEKDAYS, SHORT_WEEKDAYS)
MONTH_END = "month end"


def collection_day(text: str) -> str:
    """The one way a collection day is kept: a weekday's English name, a day number, or `month end`."""
    from arcollect.domain.spoken.latin import without_accents  # needed when one is entered, not each morning

    plain = without_accents(text).strip()
    plain = re.sub(r"^(?:every|each|cada|los|el|每|每个|每周(?=周))\s*", "", plain)
    for names in NAMES:
        if plain in names:
            return WEEKDAYS[names.index(plain)]
    if plain in ("month end", "end of month", "eom", "fin de mes", "月底"):
        return MONTH_END
    number = re.fullmatch(r"(?:月|day )?(\d{1,2})(?:st|nd|rd|th|号|日)?", plain)
    if number and 1 <= int(number[1]) <= 31:
        return str(int(number[1]))
    raise UsageError(f"`{text}` is no collection day; give a weekday, a day of the month (25) or `month end`")


def occurrences(rule: str, start: date, end: date) -> list[date]:
    """The days from `start` to `end` that the rule names; day 31 is the last day of a shorter month."""
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if _falls_on(rule, day)]


def _falls_on(rule: str, day: date) -> bool:
    if rule in WEEKDAYS:
        return day.weekday() == WEEKDAYS.index(rule)
    last = month_end(day).day
    return day.day == (last if rule == MONTH_END else min(int(rule), last))
