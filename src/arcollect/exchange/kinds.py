"""What a row of each kind of file holds: its fields, and what must be so of them."""

from __future__ import annotations

from operator import add, gt
from typing import TYPE_CHECKING, Any, NamedTuple

from arcollect.exchange.columns import decimal_mark, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from decimal import Decimal

    from arcollect.exchange.grid import Faults
    from arcollect.exchange.values import Values


class CustomerDraft(NamedTuple):
    """A customer of a file; `credit_limit` in major units."""

    line: int
    code: str | None
    name: str
    currency: str | None
    terms_days: int | None
    credit_limit: Decimal | None
    phone: str | None
    email: str | None
    group_name: str | None
    rep: str | None
    language: str | None
    collection_day: str | None
    birthday: str | None
    notes: str | None


class InvoiceDraft(NamedTuple):
    """An invoice of a file; `amount` in ten-thousandths of a major unit."""

    line: int
    number: str
    customer: str
    issued: date
    due: date | None
    currency: str | None
    amount: int
    terms_days: int | None
    note: str | None


class PaymentDraft(NamedTuple):
    """A payment of a file; `amount` in ten-thousandths of a major unit, `invoice` as the file names one or several."""

    line: int
    customer: str
    on: date
    currency: str | None
    amount: int
    method: str | None
    invoice: str | None
    reference: str | None
    note: str | None


def customers(values: Values, faults: Faults) -> list[CustomerDraft]:
    """Customers; a name that is empty is the code."""
    codes, named = values.texts("code"), values.texts("name")
    names = [name or code for name, code in zip(named, codes, strict=True)]
    faults.of(names)
    faults.blank(names, lambda _n: "the name is empty")
    currencies, terms = values.currencies(), values.terms()
    languages = [text.casefold()[:2] for text in values.cells.text("language")]
    columns: list[list[Any]] = [
        [code or None for code in codes], names, currencies, terms, [_limit(text) for text in values.cells.text("limit")],
        values.optional("phone"), values.optional("email"), values.optional("group"), values.optional("rep"),
        [text if text in ("en", "zh", "es") else None for text in languages],
        values.optional("collection_day"), values.optional("birthday"), values.notes("notes"),
    ]  # fmt: skip
    for column in columns:
        faults.of(column)
    return list(map(CustomerDraft._make, zip(values.lines, *columns, strict=True)))


def _limit(text: str) -> Decimal | None:
    return parse_decimal(text, decimal_mark([text], None)) if text else None


def invoices(values: Values, faults: Faults) -> list[InvoiceDraft]:
    """Invoices; one without an issue date is issued when it falls due."""
    numbers, names = values.texts("number"), values.texts("customer")
    faults.of(numbers)
    faults.of(names)
    faults.blank(numbers, lambda _n: "the invoice number is empty")
    faults.blank(names, lambda n: f"invoice {numbers[n]} has no customer")
    currencies, amounts = values.money()
    issued, due = values.days("issued"), values.days("due")
    for column in (currencies, amounts, issued, due):
        faults.of(column)
    dated: Any = (issued, due)
    if faults or None in issued or None in due or any(map(gt, *dated)):  # else all is well, seen at C's speed
        _check_days(faults, numbers, issued, due)
    terms, notes = values.terms(), values.notes("note")
    faults.of(terms)
    faults.of(notes)
    days = [i or d for i, d in zip(issued, due, strict=True)] if None in issued else issued
    columns = (values.lines, numbers, names, days, due, currencies, amounts, terms, notes)
    return list(map(InvoiceDraft._make, zip(*columns, strict=True)))


def _check_days(faults: Faults, numbers: list[str], issued: list[date | None], due: list[date | None]) -> None:
    pairs = list(zip(issued, due, strict=True))
    late = (n for n, (i, d) in enumerate(pairs) if i and d and n not in faults and d < i)
    faults.where(late, lambda n: f"invoice {numbers[n]} would be due on {due[n]}, before it is issued on {issued[n]}")
    undated = (n for n, (i, d) in enumerate(pairs) if not i and not d)
    faults.where(undated, lambda n: f"invoice {numbers[n]} has neither an issue date nor a due date")


def payments(values: Values, faults: Faults) -> list[PaymentDraft]:
    """Payments; of the customer or for an invoice, whichever is named."""
    days = values.days("on")
    faults.of(days)
    faults.blank(days, lambda _n: "the day of the payment is empty")
    currencies, amounts = values.money()
    names, invoices_ = values.texts("customer"), values.cells.text("invoice")
    for column in (currencies, amounts, names):
        faults.of(column)
    if "" in names:
        faults.blank(list(map(add, names, invoices_)), lambda _n: "neither the customer nor an invoice is named")
    methods, references, notes = values.optional("method"), values.optional("reference"), values.notes("note")
    for column in (methods, references, notes):
        faults.of(column)
    named = [text or None for text in invoices_]
    columns = (values.lines, names, days, currencies, amounts, methods, named, references, notes)
    return list(map(PaymentDraft._make, zip(*columns, strict=True)))


READ: Mapping[str, Callable[[Values, Faults], list[CustomerDraft] | list[InvoiceDraft] | list[PaymentDraft]]] = {
    "customers": customers, "invoices": invoices, "payments": payments,
}  # fmt: skip
