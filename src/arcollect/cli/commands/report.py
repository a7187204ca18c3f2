"""`arcollect report`: what the ledger has learned."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Option, group
from arcollect.render.page import Block, Cell, Column, Line, Page, Table
from arcollect.services.counter import ENOUGH, WITHIN_DAYS, Record, excuse_records

app = group()


@app.command()
def excuses(
    context: Context,
    within: Annotated[
        int, Option("--within", help="Days in which money counts as having come.", min=1, max=365)
    ] = WITHIN_DAYS,
) -> None:
    """Which answer works here: by excuse and countermeasure, how often most of what was overdue came in time.

    \b
    Example:
      arcollect report excuses --within 14
    """
    found = excuse_records(context.ledger, within)
    share = context.settings.success_percentage
    success = (
        f"an answer is successful when at least {share} % of what was overdue came in within {within} days"
    )
    rule = (
        f"{success}; uses younger than that are pending and in no share; a countermeasure is preferred from "
        f"{ENOUGH} uses on, by the lower bound of the 95 % interval of its share"
    )
    data = {"within_days": within, "enough": ENOUGH, "rule": rule, "excuses": [_data(r) for r in found]}
    context.answer(data, lambda: _page(found, within, rule))


def _page(found: list[Record], within: int, rule: str) -> Page:
    if not found:
        return Page([Line("nothing to report yet: no excuse was given while anything was overdue")])
    titles = ("uses", "paid", "share", "at least", "days", "pending")
    heads = (Column("excuse", keep=True), Column("countermeasure"), *(Column(t, right=True) for t in titles))
    title = f"most of what was overdue came within {within} days of the excuse"
    blocks: list[Block] = [Table(heads, [_cells(r) for r in found], title=title), Line(Cell(rule, "quiet"))]
    return Page(blocks)


def _cells(r: Record) -> tuple[str, ...]:
    share = "" if r.share is None else f"{r.share:.0%}"
    at_least = f"{r.at_least:.0%}" if r.uses else ""
    days = "" if r.days is None else f"{r.days:g}"
    pending = str(r.pending) if r.pending else ""
    return r.code, r.took or "not recorded", str(r.uses), str(r.paid), share, at_least, days, pending


def _data(record: Record) -> dict[str, object]:
    return {
        "code": record.code,
        "countermeasure": record.took,
        "uses": record.uses,
        "paid": record.paid,
        "pending": record.pending,
        "share": None if record.share is None else round(record.share, 4),
        "at_least": round(record.at_least, 4),
        "median_days": record.days,
    }
