"""`arcollect payment`: money received."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.options import AmountArg, CustomerArg, CustomerOpt, IdArg, On, Reason
from arcollect.cli.reading.declare import Option, group
from arcollect.cli.rows import payment_data
from arcollect.domain.allocation import Named
from arcollect.domain.amounts import positive, positive_in
from arcollect.domain.money import currency_code, human, plain
from arcollect.domain.records import Customer, Payment
from arcollect.errors import UsageError
from arcollect.render.page import Column, Line, Page, Table
from arcollect.services import payments

app = group()
CHEQUE_WORDS = ("cheque", "check", "支票", "talón", "talon")

To = Annotated[list[str] | None, Option("--to", help="INVOICE or INVOICE=AMOUNT; may be given again.")]
Method = Annotated[str | None, Option("--method", help="cash, transfer, card, app…")]
Reference = Annotated[str | None, Option("--reference", help="The bank's or their reference.")]


@app.command()
def add(
    context: Context,
    customer: CustomerArg = None,
    amount: AmountArg = None,
    on: On = None,
    method: Method = None,
    to: To = None,
    currency: Annotated[
        str | None, Option("--currency", help="ISO code; the customer's if not given.")
    ] = None,
    reference: Reference = None,
    cheque: Annotated[
        str | None, Option("--cheque", help="The cheque's number; it pays once it is cleared.")
    ] = None,
    bank: Annotated[str | None, Option("--bank", help="The bank the cheque is drawn on.")] = None,
    issued: Annotated[str | None, Option("--issued", help="The cheque's date.")] = None,
    keep: Annotated[bool, Option("--on-account", help="Allocate nothing; keep it on account.")] = False,
) -> None:
    """Take a payment: it pays what was promised first, then the oldest invoices, unless --to says otherwise.

    \b
    Examples:
      arcollect payment add PEPE 500 --method cash
      arcollect payment add PEPE 500 --on yesterday --to F-102=300 --to F-103=200
      arcollect payment add PEPE 900 --cheque 4471 --bank BBVA --issued 2026-03-01
    """
    if keep and to:
        raise UsageError("--to and --on-account say different things; give one of them")
    found = context.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    given = positive(amount or context.ask("amount", "AMOUNT", check=lambda t: positive(t, chosen)), chosen)
    day, chosen = context.past_day(on, found), given.currency or chosen
    drawn = None
    if cheque is not None or (method or "").casefold() in CHEQUE_WORDS:
        drawn_on = context.past_day(issued, found) if issued else day
        drawn = payments.ChequeDraft(number=cheque, bank=bank, issued=drawn_on)
    draft = payments.PaymentDraft(
        customer=found,
        amount=given.minor,
        currency=chosen,
        on=day,
        method=method,
        reference=reference,
        named=_named(to, chosen),
        allocate=not keep,
        cheque=drawn,
    )
    _answer(context, payments.take(context.ledger, draft), "took")


def _named(texts: list[str] | None, currency: str) -> tuple[Named, ...]:
    """`INVOICE` or `INVOICE=AMOUNT`, each as an invoice with minor units or none."""
    named = []
    for text in texts or ():
        number, equals, amount = text.rpartition("=")
        if equals:
            named.append(Named(number=number.strip(), amount=positive_in(amount, currency)))
        else:
            named.append(Named(number=text.strip()))
    return tuple(named)


@app.command("list")
def list_(
    context: Context,
    customer: CustomerOpt = None,
    void: Annotated[bool, Option("--void", help="Void ones too.")] = False,
) -> None:
    """List payments and what each paid.

    \b
    Example:
      arcollect payment list --customer PEPE
    """
    found = payments.listed(context.ledger, context.customer_if(customer), void=void)
    context.answer(
        lambda: {"payments": (payment_data(p) for p in found)},
        lambda: Page([_table(found) if found else Line("no payments")]),
    )


def _table(found: list[Payment]) -> Table:
    heads = (
        Column("id", keep=True),
        Column("customer"),
        Column("on", keep=True),
        Column("amount", right=True),
        Column("", keep=True),
        Column("how"),
        Column("paid"),
    )
    return Table(heads, [_cells(payment) for payment in found])


def _cells(p: Payment) -> tuple[str, ...]:
    how = p.cheque.state if p.cheque else p.method or ""
    return str(p.id), p.customer_name, str(p.on), plain(p.amount, p.currency), p.currency, how, _pieces(p)


@app.command()
def show(context: Context, payment: IdArg) -> None:
    """One payment and what it paid.

    \b
    Example:
      arcollect payment show 7
    """
    _answer(context, payments.find(context.ledger, payment), "payment")


@app.command()
def void(context: Context, payment: IdArg, reason: Reason = "entered by mistake") -> None:
    """The payment was a mistake: it counts no more, its invoices are open again.

    \b
    Example:
      arcollect payment void 7 --reason "entered twice"
    """
    _answer(context, payments.void(context.ledger, payment, reason), "void:")


@app.command()
def allocate(context: Context, payment: IdArg, to: To = None) -> None:
    """Allocate a payment anew from today.

    Without --to, what was promised and the oldest first. The past stays.

    \b
    Example:
      arcollect payment allocate 7 --to F-103
    """
    named = _named(to, payments.find(context.ledger, payment).currency)
    _answer(context, payments.allocate(context.ledger, payment, named), "allocated:")


@app.command()
def refund(
    context: Context,
    payment: IdArg,
    amount: AmountArg = None,
    on: On = None,
    method: Method = None,
    reason: Reason = "paid back",
) -> None:
    """Pay back what is on account of a payment, or a part of it.

    \b
    Example:
      arcollect payment refund 7 50 --method transfer
    """
    from arcollect.services import refunds

    currency = payments.find(context.ledger, payment).currency
    minor = positive_in(amount, currency) if amount else None
    draft = refunds.RefundDraft(on=context.past_day(on), amount=minor, method=method, reason=reason)
    _answer(context, refunds.refund(context.ledger, payment, draft), "refunded from")


@app.command()
def recover(
    context: Context,
    customer: CustomerArg = None,
    amount: AmountArg = None,
    to: Annotated[str | None, Option("--to", help="The invoice that was written off.")] = None,
    on: On = None,
    method: Method = None,
    reference: Reference = None,
) -> None:
    """Money for an invoice that was written off: the write-off is taken back by that much.

    \b
    Example:
      arcollect payment recover PEPE 40 --to F-102
    """
    from arcollect.services import refunds
    from arcollect.services.invoices import find

    found = context.customer_or_ask(customer)
    number = to or context.ask("invoice", "--to")
    currency = find(context.ledger, number).currency
    draft = payments.PaymentDraft(
        customer=found,
        amount=positive_in(amount or context.ask("amount", "AMOUNT"), currency),
        currency=currency,
        on=context.past_day(on, found),
        method=method,
        reference=reference,
        named=(Named(number=number),),
    )
    _answer(context, refunds.recover(context.ledger, draft), "recovered")


@app.command()
def clear(context: Context, payment: IdArg, on: On = None) -> None:
    """The bank has paid the cheque: it is money from that day on.

    \b
    Example:
      arcollect payment clear 7 --on yesterday
    """
    from arcollect.services import cheques

    _answer(context, cheques.clear(context.ledger, payment, context.past_day(on)), "cleared:")


@app.command()
def bounce(context: Context, payment: IdArg, reason: Reason = "returned by the bank", on: On = None) -> None:
    """The bank has returned the cheque: from that day its invoices are open as before.

    \b
    Example:
      arcollect payment bounce 7 --reason "no funds"
    """
    from arcollect.services import cheques

    _answer(context, cheques.bounce(context.ledger, payment, reason, context.past_day(on)), "bounced:")


def _answer(context: Context, payment: Payment, prefix: str) -> None:
    customer: Customer = context.ledger.by_id[payment.customer_id]
    state = f", cheque {payment.cheque.state}" if payment.cheque else ""
    back = f"; {human(payment.refunded, payment.currency)} paid back" if payment.refunded else ""
    rest = f"; {human(payment.on_account, payment.currency)} on account" if payment.on_account else ""
    text = (
        f"{prefix} {human(payment.amount, payment.currency)} of {customer.name} on {payment.on} "
        f"(payment {payment.id}{state}): {_pieces(payment) or 'pays nothing yet'}{back}{rest}"
    )
    context.answer(payment_data(payment), lambda: Page([Line(text)]))


def _pieces(payment: Payment) -> str:
    return ", ".join(f"{p.invoice} {plain(p.amount, payment.currency)}" for p in payment.allocations)
