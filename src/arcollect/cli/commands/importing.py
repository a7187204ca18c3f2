"""`arcollect import`: customers, invoices and payments from CSV or XLSX."""

from __future__ import annotations

import sys
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, Option, single
from arcollect.domain.money import currency_code
from arcollect.errors import Ambiguous, UsageError
from arcollect.render.page import Cell, Line, Page
from arcollect.render.progress import progress
from arcollect.services import importing

app = single()
NAMES_SHOWN, CREATED_SHOWN = 5, 10
MAP = "ours=theirs,… where headings are not known. Ours: " + "; ".join(
    f"{kind} {', '.join(importing.field_names(kind))}" for kind in importing.KINDS
)


@app.command()
def import_(
    context: Context,
    kind: Annotated[str, Argument(metavar="KIND", help="customers, invoices or payments.")],
    file: Annotated[str, Argument(metavar="FILE", help="CSV or XLSX; - is standard input.")],
    mapped: Annotated[str | None, Option("--map", help=MAP)] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would happen, change nothing.")] = False,
    skip_bad: Annotated[bool, Option("--skip-bad", help="Leave faulty lines out.")] = False,
    dates: Annotated[
        str | None, Option("--dates", help="dmy or mdy, when the file does not show it.")
    ] = None,
    decimal: Annotated[str | None, Option("--decimal", help="The decimal mark: , or .")] = None,
    encoding: Annotated[str | None, Option("--encoding", help="utf-8, gb18030, cp1252…")] = None,
    currency: Annotated[str | None, Option("--currency", help="Where the file names none.")] = None,
) -> None:
    """Read customers, invoices or payments from CSV or XLSX, all or nothing.

    The same file twice adds nothing.

    \b
    Examples:
      arcollect import invoices export.xlsx --dry-run
      arcollect import payments bank.csv --map "on=Value date,amount=Credit" --skip-bad
    """
    if kind not in importing.KINDS:
        raise UsageError(f"`{kind}` cannot be imported; give customers, invoices or payments")
    _check(dates, decimal)
    code = currency_code(currency) if currency else context.settings.currency
    order = dates or context.settings.date_order or None
    reading = importing.reading(kind, mapped, code, order, decimal)
    with progress() as bar:
        grid = importing.read_grid(file, encoding, bar)
    if grid.note:
        context.say(f"note: {grid.note}")
    sheet = _read(context, grid, kind, reading, file)
    given = importing.Given(kind=kind, name=file, currency=code, dry_run=dry_run, skip_bad=skip_bad)
    with progress() as bar:
        imported = importing.import_sheet(context.ledger, sheet, given, bar)
    _say(context, imported)
    context.answer(_data(given, imported), lambda: _page(given, imported))


def _check(dates: str | None, decimal: str | None) -> None:
    if dates not in (None, "dmy", "mdy"):
        raise UsageError(f"`{dates}` is no order of dates; give dmy or mdy")
    if decimal not in (None, ",", "."):
        raise UsageError(f"`{decimal}` is no decimal mark; give , or .")


def _read(
    context: Context, grid: importing.Grid, kind: str, reading: importing.Reading, name: str
) -> importing.Sheet:
    """Reads the sheet; what stays ambiguous is asked on a terminal, and an error elsewhere."""
    try:
        with progress() as bar:
            bar(f"understanding {name}", len(grid), pulse=True)
            return importing.read_sheet(grid, kind, reading, name)
    except Ambiguous as error:
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or name == "-" or context.as_json:
            raise
        context.say(str(error))
        if "--dates" in str(error):
            order = context.ask("dates are (dmy or mdy)", "--dates", ("dmy", "mdy"))
            return _read(context, grid, kind, importing.with_order(reading, order), name)
        mark = context.ask("the decimal mark is (, or .)", "--decimal", (",", "."))
        return _read(context, grid, kind, importing.with_mark(reading, mark), name)


def _say(context: Context, imported: importing.Imported) -> None:
    """What the user is to know besides the counts."""
    if imported.paid_columns:
        named = ", ".join(f"`{head}`" for head in imported.paid_columns)
        context.say(
            f"note: {named} was kept as a note; invoices are taken at their full amount, import the "
            "payments as well"
        )
    if imported.strangers:
        some = ", ".join(f"`{name}` (invoice {number})" for name, number in imported.strangers[:NAMES_SHOWN])
        rest = len(imported.strangers) - NAMES_SHOWN
        more = f" and {rest} more" if rest > 0 else ""
        context.say(
            f"note: no customer is called {some}{more}; the payments went to the customers of those invoices"
        )


def _data(given: importing.Given, imported: importing.Imported) -> dict[str, object]:
    return {
        "file": given.name,
        "added": imported.added,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "rejected": len(imported.problems),
        "problems": [{"line": p.line, "message": p.message} for p in imported.problems],
        "customers_created": list(imported.created),
        "customers_unknown": [name for name, _ in imported.strangers],
        "dry_run": given.dry_run,
    }


def _page(given: importing.Given, imported: importing.Imported) -> Page:
    shown = imported.problems[: importing.PROBLEMS_SHOWN]
    lines = [Line(Cell(f"line {p.line}: {p.message}", "warn"), 1) for p in shown]
    more = len(imported.problems) - len(shown)
    if more:
        lines.append(Line(Cell(f"… and {more} more lines; --json has them all", "warn"), 1))
    if imported.created:
        lines.append(Line(_created(imported.created), 1))
    return Page(
        [*lines, Line(Cell(_counts(given, imported), "strong"))]
    )  # last, for the faults may fill the screen


def _created(names: tuple[str, ...]) -> str:
    rest = len(names) - CREATED_SHOWN
    shown = ", ".join(names[:CREATED_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
    return f"{len(names)} new customer{'s' if len(names) > 1 else ''}: {shown}"


def _counts(given: importing.Given, imported: importing.Imported) -> str:
    noun = given.kind.removesuffix("s") if imported.added == 1 else given.kind
    added = f"{imported.added} {noun} {'would be ' if given.dry_run else ''}added"
    rest = f"{imported.updated} updated, {imported.unchanged} unchanged, {len(imported.problems)} left out"
    return f"{given.name}: {added}, {rest}"
