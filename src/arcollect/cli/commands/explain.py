"""`arcollect explain`: the rows and the rule behind a figure."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.options import MOST
from arcollect.cli.reading.declare import Argument, single
from arcollect.domain.frozen import values_of
from arcollect.errors import NotFound, UsageError
from arcollect.render.page import Cell, Page
from arcollect.render.page import Line as PageLine
from arcollect.services import explain as figures

app = single()
RULES = {
    "balance": "balance = open invoices less what is on account; open = amount - payments, credits and "
    "write-offs dated by that day",
    "verdict": "money allocated to the promise's invoices counts from the day it was made to its due day "
    "+ grace, once, for the promise that is due first; judged is what could still be paid",
    "points": "an item's points are the sum of its terms; the coefficients are settings, `arcollect config`",
}


@app.command()
def explain(
    context: Context,
    figure: Annotated[str, Argument(metavar="FIGURE", help="balance, verdict or points.")],
    of: Annotated[str, Argument(metavar="OF", help="A customer; for a verdict, a promise's number.")],
) -> None:
    """Print the rows and the rule behind a balance, a promise's verdict, or a customer's points.

    \b
    Examples:
      arcollect explain balance PEPE
      arcollect explain verdict 3
      arcollect explain points PEPE
    """
    if figure not in RULES:
        raise UsageError(f"`{figure}` cannot be explained; give balance, verdict or points")
    rows = [values_of(line) for line in _lines(context, figure, of)]
    data = {"figure": figure, "of": of, "rule": RULES[figure], "rows": rows}
    lines = [
        PageLine(" ".join(str(value) for value in row.values() if value not in (None, "")), 1) for row in rows
    ]
    context.answer(data, lambda: Page([PageLine(Cell(RULES[figure], "head")), *lines]))


def _lines(context: Context, figure: str, of: str) -> list[figures.Line]:
    ledger = context.ledger
    if figure == "verdict":
        if not of.strip().isdecimal() or int(of) >= MOST:
            raise NotFound(f"no promise {of} in this ledger; `arcollect promise list` shows them")
        return figures.verdict(ledger, int(of))
    customer = ledger.customer(of)
    return figures.balance(ledger, customer) if figure == "balance" else figures.points(ledger, customer)
