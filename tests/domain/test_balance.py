"""What is open on a day, on account, and asked for: the past stays, net due is never above open."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.balance import (
    Span,
    counting,
    in_order,
    money_span,
    most_counting,
    net_due,
    on_account_from,
    on_account_on,
    open_on,
    within,
)
from arcollect.domain.records import Invoice
from builders import day, disputed, history, invoice, maybe, span


@pytest.mark.parametrize(
    ("on", "counts"), [("03-01", False), ("03-02", True), ("03-08", True), ("03-09", False)]
)
def test_a_span_counts_from_its_first_day_to_the_day_before_its_end(on: str, counts: bool) -> None:
    assert span(5, "03-02", "03-09").counts(day(on)) is counts
    assert counting([span(5, "03-02", "03-09"), span(2, "03-01")], day(on)) == 2 + 5 * counts
    assert span(5, "03-02").counts(day("12-31"))


def test_open_is_the_amount_less_what_counts_and_nothing_before_the_issue() -> None:
    one = history(100, "03-31", span(30, "03-05"), span(50, "03-09", "03-20"), issued="03-02")
    found = [one.open_on(day(on)) for on in ("03-01", "03-02", "03-04", "03-05", "03-09", "03-19", "03-20")]
    assert found == [0, 100, 100, 70, 20, 20, 70]
    assert open_on(100, day("03-02"), [], day("03-02")) == 100


def test_overdue_starts_the_day_after_the_due_day() -> None:
    one = history(100, "03-31", span(99, "04-02"))
    assert [one.overdue_on(day(on)) for on in ("03-30", "03-31", "04-01", "04-02")] == [0, 0, 100, 1]


def test_money_of_other_kinds_makes_an_invoice_smaller_but_is_not_paid() -> None:
    one = history(100, "03-31", reductions=(span(40, "03-05"),), paid=())
    assert one.open_on(day("03-05")) == 60


@pytest.mark.parametrize(
    ("cleared", "bounced", "since", "until"),
    [
        (None, None, "03-02", None),
        ("03-09", None, "03-09", None),
        ("03-01", None, "03-02", None),
        ("03-09", "03-20", "03-09", "03-20"),
    ],
    ids=["cash", "cleared later", "cleared before it was entered", "bounced"],
)
def test_a_cheque_is_money_from_clearing_to_the_day_before_it_bounced(
    cleared: str | None, bounced: str | None, since: str, until: str | None
) -> None:
    assert money_span(70, day("03-02"), maybe(cleared), maybe(bounced)) == span(70, since, until)


def test_a_piece_counts_while_both_it_and_its_money_do() -> None:
    money = span(100, "03-05", "03-20")
    assert within(span(7, "03-01"), money) == span(7, "03-05", "03-20")
    assert within(span(7, "03-09", "03-12"), money) == span(7, "03-09", "03-12")
    assert within(span(7, "03-09", "03-25"), money) == span(7, "03-09", "03-20")
    assert within(span(7, "03-09", "03-25"), span(100, "03-05")) == span(7, "03-09", "03-25")
    assert within(span(7, "03-09"), span(100, "03-05")).until is None


def test_a_bounce_does_not_change_an_earlier_day() -> None:
    money = money_span(100, day("06-05"), day("06-09"), day("07-10"))
    one = history(100, "06-10", within(span(100, "06-05"), money))
    assert [one.open_on(day(on)) for on in ("06-08", "06-09", "06-30", "07-09", "07-10")] == [
        100,
        0,
        0,
        0,
        100,
    ]


def test_a_re_allocation_does_not_change_an_earlier_day() -> None:
    before, after = span(100, "06-12", "07-05"), span(100, "07-05")
    a, b = history(100, "06-10", before), history(100, "07-20", after)
    opened = [(a.open_on(day(on)), b.open_on(day(on))) for on in ("06-30", "07-04", "07-05")]
    assert opened == [(0, 100), (0, 100), (100, 0)]


def test_on_account_is_what_no_invoice_uses_while_the_money_counts() -> None:
    money, pieces = span(100, "03-02", "03-20"), [span(30, "03-05"), span(20, "03-09", "03-12")]
    found = [
        on_account_on(money, pieces, day(on)) for on in ("03-01", "03-02", "03-05", "03-09", "03-12", "03-20")
    ]
    assert found == [0, 100, 70, 50, 70, 0]


def test_money_is_used_up_oldest_due_first_by_number_and_disputed_last() -> None:
    items = [
        disputed(1, "01-01", 1),
        invoice(1, "03-01", 3),
        invoice(1, "03-01", 2),
        invoice(1, "02-01", 9),
        disputed(1, "01-01", 0),
    ]
    assert [item.id for item in in_order(items)] == [9, 2, 3, 0, 1]


def test_seventy_on_account_of_a_hundred_open_leaves_thirty() -> None:
    assert net_due([invoice(100, "03-01")], {(1, "EUR"): 70}) == {1: 30}


def test_net_due_by_customer_and_currency_oldest_first() -> None:
    items = [
        invoice(100, "03-09", 1),
        invoice(50, "03-01", 2),
        invoice(10, "03-01", 3, currency="CNY"),
        invoice(20, "03-01", 4, customer_id=2),
    ]
    assert net_due(items, {(1, "EUR"): 60, (2, "EUR"): 5}) == {2: 0, 3: 10, 4: 15, 1: 90}
    assert net_due(items, {(1, "EUR"): 999})[1] == 0
    assert net_due(items, {}) == {1: 100, 2: 50, 3: 10, 4: 20}
    assert net_due(items, {(1, "EUR"): -40}) == {1: 100, 2: 50, 3: 10, 4: 20}


def test_nothing_is_asked_of_a_disputed_item_and_it_uses_no_money() -> None:
    items = [disputed(100, "01-01", 1), invoice(50, "03-01", 2)]
    assert net_due(items, {(1, "EUR"): 20}) == {1: 0, 2: 30}


days = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    since, length = draw(days), draw(st.none() | st.integers(0, 60))
    return Span(
        amount=draw(st.integers(1, 100)),
        since=since,
        until=None if length is None else since + timedelta(days=length),
    )


@given(st.lists(spans(), max_size=6), spans(), days, days)
def test_what_begins_or_ends_later_changes_no_earlier_day(
    there: list[Span], later: Span, on: date, after: date
) -> None:
    one, grown = history(1000, "03-01", *there), history(1000, "03-01", *there, later)
    assert (one.open_on(on) == grown.open_on(on)) == (not later.counts(on))
    ended = [
        Span(
            amount=s.amount, since=s.since, until=min(s.until or date.max, max(after, on + timedelta(days=1)))
        )
        for s in there
    ]
    assert counting(ended, on) == counting(there, on)


@given(spans(), spans(), days)
def test_a_piece_never_counts_without_its_money(piece: Span, money: Span, on: date) -> None:
    both = within(piece, money)
    assert both.counts(on) == (piece.counts(on) and money.counts(on))
    assert both.amount == piece.amount


items = st.lists(
    st.builds(
        lambda amount, due, whose, currency, why: (amount, due, whose, currency, why),
        st.integers(1, 500),
        days,
        st.integers(1, 2),
        st.sampled_from(["EUR", "CNY"]),
        st.sampled_from([None, None, "wrong price"]),
    ),
    max_size=8,
)
accounts = st.dictionaries(st.tuples(st.integers(1, 2), st.sampled_from(["EUR", "CNY"])), st.integers(0, 900))


def _invoices(rows: list[tuple[int, date, int, str, str | None]]) -> list[Invoice]:
    return [
        invoice(a, due, n, customer_id=who, currency=c, dispute=why)
        for n, (a, due, who, c, why) in enumerate(rows, 1)
    ]


@given(items, accounts)
def test_net_due_is_what_is_open_less_on_account_and_disputed(
    rows: list[tuple[int, date, int, str, str | None]], on_account: dict[tuple[int, str], int]
) -> None:
    found = _invoices(rows)
    asked = net_due(found, on_account)
    assert set(asked) == {item.id for item in found}
    assert all(0 <= asked[item.id] <= item.open for item in found)
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for item in found:
        row = sums[item.customer_id, item.currency]
        row[0] += asked[item.id]
        row[1] += 0 if item.dispute else item.open
    for key, (net, undisputed) in sums.items():
        assert net == max(undisputed - on_account.get(key, 0), 0)


def test_the_most_that_counts_on_one_day() -> None:
    assert most_counting([]) == 0
    assert most_counting([span(40, "03-01", "03-05"), span(50, "03-05"), span(30, "03-09")]) == 80
    assert most_counting([span(40, "03-01", "03-06"), span(50, "03-05", "03-08"), span(30, "03-09")]) == 90


@pytest.mark.parametrize(
    ("on", "left"), [("03-01", 20), ("03-05", 20), ("03-06", 20), ("03-07", 100), ("03-08", 100)]
)
def test_what_is_paid_back_is_not_used_on_any_later_day(on: str, left: int) -> None:
    """80 of 100 pay an invoice from the 4th to the day before the 7th."""
    assert on_account_from(span(100, "03-01"), [span(80, "03-04", "03-07")], day(on)) == left


def test_nothing_can_be_paid_back_before_the_money_came() -> None:
    assert on_account_from(span(100, "03-05"), [], day("03-04")) == 0
    assert on_account_from(span(100, "03-05"), [span(30, "03-06"), span(30, "03-09")], day("03-05")) == 40
