"""`arcollect statement`: a statement of account to be agreed and signed (D3, D7)."""

from __future__ import annotations

from collections.abc import Mapping

from arcollect.cli.context import Context
from arcollect.cli.options import CustomerArg
from arcollect.cli.reading.declare import single
from arcollect.cli.rows import invoice_data
from arcollect.domain.money import plain, to_major
from arcollect.render.page import Block, Cell, Column, Line, Page, Table
from arcollect.services.statement import Statement

app = single()


@app.command()
def statement(context: Context, customer: CustomerArg = None) -> None:
    """A statement of account in the customer's language, to be compared, signed and returned.

    \b
    Example:
      arcollect statement PEPE > pepe.txt
    """
    from arcollect.services.statement import statement as stated

    found = context.customer_or_ask(customer)
    shown = stated(context.ledger, found, context.language(found))
    context.answer(_data(shown), lambda: _page(shown, context.settings.company))


def _data(shown: Statement) -> dict[str, object]:
    return {
        "customer": shown.customer.code,
        "as_of": shown.as_of,
        "lang": shown.lang,
        "invoices": [invoice_data(i, shown.customer.code) for i in shown.invoices],
        "on_account": [{"currency": c, "amount": to_major(a, c)} for c, a in shown.on_account.items()],
        "balances": [{"currency": c, "balance": to_major(b, c)} for c, b in shown.balances.items()],
    }


def _page(shown: Statement, company: str) -> Page:
    words = shown.words
    title = f"{company} · {words['title']}" if company else words["title"]
    top = [
        Line(Cell(title, "head")),
        Line(f"{shown.customer.name}, {words['as_of']} {shown.as_of_said}"),
        Line(""),
    ]
    tables: list[Block] = [_table(shown, currency, words) for currency in shown.balances]
    if not tables:
        return Page([*top, Line(words["none"])])
    return Page([*top, *tables, Line(""), Line(words["agree"]), Line(words["sign"])])


def _table(shown: Statement, currency: str, words: Mapping[str, str]) -> Table:
    """What is open in one currency, less what is on account."""
    heads = [Column(words[name]) for name in ("invoice", "issued", "due")]
    heads += [Column(words["amount"], right=True), Column(f"{words['open']} {currency}", right=True)]
    rows = [
        (i.number, str(i.issued), str(i.due), plain(i.amount, currency), plain(i.open, currency))
        for i in shown.invoices
        if i.currency == currency
    ]
    credit = shown.on_account.get(currency)
    foot = [(words["account"], "", "", "", plain(-credit, currency))] if credit else []
    foot.append((words["balance"], "", "", "", plain(shown.balances[currency], currency)))
    return Table(heads, rows, foot)
