"""Tables of phrases: `phrase = day | phrase = day`, `none` where no day is meant, `two` where two are."""

from __future__ import annotations

from datetime import date

from arcollect.domain.spoken.engine import Grammar, read
from arcollect.errors import Ambiguous, UsageError


def pairs(*tables: str) -> list[tuple[str, str]]:
    """Each phrase of the tables with the day it names."""
    cells = [cell for table in tables for line in table.strip().splitlines() for cell in line.split(" | ")]
    return [(phrase, day) for phrase, _, day in (cell.partition(" = ") for cell in cells)]


def said(grammar: Grammar, phrase: str, today: date) -> str:
    """The day that the grammar reads, as the tables write it."""
    try:
        found = read(grammar, phrase, today)
    except UsageError as error:
        return "two" if isinstance(error, Ambiguous) else "none"
    return found.isoformat() if found else "none"
