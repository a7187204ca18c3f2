"""The rows behind a figure: a balance, a promise's verdict, a customer's points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.domain.money import human, to_major
from arcollect.services.promises import find

if TYPE_CHECKING:
    from arcollect.domain.agenda.model import Item
    from arcollect.domain.records import Customer, Invoice
    from arcollect.services.opening import Ledger


@record
class Line:
    """One row behind a figure: what it is, how much, and why."""

    row: str
    amount: str | int
    why: str


def balance(ledger: Ledger, customer: Customer) -> list[Line]:
    """Open invoices less what is on account, and their sum, by currency."""
    day = ledger.today
    invoices = ledger.book.invoices.of(day, customer.id, open_only=True)
    account = {o.currency: o.amount for o in ledger.book.payments.on_account(day, customer.id)}
    lines = [
        Line(row=f"invoice {i.number}", amount=human(i.open, i.currency), why=_paid(i)) for i in invoices
    ]
    lines += [Line(row="on account", amount=human(-amount, c), why="") for c, amount in account.items()]
    for currency in sorted({i.currency for i in invoices} | set(account)):
        total = sum(i.open for i in invoices if i.currency == currency) - account.get(currency, 0)
        lines.append(Line(row="balance", amount=human(total, currency), why=f"on {day}"))
    return lines


def _paid(invoice: Invoice) -> str:
    if invoice.open == invoice.amount:
        return ""
    amount, paid = (
        human(invoice.amount, invoice.currency),
        human(invoice.amount - invoice.open, invoice.currency),
    )
    return f"of {amount}, {paid} paid or credited"


def verdict(ledger: Ledger, promise: int) -> list[Line]:
    """The promise with its window, the payments that counted, and the verdict.

    NotFound when there is none.
    """
    found = find(ledger, promise).verdict
    given = found.promise
    window = f"from {given.made} to {found.last_day}"
    lines = [Line(row=f"promise {given.id}", amount=human(given.amount, given.currency), why=window)]
    if found.amount != given.amount:
        why = "what could still be paid on its invoices"
        lines.append(Line(row="judged", amount=human(found.amount, given.currency), why=why))
    lines += [
        Line(row=f"payment {c.payment_id}", amount=to_major(c.amount, given.currency), why=f"on {c.on}")
        for c in found.counted
    ]
    counted = f"{human(found.paid, given.currency)} counted"
    return [*lines, Line(row="verdict", amount=found.status, why=counted)]


def points(ledger: Ledger, customer: Customer) -> list[Line]:
    """The terms of every item of a customer on today's list, and their sums."""
    from arcollect.services.morning import due

    found = due(ledger, ledger.today, ledger.today)
    own = (item for item in (*found.items, *found.suppressed) if item.customer.id == customer.id)
    return [line for item in own for line in _terms(item)]


def _terms(item: Item) -> list[Line]:
    name = f"{item.kind} {item.ref or ''}".strip()
    lines = [Line(row=name, amount=term.points, why=term.rule) for term in item.terms]
    return [
        *lines,
        Line(row=name, amount=item.points, why=f"apart: {item.reason}" if item.reason else "in all"),
    ]
