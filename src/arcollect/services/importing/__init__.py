"""Files of customers, invoices and payments into the ledger: read, understood, taken; all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import changed, record
from arcollect.domain.settings import settings_from
from arcollect.errors import BadData, Problem
from arcollect.exchange.fields import KINDS, names
from arcollect.exchange.grid import Grid
from arcollect.exchange.headings import parse_map
from arcollect.exchange.sheet import Reading, Sheet, moved_by, read_sheet
from arcollect.exchange.source import read_grid
from arcollect.services.importing.customers import take_customers
from arcollect.services.importing.importer import Importer, Outcome, Usual
from arcollect.services.importing.invoices import take_invoices
from arcollect.services.importing.payments import take_payments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from arcollect.ledger.work import Bar, Work
    from arcollect.services.importing.importer import Rows
    from arcollect.services.opening import Ledger

__all__ = [
    "KINDS",
    "Given",
    "Grid",
    "Imported",
    "Reading",
    "Sheet",
    "field_names",
    "import_sheet",
    "read_and_take",
    "read_grid",
    "read_sheet",
    "reading",
    "take",
    "with_mark",
    "with_order",
]
PROBLEMS_SHOWN = 50
TAKERS = {"customers": take_customers, "invoices": take_invoices, "payments": take_payments}


@record
class Given:
    """What is to be imported and how: `dry_run` changes nothing, `skip_bad` leaves faulty lines out."""

    kind: str
    name: str
    currency: str
    dry_run: bool = False
    skip_bad: bool = False


@record
class Imported:
    """What became of a file: the rows counted, faults by line, customers made, names that no customer has."""

    added: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    created: tuple[str, ...]
    strangers: tuple[tuple[str, str], ...]
    paid_columns: tuple[str, ...]


def import_sheet(ledger: Ledger, sheet: Sheet, given: Given, bar: Bar) -> Imported:
    """Take a sheet into the ledger.

    BadData with its faults by line when there are any, unless they are skipped.
    """
    with ledger.change(reads_anew=True) as work:
        settings = settings_from(work.book.settings())
        usual = Usual(currency=given.currency, terms_days=settings.terms_days, grace_days=settings.grace_days)
        outcome = take(work, given.kind, sheet, usual, bar)
        problems = sorted([*sheet.problems, *outcome.problems], key=lambda p: p.line)
        if problems and not given.skip_bad:
            raise _refusal(given.name, problems)
        if given.dry_run:
            work.discard()
    return _imported(sheet, outcome, problems)


def _imported(sheet: Sheet, outcome: Outcome, problems: list[Problem]) -> Imported:
    return Imported(
        added=outcome.added,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        problems=tuple(problems),
        created=tuple(outcome.created),
        strangers=tuple(outcome.strangers.items()),
        paid_columns=tuple(sheet.paid_columns),
    )


def _refusal(file: str, problems: list[Problem]) -> BadData:
    more = len(problems) - PROBLEMS_SHOWN
    kept = (*problems[:PROBLEMS_SHOWN], *([Problem(0, f"… and {more} more lines")] if more > 0 else []))
    lines = "line is" if len(problems) == 1 else "lines are"
    remedy = "so nothing was imported; correct the file, or leave them out with --skip-bad"
    return BadData(f"{file}: {len(problems)} {lines} wrong, {remedy}", kept)


def _unseen(_what: str, _total: int) -> Callable[[int], None]:
    return lambda _done: None


def take(work: Work, kind: str, rows: Rows, usual: Usual, bar: Bar = _unseen) -> Outcome:
    """Takes the rows of a file into a change; faults are in the outcome with their lines.

    `bar` is told what is being done, of how much, and then how much of it is done.
    """
    importer = Importer(work, usual)
    if rows.lines:
        TAKERS[kind](importer, rows, bar)
    importer.outcome.problems.sort(key=lambda p: p.line)
    return importer.outcome


def read_and_take(work: Work, kind: str, name: str, moved: timedelta) -> Outcome:
    """Take a file of the examples within a change, every day moved."""
    usual = Usual(currency="EUR")
    sheet = read_sheet(read_grid(name), kind, Reading(mapped={}, currency=usual.currency), name)
    return take(work, kind, moved_by(sheet, kind, moved), usual)


def field_names(kind: str) -> tuple[str, ...]:
    """Our names for the fields of a kind."""
    return tuple(names(kind))


def reading(kind: str, mapped: str | None, currency: str, dates: str | None, decimal: str | None) -> Reading:
    """How a file of a kind is to be read.

    `mapped` is `ours=theirs,…`. UsageError when it names no field of ours.
    """
    return Reading(mapped=parse_map(mapped, kind), currency=currency, dates=dates, decimal=decimal)


def with_order(reading: Reading, dates: str) -> Reading:
    """The reading with an order of dates that was asked for."""
    return changed(reading, dates=dates)


def with_mark(reading: Reading, decimal: str) -> Reading:
    """The reading with a decimal mark that was asked for."""
    return changed(reading, decimal=decimal)
