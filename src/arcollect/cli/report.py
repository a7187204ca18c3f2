"""`arcollect report`: what the ledger has learned."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Option, group
from arcollect.cli.desk import Desk
from arcollect.render.page import Block, Cell, Column, Line, Page, Table
from arcollect.reports.excuses import ENOUGH, WITHIN_DAYS, Record, records

app = group("Reports on what the ledger has learned.")


@app.command()
def excuses(
    desk: Desk,
    within: Annotated[
        int, Option("--within", help="Days in which money counts as having come.", min=1, max=365)
    ] = WITHIN_DAYS,
) -> None:
    """Which answer works here: by excuse and countermeasure, how often money came in time and after how many days.

    \b
    Example:
      arcollect report excuses --within 14
    """
    found = records(desk.excuse_uses(), desk.today, within)
    rule = f"a countermeasure is preferred from {ENOUGH} uses on, by the lower bound of the 95 % interval of its share"
    data = {"within_days": within, "enough": ENOUGH, "rule": rule, "excuses": [_data(r) for r in found]}
    heads = (
        Column("excuse", keep=True), Column("countermeasure"), Column("uses", right=True), Column("paid", right=True),
        Column("share", right=True), Column("at least", right=True), Column("days", right=True),
    )  # fmt: skip
    rows = [
        (
            r.code,
            r.took or "not recorded",
            str(r.uses),
            str(r.paid),
            f"{r.paid / r.uses:.0%}",
            f"{r.at_least:.0%}",
            "" if r.days is None else f"{r.days:g}",
        )
        for r in found
    ]
    title = f"money within {within} days of the excuse"
    page: list[Block] = [Table(heads, rows, title=title), Line(Cell(rule, "quiet"))] if rows else []
    desk.answer(
        data,
        lambda: Page(page or [Line(f"nothing to report yet: no excuse is {within} days old or was followed by money")]),
    )


def _data(record: Record) -> dict[str, object]:
    return {
        "code": record.code, "countermeasure": record.took, "uses": record.uses, "paid": record.paid,
        "share": round(record.paid / record.uses, 4), "at_least": round(record.at_least, 4), "median_days": record.days,
    }  # fmt: skip
