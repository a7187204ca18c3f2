"""How the ledger's rows stand in JSON and in tables: one place for the keys that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from arcollect.domain.money import plain, to_major
from arcollect.domain.promises import Verdict
from arcollect.domain.records import Contact, Customer, Invoice, Person
from arcollect.render.page import Cell, Column, Style, Table
from arcollect.reports.balances import Balance

STATUS_STYLES: dict[str, Style] = {
    "broken": "bad", "partly kept": "warn", "kept": "good", "open": "", "paid": "good", "disputed": "warn", "void": "quiet",
    "withdrawn": "quiet", "replaced": "quiet", "written off": "quiet", "part paid": "",
}  # fmt: skip


def customer_data(customer: Customer, owed: Mapping[str, Balance]) -> dict[str, Any]:
    """One customer; `balance` and `overdue` are in their own currency, `balances` holds every one they owe in."""
    own = owed.get(customer.currency, Balance())
    limit = customer.credit_limit
    return {
        "code": customer.code, "name": customer.name, "currency": customer.currency, "terms_days": customer.terms_days,
        "credit_limit": None if limit is None else to_major(limit, customer.currency),
        "balance": to_major(own.balance, customer.currency), "overdue": to_major(own.overdue, customer.currency),
        "balances": [
            {"currency": c, "balance": to_major(b.balance, c), "overdue": to_major(b.overdue, c), "on_account": to_major(b.on_account, c)}
            for c, b in sorted(owed.items())
        ],
        "language": customer.language, "group": customer.group, "rep": customer.rep, "phone": customer.phone,
        "email": customer.email, "collection_day": customer.collection_day, "birthday": customer.birthday,
        "notes": customer.notes,
    }  # fmt: skip


def invoice_data(invoice: Invoice, code: str) -> dict[str, Any]:
    """One invoice as of the day it was read for."""
    return {
        "number": invoice.number, "customer": code, "issued": invoice.issued, "due": invoice.due,
        "currency": invoice.currency, "amount": to_major(invoice.amount, invoice.currency),
        "open": to_major(invoice.open, invoice.currency), "status": invoice.status, "due_assumed": invoice.due_assumed,
        "note": invoice.note, "dispute": invoice.dispute, "review": invoice.review,
    }  # fmt: skip


def payment_data(payment: Mapping[str, Any]) -> dict[str, Any]:
    """One payment with its allocations; money not allocated is on account, a cheque in hand is neither."""
    currency = payment["currency"]
    used = sum(piece["amount"] for piece in payment["allocations"])
    counts = not payment["voided_on"] and payment["cheque_state"] in (None, "cleared")
    cheque = None
    if payment["cheque_state"]:
        cheque = {
            "number": payment["cheque_number"], "bank": payment["cheque_bank"], "issued": payment["cheque_issued"],
            "state": payment["cheque_state"], "cleared": payment["cleared_on"],
        }  # fmt: skip
    return {
        "id": payment["id"], "customer": payment["customer"], "on": payment["on_day"], "currency": currency,
        "amount": to_major(payment["amount"], currency), "method": payment["method"], "reference": payment["reference"],
        "allocations": [
            {"invoice": p["invoice"], "amount": to_major(p["amount"], currency)} for p in payment["allocations"]
        ],
        "on_account": to_major(payment["amount"] - used if counts else 0, currency), "cheque": cheque,
        "void": bool(payment["voided_on"]),
    }  # fmt: skip


def promise_data(verdict: Verdict, code: str, numbers: Mapping[int, str]) -> dict[str, Any]:
    """One promise with its verdict and the payments that counted."""
    promise = verdict.promise
    return {
        "id": promise.id, "customer": code, "amount": to_major(promise.amount, promise.currency),
        "currency": promise.currency, "made": promise.made, "due": promise.due, "status": verdict.status,
        "level": promise.level, "invoices": [numbers[i] for i in promise.invoice_ids if i in numbers],
        "counted": verdict.payment_ids, "paid": to_major(verdict.paid, promise.currency),
        "counted_amounts": [
            {"payment": c.payment_id, "on": c.on, "amount": to_major(c.amount, promise.currency)} for c in verdict.counted
        ],
        "channel": promise.channel, "said_by": promise.said_by, "words": promise.words, "judged_after": verdict.last_day,
    }  # fmt: skip


def contact_data(contact: Contact, code: str) -> dict[str, Any]:
    """One visit, call or message."""
    return {
        "id": contact.id, "customer": code, "on": contact.on, "channel": contact.channel, "who": contact.who,
        "words": contact.words, "outcome": contact.outcome, "excuses": list(contact.excuses), "rep": contact.rep,
    }  # fmt: skip


def person_data(person: Person) -> dict[str, Any]:
    """Somebody at the customer's."""
    return {"id": person.id, "name": person.name, "role": person.role, "phone": person.phone, "email": person.email}


