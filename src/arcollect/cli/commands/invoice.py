"""`arcollect invoice`: what was sold on credit."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.options import AmountArg, CustomerArg, CustomerOpt, On, Reason, Terms
from arcollect.cli.reading.declare import Argument, Option, group
from arcollect.cli.rows import invoice_data, invoice_table
from arcollect.domain.frozen import changed
from arcollect.domain.money import currency_code, human, to_major
from arcollect.domain.records import Customer, Invoice
from arcollect.errors import UsageError
from arcollect.render.page import Line, Page
from arcollect.services import invoices
from arcollect.services.credits import CREDIT_NOTE, WRITE_OFF, CreditDraft
from arcollect.services.credits import credit as credit_invoice

app = group()

NumberArg = Annotated[str, Argument(metavar="NUMBER", help="The invoice's number.")]


@app.command()
def add(
    context: Context,
    customer: CustomerArg = None,
    amount: AmountArg = None,
    number: Annotated[
        str | None, Option("--number", help="Its number; the next free one if not given.")
    ] = None,
    issued: Annotated[str | None, Option("--issued", help="The day of issue; today if not given.")] = None,
    due: Annotated[
        str | None, Option("--due", help="The day it falls due; issue + terms if not given.")
    ] = None,
    terms: Terms = None,
    currency: Annotated[
        str | None, Option("--currency", help="ISO code; the customer's if not given.")
    ] = None,
    note: Annotated[str | None, Option("--note", help="Anything else.")] = None,
) -> None:
    """Add an invoice.

    \b
    Example:
      arcollect invoice add PEPE 1250 --number F-102 --issued yesterday --due "end of next month"
    """
    from arcollect.domain.amounts import positive
    from arcollect.domain.terms import terms_days

    found = context.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    given = positive(amount or context.ask("amount", "AMOUNT", check=lambda t: positive(t, chosen)), chosen)
    own_terms = found.terms_days if found.terms_days is not None else context.settings.terms_days
    draft = invoices.InvoiceDraft(
        customer=found,
        amount=given.minor,
        currency=given.currency or chosen,
        issued=context.past_day(issued, found),
        due=context.due_day(due, found) if due else None,
        terms_days=terms_days(terms) if terms else own_terms,
        number=number.strip() if number else None,
        note=note,
    )
    added = invoices.add(context.ledger, draft)
    _answer(context, added.invoice, "added")
    _warn_over_limit(context, found, added.over_limit)


def _warn_over_limit(context: Context, customer: Customer, owes: int | None) -> None:
    """Says so when the balance is beyond the customer's credit limit (C7)."""
    if owes is not None:
        owed, limit = human(owes, customer.currency), human(customer.credit_limit or 0, customer.currency)
        context.say(f"note: {customer.name} now owes {owed}, beyond the credit limit of {limit}")


@app.command("list")
def list_(
    context: Context,
    customer: CustomerOpt = None,
    open_: Annotated[bool, Option("--open", help="Only what is not paid.")] = False,
    void: Annotated[bool, Option("--void", help="Void ones too.")] = False,
) -> None:
    """List invoices, the oldest due first; a ? marks a due date that was assumed from the terms.

    \b
    Example:
      arcollect invoice list --customer PEPE --open
    """
    who, ledger = context.customer_if(customer), context.ledger
    found = invoices.listed(ledger, who, open_only=open_, void=void)
    names = {} if who else {c.id: c.name for c in ledger.customers}
    context.answer(
        lambda: {"invoices": (invoice_data(i, ledger.by_id[i.customer_id].code) for i in found)},
        lambda: Page([invoice_table(found, names, context.today) if found else Line("no invoices")]),
    )


@app.command()
def show(context: Context, number: NumberArg) -> None:
    """One invoice with everything that was paid, credited or said of it.

    \b
    Example:
      arcollect invoice show F-102
    """
    invoice = invoices.find(context.ledger, number)
    customer = context.ledger.by_id[invoice.customer_id]
    reduced = invoices.reductions(context.ledger, invoice)
    data = invoice_data(invoice, customer.code) | {"reductions": [_reduction(r, invoice) for r in reduced]}
    title = f"{invoice.number} · {customer.name}"
    lines = [
        Line(f"{r.on}  {r.kind} {r.payment or ''}  {human(r.amount, invoice.currency)}", 1) for r in reduced
    ]
    context.answer(data, lambda: Page([invoice_table([invoice], {}, context.today, title=title), *lines]))


def _reduction(r: invoices.Reduced, invoice: Invoice) -> dict[str, object]:
    return {"on": r.on, "kind": r.kind, "payment": r.payment, "amount": to_major(r.amount, invoice.currency)}


