"""How the ledger's rows stand in JSON and in tables: one place for the keys that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import values_of
from arcollect.domain.money import plain, to_major
from arcollect.domain.promises import Verdict
from arcollect.domain.records import Contact, Customer, Invoice, Payment, Person
from arcollect.render.page import Cell, Column, Style, Table
from arcollect.services.customers import Balance

if TYPE_CHECKING:
    from arcollect.services.proving import Head

STATUS_STYLES: dict[str, Style] = {
    "broken": "bad", "partly kept": "warn", "kept": "good", "open": "", "paid": "good",
    "disputed": "warn", "void": "quiet",
    "withdrawn": "quiet", "replaced": "quiet", "lapsed": "quiet", "written off": "quiet", "part paid": "",
}  # fmt: skip


def head_data(head: Head) -> dict[str, object]:
    """The head of the journal."""
    return {"entry": head.entry, "day": head.day, "hash": head.hash, "text": head.text}


def customer_data(customer: Customer, owed: Mapping[str, Balance]) -> dict[str, Any]:
    """One customer; `balance` and `overdue` are in their own currency, `balances` holds all currencies."""
    own, limit = owed.get(customer.currency, Balance()), customer.credit_limit
    first = ("code", "name", "currency", "terms_days")
    rest = ("language", "group", "rep", "phone", "email", "collection_day", "birthday", "notes")
    return {
        **{name: getattr(customer, name) for name in first},
        "credit_limit": None if limit is None else to_major(limit, customer.currency),
        "balance": to_major(own.balance, customer.currency),
        "overdue": to_major(own.overdue, customer.currency),
        "balances": [_balance(currency, balance) for currency, balance in sorted(owed.items())],
        **{name: getattr(customer, name) for name in rest},
    }


def _balance(currency: str, balance: Balance) -> dict[str, str]:
    return {
        "currency": currency,
        "balance": to_major(balance.balance, currency),
        "overdue": to_major(balance.overdue, currency),
        "on_account": to_major(balance.on_account, currency),
    }


def invoice_data(invoice: Invoice, code: str) -> dict[str, Any]:
    """One invoice as of the day it was read for."""
    return {
        "number": invoice.number,
        "customer": code,
        "issued": invoice.issued,
        "due": invoice.due,
        "currency": invoice.currency,
        "amount": to_major(invoice.amount, invoice.currency),
        "open": to_major(invoice.open, invoice.currency),
        "status": invoice.status,
        "due_assumed": invoice.due_assumed,
        "note": invoice.note,
        "dispute": invoice.dispute,
        "review": invoice.review,
    }


def payment_data(payment: Payment) -> dict[str, Any]:
    """One payment with its allocations; money not allocated is on account, a cheque in hand is neither."""
    currency = payment.currency
    return {
        "id": payment.id,
        "customer": payment.customer,
        "on": payment.on,
        "currency": currency,
        "amount": to_major(payment.amount, currency),
        "method": payment.method,
        "reference": payment.reference,
        "allocations": [
            {"invoice": p.invoice, "amount": to_major(p.amount, currency)} for p in payment.allocations
        ],
        "on_account": to_major(payment.on_account, currency),
        "refunded": to_major(payment.refunded, currency),
        "cheque": values_of(payment.cheque) if payment.cheque else None,
        "void": payment.void,
    }


def promise_data(verdict: Verdict, code: str, numbers: Mapping[int, str]) -> dict[str, Any]:
    """One promise with its verdict and the payments that counted."""
    promise = verdict.promise
    currency = promise.currency
    return {
        "id": promise.id,
        "customer": code,
        "amount": to_major(promise.amount, currency),
        "currency": currency,
        "made": promise.made,
        "due": promise.due,
        "status": verdict.status,
        "level": promise.level,
        "invoices": [numbers[i] for i in promise.invoice_ids if i in numbers],
        "counted": verdict.payment_ids,
        "paid": to_major(verdict.paid, currency),
        "judged_amount": to_major(verdict.amount, currency),
        "counted_amounts": [
            {"payment": c.payment_id, "on": c.on, "amount": to_major(c.amount, currency)}
            for c in verdict.counted
        ],
        "channel": promise.channel,
        "said_by": promise.said_by,
        "words": promise.words,
        "judged_after": verdict.last_day,
    }


def contact_data(contact: Contact, code: str) -> dict[str, Any]:
    """One visit, call or message."""
    return {
        "id": contact.id,
        "customer": code,
        "on": contact.on,
        "channel": contact.channel,
        "who": contact.who,
        "words": contact.words,
        "outcome": contact.outcome,
        "excuses": list(contact.excuses),
        "rep": contact.rep,
    }


def person_data(person: Person) -> dict[str, Any]:
    """Somebody at the customer's."""
    return {name: getattr(person, name) for name in ("id", "name", "role", "phone", "email")}


