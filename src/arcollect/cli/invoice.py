"""`arcollect invoice`: what was sold on credit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from arcollect.cli.declare import Argument, Option, group
from arcollect.cli.desk import Desk
from arcollect.cli.options import AmountArg, CustomerArg, CustomerOpt, On, Reason, Terms
from arcollect.cli.rows import invoice_data, invoice_table
from arcollect.domain.money import currency_code, human, to_major
from arcollect.domain.records import Invoice
from arcollect.errors import NotFound, NotMeant
from arcollect.render.page import Block, Line, Page

app = group("Invoices: add, list, show, edit, void, credit, write off, dispute.")

NumberArg = Annotated[str, Argument(metavar="NUMBER", help="The invoice's number.")]


@app.command()
def add(
    desk: Desk, customer: CustomerArg = None, amount: AmountArg = None,
    number: Annotated[str | None, Option("--number", help="Its number; the next free one if not given.")] = None,
    issued: Annotated[str | None, Option("--issued", help="The day of issue; today if not given.")] = None,
    due: Annotated[str | None, Option("--due", help="The day it falls due; issue + terms if not given.")] = None,
    terms: Terms = None,
    currency: Annotated[str | None, Option("--currency", help="ISO code; the customer's if not given.")] = None,
    note: Annotated[str | None, Option("--note", help="Anything else.")] = None,
) -> None:  # fmt: skip
    """Add an invoice.

    \b
    Example:
      arcollect invoice add PEPE 1250 --number F-102 --issued yesterday --due "end of next month"
    """
    from arcollect.domain.amounts import positive
    from arcollect.domain.terms import terms_days

    found = desk.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    sum_ = positive(amount or desk.ask("amount", "AMOUNT", check=lambda t: positive(t, chosen)), chosen)
    issue_day = desk.past_day(issued, found) if issued else desk.today
    own_terms = found.terms_days if found.terms_days is not None else desk.settings.terms_days
    days = terms_days(terms) if terms else own_terms
    due_day = desk.due_day(due, found) if due else None
    with desk.changing() as change:
        from arcollect.ledger.write.invoices import add_invoice

        made = add_invoice(
            change,
            found,
            sum_.minor,
            sum_.currency or chosen,
            issue_day,
            due_day,
            days,
            number.strip() if number else None,
            note,
        ).number
    _answer(desk, made, "added")
    _warn_over_limit(desk, found.id)


def _warn_over_limit(desk: Desk, customer_id: int) -> None:
    """Says so when the balance is beyond the customer's credit limit (C7); no limit never warns."""
    customer = desk.by_id[customer_id]
    if customer.credit_limit is None:
        return
    from arcollect.reports.balances import balances

    owed = balances(
        desk.book.invoices(desk.today, customer=customer.id, open_only=True),
        desk.book.on_account(desk.today, customer.id),
        desk.today,
    )
    exposure = owed[customer.id][customer.currency].balance
    if exposure > customer.credit_limit:
        limit = human(customer.credit_limit, customer.currency)
        desk.say(
            f"note: {customer.name} now owes {human(exposure, customer.currency)}, beyond the credit limit of {limit}"
        )


@app.command("list")
def list_(
    desk: Desk, customer: CustomerOpt = None,
    open_: Annotated[bool, Option("--open", help="Only what is not paid.")] = False,
    void: Annotated[bool, Option("--void", help="Void ones too.")] = False,
) -> None:  # fmt: skip
    """List invoices, the oldest due first; a ? marks a due date that was assumed from the terms.

    \b
    Example:
      arcollect invoice list --customer PEPE --open
    """
    who = desk.customer(customer) if customer else None
    found = desk.book.invoices(desk.today, customer=who.id if who else None, open_only=open_, void=void)
    names = {c.id: c.name for c in desk.customers}
    desk.answer(
        lambda: {"invoices": (invoice_data(i, desk.by_id[i.customer_id].code) for i in found)},
        lambda: Page([invoice_table(found, {} if who else names, desk.today) if found else Line("no invoices")]),
    )


@app.command()
def show(desk: Desk, number: NumberArg) -> None:
    """One invoice with everything that was paid, credited or said of it.

    \b
    Example:
      arcollect invoice show F-102
    """
    invoice = _find(desk, number)
    customer = desk.by_id[invoice.customer_id]
    pieces = desk.book.rows(
        "SELECT on_day, kind, amount, payment_id FROM reduction WHERE invoice_id = ? ORDER BY on_day, payment_id",
        invoice.id,
    )
    paid = [
        {
            "on": r["on_day"],
            "kind": r["kind"],
            "payment": r["payment_id"],
            "amount": to_major(r["amount"], invoice.currency),
        }
        for r in pieces
    ]
    lines = [
        Line(f"{r['on_day']}  {r['kind']} {r['payment_id'] or ''}  {human(r['amount'], invoice.currency)}", 1)
        for r in pieces
    ]
    page: list[Block] = [invoice_table([invoice], {}, desk.today, title=f"{invoice.number} · {customer.name}"), *lines]
    desk.answer(invoice_data(invoice, customer.code) | {"reductions": paid}, lambda: Page(page))


