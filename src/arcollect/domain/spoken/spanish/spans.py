"""What Spanish phrases that count days, weeks or months mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arcollect.domain import dates
from arcollect.domain.spoken.resolvers import day_number
from arcollect.domain.spoken.spanish.weekdays import weekday
from arcollect.domain.working_days import plus_working_days


def later(start: date, words: str, unit: str) -> date:
    """The day so many units after `start`; half a month is 15 days, a `quincena` too."""
    count = 0.5 if words.startswith("medi") else int(words)
    if re.search("habil|labora", unit):
        return plus_working_days(start, int(count))
    if unit.startswith("h"):
        return start + timedelta(days=int(count) // 24)
    per = {"di": 1, "se": 7, "qu": 15}.get(unit[:2])
    if per is not None:
        return start + timedelta(days=int(count * per))
    months = {"me": 1, "tr": 3, "an": 12}[unit[:2]] * count
    return dates.plus_months(start, int(months)) + timedelta(days=15 if months % 1 else 0)


def from_now(match: re.Match[str], today: date) -> date:
    """`Dentro de 3 semanas`."""
    return later(today, match["n"], match["unit"])


def and_a_half(match: re.Match[str], today: date) -> date:
    """`1 mes y medio`."""
    return later(from_now(match, today), "medio", match["unit"])


def from_weekday(match: re.Match[str], today: date) -> date:
    """`3 dias despues del viernes`."""
    return later(dates.next_weekday(today, weekday(match)), match["n"], match["unit"])


def from_tomorrow(match: re.Match[str], today: date) -> date:
    """`1 semana a partir de manana`, `de hoy en 10 dias`."""
    return later(today + timedelta(days=match["start"] == "manana"), match["n"], match["unit"])


def day_after(match: re.Match[str], today: date) -> date:
    """`1 dia despues del 15`."""
    return day_number(match, today) + timedelta(days=1)
