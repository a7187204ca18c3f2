"""Days in cells: in which order a file writes day and month, and which day a cell is."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.errors import Ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORDERS = ("dmy", "mdy")
YMD = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}.*)?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ,]+\d{1,2}:\d{2}.*)?$")
NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})[- /.]*(?:de )?([a-z]{3,10})\.?,?[- /]*(?:de )?(\d{4}|\d{2})$")
NAMED_FIRST = re.compile(r"([a-z]{3,10})\.? (\d{1,2}),? (\d{4})$")
SERIAL = re.compile(r"[34567]\d{4}$")
"""A day as spreadsheets count them: 30000 to 79999 is 1982 to 2118."""
EPOCH = date(1899, 12, 30)


def date_order(
    columns: Iterable[Sequence[str]], given: str | None, pairs: Iterable[tuple[str, str]] = ()
) -> str:
    """Dmy or mdy, for all the date columns of a file together; `given` is what the user has said.

    `pairs` are (issued, due) texts of one line: an order in which something is due before it is issued is
    not meant. Raises Ambiguous when every day could be a month.
    """
    if given in ORDERS:
        return given
    figures = [m for column in columns for text in column if (m := NUMERIC.match(text.strip()))]
    possible = [order for order in ORDERS if all(_fits(m, order) for m in figures)]
    unsure = next((m[0] for m in figures if m[1] != m[2]), None)
    if len(possible) == 2 and unsure:
        different = list(dict.fromkeys(pairs))
        possible = [order for order in possible if _in_order(different, order)]
        if len(possible) != 1:
            raise Ambiguous(
                f"dates like `{unsure}` could be day/month or month/day; say which with --dates dmy or "
                "--dates mdy"
            )
    return possible[0] if possible else ORDERS[0]


def _fits(match: re.Match[str], order: str) -> bool:
    month = int(match[2] if order == "dmy" else match[1])
    return 1 <= month <= 12


def _in_order(pairs: Iterable[tuple[str, str]], order: str) -> bool:
    days = ((parse_date(a, order), parse_date(b, order)) for a, b in pairs)
    return all(a <= b for a, b in days if a and b)


def parse_date(text: str, order: str) -> date | None:
    """The day in a cell, None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if match := YMD.match(plain) or COMPACT.match(plain):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := NUMERIC.match(plain):
            day, month = (match[1], match[2]) if order == "dmy" else (match[2], match[1])
            return date(_year(match[3]), int(month), int(day))
        if SERIAL.match(plain):
            return EPOCH + timedelta(days=int(plain))
        return _named(plain)
    except ValueError:
        return None


def _named(text: str) -> date | None:
    """A day whose month is written out, in English or Spanish."""
    from arcollect.domain.calendar_names import ENGLISH_MONTHS, SPANISH_MONTHS
    from arcollect.domain.spoken.latin import without_accents

    plain = without_accents(text)
    if match := NAMED.match(plain):
        day, name, year = match[1], match[2], match[3]
    elif match := NAMED_FIRST.match(plain):
        day, name, year = match[2], match[1], match[3]
    else:
        return None
    for months in (ENGLISH_MONTHS, SPANISH_MONTHS):
        found = [number for number, month in enumerate(months, 1) if _is_short_for(name, month)]
        if len(found) == 1:
            return date(_year(year), found[0], int(day))
    return None


def _is_short_for(name: str, month: str) -> bool:
    return month.startswith(name) or (name == "sept" and month.startswith("sep"))


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)
