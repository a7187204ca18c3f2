"""`arcollect log`: who changed what, when."""

from __future__ import annotations

from typing import Annotated, Any

from arcollect.cli.declare import Option, single
from arcollect.cli.desk import Desk
from arcollect.cli.options import CustomerOpt
from arcollect.render.page import Column, Line, Page, Table

app = single()
SHOWN = 20
EDITS_SHOWN = 3


@app.command()
def log(
    desk: Desk, customer: CustomerOpt = None,
    on: Annotated[str | None, Option("--on", help="Only this day.")] = None,
    limit: Annotated[int, Option("--limit", help="How many of the latest; 0 for all.", min=0)] = SHOWN,
) -> None:  # fmt: skip
    """The journal, the latest entry last: when, who, the command as typed, what changed.

    \b
    Examples:
      arcollect log
      arcollect log --customer PEPE --on today --json
    """
    who = desk.customer(customer) if customer else None
    day = desk.past_day(on).isoformat() if on else None
    entries = [e for e in desk.book.entry_heads() if day is None or e["at"].startswith(day)]
    if who is not None:
        from arcollect.ledger.journal import told

        entries = [e for e in entries if any(_about(c, who.id) for c in told(desk.book.changes(e["id"])))]
    wanted = entries[-limit:] if limit else entries
    desk.answer(lambda: {"entries": (_data(desk, e) for e in wanted)}, lambda: _page(desk, wanted))


def _data(desk: Desk, entry: dict[str, Any]) -> dict[str, Any]:
    from arcollect.ledger.journal import told

    return {k: entry[k] for k in ("id", "at", "who", "command", "undoes", "hash")} | {
        "changes": list(told(desk.book.changes(entry["id"])))
    }


def _about(change: dict[str, Any], customer_id: int) -> bool:
    if change["table"] == "customer" and change["id"] == customer_id:
        return True
    sides = (change["before"], change["after"])
    return any(isinstance(side, dict) and side.get("customer_id") == customer_id for side in sides)


def _page(desk: Desk, entries: list[dict[str, Any]]) -> Page:
    rows = [
        (
            str(e["id"]),
            str(e["at"])[:16].replace("T", " "),
            str(e["who"]),
            _what(desk.book.changes(e["id"])),
            str(e["command"]),
        )
        for e in entries
    ]
    heads = (Column("id", keep=True), Column("at", keep=True), Column("who"), Column("changed"), Column("command"))
    return Page([Table(heads, rows) if rows else Line("nothing was changed yet")])


def _what(changes: list[dict[str, Any]]) -> str:
    counts: dict[str, int] = {}
    for change in changes:
        name = str(change["table"]).replace("_", " ")
        counts[name] = counts.get(name, 0) + (len(change["rows"]) if "rows" in change else 1)
    edits = [c for c in changes if "rows" not in c and c["before"] and c["after"]]
    if len(changes) == len(edits) <= EDITS_SHOWN:
        return "; ".join(map(_edit, edits))
    return ", ".join(f"{n} {name}" for name, n in counts.items())


def _edit(change: dict[str, Any]) -> str:
    """`invoice 3: due 2026-02-09 → 2026-03-31`."""
    before, after = change["before"], change["after"]
    fields = ", ".join(f"{name} {before.get(name)} → {value}" for name, value in after.items())
    return f"{str(change['table']).replace('_', ' ')} {change['id']}: {fields}"
