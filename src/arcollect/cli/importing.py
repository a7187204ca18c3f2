"""`arcollect import`: customers, invoices and payments from CSV or XLSX."""

from __future__ import annotations

import sys
from typing import Annotated

from arcollect.cli.declare import Argument, Option, single
from arcollect.cli.desk import Desk
from arcollect.errors import Ambiguous, BadData, NotMeant, Problem
from arcollect.exchange import KINDS
from arcollect.exchange.drafts import Reading, Sheet, read_sheet
from arcollect.exchange.files import read_grid
from arcollect.exchange.grid import Grid
from arcollect.exchange.headers import parse_map
from arcollect.render.page import Cell, Line, Page
from arcollect.render.progress import progress

app = single()
PROBLEMS_SHOWN = 50


@app.command()
def import_(
    desk: Desk,
    kind: Annotated[str, Argument(metavar="KIND", help="customers, invoices or payments.")],
    file: Annotated[str, Argument(metavar="FILE", help="CSV or XLSX; - is standard input.")],
    mapped: Annotated[str | None, Option("--map", help="ours=theirs,… where headings are not known.")] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would happen, change nothing.")] = False,
    skip_bad: Annotated[bool, Option("--skip-bad", help="Leave faulty lines out.")] = False,
    dates: Annotated[str | None, Option("--dates", help="dmy or mdy, when the file does not show it.")] = None,
    decimal: Annotated[str | None, Option("--decimal", help="The decimal mark: , or .")] = None,
    encoding: Annotated[str | None, Option("--encoding", help="utf-8, gb18030, cp1252…")] = None,
    currency: Annotated[str | None, Option("--currency", help="Where the file names none.")] = None,
) -> None:
    """Read customers, invoices or payments from CSV or XLSX, all or nothing; the same file twice adds nothing.

    \b
    Examples:
      arcollect import invoices export.xlsx --dry-run
      arcollect import payments bank.csv --map "on=Value date,amount=Credit" --skip-bad
    """
    from arcollect.domain.money import currency_code

    if kind not in KINDS:
        raise NotMeant(f"`{kind}` cannot be imported; give customers, invoices or payments")
    _check(dates, decimal)
    code = currency_code(currency) if currency else desk.settings.currency
    reading = Reading(parse_map(mapped, kind), code, dates or desk.settings.date_order or None, decimal)
    with progress() as bar:
        grid = read_grid(file, encoding, bar)
    sheet = _read(desk, grid, kind, reading, file)
    _take(desk, kind, file, sheet, code, dry_run=dry_run, skip_bad=skip_bad)


def _check(dates: str | None, decimal: str | None) -> None:
    if dates not in (None, "dmy", "mdy"):
        raise NotMeant(f"`{dates}` is no order of dates; give dmy or mdy")
    if decimal not in (None, ",", "."):
        raise NotMeant(f"`{decimal}` is no decimal mark; give , or .")


def _read(desk: Desk, grid: Grid, kind: str, reading: Reading, name: str) -> Sheet:
    """Reads the sheet; what stays ambiguous is asked on a terminal, and an error elsewhere."""
    try:
        with progress() as bar:
            bar(f"understanding {name}", len(grid), pulse=True)
            return read_sheet(grid, kind, reading, name)
    except Ambiguous as error:
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or name == "-" or desk.as_json:
            raise
        desk.say(str(error))
        if "--dates" in str(error):
            order = desk.ask("dates are (dmy or mdy)", "--dates", ("dmy", "mdy"))
            return _read(desk, grid, kind, reading._replace(dates=order), name)
        mark = desk.ask("the decimal mark is (, or .)", "--decimal", (",", "."))
        return _read(desk, grid, kind, reading._replace(decimal=mark), name)


def _refusal(file: str, problems: list[Problem]) -> BadData:
    shown = tuple(sorted(problems, key=lambda p: p.line))
    more = len(shown) - PROBLEMS_SHOWN
    kept = shown[:PROBLEMS_SHOWN] + ((Problem(0, f"… and {more} more lines"),) if more > 0 else ())
    lines = "line is" if len(shown) == 1 else "lines are"
    return BadData(
        f"{file}: {len(shown)} {lines} wrong, so nothing was imported; correct the file, or leave them out with --skip-bad",
        kept,
    )


class _DryRun(Exception):
    """Leaves the change without keeping it."""


def _take(desk: Desk, kind: str, file: str, sheet: Sheet, currency: str, *, dry_run: bool, skip_bad: bool) -> None:
    from arcollect.ledger.write.imports import Outcome, take

    outcome = Outcome()
    try:
        with desk.changing() as change, progress() as bar:
            outcome = take(change, kind, sheet.drafts, currency, desk.settings.terms_days, bar)
            if (sheet.problems or outcome.problems) and not skip_bad:
                raise _refusal(file, [*sheet.problems, *outcome.problems])
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    if sheet.paid_columns:
        named = ", ".join(f"`{head}`" for head in sheet.paid_columns)
        desk.say(
            f"note: {named} was kept as a note; invoices are taken at their full amount, import the payments as well"
        )
    if outcome.strangers:
        some = ", ".join(f"`{name}` (invoice {number})" for name, number in list(outcome.strangers.items())[:5])
        more = f" and {len(outcome.strangers) - 5} more" if len(outcome.strangers) > 5 else ""
        desk.say(f"note: no customer is called {some}{more}; the payments went to the customers of those invoices")
    outcome.problems = sorted([*sheet.problems, *outcome.problems], key=lambda p: p.line)
    data = {
        "file": file, "added": outcome.added, "updated": outcome.updated, "unchanged": outcome.unchanged,
        "rejected": len(outcome.problems), "problems": [{"line": p.line, "message": p.message} for p in outcome.problems],
        "customers_created": outcome.created, "customers_unknown": list(outcome.strangers), "dry_run": dry_run,
    }  # fmt: skip
    desk.answer(
        data,
        lambda: _page(
            kind,
            file,
            outcome.added,
            outcome.updated,
            outcome.unchanged,
            outcome.created,
            outcome.problems,
            dry_run=dry_run,
        ),
    )


def _page(
    kind: str,
    file: str,
    added: int,
    updated: int,
    unchanged: int,
    created: list[str],
    problems: list[Problem],
    *,
    dry_run: bool,
) -> Page:
    noun = kind.removesuffix("s") if added == 1 else kind
    head = f"{file}: {added} {noun} {'would be ' if dry_run else ''}added, {updated} updated, {unchanged} unchanged, {len(problems)} left out"
    lines = [Line(Cell(f"line {p.line}: {p.message}", "warn"), 1) for p in problems[:PROBLEMS_SHOWN]]
    if len(problems) > PROBLEMS_SHOWN:
        lines.append(Line(Cell(f"… and {len(problems) - PROBLEMS_SHOWN} more lines; --json has them all", "warn"), 1))
    if created:
        shown = ", ".join(created[:10]) + (f" and {len(created) - 10} more" if len(created) > 10 else "")
        lines.append(Line(f"{len(created)} new customer{'s' if len(created) > 1 else ''}: {shown}", 1))
    return Page([*lines, Line(Cell(head, "strong"))])  # last, for the faults may fill the screen
