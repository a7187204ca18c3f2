"""`arcollect explain`: the rows and the rule behind a figure."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Argument, single
from arcollect.cli.desk import Desk
from arcollect.cli.options import MOST
from arcollect.domain.money import human, to_major
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, NotMeant
from arcollect.render.page import Cell, Line, Page

app = single()
RULES = {
    "balance": "balance = open invoices less what is on account; open = amount - payments, credits and write-offs dated by that day",
    "verdict": "money allocated to the promise's invoices counts from the day it was made to its due day + grace, once, for the earliest promise",
    "points": "an item's points are the sum of its terms; the coefficients are settings, `arcollect config`",
}


@app.command()
def explain(
    desk: Desk,
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
        raise NotMeant(f"`{figure}` cannot be explained; give balance, verdict or points")
    rows = {"balance": _balance, "verdict": _verdict, "points": _points}[figure](desk, of)
    data = {"figure": figure, "of": of, "rule": RULES[figure], "rows": rows}
    lines = [Line(" ".join(str(value) for value in row.values() if value not in (None, "")), 1) for row in rows]
    desk.answer(data, lambda: Page([Line(Cell(RULES[figure], "head")), *lines]))


def _balance(desk: Desk, of: str) -> list[dict[str, object]]:
    customer: Customer = desk.customer(of)
    day = desk.today
    rows: list[dict[str, object]] = []
    invoices = desk.book.invoices(day, customer=customer.id, open_only=True)
    account = desk.book.on_account(day, customer.id)
    for i in invoices:
        paid = (
            f"of {human(i.amount, i.currency)}, {human(i.amount - i.open, i.currency)} paid or credited"
            if i.open < i.amount
            else ""
        )
        rows.append({"row": f"invoice {i.number}", "amount": human(i.open, i.currency), "why": paid})
    rows += [{"row": "on account", "amount": human(-amount, currency), "why": ""} for _, currency, amount in account]
    for currency in sorted({i.currency for i in invoices} | {c for _, c, _ in account}):
        total = sum(i.open for i in invoices if i.currency == currency) - sum(a for _, c, a in account if c == currency)
        rows.append({"row": "balance", "amount": human(total, currency), "why": f"on {day}"})
    return rows


def _verdict(desk: Desk, of: str) -> list[dict[str, object]]:
    if not of.strip().isdecimal() or int(of) >= MOST:
        raise NotFound(f"no promise {of} in this ledger; `arcollect promise list` shows them")
    verdict = desk.verdict(int(of))
    promise = verdict.promise
    window = f"from {promise.made} to {verdict.last_day}"
    counted: list[dict[str, object]] = [
        {"row": f"payment {c.payment_id}", "amount": to_major(c.amount, promise.currency), "why": f"on {c.on}"}
        for c in verdict.counted
    ]
    return [
        {"row": f"promise {promise.id}", "amount": human(promise.amount, promise.currency), "why": window},
        *counted,
        {"row": "verdict", "amount": verdict.status, "why": f"{human(verdict.paid, promise.currency)} counted"},
    ]


def _points(desk: Desk, of: str) -> list[dict[str, object]]:
    from arcollect.cli.due import facts_for
    from arcollect.domain.agenda import agenda

    customer = desk.customer(of)
    found = agenda(facts_for(desk), desk.today, desk.today)
    rows: list[dict[str, object]] = []
    for item in (i for i in (*found.items, *found.apart) if i.customer.id == customer.id):
        rows += [
            {"row": f"{item.kind} {item.ref or ''}".strip(), "amount": term.points, "why": term.rule}
            for term in item.terms
        ]
        rows.append(
            {
                "row": f"{item.kind} {item.ref or ''}".strip(),
                "amount": item.points,
                "why": f"apart: {item.reason}" if item.reason else "in all",
            }
        )
    return rows
