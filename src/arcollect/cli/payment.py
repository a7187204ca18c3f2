"""`arcollect payment`: money received."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from arcollect.cli.declare import Option, group
from arcollect.cli.desk import Desk
from arcollect.cli.options import AmountArg, CustomerArg, CustomerOpt, IdArg, On, Reason
from arcollect.cli.rows import payment_data
from arcollect.domain.money import currency_code, human, plain
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, NotMeant
from arcollect.render.page import Column, Line, Page, Table

app = group("Payments: add, list, allocate, void; cheques: clear, bounce.")

To = Annotated[list[str] | None, Option("--to", help="INVOICE or INVOICE=AMOUNT; may be given again.")]


@app.command()
def add(
    desk: Desk, customer: CustomerArg = None, amount: AmountArg = None, on: On = None,
    method: Annotated[str | None, Option("--method", help="cash, transfer, card, app…")] = None,
    to: To = None,
    currency: Annotated[str | None, Option("--currency", help="ISO code; the customer's if not given.")] = None,
    reference: Annotated[str | None, Option("--reference", help="The bank's or their reference.")] = None,
    cheque: Annotated[str | None, Option("--cheque", help="The cheque's number; it pays once it is cleared.")] = None,
    bank: Annotated[str | None, Option("--bank", help="The bank the cheque is drawn on.")] = None,
    issued: Annotated[str | None, Option("--issued", help="The cheque's date.")] = None,
    keep: Annotated[bool, Option("--on-account", help="Allocate nothing; keep it on account.")] = False,
) -> None:  # fmt: skip
    """Take a payment: it pays the oldest invoices first, unless --to says otherwise.

    \b
    Examples:
      arcollect payment add PEPE 500 --method cash
      arcollect payment add PEPE 500 --on yesterday --to F-102=300 --to F-103=200
      arcollect payment add PEPE 900 --cheque 4471 --bank BBVA --issued 2026-03-01
    """
    from arcollect.domain.amounts import positive
    from arcollect.ledger.write.payments import Draft, add_payment

    if keep and to:
        raise NotMeant("--to and --on-account say different things; give one of them")

    found = desk.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    sum_ = positive(amount or desk.ask("amount", "AMOUNT", check=lambda t: positive(t, chosen)), chosen)
    chosen = sum_.currency or chosen
    day = desk.past_day(on, found) if on else desk.today
    is_cheque = cheque is not None or (method or "").casefold() in ("cheque", "check", "支票", "talón", "talon")
    drawn = (cheque, bank, desk.past_day(issued, found) if issued else day) if is_cheque else None
    draft = Draft(
        found,
        sum_.minor,
        chosen,
        day,
        method,
        reference,
        None,
        _named(to or [], chosen),
        allocate=not keep,
        cheque=drawn,
    )
    with desk.changing() as change:
        made = add_payment(change, draft).id or 0
    _answer(desk, made, "took")


def _named(texts: list[str], currency: str) -> list[tuple[str, int | None]]:
    """`INVOICE` or `INVOICE=AMOUNT`, each as (number, minor units or None)."""
    from arcollect.domain.amounts import positive_in

    named: list[tuple[str, int | None]] = []
    for text in texts:
        number, equals, amount = text.rpartition("=")
        named.append((number.strip(), positive_in(amount, currency)) if equals else (text.strip(), None))
    return named


@app.command("list")
def list_(
    desk: Desk, customer: CustomerOpt = None,
    void: Annotated[bool, Option("--void", help="Void ones too.")] = False,
) -> None:  # fmt: skip
    """List payments and what each paid.

    \b
    Example:
      arcollect payment list --customer PEPE
    """
    who = desk.customer(customer) if customer else None
    found = desk.book.payments(who.id if who else None, void=void, until=desk.today)
    desk.answer(
        lambda: {"payments": (payment_data(p) for p in found)},
        lambda: Page([_table(found) if found else Line("no payments")]),
    )


def _table(payments: list[dict[str, Any]]) -> Table:
    rows = [
        (str(p["id"]), p["customer_name"], p["on_day"], plain(p["amount"], p["currency"]), p["currency"],
         p["cheque_state"] or p["method"] or "", _pieces(p))
        for p in payments
    ]  # fmt: skip
    heads = (Column("id", keep=True), Column("customer"), Column("on", keep=True), Column("amount", right=True),
             Column("", keep=True), Column("how"), Column("paid"))  # fmt: skip
    return Table(heads, rows)


@app.command()
def show(desk: Desk, payment: IdArg) -> None:
    """One payment and what it paid.

    \b
    Example:
      arcollect payment show 7
    """
    _answer(desk, payment, "payment")


@app.command()
def void(desk: Desk, payment: IdArg, reason: Reason = "entered by mistake") -> None:
    """The payment was a mistake: it counts no more, its invoices are open again.

    \b
    Example:
      arcollect payment void 7 --reason "entered twice"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.payments import void_payment

        void_payment(change, payment, reason)
    _answer(desk, payment, "void:")


