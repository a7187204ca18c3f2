"""Records for tests in one line each: days are `MM-DD` of 2026, amounts minor units, customer 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from arcollect.domain.agenda.facts import Facts
from arcollect.domain.balance import InvoiceHistory, Span
from arcollect.domain.promises import Terms, Verdict, judge
from arcollect.domain.records import (
    Cheque,
    ChequeInHand,
    Contact,
    Customer,
    FollowUp,
    Invoice,
    LastContact,
    OnAccount,
    Payment,
    Promise,
    Receipt,
)

Day = date | str


def day(text: Day) -> date:
    """A day of 2026 as `03-31`; a date stays as it is."""
    return text if isinstance(text, date) else date.fromisoformat(f"2026-{text}")


def maybe(text: Day | None) -> date | None:
    """A day, or None."""
    return None if text is None else day(text)


def customer(number: int = 1, **more: Any) -> Customer:
    """A customer; the code and the name follow the number."""
    return Customer(
        **{"id": number, "code": f"c{number}", "name": f"Customer {number}", "currency": "EUR", **more}
    )


def invoice(amount: int, due: Day, number: int = 1, *, issued: Day = "01-01", **more: Any) -> Invoice:
    """An invoice of which all is open, unless `open` is given."""
    own = {
        "id": number,
        "number": f"F-{number}",
        "customer_id": 1,
        "currency": "EUR",
        "amount": amount,
        "open": amount,
    }
    return Invoice(**{**own, "issued": day(issued), "due": day(due), **more})


def disputed(amount: int, due: Day, number: int = 1, *, review: Day | None = None, **more: Any) -> Invoice:
    """An invoice in dispute."""
    return invoice(amount, due, number, dispute="wrong price", review=maybe(review), **more)


def promise(
    amount: int,
    due: Day,
    number: int = 1,
    *,
    made: Day = "03-02",
    on: Sequence[int] = (1,),
    ended: Day | None = None,
    **more: Any,
) -> Promise:
    """A promise on invoice 1, made on 2 March; `on`: other invoices, `ended`: the day it was replaced."""
    own: dict[str, Any] = {
        "id": number,
        "customer_id": 1,
        "amount": amount,
        "currency": "EUR",
        "invoice_ids": tuple(on),
    }
    if ended is not None:
        own |= {"ended": day(ended), "ended_as": "replaced", "ended_entry": 50}
    return Promise(**{**own, "made": day(made), "due": day(due), **more})


def paid(
    amount: int,
    on: Day,
    invoice_id: int = 1,
    number: int = 1,
    *,
    known: Day | None = None,
    until: Day | None = None,
    **more: Any,
) -> Receipt:
    """Money allocated to an invoice on the day it came, unless it was `known` later."""
    own = {
        "payment_id": number,
        "customer_id": 1,
        "invoice_id": invoice_id,
        "currency": "EUR",
        "amount": amount,
    }
    return Receipt(**{**own, "on": day(on), "known": day(known or on), "until": maybe(until), **more})


def judged(
    promises: Iterable[Promise],
    receipts: Iterable[Receipt],
    on: Day,
    debts: Mapping[int, Invoice] | Mapping[int, int] | None = None,
    **terms: int,
) -> list[Verdict]:
    """The verdicts on a day; `debts`: invoices or what is open of them, by default more than enough."""
    promises = list(promises)
    if debts is None:
        debts = {number: 10**9 for p in promises for number in p.invoice_ids}
    found = {n: d if isinstance(d, Invoice) else invoice(d, "03-01", n) for n, d in debts.items()}
    return judge(promises, receipts, found, day(on), Terms(**terms))


def verdict(one: Promise, *receipts: Receipt, on: Day, debts: Any = None, **terms: int) -> Verdict:
    """The verdict on one promise."""
    return judged([one], receipts, on, debts, **terms)[0]


def payment(amount: int, on: Day, number: int = 1, *, cheque: str | None = None, **more: Any) -> Payment:
    """A payment; `cheque` is the state of the cheque it came by."""
    own = {"id": number, "customer_id": 1, "customer": "c1", "customer_name": "Customer 1", "currency": "EUR"}
    by = Cheque(number="7", bank="Banco", issued=day(on), state=cheque) if cheque else None
    return Payment(**{**own, "amount": amount, "on": day(on), "cheque": by, **more})


def on_account(amount: int, number: int = 1, currency: str = "EUR") -> OnAccount:
    """Money on account of a customer."""
    return OnAccount(customer_id=number, currency=currency, amount=amount)


def cheque_in_hand(amount: int, issued: Day, **more: Any) -> ChequeInHand:
    """A cheque in hand."""
    own = {"payment_id": 9, "customer_id": 1, "currency": "EUR", "amount": amount}
    return ChequeInHand(**{**own, "issued": day(issued), **more})


def contact(on: Day, *excuses: str, took: str | None = None, **more: Any) -> Contact:
    """A visit at which excuses were heard, and what was done about them."""
    own = {"id": 1, "customer_id": 1, "channel": "visit"}
    return Contact(**{**own, "on": day(on), "excuses": excuses, "took": took, **more})


def last_contact(on: Day, how: str = "call", number: int = 1) -> dict[int, LastContact]:
    """The last contact with a customer, as the day's facts take it."""
    return {number: LastContact(customer_id=number, on=day(on), how=how)}


def follow_up(on: Day, number: int = 1, *, since: Day | None = None, **more: Any) -> FollowUp:
    """Something to be done on a day; with `since` and `code` it is the clock of an excuse."""
    own = {"id": number, "customer_id": 1, "text": "ask again"}
    return FollowUp(**{**own, "on": day(on), "since": maybe(since), **more})


def span(amount: int, since: Day, until: Day | None = None) -> Span:
    """An amount that counts from one day to the day before another."""
    return Span(amount=amount, since=day(since), until=maybe(until))


def history(amount: int, due: Day, *money: Span, issued: Day = "01-01", **more: Any) -> InvoiceHistory:
    """An invoice with the money that came for it."""
    own = {"customer_id": 1, "currency": "EUR", "amount": amount, "reductions": money, "paid": money}
    return InvoiceHistory(**{**own, "issued": day(issued), "due": day(due), **more})


def facts(today: Day, *invoices: Invoice, customers: Sequence[Customer] | None = None, **more: Any) -> Facts:
    """The day's facts, for one customer unless others are given."""
    known = {one.id: one for one in customers or [customer()]}
    return Facts(today=day(today), customers=known, invoices=invoices, **more)
