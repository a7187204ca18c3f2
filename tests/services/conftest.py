"""A ledger with two customers and a few invoices, and short ways to do a job with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from arcollect.domain.ageing import age
from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer, Payment
from arcollect.services import credits as credit_notes
from arcollect.services import customers, invoices, payments, promises, proving
from arcollect.services.opening import Ledger

TODAY = date(2026, 3, 2)  # a Monday
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def day(text: str) -> date:
    """`02-28` of this year."""
    return date.fromisoformat(f"2026-{text}")


def pieces(payment: Payment) -> list[tuple[str, int]]:
    """What a payment pays."""
    return [(piece.invoice, piece.amount) for piece in payment.allocations]


class Books:
    """Does jobs on the ledger as of any day; amounts are minor units."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def on(self, today: date = TODAY) -> Ledger:
        """The ledger as it is asked on a day."""
        return Ledger(self.path, today, lambda: "ana", "test")

    def customer(self, name: str, currency: str = "EUR", **details: Any) -> Customer:
        """A new customer."""
        return customers.add(
            self.on(), customers.CustomerDraft(name=name, currency=currency, details=details)
        )

    def invoice(self, customer: Customer, number: str, amount: int, due: date, **given: Any) -> None:
        """A new invoice, issued on 1 January unless it says otherwise."""
        values: dict[str, Any] = {"issued": date(2026, 1, 1), "terms_days": 30}
        values |= {"currency": customer.currency} | given
        draft = invoices.InvoiceDraft(customer=customer, amount=amount, number=number, due=due, **values)
        invoices.add(self.on(max(TODAY, values["issued"])), draft)

    def pay(self, customer: Customer, amount: int, on: date = TODAY, **given: Any) -> Payment:
        """A payment; `to` names invoices with or without amounts."""
        to: dict[str, int | None] = given.pop("to", {})
        named = tuple(Named(number=number, amount=part) for number, part in to.items())
        values: dict[str, Any] = {"currency": customer.currency} | given
        draft = payments.PaymentDraft(customer=customer, amount=amount, on=on, named=named, **values)
        return payments.take(self.on(max(on, TODAY)), draft)

    def cheque(self, customer: Customer, amount: int, on: date = TODAY, **given: Any) -> Payment:
        """A cheque in hand."""
        return self.pay(customer, amount, on, cheque=payments.ChequeDraft(issued=on, number="77"), **given)

    def promise(
        self, customer: Customer, amount: int | None, due: date, made: date = TODAY, **given: Any
    ) -> promises.Pinned:
        """A promise made on a day."""
        values: dict[str, Any] = {"currency": customer.currency} | given
        draft = promises.PromiseDraft(customer=customer, amount=amount, due=due, **values)
        return promises.add(self.on(made), draft)

    def write_off(self, number: str, amount: int | None = None, on: date = TODAY) -> None:
        """A write-off."""
        draft = credit_notes.CreditDraft(kind=credit_notes.WRITE_OFF, on=on, reason="lost", amount=amount)
        credit_notes.credit(self.on(), number, draft)

    def credit(self, number: str, amount: int | None = None, on: date = TODAY) -> None:
        """A credit note on an invoice."""
        draft = credit_notes.CreditDraft(kind=credit_notes.CREDIT_NOTE, on=on, reason="back", amount=amount)
        credit_notes.credit(self.on(), number, draft)

    def credit_on_account(self, customer: Customer, amount: int, on: date = TODAY) -> None:
        """A credit note on account."""
        draft = credit_notes.CreditDraft(kind=credit_notes.CREDIT_NOTE, on=on, reason="bonus", amount=amount)
        credit_notes.credit_customer(self.on(), customer, customer.currency, draft)

    def open(self, number: str, today: date = TODAY) -> int:
        """What is open of an invoice on a day."""
        (found,) = self.on(today).book.invoices.numbered(json.dumps([number]), today)
        return found.open

    def on_account(self, customer: Customer, today: date = TODAY) -> int:
        """What is on account of a customer on a day, in its currency."""
        found = self.on(today).book.payments.on_account(today, customer.id)
        return sum(one.amount for one in found if one.currency == customer.currency)

    def ages(self, today: date) -> list[tuple[str, dict[str, int]]]:
        """The rows of the ageing on a day, without the columns that are empty."""
        book = self.on(today).book
        names = {c.id: c.name for c in book.customers.all()}
        found = age(book.invoices.open_items(today), book.payments.on_account(today), names, today)
        return [(row.name, {name: a for name, a in row.amounts.items() if a}) for row in found.rows]

    def faults(self, today: date = date(2026, 12, 31)) -> list[str]:
        """What `check` finds wrong."""
        return [f"{r.name}: {r.message}" for r in proving.check(self.on(today)).results if not r.ok]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Books]:
    """No ledger yet; whatever a test does with it, the books are whole after it."""
    for name in ("ARCOLLECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    books = Books(tmp_path / "ledger.db")
    yield books
    assert not books.path.exists() or books.faults() == []


@pytest.fixture
def books(empty: Books) -> Books:
    """Acme owes A-1 (100.00, due 31 January) and A-2 (200.00, due 15 March), Bolt in US dollars B-1 (50.00)."""
    acme, bolt = empty.customer("Acme"), empty.customer("Bolt", "USD")
    empty.invoice(acme, "A-1", 10000, day("01-31"))
    empty.invoice(acme, "A-2", 20000, day("03-15"))
    empty.invoice(bolt, "B-1", 5000, day("02-15"))
    return empty


@pytest.fixture
def acme(books: Books) -> Customer:
    """The first customer."""
    return books.on().customer("ACME")


@pytest.fixture
def bolt(books: Books) -> Customer:
    """The second customer, in US dollars."""
    return books.on().customer("BOLT")