@app.command()
def allocate(desk: Desk, payment: IdArg, to: To = None) -> None:
    """Allocate a payment anew; without --to, oldest first.

    \b
    Example:
      arcollect payment allocate 7 --to F-103
    """
    row = _find(desk, payment)
    with desk.changing() as change:
        from arcollect.ledger.write.payments import reallocate

        reallocate(change, payment, desk.by_id[row["customer_id"]], _named(to or [], row["currency"]))
    _answer(desk, payment, "allocated:")


@app.command()
def clear(desk: Desk, payment: IdArg, on: On = None) -> None:
    """The bank has paid the cheque: it is money from that day on.

    \b
    Example:
      arcollect payment clear 7 --on yesterday
    """
    with desk.changing() as change:
        from arcollect.ledger.write.payments import clear_cheque

        clear_cheque(change, payment, desk.past_day(on) if on else desk.today)
    _answer(desk, payment, "cleared:")


@app.command()
def bounce(desk: Desk, payment: IdArg, reason: Reason = "returned by the bank") -> None:
    """The bank has returned the cheque: its invoices are open as before.

    \b
    Example:
      arcollect payment bounce 7 --reason "no funds"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.payments import bounce_cheque

        bounce_cheque(change, payment, reason)
    _answer(desk, payment, "bounced:")


def _find(desk: Desk, payment: int) -> dict[str, Any]:
    row = desk.book.require("payment", payment)
    if row is None:
        raise NotFound(f"no payment {payment} in this ledger; `arcollect payment list` shows them")
    return row


def _answer(desk: Desk, payment: int, prefix: str) -> None:
    row = _find(desk, payment)
    customer: Customer = desk.by_id[row["customer_id"]]
    on = date.fromisoformat(row["on_day"])
    full = next(p for p in desk.book.payments(customer.id, void=True, since=on, until=on) if p["id"] == payment)
    data = payment_data(full)
    amount = human(full["amount"], full["currency"])
    state = f", cheque {full['cheque_state']}" if full["cheque_state"] else ""
    left = human(full["amount"] - sum(p["amount"] for p in full["allocations"]), full["currency"])
    rest = f"; {left} on account" if data["on_account"].strip("0.") else ""
    text = f"{prefix} {amount} of {customer.name} on {full['on_day']} (payment {payment}{state}): {_pieces(full) or 'pays nothing yet'}{rest}"
    desk.answer(data, lambda: Page([Line(text)]))


def _pieces(payment: dict[str, object]) -> str:
    pieces: list[dict[str, object]] = payment["allocations"]  # type: ignore[assignment]  # as payment_data makes them
    return ", ".join(f"{p['invoice']} {plain(p['amount'], payment['currency'])}" for p in pieces)  # type: ignore[arg-type]  # as above
