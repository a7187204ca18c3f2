"""Days that come by the calendar: collection days, follow-ups and their ends, cheques not cleared."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.domain.agenda.clocks import cheque_items, collection_items, follow_up_items, money_came
from arcollect.domain.agenda.facts import Facts
from arcollect.domain.agenda.model import CHEQUE, COLLECTION_DAY, FOLLOW_UP, Item
from arcollect.domain.records import Invoice
from builders import cheque_in_hand, customer, day, disputed, facts, follow_up, invoice, on_account

MONDAY = "03-02"
FRIDAYS = [customer(collection_day="friday")]


def collected(found: Facts, start: str = MONDAY, end: str = "03-15") -> list[Item]:
    return list(collection_items(found, day(start), day(end)))


def test_a_collection_day_in_the_window_asks_for_what_is_due_net() -> None:
    debts = [
        invoice(100, "03-01", 1),
        invoice(50, "05-01", 2),
        disputed(9, "01-01", 3),
        invoice(7, "03-01", 4, currency="CNY"),
    ]
    found = facts(
        MONDAY, *debts, customers=FRIDAYS, on_account=[on_account(70)], open_totals={"EUR": 160, "CNY": 70}
    )
    items = collected(found, end="03-06")
    assert [(item.currency, item.amount, item.date) for item in items] == [
        ("EUR", 80, day("03-06")),
        ("CNY", 7, day("03-06")),
    ]
    first = items[0]
    assert (first.kind, first.ref, first.detail, first.reason) == (COLLECTION_DAY, None, "friday", None)
    assert [(t.rule, t.points) for t in first.terms] == [("collection day", 20), ("amount", 15)]
    assert items[1].terms[1].points == 3


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("03-02", "03-05", []),
        ("03-02", "03-13", ["03-06", "03-13"]),
        ("03-06", "03-06", ["03-06"]),
        ("02-20", "03-06", ["03-06"]),
        ("03-07", "03-13", ["03-13"]),
    ],
)
def test_collection_days_from_today_on(start: str, end: str, days: list[str]) -> None:
    found = facts(MONDAY, invoice(100, "03-01"), customers=FRIDAYS)
    assert [item.date for item in collected(found, start, end)] == [day(one) for one in days]


def test_today_is_a_collection_day_still() -> None:
    assert len(collected(facts("03-06", invoice(1, "03-01"), customers=FRIDAYS), "03-01", "03-06")) == 1


def test_who_owes_nothing_or_has_no_collection_day_is_not_seen() -> None:
    two = [*FRIDAYS, customer(2), customer(3, collection_day="friday")]
    found = facts(MONDAY, invoice(5, "03-01", customer_id=2), disputed(9, "03-01", 2), customers=two)
    assert collected(found) == []
    found = facts(
        MONDAY, invoice(5, "03-01", customer_id=3), invoice(4, "03-01", 2, customer_id=2), customers=two
    )
    assert [(item.customer.id, item.amount) for item in collected(found, end="03-06")] == [(3, 5)]
    assert collected(facts(MONDAY, invoice(5, "03-01"))) == []


def clock(*debts: Invoice, paid: int = 0, announced: int | None = None, **more: Any) -> bool:
    one = follow_up("03-09", since="03-02", amount=announced, **{"code": "cheque-mailed", **more})
    found = facts("03-09", *debts, paid_since={1: paid}, announcing=frozenset({"cheque-mailed"}))
    return money_came(found, one, debts)


OVERDUE = invoice(100, "02-20")


def test_the_clock_of_an_announced_payment_ends_with_that_payment() -> None:
    assert clock(OVERDUE, paid=60, announced=60)
    assert clock(OVERDUE, paid=61, announced=60)
    assert not clock(OVERDUE, paid=59, announced=60)
    assert not clock(OVERDUE, paid=60, announced=60, code="cash-tight")
    assert not clock(OVERDUE, paid=60)


def test_any_clock_ends_with_all_that_was_overdue() -> None:
    later = invoice(50, "03-20", 2)
    for code in ("cheque-mailed", "cash-tight"):
        assert clock(invoice(100, "02-20", open=0), later, paid=5, announced=60, code=code)
        assert not clock(invoice(100, "02-20", open=1), later, paid=99, announced=100, code=code)
    assert clock(later, paid=5)
    assert not clock(invoice(50, "03-02"), paid=5)
    assert clock(invoice(50, "03-03"), paid=5)


def test_without_money_or_an_excuse_a_clock_runs_on() -> None:
    assert not clock(paid=0, announced=60)
    assert not clock(paid=60, announced=60, code=None)
    no_day = follow_up("03-09", code="cheque-mailed", amount=60)
    assert not money_came(
        facts("03-09", paid_since={1: 60}, announcing=frozenset({"cheque-mailed"})), no_day, []
    )
    other = follow_up("03-09", 2, code="cheque-mailed", since="03-02", amount=60)
    assert not money_came(
        facts("03-09", paid_since={1: 60}, announcing=frozenset({"cheque-mailed"})), other, []
    )


def followed(found: Facts, start: str = MONDAY, end: str = "03-08") -> list[Item]:
    return list(follow_up_items(found, day(start), day(end)))


@pytest.mark.parametrize(
    ("on", "start", "there"),
    [
        ("03-02", "03-02", True),
        ("03-08", "03-02", True),
        ("03-09", "03-02", False),
        ("03-01", "03-02", True),
        ("03-03", "03-04", False),
        ("03-02", "03-03", False),
        ("03-01", "03-04", True),
    ],
)
def test_follow_ups_in_the_window_and_those_that_ran_out_before(on: str, start: str, there: bool) -> None:
    assert len(followed(facts(MONDAY, follow_ups=[follow_up(on)]), start)) == there


def test_a_follow_up_says_what_is_to_be_done() -> None:
    (item,) = followed(
        facts(MONDAY, follow_ups=[follow_up("03-03", 5)], customers=[customer(currency="CNY")])
    )
    assert (item.kind, item.ref, item.amount, item.currency, item.detail) == (
        FOLLOW_UP,
        5,
        0,
        "CNY",
        "ask again",
    )
    assert ([(t.rule, t.points) for t in item.terms], item.date) == ([("follow-up", 25)], day("03-03"))


def test_a_follow_up_goes_when_the_money_of_its_own_customer_came() -> None:
    running = follow_up("03-03", since="02-27", code="cash-tight")
    own: Any = {"follow_ups": [running], "paid_since": {1: 100}, "customers": [customer(), customer(2)]}
    assert followed(facts(MONDAY, invoice(100, "02-20", customer_id=2), **own)) == []
    assert len(followed(facts(MONDAY, OVERDUE, **own))) == 1
    assert len(followed(facts(MONDAY, OVERDUE, invoice(1, "02-20", 2, customer_id=2), **own))) == 1


@pytest.mark.parametrize(
    ("issued", "start", "end", "there"),
    [
        ("02-16", "03-02", "03-02", True),
        ("02-17", "03-02", "03-02", False),
        ("02-17", "03-02", "03-03", True),
        ("02-15", "03-02", "03-02", True),
        ("02-16", "03-03", "03-09", False),
        ("02-17", "03-03", "03-09", True),
    ],
)
def test_a_cheque_has_fourteen_days_from_its_issue(issued: str, start: str, end: str, there: bool) -> None:
    found = facts(MONDAY, cheques=[cheque_in_hand(50, issued)])
    assert len(list(cheque_items(found, day(start), day(end)))) == there


def test_a_cheque_item_says_which_and_since_when() -> None:
    found = facts(MONDAY, cheques=[cheque_in_hand(50, "02-15", currency="CNY")], open_totals={"CNY": 100})
    (item,) = cheque_items(found, day(MONDAY), day(MONDAY))
    assert (item.kind, item.ref, item.amount, item.currency, item.date) == (
        CHEQUE,
        9,
        50,
        "CNY",
        day("03-01"),
    )
    assert (item.detail, item.customer.id) == ("issued 2026-02-15, not cleared", 1)
    assert [(t.rule, t.points) for t in item.terms] == [("cheque", 20), ("amount", 15)]