@app.command()
def edit(
    context: Context,
    number: NumberArg,
    amount: Annotated[str | None, Option("--amount", help="The right amount.")] = None,
    due: Annotated[str | None, Option("--due", help="The right due day.")] = None,
    issued: Annotated[str | None, Option("--issued", help="The right day of issue.")] = None,
    note: Annotated[str | None, Option("--note", help="Anything else.")] = None,
    new_number: Annotated[str | None, Option("--number", help="The right number.")] = None,
) -> None:
    """Correct an invoice; what it was stays in the log.

    \b
    Example:
      arcollect invoice edit F-102 --due 2026-04-30
    """
    from arcollect.domain.amounts import positive_in

    invoice = invoices.find(context.ledger, number)
    texts = {"note": note, "number": new_number}
    values: dict[str, object] = {name: text for name, text in texts.items() if text is not None}
    if amount is not None:
        values["amount"] = positive_in(amount, invoice.currency)
    if due is not None:
        values |= {"due": context.due_day(due), "due_assumed": False}
    if issued is not None:
        values["issued"] = context.past_day(issued)
    if not values:
        raise UsageError("nothing to change was given; `arcollect invoice edit --help` shows what can be")
    _answer(context, invoices.edit(context.ledger, number, values), "now")


@app.command()
def void(context: Context, number: NumberArg, reason: Reason = "entered by mistake") -> None:
    """The invoice was a mistake; refused while money is allocated to it.

    \b
    Example:
      arcollect invoice void F-102 --reason "entered twice"
    """
    invoices.void(context.ledger, number, reason)
    text = f"invoice {number} is void: {reason}"
    context.answer({"number": number, "status": "void"}, lambda: Page([Line(text)]))


@app.command()
def credit(
    context: Context,
    number: NumberArg,
    amount: AmountArg = None,
    on: On = None,
    reason: Reason = "credit note",
) -> None:
    """A credit note on an invoice: goods returned, a price corrected.

    \b
    Example:
      arcollect invoice credit F-102 40 --reason "two boxes returned"
    """
    draft = CreditDraft(kind=CREDIT_NOTE, on=context.past_day(on), reason=reason)
    _reduce(context, number, amount, draft)


@app.command("write-off")
def write_off(
    context: Context,
    number: NumberArg,
    amount: AmountArg = None,
    on: On = None,
    reason: Reason = "uncollectable",
) -> None:
    """Give up what is open of an invoice, or a part of it.

    \b
    Example:
      arcollect invoice write-off F-102 --reason "closed down"
    """
    _reduce(context, number, amount, CreditDraft(kind=WRITE_OFF, on=context.past_day(on), reason=reason))


def _reduce(context: Context, number: str, amount: str | None, draft: CreditDraft) -> None:
    if amount:
        from arcollect.domain.amounts import positive_in

        currency = invoices.find(context.ledger, number).currency
        draft = changed(draft, amount=positive_in(amount, currency))
    made = credit_invoice(context.ledger, number, draft)
    _answer(context, made.invoice, f"{draft.kind} of {human(made.amount, made.invoice.currency)}:")


@app.command()
def dispute(
    context: Context,
    number: NumberArg,
    reason: Reason = "disputed",
    owner: Annotated[str | None, Option("--owner", help="Who answers it.")] = None,
    review: Annotated[str | None, Option("--review", help="When it is looked at again.")] = None,
) -> None:
    """The customer disputes it: it stands apart until the review day.

    \b
    Example:
      arcollect invoice dispute F-102 --reason "3 boxes broken" --owner Ana --review "next friday"
    """
    day = context.day(review) if review else None
    _answer(context, invoices.dispute(context.ledger, number, reason, owner, day), "in dispute:")


@app.command()
def resolve(
    context: Context,
    number: NumberArg,
    outcome: Annotated[str, Option("--outcome", help="How it ended.")] = "settled",
) -> None:
    """The dispute is over; the invoice is chased again.

    \b
    Example:
      arcollect invoice resolve F-102 --outcome "credit note of 40 given"
    """
    _answer(context, invoices.resolve(context.ledger, number, outcome), "resolved:")


def _answer(context: Context, invoice: Invoice, prefix: str) -> None:
    customer = context.ledger.by_id[invoice.customer_id]
    assumed = " (assumed from the terms)" if invoice.due_assumed else ""
    text = (
        f"{prefix} {invoice.number}: {customer.name}, {human(invoice.amount, invoice.currency)} due "
        f"{invoice.due}{assumed}, {human(invoice.open, invoice.currency)} open, {invoice.status}"
    )
    context.answer(invoice_data(invoice, customer.code), lambda: Page([Line(text)]))
