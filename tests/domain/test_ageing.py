"""Ageing: edges, both bases, and the law that columns sum to the balance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.ageing import age, band, columns
from arcollect.domain.records import Invoice
from arcollect.errors import NotMeant

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "column"),
    [(-5, "not_due"), (0, "not_due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"),
     (91, "91-120"), (120, "91-120"), (121, "over_120")],
)  # fmt: skip
def test_edges(days: int, column: str) -> None:
    assert band(days) == column


def test_columns_follow_the_edges() -> None:
    assert columns((15, 45)) == ("not_due", "1-15", "16-45", "over_45", "on_account")
    with pytest.raises(NotMeant):
        columns((30, 30))


invoices = st.lists(
    st.builds(
        Invoice, id=st.integers(1, 99), number=st.just("F"), customer_id=st.integers(1, 3),
        issued=st.dates(date(2025, 1, 1), date(2026, 3, 2)), due=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        currency=st.sampled_from(["EUR", "CNY"]), amount=st.just(0), open=st.integers(1, 10**9),
    ),
    max_size=30,
)  # fmt: skip


@given(invoices, st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["EUR", "CNY"]), st.integers(1, 10**9)), max_size=5),
       st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True), st.sampled_from(["due", "invoice"]))  # fmt: skip
def test_columns_sum_to_the_balance(
    items: list[Invoice], credit: list[tuple[int, str, int]], edges: list[int], base: str
) -> None:
    report = age(items, credit, {n: f"C{n}" for n in (1, 2, 3)}, DAY, sorted(edges), base)  # type: ignore[arg-type]  # one of the two bases
    for currency in ("EUR", "CNY"):
        owed = sum(i.open for i in items if i.currency == currency) - sum(a for _, c, a in credit if c == currency)
        assert sum(r.total for r in report.rows if r.currency == currency) == owed
        assert sum(t.total for t in report.totals if t.currency == currency) == owed


def test_overdue_starts_the_day_after() -> None:
    item = Invoice(1, "F", 1, DAY, DAY, "EUR", 5, 5)
    assert age([item], [], {1: "C"}, DAY).rows[0].amounts["not_due"] == 5
    assert age([item], [], {1: "C"}, DAY + timedelta(days=1)).rows[0].amounts["1-30"] == 5
