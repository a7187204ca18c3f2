"""Promises: verdicts, what counts, levels, what is replaced, plans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.promises import instalments, judge, kept_rate, level, replaces
from arcollect.domain.records import Promise, Receipt


def promise(
    number: int,
    amount: int,
    made: int,
    due: int,
    *,
    invoices: tuple[int, ...] = (1,),
    lvl: int = 0,
    ended: int | None = None,
    as_: str | None = None,
) -> Promise:
    day = date(2026, 3, ended) if ended else None
    return Promise(
        number,
        1,
        amount,
        "EUR",
        date(2026, 3, made),
        date(2026, 3, due),
        invoices,
        lvl,
        ended=day,
        ended_as=as_,
        ended_entry=50,
    )


def paid(number: int, amount: int, on: int, invoice: int | None = 1, entry: int = 0) -> Receipt:
    return Receipt(number, 1, invoice, date(2026, 3, on), "EUR", amount, entry)


def verdict(
    promises: list[Promise], receipts: list[Receipt], day: int, grace: int = 0, least: int = 100
) -> list[tuple[str, int]]:
    return [(v.status, v.paid) for v in judge(promises, receipts, date(2026, 3, day), grace, least)]


def test_open_until_its_day_has_passed() -> None:
    assert verdict([promise(1, 100, 2, 6)], [], 6) == [("open", 0)]
    assert verdict([promise(1, 100, 2, 6)], [], 7) == [("broken", 0)]
    assert verdict([promise(1, 100, 2, 6)], [], 8, grace=2) == [("open", 0)]
    assert verdict([promise(1, 100, 2, 6)], [], 9, grace=2) == [("broken", 0)]


def test_kept_as_soon_as_it_is_covered() -> None:
    assert verdict([promise(1, 100, 2, 6)], [paid(1, 100, 3)], 3) == [("kept", 100)]


def test_partly_kept_and_the_minimum_percentage() -> None:
    assert verdict([promise(1, 100, 2, 6)], [paid(1, 95, 6)], 7) == [("partly kept", 95)]
    assert verdict([promise(1, 100, 2, 6)], [paid(1, 95, 6)], 7, least=95) == [("kept", 95)]


@pytest.mark.parametrize(
    "receipt", [paid(1, 100, 1), paid(1, 100, 7), paid(1, 100, 3, invoice=2), paid(1, 100, 3, invoice=None)]
)
def test_what_does_not_count(receipt: Receipt) -> None:
    assert verdict([promise(1, 100, 2, 6)], [receipt], 8) == [("broken", 0)]


def test_money_counts_once_first_in_first_out() -> None:
    both = [promise(1, 100, 2, 6), promise(2, 100, 2, 9)]
    assert verdict(both, [paid(1, 150, 4)], 10) == [("kept", 100), ("partly kept", 50)]


def test_money_that_is_not_known_yet_does_not_count() -> None:
    assert verdict([promise(1, 100, 2, 6)], [paid(1, 100, 5)], 4) == [("open", 0)]


def test_a_replaced_promise_keeps_what_had_come_before() -> None:
    old, new = promise(1, 100, 2, 6, ended=4, as_="replaced"), promise(2, 60, 4, 9)
    assert verdict([old, new], [paid(1, 40, 4, entry=10)], 10) == [("replaced", 40), ("broken", 0)]
    assert verdict([old, new], [paid(1, 60, 4, entry=60)], 10) == [("replaced", 0), ("kept", 60)]


def test_levels() -> None:
    judged = judge([promise(1, 100, 2, 3)], [], date(2026, 3, 9))
    assert level((1,), judged) == 1
    assert level((2,), judged) == 0
    kept = judge([promise(1, 100, 2, 3)], [paid(1, 100, 2)], date(2026, 3, 9))
    assert level((1,), kept) == 0
    again = judge([promise(1, 100, 2, 3), promise(2, 50, 4, 5, lvl=1)], [paid(1, 50, 4)], date(2026, 3, 9))
    assert level((1,), again) == 1  # a new promise for the remainder after a kept part-promise keeps the level


def test_instalments_stand_side_by_side_until_they_exceed_what_is_open() -> None:
    beside = judge([promise(1, 400, 2, 6), promise(2, 300, 2, 9)], [], date(2026, 3, 3))
    assert replaces(300, (1,), {1: 1000}, beside) == []
    assert [v.promise.id for v in replaces(301, (1,), {1: 1000}, beside)] == [1]
    assert [v.promise.id for v in replaces(1000, (1,), {1: 1000}, beside)] == [1, 2]


def test_kept_rate() -> None:
    judged = judge(
        [promise(1, 100, 2, 3), promise(2, 100, 4, 5), promise(3, 100, 6, 30)],
        [paid(1, 100, 2), paid(2, 50, 5)],
        date(2026, 3, 9),
    )
    rate = kept_rate(judged)
    assert (rate.kept, rate.partly, rate.broken) == (1, 1, 0)
    assert (rate.by_count, rate.by_amount) == (0.5, 0.75)


days = st.integers(1, 28)
promises = st.lists(
    st.tuples(st.integers(1, 500), days, st.integers(0, 10), st.sampled_from([(1,), (2,), (1, 2), ()])), max_size=8
)
money = st.lists(st.tuples(st.integers(1, 500), days, st.sampled_from([1, 2, None])), max_size=8)


@given(promises, money, days, st.integers(0, 3))
def test_no_money_counts_twice(
    given_promises: list[tuple[int, int, int, tuple[int, ...]]],
    given_money: list[tuple[int, int, int | None]],
    day: int,
    grace: int,
) -> None:
    made = [promise(n, a, m, min(m + d, 28), invoices=i) for n, (a, m, d, i) in enumerate(given_promises, 1)]
    receipts = [paid(n, a, on, invoice) for n, (a, on, invoice) in enumerate(given_money, 1)]
    verdicts = judge(made, receipts, date(2026, 3, day), grace)
    for receipt in receipts:
        counted = sum(c.amount for v in verdicts for c in v.counted if c.payment_id == receipt.payment_id)
        assert counted <= receipt.amount
    assert all(v.paid <= v.promise.amount for v in verdicts)
    assert all((v.status == "kept") >= (v.paid == v.promise.amount) for v in verdicts)


@given(
    st.integers(1, 10**9),
    st.integers(1, 60),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.sampled_from(["week", "month"]),
)
def test_a_plan_sums_to_its_amount(amount: int, parts: int, first: date, every: str) -> None:
    pieces = instalments(amount, parts, first, every)
    assert sum(p for _, p in pieces) == amount
    assert [d for d, _ in pieces] == sorted({d for d, _ in pieces})
