"""`arcollect log`: who changed what, when."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any

from arcollect.cli.context import Context
from arcollect.cli.options import CustomerOpt
from arcollect.cli.reading.declare import Option, single
from arcollect.cli.rows import head_data
from arcollect.domain.frozen import values_of
from arcollect.render.page import Column, Line, Page, Table
from arcollect.services.history import Entry, changes, counts, entries
from arcollect.services.history import head as journal_head

app = single()
SHOWN = 20
EDITS_SHOWN = 3


@app.command()
def log(
    context: Context,
    customer: CustomerOpt = None,
    on: Annotated[str | None, Option("--on", help="Only this day.")] = None,
    head: Annotated[bool, Option("--head", help="Only the head: one line for the whole journal.")] = False,
    limit: Annotated[int, Option("--limit", help="How many of the latest; 0 for all.", min=0)] = SHOWN,
) -> None:
    """The journal, the latest entry last: when, who, the command as typed, what changed.

    \b
    Examples:
      arcollect log
      arcollect log --customer PEPE --on today --json
      arcollect log --head
    """
    if head:
        own = journal_head(context.ledger)
        context.answer({"head": head_data(own)}, lambda: Page([Line(own.text)]))
        return
    who = context.customer_if(customer)
    found = entries(context.ledger, who, context.past_day(on) if on else None)
    wanted = found[-limit:] if limit else found
    context.answer(lambda: {"entries": (_data(context, e) for e in wanted)}, lambda: _page(context, wanted))


def _data(context: Context, entry: Entry) -> dict[str, Any]:
    names = ("id", "at", "who", "command", "undoes", "hash")
    told = [values_of(one) for one in changes(context.ledger, entry)]
    return {name: getattr(entry, name) for name in names} | {"changes": told}


def _page(context: Context, found: list[Entry]) -> Page:
    rows = [(str(e.id), e.at[:16].replace("T", " "), e.who, _what(context, e), e.command) for e in found]
    heads = (
        Column("id", keep=True),
        Column("at", keep=True),
        Column("who"),
        Column("changed"),
        Column("command"),
    )
    return Page([Table(heads, rows) if rows else Line("nothing was changed yet")])


def _what(context: Context, entry: Entry) -> str:
    """A few edits in full, else how many rows of each kind."""
    rows = counts(context.ledger, entry)
    if sum(rows.values()) <= EDITS_SHOWN:
        told = list(islice(changes(context.ledger, entry), EDITS_SHOWN))
        if all(one.before and one.after for one in told):
            return "; ".join(_edit(one.table, one.id, one.before or {}, one.after or {}) for one in told)
    return ", ".join(f"{n} {table.replace('_', ' ')}" for table, n in rows.items())


def _edit(table: str, number: Any, before: dict[str, Any], after: dict[str, Any]) -> str:
    """`invoice 3: due 2026-02-09 → 2026-03-31`."""
    fields = ", ".join(f"{name} {before.get(name)} → {value}" for name, value in after.items())
    return f"{table.replace('_', ' ')} {number}: {fields}"
