"""Customers, invoices and payments as rows that `import` reads again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record
from arcollect.domain.money import to_major
from arcollect.exchange.out import cells, write_csv
from arcollect.ledger.book import FAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from arcollect.services.opening import Ledger


@record
class Exported:
    """The text of a file and how many rows it has.

    `credits` (with write-offs) and `cheques` in hand have no file of their own yet: balances made from the
    files lack them.
    """

    text: str
    count: int
    credits: int
    cheques: int


def export(ledger: Ledger, kind: str) -> Exported:
    """The rows of a kind (one of `READERS`) as CSV."""
    text = io.StringIO()
    count = write_csv(kind, READERS[kind](ledger), text)
    payments = ledger.book.payments
    return Exported(
        text=text.getvalue(),
        count=count,
        credits=payments.count_of_credits(),
        cheques=len(payments.cheques_in_hand(ledger.today)),
    )


def _customers(ledger: Ledger) -> Iterator[dict[str, Any]]:
    return (cells("customers", customer, {}) for customer in ledger.customers)


def _invoices(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """The terms are in the due day already."""
    for invoice in ledger.book.invoices.of(FAR):
        code = ledger.by_id[invoice.customer_id].code
        yield cells("invoices", invoice, {"customer": code, "terms": None})


def _payments(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for payment in ledger.book.payments.of():
        if payment.is_money:
            pieces = [f"{p.invoice}={to_major(p.amount, payment.currency)}" for p in payment.allocations]
            yield cells("payments", payment, {"invoice": ";".join(pieces) or "-"})


READERS: dict[str, Callable[[Ledger], Iterator[dict[str, Any]]]] = {
    "customers": _customers,
    "invoices": _invoices,
    "payments": _payments,
}
