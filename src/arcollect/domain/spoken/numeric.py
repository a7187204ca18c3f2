"""Dates in figures: 2026-03-15, 15/3/2026, 3.15; the language or a setting decides what 5/3 means."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from arcollect.domain.dates import next_date
from arcollect.domain.spoken.engine import Resolver, Rule
from arcollect.errors import Ambiguous

Order = Literal["dmy", "mdy"]

ISO = re.compile(r"(?<!\d)(?P<y>\d{4})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)(日|号)?")
COMPACT = re.compile(
    r"(?<![\d号#单票a-z])(?<![号#o.] )(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)"
)
WITH_YEAR = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})([/.-])(?P<b>\d{1,2})\2(?P<y>\d{4}|\d{2})(?![\d/])")
NO_YEAR = re.compile(r"(?<![\d/.,-])(?P<a>\d{1,2})\s?/\s?(?P<b>\d{1,2})(?![\d/%])")
DASHED = re.compile(r"(?<![\d/.,-])(?P<a>\d{1,2})-(?P<b>\d{1,2})(?![\d/%.-])")
NO_YEAR_DOT = re.compile(
    r"(?<![\d/.,-])(?P<a>\d{1,2})[.-](?P<b>\d{1,2})(?![\d/%.]|\s?(k|万|千|元|块|号|日|天))"
)


def _iso(match: re.Match[str], _today: date) -> date:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _with_year(order: Order | None) -> Resolver:
    def resolve(match: re.Match[str], today: date) -> date:
        year, first, second = year_of(match), int(match["a"]), int(match["b"])
        return _choose(match, today, order, valid(year, second, first), valid(year, first, second))

    return resolve


def year_of(match: re.Match[str]) -> int:
    """The year in the group `y`; two figures are of this century."""
    return int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)


def valid(year: int, month: int, day: int) -> date | None:
    """The day, None when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_year(order: Order | None) -> Resolver:
    def resolve(match: re.Match[str], today: date) -> date:
        first, second = int(match["a"]), int(match["b"])
        return _choose(match, today, order, _coming(today, second, first), _coming(today, first, second))

    return resolve


def _coming(today: date, month: int, day: int) -> date | None:
    try:
        return next_date(today, month, day)
    except ValueError:
        return None


def _choose(
    match: re.Match[str], today: date, order: Order | None, dmy: date | None, mdy: date | None
) -> date:
    wanted = {"dmy": dmy, "mdy": mdy}.get(order or "")
    possible = {day for day in (dmy, mdy) if day is not None and day >= today} or {d for d in (dmy, mdy) if d}
    if wanted is not None:
        return wanted
    if len(possible) > 1:
        early, late = sorted(possible)
        raise Ambiguous(f"`{match[0].strip()}` could be {early} or {late}; type one of the two")
    if not possible:
        raise ValueError(match[0])
    return possible.pop()


def dashed(order: Order | None) -> Rule:
    """3-15 or 15-3, where a dash between two small figures is a date."""
    return Rule(pattern=DASHED, resolve=_no_year(order))


def rules(order: Order | None, *, dotted: bool) -> tuple[Rule, ...]:
    """The figures' rules for one order of day and month; `dotted` also takes 3.15 and 3-15."""
    figures = [
        Rule(pattern=ISO, resolve=_iso),
        Rule(pattern=COMPACT, resolve=_iso),
        Rule(pattern=WITH_YEAR, resolve=_with_year(order)),
        Rule(pattern=NO_YEAR, resolve=_no_year(order)),
    ]
    return (*figures, Rule(pattern=NO_YEAR_DOT, resolve=_no_year(order))) if dotted else tuple(figures)