def invoice_table(invoices: Iterable[Invoice], names: Mapping[int, str], today: date, title: str = "") -> Table:
    """Invoices, the oldest due first, with what is open."""
    rows = [
        (
            i.number, names.get(i.customer_id, ""), str(i.due) + (" ?" if i.due_assumed else ""),
            Cell(_age(i, today), "warn" if i.due < today and i.open else "quiet"), plain(i.amount, i.currency),
            plain(i.open, i.currency), i.currency, Cell(i.status + _dispute(i), STATUS_STYLES.get(i.status, "")),
        )
        for i in invoices
    ]  # fmt: skip
    heads = (Column("invoice", keep=True), Column("customer"), Column("due", keep=True), Column("days", right=True),
             Column("amount", right=True), Column("open", right=True), Column("", keep=True), Column("status"))  # fmt: skip
    if not names:
        return Table(_without(heads, 1), [_without(r, 1) for r in rows], title=title)
    return Table(heads, rows, title=title)


def _dispute(invoice: Invoice) -> str:
    if invoice.status != "disputed":
        return ""
    return f": {invoice.dispute}" + (f", review on {invoice.review}" if invoice.review else "")


def _age(invoice: Invoice, today: date) -> str:
    days = (today - invoice.due).days
    return f"{days:+d}" if invoice.open else ""


def _without(row: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return (*row[:index], *row[index + 1 :])


def promise_table(verdicts: Iterable[Verdict], names: Mapping[int, str], title: str = "") -> Table:
    """Promises with their verdicts, each explained by the payments it counted."""
    rows = [
        (
            str(v.promise.id), names.get(v.promise.customer_id, ""), str(v.promise.due),
            plain(v.promise.amount, v.promise.currency), v.promise.currency,
            Cell(v.status, STATUS_STYLES.get(v.status, "")), explain(v),
        )
        for v in verdicts
    ]  # fmt: skip
    heads = (Column("id", keep=True), Column("customer"), Column("due", keep=True), Column("amount", right=True),
             Column("", keep=True), Column("verdict"), Column("because"))  # fmt: skip
    if not names:
        return Table(_without(heads, 1), [_without(r, 1) for r in rows], title=title)
    return Table(heads, rows, title=title)


def explain(verdict: Verdict) -> str:
    """Why the verdict is what it is: which payments counted, and until when money counts."""
    promise = verdict.promise
    money = " + ".join(
        f"{plain(c.amount, promise.currency)} on {c.on} (payment {c.payment_id})" for c in verdict.counted
    )
    if verdict.status in ("withdrawn", "replaced"):
        return f"{verdict.status} on {promise.ended}" + (f"; until then {money}" if money else "")
    window = f"counts {promise.made} to {verdict.last_day}"
    again = f"; level {promise.level}" if promise.level else ""
    return (
        (money or "nothing came") + f"; {window}{again}"
        if verdict.status != "open"
        else f"{money or 'nothing yet'}; {window}{again}"
    )