def invoice_table(
    invoices: Iterable[Invoice], names: Mapping[int, str], today: date, title: str = ""
) -> Table:
    """Invoices, the oldest due first, with what is open.

    Without names the column of customers is left out.
    """
    heads = [
        Column("invoice", keep=True),
        *([Column("customer")] if names else []),
        Column("due", keep=True),
        Column("days", right=True),
        Column("amount", right=True),
        Column("open", right=True),
        Column("", keep=True),
        Column("status"),
    ]
    return Table(heads, [_invoice_cells(invoice, names, today) for invoice in invoices], title=title)


def _invoice_cells(i: Invoice, names: Mapping[int, str], today: date) -> list[str | Cell]:
    days = f"{(today - i.due).days:+d}" if i.open else ""
    return [
        i.number,
        *([names.get(i.customer_id, "")] if names else []),
        str(i.due) + (" ?" if i.due_assumed else ""),
        Cell(days, "warn" if i.due < today and i.open else "quiet"),
        plain(i.amount, i.currency),
        plain(i.open, i.currency),
        i.currency,
        Cell(i.status + _dispute(i), STATUS_STYLES.get(i.status, "")),
    ]


def _dispute(invoice: Invoice) -> str:
    if invoice.status != "disputed":
        return ""
    return f": {invoice.dispute}" + (f", review on {invoice.review}" if invoice.review else "")


def promise_table(verdicts: Iterable[Verdict], names: Mapping[int, str], title: str = "") -> Table:
    """Promises with their verdicts, each explained; without names the column of customers is left out."""
    heads = [
        Column("id", keep=True),
        *([Column("customer")] if names else []),
        Column("due", keep=True),
        Column("amount", right=True),
        Column("", keep=True),
        Column("verdict"),
        Column("because"),
    ]
    return Table(heads, [_promise_cells(verdict, names) for verdict in verdicts], title=title)


def _promise_cells(v: Verdict, names: Mapping[int, str]) -> list[str | Cell]:
    return [
        str(v.promise.id),
        *([names.get(v.promise.customer_id, "")] if names else []),
        str(v.promise.due),
        plain(v.promise.amount, v.promise.currency),
        v.promise.currency,
        Cell(v.status, STATUS_STYLES.get(v.status, "")),
        because(v),
    ]


def because(verdict: Verdict) -> str:
    """Why the verdict is what it is: which payments counted, and until when money counts."""
    promise, currency = verdict.promise, verdict.promise.currency
    pieces = (f"{plain(c.amount, currency)} on {c.on} (payment {c.payment_id})" for c in verdict.counted)
    money = " + ".join(pieces)
    if verdict.status in ("withdrawn", "replaced"):
        return f"{verdict.status} on {promise.ended}" + (f"; until then {money}" if money else "")
    if verdict.status == "lapsed":
        return "its invoices were voided, credited or written off"
    came = money or ("nothing yet" if verdict.status == "open" else "nothing came")
    least = f"; judged is {plain(verdict.amount, currency)}" if verdict.amount < promise.amount else ""
    window = f"counts {promise.made} to {verdict.last_day}"
    again = f"; level {promise.level}" if promise.level else ""
    return f"{came}{least}; {window}{'; waits for the dispute' if verdict.waiting else ''}{again}"
