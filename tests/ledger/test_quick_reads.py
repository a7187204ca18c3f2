"""The quick reads say what the plain computation over all rows says, on any day, whatever was done and undone."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.agenda import Facts, agenda
from arcollect.domain.promises import judge
from arcollect.domain.records import Customer, Invoice, Receipt, Settings
from arcollect.errors import ArcollectError
from arcollect.ledger.check import run_all
from arcollect.ledger.read import Book
from arcollect.ledger.write import changing
from arcollect.ledger.write.change import By, Change
from arcollect.ledger.write.customers import add_customer
from arcollect.ledger.write.invoices import (
    add_invoice,
    credit_customer,
    credit_invoice,
    invoice_by_number,
    void_invoice,
)
from arcollect.ledger.write.payments import Draft, add_payment, bounce_cheque, clear_cheque, reallocate, void_payment
from arcollect.ledger.write.promises import Draft as PromiseDraft
from arcollect.ledger.write.promises import add_promise
from arcollect.ledger.write.undo import undo

START = date(2026, 1, 1)
Row = dict[str, Any]
Step = tuple[str, int, int, int]
STEPS = st.tuples(
    st.sampled_from(["invoice", "payment", "cheque", "clear", "bounce", "void payment", "void invoice", "credit", "write-off", "on account",
                     "reallocate", "promise", "undo"]),
    st.integers(0, 2), st.integers(1, 40), st.integers(1, 9),
)  # fmt: skip


def by(day: int) -> By:
    return By("ana", "arcollect", START + timedelta(days=day), datetime(2026, 6, 1, tzinfo=UTC))


def happen(change: Change, step: Step, customers: list[Customer]) -> None:
    """One thing that may be done to the books; what they do not allow is left."""
    what, who, day, amount = step
    customer, on = customers[who], min(START + timedelta(days=day), change.by.today)
    invoices = [i for i in change.book.invoices(change.by.today, void=True) if i.customer_id == customer.id]
    some = invoices[day % len(invoices)] if invoices else None
    payments = change.book.payments(customer.id)
    payment = payments[day % len(payments)]["id"] if payments else 0
    cheque = (None, None, on) if what == "cheque" else None
    acts: dict[str, Callable[[], object]] = {
        "invoice": lambda: add_invoice(change, customer, amount, "EUR", START + timedelta(days=day), None, day),
        "payment": lambda: add_payment(change, Draft(customer, amount, "EUR", on)),
        "cheque": lambda: add_payment(change, Draft(customer, amount, "EUR", on, cheque=cheque)),
        "clear": lambda: clear_cheque(change, payment, change.by.today),
        "bounce": lambda: bounce_cheque(change, payment, "no funds"),
        "void payment": lambda: void_payment(change, payment, "mistake"),
        "void invoice": lambda: void_some(change, some),
        "credit": lambda: some and credit_invoice(change, some, amount, "credit note", on, "short"),
        "write-off": lambda: some and credit_invoice(change, some, amount, "write-off", on, "gone"),
        "on account": lambda: credit_customer(change, customer.id, amount, "EUR", on, "bonus"),
        "reallocate": lambda: some and reallocate(change, payment, customer, [(some.number, None)]),
        "promise": lambda: add_promise(
            change, PromiseDraft(customer, None, "EUR", change.by.today + timedelta(days=amount)), Settings()
        ),
        "undo": lambda: undo(change),
    }
    acts[what]()


def void_some(change: Change, some: Invoice | None) -> None:
    if some:
        void_invoice(change, invoice_by_number(change, some.number), "mistake")


def table(path: Path, name: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(f"SELECT * FROM {name} WHERE voided_on IS NULL")  # noqa: S608 — our own names
        return [dict(row) for row in rows]


def counts_on(payment: Row) -> str | None:
    if payment["cheque_state"] in ("in hand", "bounced"):
        return None
    return str(max(payment["on_day"], payment["cleared_on"] or ""))


def plain(path: Path, day: date) -> tuple[dict[str, int], dict[int, int]]:
    """What is open by invoice number, and on account by customer, from the bare tables."""
    iso = day.isoformat()
    payments = {p["id"]: p for p in table(path, "payment") if (on := counts_on(p)) and on <= iso}
    money = [a for a in table(path, "allocation") if a["payment_id"] in payments and a["on_day"] <= iso]
    credits_ = [c for c in table(path, "credit") if c["on_day"] <= iso]
    reduced: dict[int, int] = defaultdict(int)
    for row in [*money, *(c for c in credits_ if c["invoice_id"])]:
        reduced[row["invoice_id"]] += row["amount"]
    left = {i["number"]: i["amount"] - reduced[i["id"]] for i in table(path, "invoice") if i["issued"] <= iso}
    account: dict[int, int] = defaultdict(int)
    for row in [*payments.values(), *(c for c in credits_ if not c["invoice_id"])]:
        account[row["customer_id"]] += row["amount"]
    for row in money:
        account[payments[row["payment_id"]]["customer_id"]] -= row["amount"]
    return {n: a for n, a in left.items() if a}, {c: a for c, a in account.items() if a}


def receipts(path: Path) -> list[Receipt]:
    """All money, allocated or not, as promises see it."""
    payments = {p["id"]: p for p in table(path, "payment") if counts_on(p)}
    return [
        Receipt(
            p["id"], p["customer_id"], a["invoice_id"], date.fromisoformat(max(a["on_day"], counts_on(p) or "")),
            "EUR", a["amount"], a["entry_id"],
        )
        for a in table(path, "allocation") if (p := payments.get(a["payment_id"]))
    ]  # fmt: skip


@given(st.lists(STEPS, min_size=1, max_size=25), st.integers(0, 50))
def test_quick_and_plain_agree(tmp_path_factory: pytest.TempPathFactory, steps: list[Step], today: int) -> None:
    path = tmp_path_factory.mktemp("quick") / "ledger.db"
    with changing(path, by(0)) as change:
        for name in ("Ana", "Bob", "Çelik"):
            add_customer(change, name, "EUR")
    customers = Book.at(path).customers()
    for step in steps:
        try:
            with changing(path, by(today)) as change:
                happen(change, step, customers)
        except ArcollectError:
            continue
    book = Book.at(path)
    for offset in (0, 5, 20, today, 60, 120):
        day = START + timedelta(days=offset)
        left, account = plain(path, day)
        assert {i.number: i.open for i in book.open_items(day)} == left
        assert {i.number: i.open for i in book.invoices(day, open_only=True)} == left
        assert {i.number: i.open for i in book.invoices(day) if i.open} == left
        assert {customer: amount for customer, _, amount in book.on_account(day)} == account
        own = {i.number: i.open for c in customers for i in book.invoices(day, customer=c.id, open_only=True)}
        assert own == left
        verdicts = judge(book.promises(), receipts(path), day)
        assert judge(book.promises(), book.receipts(), day) == verdicts
        open_ids = {i.id for i in book.open_items(day)}
        promising = book.promising(day)
        assert {v.promise.customer_id for v in verdicts if open_ids & set(v.promise.invoice_ids)} <= set(promising)
        own_verdicts = [v for v in verdicts if v.promise.customer_id in promising]
        assert judge(book.promises(promising), book.receipts(promising), day) == own_verdicts
        known = {c.id: c for c in customers}
        whole = Facts(day, known, book.invoices(day), verdicts)
        small = Facts(day, known, list(book.open_items(day)), own_verdicts)
        quick, slow = (agenda(facts, day, day + timedelta(days=6)) for facts in (small, whole))
        assert (quick.items, quick.apart) == (slow.items, slow.apart)
    assert [r for r in run_all(book, START + timedelta(days=today)) if not r.ok] == []
