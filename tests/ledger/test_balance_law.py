"""Whatever is done and undone: what is stored and what SQL says, on any day, is what the definition says of the rows."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arcollect.domain.ageing import age
from arcollect.domain.balance import counting, within
from arcollect.errors import ArcollectError
from arcollect.ledger.balances import NEVER
from arcollect.ledger.book import FAR, Book
from ledger.acts import ALL, MONEY_DAYS, Act, Doing
from ledger.bare import Bare, span_of
from ledger.ledgers import changing, failed, reading, rows, with_customers

START = date(2026, 1, 1)
ACTS = st.builds(
    Act,
    what=st.sampled_from(sorted(ALL)),
    who=st.sampled_from([0, 0, 0, 1]),
    pick=st.integers(0, 5),
    amount=st.integers(1, 40),
    back=st.sampled_from([0, 0, 1, 3, 10]),
)
STEPS = st.lists(st.tuples(ACTS, st.sampled_from([0, 1, 2, 4, -3, -8])), min_size=1, max_size=25)


def begun(folder: Path) -> Path:
    path = folder / "ledger.db"
    with_customers(path, "Ana", "Bob")
    return path


def the_books_add_up(bare: Bare) -> None:
    """Nothing below zero, nothing used twice, and the balance is what was sold less what came, whatever pays what."""
    for day in some_days(bare):
        assert bare.balance_on(day) == bare.booked_on(day), day
        assert all(amount > 0 for amount in bare.open_on(day).values()), day
        assert all(amount >= 0 for amount in bare.unused_on(day).values()), day


def the_past_stays(before: Bare, after: Bare, day: date) -> None:
    for earlier in {*some_days(before), *some_days(after), day - timedelta(days=1)}:
        if earlier < day:
            assert after.open_on(earlier) == before.open_on(earlier), earlier
            assert after.on_account_on(earlier) == before.on_account_on(earlier), earlier


def sql_says_the_same(book: Book, bare: Bare, day: date) -> None:
    owed, account = bare.open_on(day), bare.on_account_on(day)
    customers = book.customers.all()
    items, credit = list(book.invoices.open_items(day)), book.payments.on_account(day)
    assert {item.number: item.open for item in items} == owed
    assert {i.number: i.open for i in book.invoices.of(day, open_only=True)} == owed
    assert {i.number: i.open for i in book.invoices.of(day) if i.open} == owed
    own = [i for c in customers for i in book.invoices.of(day, c.id, open_only=True)]
    assert {i.number: i.open for i in own} == owed
    assert {(one.customer_id, one.currency): one.amount for one in credit} == account
    own_account = [one for c in customers for one in book.payments.on_account(day, c.id)]
    assert {(one.customer_id, one.currency): one.amount for one in own_account} == account
    aged = age(items, credit, {c.id: c.name for c in customers}, day)
    assert sum(row.total for row in aged.rows) == sum(bare.balance_on(day).values())


def histories_say_the_same(book: Book, bare: Bare) -> None:
    histories = book.invoices.histories([customer.id for customer in book.customers.all()])
    for day in some_days(bare):
        sums: dict[int, list[int]] = defaultdict(list)
        for history in histories:
            sums[history.customer_id].append(history.open_on(day))
        plain: dict[int, list[int]] = defaultdict(list)
        for known in bare.invoices.values():
            plain[known.customer_id].append(known.open_on(day))
        assert {c: sorted(s) for c, s in sums.items()} == {c: sorted(s) for c, s in plain.items()}
        paid = sum(counting(history.paid, day) for history in histories)
        assert paid == sum(counting(history.paid, day) for history in bare.invoices.values())


def stored_is_right(path: Path, bare: Bare) -> None:
    """The columns: the amount by all that is known, the last day on which it changed, and the day it was settled."""
    for row in rows(path, "SELECT * FROM invoice WHERE voided_on IS NULL"):
        history = bare.invoices[row["number"]]
        days = [span.until or span.since for span in history.reductions]
        changed = str(max(days)) if days else None
        assert (row["open"], row["open_changed"]) == (history.open_on(FAR), changed)
        assert row["open_until"] == (NEVER if row["open"] else changed or row["issued"])
    for row in rows(path, "SELECT * FROM payment"):
        assert row["on_account"] == bare.unused_on(FAR).get(row["id"], 0)
        assert (row["on_account_until"] == NEVER) == bool(row["on_account"])
    view = {
        (row["customer_id"], row["currency"]): row["amount"]
        for row in rows(path, "SELECT * FROM balance")
        if row["amount"]
    }
    assert view == bare.balance_on(FAR)


def promises_say_the_same(book: Book, bare: Bare, path: Path, day: date) -> None:
    """The money that a promise may count, and the customers with a promise on something that is open."""
    live = "WHERE voided_on IS NULL"
    covered = {row["invoice_id"] for row in rows(path, f"SELECT * FROM promise_invoice {live}")}  # noqa: S608 — our own
    expected = []
    for row in rows(path, f"SELECT * FROM allocation {live}"):  # noqa: S608 — as above
        if row["invoice_id"] in covered and (money := bare.money.get(row["payment_id"])):
            piece = within(span_of(row), money)
            expected.append(
                (
                    row["payment_id"],
                    row["invoice_id"],
                    row["amount"],
                    money.since,
                    piece.since,
                    str(piece.until),
                )
            )
    found = [
        (r.payment_id, r.invoice_id, r.amount, r.on, r.known, str(r.until)) for r in book.promises.receipts()
    ]
    assert sorted(found) == sorted(expected)
    numbers = {row["id"]: row["number"] for row in rows(path, f"SELECT id, number FROM invoice {live}")}  # noqa: S608 — as above
    owed = bare.open_on(day)
    promising = {
        p.customer_id for p in book.promises.all() if any(numbers.get(i) in owed for i in p.invoice_ids)
    }
    assert promising <= set(book.promises.promising(day))


def some_days(bare: Bare) -> list[date]:
    """The days on which something of the books changes, a day before each, and the ends."""
    spans = [span for history in bare.invoices.values() for span in history.reductions]
    spans += [*bare.money.values(), *(span for pieces in bare.pieces.values() for span in pieces)]
    days = {day for span in spans for day in (span.since, span.until) if day}
    days |= {history.issued for history in bare.invoices.values()}
    return sorted({START, FAR} | days | {day - timedelta(days=1) for day in days})


def law(folder: Path, steps: list[tuple[Act, int]]) -> None:
    """Does what is asked, the days going on; what the books do not allow is left."""
    path = begun(folder)
    with reading(path) as book:
        customers = sorted(book.customers.all(), key=lambda one: one.id)
    today, before = START, Bare(path)
    for act, later in steps:
        today += timedelta(days=later)
        try:
            with changing(path, today) as work:
                doing = Doing(work, act, customers, folder)
                ALL[act.what](doing)
        except ArcollectError:
            continue
        after = Bare(path)
        the_books_add_up(after)
        if act.what in MONEY_DAYS:
            the_past_stays(before, after, doing.day)
        before = after
    with reading(path) as book:
        for day in some_days(before):
            sql_says_the_same(book, before, day)
            promises_say_the_same(book, before, path, day)
        histories_say_the_same(book, before)
    stored_is_right(path, before)
    assert failed(path, today) == {}


@settings(max_examples=int(os.environ.get("BALANCE_LAW", "60")))
@given(STEPS)
def test_stored_by_sql_and_by_definition_are_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Act, int]]
) -> None:
    law(tmp_path_factory.mktemp("law"), steps)
