"""Promises on the day's list: those whose day comes, and those that were not kept."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.domain.agenda.facts import Facts
from arcollect.domain.agenda.model import BROKEN_PROMISE, ON_ACCOUNT_COVERS, PROMISE, Item
from arcollect.domain.agenda.promises import broken_items, owed, promise_items
from arcollect.domain.promises import BROKEN, LAPSED, PARTLY, WITHDRAWN
from arcollect.domain.records import Invoice, Promise, Receipt
from builders import day, disputed, facts, invoice, judged, last_contact, on_account, paid, promise

TODAY = "03-09"


def on_the_day(
    promises: list[Promise], *debts: Invoice, money: tuple[Receipt, ...] = (), grace: int = 0, **more: Any
) -> Facts:
    verdicts = judged(promises, money, TODAY, {one.id: one for one in debts}, grace_days=grace)
    return facts(TODAY, *debts, verdicts=verdicts, **more)


def due(found: Facts, start: str = TODAY, end: str = TODAY) -> list[Item]:
    return list(promise_items(found, day(start), day(end)))


OPEN_100 = invoice(100, "03-01")


@pytest.mark.parametrize(
    ("due_on", "start", "end", "there"),
    [
        ("03-09", "03-09", "03-09", True),
        ("03-10", "03-09", "03-09", False),
        ("03-10", "03-09", "03-10", True),
        ("03-10", "03-10", "03-12", True),
        ("03-10", "03-11", "03-12", False),
        ("03-08", "03-09", "03-09", True),
        ("03-08", "03-10", "03-12", False),
        ("03-09", "03-05", "03-07", False),
        ("03-08", "03-05", "03-07", True),
    ],
)
def test_a_promise_is_on_the_list_on_its_day_and_within_grace(
    due_on: str, start: str, end: str, there: bool
) -> None:
    found = due(on_the_day([promise(100, due_on)], OPEN_100, grace=5), start, end)
    assert [item.date for item in found] == [day(due_on)] * there


def test_a_promise_item_says_whom_what_and_why() -> None:
    (item,) = due(on_the_day([promise(60, TODAY, 7, level=2, words="on Monday")], OPEN_100))
    assert (item.kind, item.ref, item.amount, item.currency, item.detail, item.reason) == (
        PROMISE,
        7,
        60,
        "EUR",
        "on Monday",
        None,
    )
    assert [(term.rule, term.points) for term in item.terms] == [
        ("promise due", 40), ("amount", 18), ("promised 2 times and not kept", 20),
    ]  # fmt: skip
    assert (item.points, item.customer.id) == (78, 1)
    (first,) = due(on_the_day([promise(60, TODAY)], OPEN_100))
    assert (len(first.terms), first.detail) == (2, "")


def test_what_came_is_no_longer_asked_for() -> None:
    (item,) = due(on_the_day([promise(60, TODAY)], OPEN_100, money=(paid(25, "03-05"),)))
    assert item.amount == 35
    assert due(on_the_day([promise(60, TODAY)], OPEN_100, money=(paid(60, "03-05"),))) == []
    assert due(on_the_day([promise(60, TODAY, ended="03-05")], OPEN_100)) == []
    assert due(on_the_day([promise(60, "03-06")], OPEN_100)) == []


def test_a_promise_asks_for_no_more_than_what_is_due_net() -> None:
    (item,) = due(on_the_day([promise(100, TODAY)], OPEN_100, on_account=[on_account(70)]))
    assert (item.amount, item.reason) == (30, None)
    found = on_the_day([promise(200, TODAY, on=(1, 2))], OPEN_100, disputed(100, "03-01", 2))
    assert owed(found, found.verdicts[0]) == (100, None)


def test_what_is_covered_or_disputed_stands_apart_with_its_amount() -> None:
    (item,) = due(on_the_day([promise(60, TODAY)], OPEN_100, on_account=[on_account(100)]))
    assert (item.amount, item.reason) == (60, ON_ACCOUNT_COVERS)
    (item,) = due(on_the_day([promise(100, TODAY)], disputed(80, "03-01")))
    assert (item.amount, item.reason) == (80, "in dispute: wrong price")
    reviewed = disputed(80, "03-01", review="03-09")
    (item,) = due(on_the_day([promise(80, TODAY)], reviewed))
    assert (item.amount, item.reason) == (80, None)


def test_a_promise_on_nothing_that_is_open_is_not_on_the_list() -> None:
    verdicts = judged([promise(60, TODAY)], [], TODAY)
    assert due(facts(TODAY, verdicts=verdicts)) == []
    late = judged([promise(60, "03-03")], [], TODAY)
    assert list(broken_items(facts(TODAY, verdicts=late))) == []


def test_broken_and_partly_kept_promises_with_what_is_owed() -> None:
    (item,) = broken_items(on_the_day([promise(60, "03-06", 7, level=1, words="sure")], OPEN_100))
    assert (item.kind, item.ref, item.amount, item.date, item.detail) == (
        BROKEN_PROMISE,
        7,
        60,
        day("03-06"),
        "sure",
    )
    assert [(term.rule, term.points) for term in item.terms] == [
        ("broken promise", 50), ("3 days overdue", 3), ("amount", 18), ("promised 2 times and not kept", 20),
    ]  # fmt: skip
    (item,) = broken_items(on_the_day([promise(60, "03-06")], OPEN_100, money=(paid(20, "03-05"),)))
    assert (item.amount, item.reason) == (40, None)
    assert [term.rule for term in item.terms][::3] == ["promise partly kept", "promised once and not kept"]
    assert item.terms[0].points == 30


def test_kept_open_and_lapsed_promises_are_not_broken() -> None:
    made = [promise(60, "03-06", 1), promise(60, "03-20", 2), promise(60, "03-06", 3, on=(9,))]
    found = on_the_day(made, OPEN_100, money=(paid(60, "03-05"),))
    assert {v.status for v in found.verdicts} & {BROKEN, PARTLY} == set()
    assert found.verdicts[1].status == LAPSED
    assert list(broken_items(found)) == []


def test_a_broken_promise_waits_after_a_contact_since_it_was_broken() -> None:
    for contacted, reason in (("03-07", "call on 2026-03-07, under 5 days ago"), ("03-06", None)):
        (item,) = broken_items(
            on_the_day([promise(60, "03-06")], OPEN_100, last_contact=last_contact(contacted))
        )
        assert item.reason == reason
    own: dict[str, Any] = {"on_account": [on_account(100)], "last_contact": last_contact("03-08")}
    (item,) = broken_items(on_the_day([promise(60, "03-06")], OPEN_100, **own))
    assert (item.amount, item.reason) == (60, ON_ACCOUNT_COVERS)


def test_a_newer_promise_takes_the_place_of_a_broken_one() -> None:
    broken = promise(60, "03-05", 1)
    other = invoice(50, "03-01", 2)
    for newer, followed in (
        (promise(60, "03-20", 2, made="03-06"), True),
        (promise(60, "03-20", 2, made="03-05"), False),
        (promise(60, "03-20", 2, made="03-06", on=(2,)), False),
        (promise(60, "03-20", 2, made="03-06", ended="03-07", ended_as=WITHDRAWN), False),
        (promise(60, "03-20", 2, made="03-06", customer_id=2), False),
    ):
        found = on_the_day([broken, newer], OPEN_100, other)
        assert [item.ref for item in broken_items(found)] == [1] * (not followed)


def test_within_grace_a_newer_promise_was_not_made_after_the_time_had_passed() -> None:
    made = [promise(60, "03-04", 1), promise(60, "03-20", 2, made="03-06")]
    assert [item.ref for item in broken_items(on_the_day(made, OPEN_100, grace=2))] == [1]
    assert [item.ref for item in broken_items(on_the_day(made, OPEN_100, grace=1))] == []


def test_money_on_account_is_taken_off_several_promises_once() -> None:
    """70 on account of 200 open: two promises of 100 together ask for 130, never for 200."""
    debts = [invoice(100, "03-01", 1), invoice(100, "03-02", 2)]
    promises = [promise(100, TODAY, 1, on=(1, 2)), promise(100, "03-10", 2, on=(1, 2))]
    found = on_the_day(promises, *debts, on_account=[on_account(70)])
    assert [item.amount for item in due(found, TODAY, "03-10")] == [100, 30]


def test_what_an_earlier_promise_asks_for_is_not_asked_for_again() -> None:
    promises = [promise(100, TODAY, 1), promise(100, "03-10", 2)]
    assert [item.ref for item in due(on_the_day(promises, OPEN_100), TODAY, "03-10")] == [1]


def test_a_promise_left_without_anything_says_nothing_of_a_dispute() -> None:
    """An earlier promise asks for all that may be asked for; the dispute is not why the later one asks for nothing."""
    debts = [invoice(100, "03-01", 1), disputed(100, "03-02", 2)]
    promises = [promise(100, TODAY, 1, on=(1,)), promise(100, "03-10", 2, on=(1, 2))]
    assert [item.ref for item in due(on_the_day(promises, *debts), TODAY, "03-10")] == [1]
