"""Ageing: edges, both bases, and the law that columns sum to the balance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.ageing import Base, age, band, columns
from arcollect.domain.frozen import record
from arcollect.domain.records import OnAccount
from arcollect.errors import UsageError

DAY = date(2026, 3, 2)
CURRENCIES = st.sampled_from(["EUR", "CNY"])


@record
class Item:
    """What ageing needs of an invoice."""

    customer_id: int = 1
    currency: str = "EUR"
    open: int = 5
    due: date = DAY
    issued: date = DAY


def unused(customer: int, currency: str, amount: int) -> OnAccount:
    return OnAccount(customer_id=customer, currency=currency, amount=amount)


@pytest.mark.parametrize(
    ("days", "column"),
    [(-5, "not_due"), (0, "not_due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"),
     (91, "91-120"), (120, "91-120"), (121, "over_120")],
)  # fmt: skip
def test_edges(days: int, column: str) -> None:
    assert band(days) == column
    (row,) = age([Item(due=DAY - timedelta(days=days))], [], {1: "C"}, DAY).rows
    assert {name: amount for name, amount in row.amounts.items() if amount} == {column: 5}


@given(st.integers(-400, 800), st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True).map(sorted))
def test_every_day_has_a_column(days: int, edges: list[int]) -> None:
    assert band(days, edges) in columns(edges)


def test_columns_follow_the_edges() -> None:
    assert columns() == ("not_due", "1-30", "31-60", "61-90", "91-120", "over_120", "on_account")
    assert columns((15, 45)) == ("not_due", "1-15", "16-45", "over_45", "on_account")
    assert columns((1,)) == ("not_due", "1-1", "over_1", "on_account")
    assert (band(15, (15, 45)), band(16, (15, 45)), band(46, (15, 45))) == ("1-15", "16-45", "over_45")


@pytest.mark.parametrize("edges", [(), (0,), (-1, 30), (30, 30), (60, 30)])
def test_edges_that_do_not_rise(edges: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match="do not rise from above 0"):
        columns(edges)
    with pytest.raises(UsageError):
        age([], [], {}, DAY, edges=edges)


def test_days_count_from_the_due_date_or_the_invoice_date() -> None:
    item = Item(due=DAY + timedelta(days=20), issued=DAY - timedelta(days=40))
    bases: tuple[Base, Base] = ("due", "invoice")
    by_due, by_invoice = (age([item], [], {1: "C"}, DAY, base=base) for base in bases)
    assert (by_due.base, by_due.rows[0].amounts["not_due"]) == ("due", 5)
    assert (by_invoice.base, by_invoice.rows[0].amounts["31-60"]) == ("invoice", 5)
    assert (by_due.as_of, by_due.columns) == (DAY, columns())


def test_rows_by_name_and_currency() -> None:
    items = [Item(customer_id=2), Item(customer_id=1), Item(customer_id=3, currency="CNY", open=9)]
    found = age(items, [unused(1, "EUR", 3), unused(4, "EUR", 1)], {1: "A", 2: "B", 3: "A", 4: "Z"}, DAY)
    assert [(r.name, r.currency, r.total) for r in found.rows] == [
        ("A", "CNY", 9),
        ("A", "EUR", 2),
        ("B", "EUR", 5),
        ("Z", "EUR", -1),
    ]
    assert [(r.name, r.currency, r.total) for r in found.totals] == [("total", "CNY", 9), ("total", "EUR", 6)]
    assert found.rows[1].amounts == dict.fromkeys(columns(), 0) | {"not_due": 5, "on_account": -3}


def test_customers_of_one_name_stand_in_one_row() -> None:
    found = age([Item(customer_id=1), Item(customer_id=2, open=7)], [], {1: "North", 2: "North"}, DAY)
    assert [(r.name, r.total) for r in found.rows] == [("North", 12)]


def test_a_row_of_nothing_but_zeros_is_left_out() -> None:
    assert age([Item(open=0)], [], {1: "A"}, DAY).rows == ()
    (row,) = age(
        [Item(open=3)], [unused(1, "EUR", 3)], {1: "A"}, DAY
    ).rows  # a balance of zero is not nothing
    assert row.total == 0


ITEMS = st.lists(
    st.builds(
        Item, customer_id=st.integers(1, 3), currency=CURRENCIES, open=st.integers(1, 10**9),
        due=st.dates(date(2025, 1, 1), date(2026, 12, 31)), issued=st.dates(date(2025, 1, 1), date(2026, 3, 2)),
    ),
    max_size=30,
)  # fmt: skip
CREDITS = st.lists(st.builds(unused, st.integers(1, 3), CURRENCIES, st.integers(1, 10**9)), max_size=5)
EDGES = st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True).map(sorted)
BASES: st.SearchStrategy[Base] = st.sampled_from(["due", "invoice"])


@given(ITEMS, CREDITS, EDGES, BASES)
def test_columns_sum_to_the_balance(
    items: list[Item], credit: list[OnAccount], edges: list[int], base: Base
) -> None:
    report = age(items, credit, {n: f"C{n}" for n in (1, 2, 3)}, DAY, edges=edges, base=base)
    for currency in ("EUR", "CNY"):
        owed = sum(i.open for i in items if i.currency == currency) - sum(
            one.amount for one in credit if one.currency == currency
        )
        assert sum(r.total for r in report.rows if r.currency == currency) == owed
        assert sum(t.total for t in report.totals if t.currency == currency) == owed
