"""Invoices on the day's list: due, overdue, promised or covered, and whom to call ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.agenda import agenda
from arcollect.domain.agenda.facts import Facts
from arcollect.domain.agenda.invoices import call_ahead_items, invoice_items, sheltered
from arcollect.domain.agenda.model import CALL_AHEAD, INVOICE, KINDS, ON_ACCOUNT_COVERS, OVERDUE, Item
from arcollect.domain.records import Invoice, Promise
from arcollect.domain.settings import Settings
from builders import (
    cheque_in_hand,
    customer,
    day,
    disputed,
    facts,
    follow_up,
    invoice,
    judged,
    last_contact,
    on_account,
    paid,
    promise,
)

MONDAY = "03-02"


def monday(*invoices: Invoice, promises: Sequence[Promise] = (), **more: Any) -> Facts:
    """The facts of Monday 2 March."""
    verdicts = judged(promises, [], MONDAY, {one.id: one for one in invoices})
    return facts(MONDAY, *invoices, verdicts=verdicts, **more)


def listed(found: Facts, start: str = MONDAY, end: str = MONDAY) -> list[Item]:
    return list(invoice_items(found, day(start), day(end), sheltered(found)))


def calls(found: Facts, start: str = MONDAY, end: str = MONDAY) -> list[Item]:
    return list(call_ahead_items(found, day(start), day(end), sheltered(found)))


def short(items: Iterable[Item]) -> list[tuple[int, str | None]]:
    return [(item.amount, item.reason) for item in items]


@pytest.mark.parametrize(
    ("due", "start", "end", "kind"),
    [
        ("03-01", "03-02", "03-02", OVERDUE),
        ("01-01", "03-05", "03-06", OVERDUE),
        ("03-02", "03-02", "03-02", INVOICE),
        ("03-08", "03-02", "03-08", INVOICE),
        ("03-09", "03-02", "03-08", None),
        ("03-04", "03-04", "03-08", INVOICE),
        ("03-03", "03-04", "03-08", None),
    ],
)
def test_what_falls_due_in_the_window_and_everything_overdue(
    due: str, start: str, end: str, kind: str | None
) -> None:
    assert [item.kind for item in listed(monday(invoice(100, due)), start, end)] == ([kind] if kind else [])
    assert listed(monday(invoice(100, due, open=0)), start, end) == []


def test_one_cent_open_is_open() -> None:
    assert short(listed(monday(invoice(100, "03-01", open=1)))) == [(1, None)]


def test_an_overdue_item_says_whom_what_and_why() -> None:
    (item,) = listed(monday(invoice(100, "02-27"), open_totals={"EUR": 200}))
    assert (item.ref, item.amount, item.currency, item.date, item.detail) == (
        "F-1",
        100,
        "EUR",
        day("02-27"),
        "",
    )
    assert [(t.rule, t.points) for t in item.terms] == [("3 days overdue", 3), ("amount", 15)]
    (item,) = listed(monday(invoice(50, MONDAY), open_totals={"EUR": 200}))
    assert [(t.rule, t.points) for t in item.terms] == [("falls due", 10), ("amount", 8)]
    two = listed(monday(invoice(100, "02-27", 1), invoice(100, "02-26", 2), invoice(100, "02-27", 3)))
    assert [item.terms[0].points for item in two] == [3, 4, 3]


def test_seventy_on_account_of_a_hundred_open_asks_for_thirty() -> None:
    (item,) = listed(monday(invoice(10000, "03-01"), on_account=[on_account(7000)]))
    assert (item.amount, item.reason) == (3000, None)
    assert "70.00" in item.detail
    assert "on account" in item.detail
    assert item.terms[1].points == 9


def test_what_money_on_account_covers_stands_apart() -> None:
    assert short(listed(monday(invoice(100, "03-01"), on_account=[on_account(100)]))) == [
        (100, ON_ACCOUNT_COVERS)
    ]


def test_what_is_in_dispute_stands_apart_until_its_review() -> None:
    assert short(listed(monday(disputed(100, "03-01")))) == [(100, "in dispute: wrong price")]
    later = disputed(100, "03-01", review="03-09")
    assert short(listed(monday(later))) == [(100, "in dispute: wrong price, review on 2026-03-09")]
    assert short(listed(monday(disputed(100, "03-01", review=MONDAY)))) == [(100, None)]


def test_the_part_under_a_promise_stands_apart() -> None:
    token = [promise(30, "03-06", 7)]
    assert short(listed(monday(invoice(100, "03-01"), promises=token))) == [
        (30, "promised for 2026-03-06 (promise 7)"),
        (70, None),
    ]
    whole = [promise(100, "03-06", 7)]
    assert short(listed(monday(invoice(100, "03-01"), promises=whole))) == [
        (100, "promised for 2026-03-06 (promise 7)")
    ]
    found = monday(invoice(100, "03-01"), promises=[promise(50, "03-06", 7)], on_account=[on_account(20)])
    assert short(listed(found)) == [(50, "promised for 2026-03-06 (promise 7)"), (30, None)]
    assert ["20" in item.detail for item in listed(found)] == [False, True]


def test_who_was_just_contacted_is_not_asked_again_for_what_is_overdue() -> None:
    found = monday(
        invoice(100, "03-01", 1),
        invoice(50, MONDAY, 2),
        disputed(9, "03-01", 3),
        last_contact=last_contact("03-01"),
    )
    contacted = "call on 2026-03-01, under 5 days ago"
    assert short(listed(found)) == [(100, contacted), (50, None), (9, "in dispute: wrong price")]


def test_promised_money_shelters_the_oldest_due_first() -> None:
    debts = [
        invoice(50, "03-09", 1),
        invoice(50, "03-01", 2),
        disputed(50, "02-01", 3),
        invoice(50, "03-01", 4),
    ]
    under = sheltered(monday(*debts, promises=[promise(120, "03-06", 7, on=(1, 2, 3, 4))]))
    assert {number: one.amount for number, one in under.items()} == {2: 50, 4: 50, 1: 20}


def test_one_cent_that_is_promised_is_sheltered() -> None:
    assert [
        one.amount for one in sheltered(monday(invoice(1, "03-01"), promises=[promise(1, "03-06")])).values()
    ] == [1]
    assert [item.amount for item in calls(monday(invoice(1, "03-03")))] == [1]


def test_several_promises_reach_one_invoice() -> None:
    made = [promise(30, "03-06", 7), promise(50, "03-20", 8), promise(40, "03-25", 9)]
    under = sheltered(monday(invoice(100, "03-01"), promises=made))
    assert {number: (one.amount, one.promise.id) for number, one in under.items()} == {1: (100, 7)}
    under = sheltered(
        monday(
            invoice(100, "03-01", 1),
            invoice(10, "03-05", 2),
            promises=[made[0], promise(90, "03-20", 8, on=(1, 2))],
        )
    )
    assert {number: (one.amount, one.promise.id) for number, one in under.items()} == {
        1: (100, 7),
        2: (10, 8),
    }


def test_only_open_promises_shelter_and_only_what_they_lack() -> None:
    gone = [promise(100, "03-06", ended=MONDAY)]
    assert sheltered(monday(invoice(100, "03-01"), promises=gone)) == {}
    one = invoice(40, "03-01")
    found = facts(MONDAY, one, verdicts=judged([promise(100, "03-06")], [paid(60, MONDAY)], MONDAY, {1: one}))
    assert [s.amount for s in sheltered(found).values()] == [40]
    found = facts(MONDAY, one, verdicts=judged([promise(70, "03-06")], [paid(60, MONDAY)], MONDAY, {1: one}))
    assert [s.amount for s in sheltered(found).values()] == [10]


@pytest.mark.parametrize(
    ("due", "start", "end", "call"),
    [
        ("03-03", "03-02", "03-02", "03-02"),
        ("03-02", "03-01", "03-09", None),
        ("03-04", "03-02", "03-02", None),
        ("03-04", "03-02", "03-03", "03-03"),
        ("03-04", "03-03", "03-03", "03-03"),
        ("03-04", "03-04", "03-09", None),
        ("03-09", "03-02", "03-08", "03-06"),
        ("03-08", "03-02", "03-08", "03-06"),
        ("03-03", "02-20", "03-09", "03-02"),
    ],
)
def test_the_call_is_on_the_working_day_before_money_is_due(
    due: str, start: str, end: str, call: str | None
) -> None:
    assert [item.date for item in calls(monday(invoice(100, due)), start, end)] == (
        [day(call)] if call else []
    )


def test_a_call_that_was_to_be_made_before_today_is_not_made_up_for() -> None:
    sunday = facts("03-08", invoice(100, "03-09"))
    assert calls(sunday, "03-01", "03-09") == []
    own_week = facts("03-08", invoice(100, "03-09"), settings=Settings(working_days=frozenset({6})))
    assert [item.date for item in calls(own_week, "03-01", "03-09")] == [day("03-08")]


def test_a_call_says_whom_what_and_why() -> None:
    (item,) = calls(monday(invoice(50, "03-03"), open_totals={"EUR": 100}))
    assert (item.kind, item.ref, item.amount, item.currency, item.detail) == (
        CALL_AHEAD,
        "2026-03-03",
        50,
        "EUR",
        "for 2026-03-03",
    )
    assert [(t.rule, t.points) for t in item.terms] == [("call ahead", 15), ("amount", 15)]


def test_one_call_for_what_falls_due_and_what_is_promised_for_that_day() -> None:
    debts = [
        invoice(50, "03-03", 1),
        invoice(20, "03-03", 2),
        invoice(80, "01-01", 3),
        invoice(5, "03-03", 4, currency="CNY"),
        invoice(9, "03-03", 5, customer_id=2),
    ]
    found = monday(*debts, promises=[promise(30, "03-03", on=(3,))], customers=[customer(), customer(2)])
    assert {(item.customer.id, item.currency): item.amount for item in calls(found)} == {
        (1, "EUR"): 100,
        (1, "CNY"): 5,
        (2, "EUR"): 9,
    }


def test_promised_invoices_are_called_about_once() -> None:
    found = monday(invoice(50, "03-03"), promises=[promise(50, "03-03")])
    assert [item.amount for item in calls(found)] == [50]
    found = monday(invoice(50, "03-03"), promises=[promise(50, "03-20")])
    assert calls(found) == []


def test_calls_ask_for_what_is_due_net_and_leave_out_disputes() -> None:
    assert [item.amount for item in calls(monday(invoice(100, "03-03"), on_account=[on_account(70)]))] == [30]
    assert calls(monday(invoice(100, "03-03"), on_account=[on_account(100)])) == []
    assert calls(monday(disputed(100, "03-03"))) == []
    assert calls(monday(disputed(100, "03-01"), promises=[promise(100, "03-03")])) == []
    assert calls(monday(invoice(100, "03-03", open=0))) == []
    assert calls(monday(invoice(100, "03-01"), promises=[promise(100, "03-03", ended=MONDAY)])) == []


def test_the_list_holds_every_kind() -> None:
    debts = [
        invoice(10, "02-01", 1),
        invoice(10, MONDAY, 2),
        invoice(10, "03-03", 3),
        invoice(10, "01-01", 4),
        invoice(10, "01-01", 5),
    ]
    made = [promise(10, MONDAY, 7, on=(4,)), promise(10, "02-20", 8, on=(5,), made="02-01")]
    verdicts = judged(made, [], MONDAY, {one.id: one for one in debts})
    found = facts(
        MONDAY,
        *debts,
        verdicts=verdicts,
        customers=[customer(collection_day="monday")],
        follow_ups=[follow_up(MONDAY)],
        cheques=[cheque_in_hand(10, "02-16")],
    )
    made_list = agenda(found, day(MONDAY), day(MONDAY))
    assert {item.kind for item in made_list.items} == set(KINDS)
    assert [item.reason for item in made_list.suppressed] == ["promised for 2026-03-02 (promise 7)"]
    points = [item.points for item in made_list.items]
    assert points == sorted(points, reverse=True)
    assert (made_list.start, made_list.end) == (day(MONDAY), day(MONDAY))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Invoice], list[Promise], int]:
    march = st.integers(1, 20)
    debts = [
        invoice(
            draw(st.integers(1, 200)),
            date(2026, 3, draw(march)),
            n,
            dispute=draw(st.sampled_from([None, None, "wrong price"])),
        )
        for n in range(1, draw(st.integers(1, 4)) + 1)
    ]
    numbers = st.sets(st.integers(1, 4), min_size=1)
    made = [
        promise(draw(st.integers(1, 300)), date(2026, 3, 2 + draw(march)), n, on=sorted(draw(numbers)))
        for n in range(draw(st.integers(0, 3)))
    ]
    return debts, made, draw(st.integers(0, 300))


@given(cases())
def test_what_is_asked_for_is_no_more_than_what_is_due_net(
    case: tuple[list[Invoice], list[Promise], int],
) -> None:
    debts, made, money = case
    found = monday(*debts, promises=made, on_account=[on_account(money)])
    by_invoice = {one.number: found.asked(one) for one in debts}
    asked = dict.fromkeys(by_invoice, 0)
    items = listed(found, MONDAY, "03-31")
    for item in items:
        if item.reason is None or item.reason.startswith("promised"):
            asked[str(item.ref)] += item.amount
    assert asked == by_invoice
    assert {item.ref for item in items} == set(by_invoice)
    under = sheltered(found)
    assert all(0 < one.amount <= found.asked(debts[number - 1]) for number, one in under.items())
    assert sum(one.amount for one in under.values()) <= sum(v.missing for v in found.verdicts)
