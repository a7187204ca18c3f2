"""Days as they are typed: today, days to come, days that may lie behind; checked for sense."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from arcollect.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from arcollect.domain.spoken.numeric import Order

YEARS = range(1970, 2200)


def today(given: str | None, lang: str | None) -> date:
    """The day as given, as people say it, else the machine's."""
    now = datetime.now().astimezone().date()
    return any_day(given, now, lambda: (lang, None))


def any_day(text: str | None, now: date, reading: Callable[[], tuple[str | None, Order | None]]) -> date:
    """The day of a text, which may lie behind.

    `now` without one. `reading` gives the language and what 5/3 means.
    """
    if not text:
        return now
    if day := in_full(text):
        return sane(day)
    from arcollect.domain.spoken.past import understand_any

    lang, order = reading()
    return sane(understand_any(text, now, lang, order))


def coming(text: str, now: date, lang: str | None, order: Order | None) -> date:
    """The day to come that a text means."""
    if (day := in_full(text)) and day >= now:
        return sane(day)
    from arcollect.domain.spoken import understand

    return sane(understand(text, now, lang, order))


def in_full(text: str) -> date | None:
    """The day of a text like 2026-03-02, which needs no grammar; None for any other."""
    if len(text) != len("2026-03-02") or not text.replace("-", "").isdecimal():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def sane(day: date) -> date:
    """The day itself; UsageError for a year in which nobody pays an invoice."""
    if day.year not in YEARS:
        raise UsageError(f"the year of {day} cannot be meant; give a day between {YEARS[0]} and {YEARS[-1]}")
    return day