@app.command()
def edit(
    desk: Desk, number: NumberArg,
    amount: Annotated[str | None, Option("--amount", help="The right amount.")] = None,
    due: Annotated[str | None, Option("--due", help="The right due day.")] = None,
    issued: Annotated[str | None, Option("--issued", help="The right day of issue.")] = None,
    note: Annotated[str | None, Option("--note", help="Anything else.")] = None,
    new_number: Annotated[str | None, Option("--number", help="The right number.")] = None,
) -> None:  # fmt: skip
    """Correct an invoice; what it was stays in the log.

    \b
    Example:
      arcollect invoice edit F-102 --due 2026-04-30
    """
    from arcollect.domain.amounts import positive_in

    invoice = _find(desk, number)
    values: dict[str, object] = {"note": note, "number": new_number}
    values = {k: v for k, v in values.items() if v is not None}
    if amount is not None:
        values["amount"] = positive_in(amount, invoice.currency)
    if due is not None:
        values |= {"due": desk.due_day(due), "due_assumed": False}
    if issued is not None:
        values["issued"] = desk.past_day(issued)
    if not values:
        raise NotMeant("nothing to change was given; `arcollect invoice edit --help` shows what can be")
    with desk.changing() as change:
        from arcollect.ledger.write.invoices import edit_invoice, invoice_by_number

        edit_invoice(change, invoice_by_number(change, number), **values)
    _answer(desk, new_number or number, "now")


@app.command()
def void(desk: Desk, number: NumberArg, reason: Reason = "entered by mistake") -> None:
    """The invoice was a mistake; refused while money is allocated to it.

    \b
    Example:
      arcollect invoice void F-102 --reason "entered twice"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.invoices import invoice_by_number, void_invoice

        void_invoice(change, invoice_by_number(change, number), reason)
    desk.answer({"number": number, "status": "void"}, lambda: Page([Line(f"invoice {number} is void: {reason}")]))


@app.command()
def credit(
    desk: Desk, number: NumberArg, amount: AmountArg = None, on: On = None, reason: Reason = "credit note"
) -> None:
    """A credit note on an invoice: goods returned, a price corrected.

    \b
    Example:
      arcollect invoice credit F-102 40 --reason "two boxes returned"
    """
    _reduce(desk, number, amount, on, reason, "credit note")


@app.command("write-off")
def write_off(
    desk: Desk, number: NumberArg, amount: AmountArg = None, on: On = None, reason: Reason = "uncollectable"
) -> None:
    """Give up what is open of an invoice, or a part of it.

    \b
    Example:
      arcollect invoice write-off F-102 --reason "closed down"
    """
    _reduce(desk, number, amount, on, reason, "write-off")


def _reduce(desk: Desk, number: str, amount: str | None, on: str | None, reason: str, kind: str) -> None:
    from arcollect.domain.amounts import positive_in

    with desk.changing() as change:
        from arcollect.ledger.write.invoices import credit_invoice, invoice_by_number

        invoice = invoice_by_number(change, number)
        minor = positive_in(amount, invoice.currency) if amount else invoice.open
        credit_invoice(change, invoice, minor, kind, desk.past_day(on) if on else desk.today, reason)
    _answer(desk, number, f"{kind} of {human(minor, invoice.currency)}:")


@app.command()
def dispute(
    desk: Desk, number: NumberArg, reason: Reason = "disputed",
    owner: Annotated[str | None, Option("--owner", help="Who answers it.")] = None,
    review: Annotated[str | None, Option("--review", help="When it is looked at again.")] = None,
) -> None:  # fmt: skip
    """The customer disputes it: it stands apart until the review day.

    \b
    Example:
      arcollect invoice dispute F-102 --reason "3 boxes broken" --owner Ana --review "next friday"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.invoices import dispute_invoice, invoice_by_number

        dispute_invoice(change, invoice_by_number(change, number), reason, owner, desk.day(review) if review else None)
    _answer(desk, number, "in dispute:")


@app.command()
def resolve(
    desk: Desk, number: NumberArg, outcome: Annotated[str, Option("--outcome", help="How it ended.")] = "settled"
) -> None:
    """The dispute is over; the invoice is chased again.

    \b
    Example:
      arcollect invoice resolve F-102 --outcome "credit note of 40 given"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.invoices import invoice_by_number, resolve_dispute

        resolve_dispute(change, invoice_by_number(change, number), outcome)
    _answer(desk, number, "resolved:")


def _find(desk: Desk, number: str) -> Invoice:
    """The invoice as it stands today, or on its day of issue when that is still to come."""
    rows = desk.book.rows("SELECT customer_id, issued FROM invoice WHERE number = ? AND voided_on IS NULL", number)
    if not rows:
        raise NotFound(f"no invoice {number} in this ledger; `arcollect invoice list` shows them")
    day = max(desk.today, date.fromisoformat(rows[0]["issued"]))
    return next(i for i in desk.book.invoices(day, customer=rows[0]["customer_id"]) if i.number == number)


def _answer(desk: Desk, number: str, prefix: str) -> None:
    invoice = _find(desk, number)
    customer = desk.by_id[invoice.customer_id]
    assumed = " (assumed from the terms)" if invoice.due_assumed else ""
    text = (
        f"{prefix} {invoice.number}: {customer.name}, {human(invoice.amount, invoice.currency)} due {invoice.due}{assumed}, "
        f"{human(invoice.open, invoice.currency)} open, {invoice.status}"
    )
    desk.answer(invoice_data(invoice, customer.code), lambda: Page([Line(text)]))
