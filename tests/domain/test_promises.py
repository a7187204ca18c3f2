"""Promises: verdicts, what money counts for which, levels, what a new one replaces, the kept rate, plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.promises import (
    BROKEN,
    JUDGED,
    KEPT,
    LAPSED,
    OPEN,
    PARTLY,
    REPLACED,
    STATES,
    WITHDRAWN,
    KeptRate,
    check_amount,
    instalments,
    judge,
    kept_rate,
    level,
    replaces,
)
from arcollect.domain.records import Promise, Receipt
from arcollect.domain.standing import BAD, standing
from arcollect.errors import Refused
from builders import day, disputed, invoice, judged, paid, promise, verdict

BY_THE_6TH = promise(100, "03-06")


def states(
    promises: Sequence[Promise], receipts: Sequence[Receipt], on: str, debts: Any = None, **terms: int
) -> list[tuple[str, int]]:
    return [(v.status, v.paid) for v in judged(promises, receipts, on, debts, **terms)]


def test_open_until_its_day_and_the_days_of_grace_have_passed() -> None:
    assert verdict(BY_THE_6TH, on="03-06").status == OPEN
    assert verdict(BY_THE_6TH, on="03-07").status == BROKEN
    assert verdict(BY_THE_6TH, on="03-08", grace_days=2).status == OPEN
    late = verdict(BY_THE_6TH, on="03-09", grace_days=2)
    assert (late.status, late.last_day) == (BROKEN, day("03-08"))


def test_kept_as_soon_as_it_is_covered() -> None:
    found = verdict(BY_THE_6TH, paid(60, "03-03", number=7), paid(60, "03-04", number=8), on="03-04")
    assert (found.status, found.paid, found.missing, found.payment_ids) == (KEPT, 100, 0, [7, 8])
    assert [(c.payment_id, c.on, c.amount) for c in found.counted] == [
        (7, day("03-03"), 60),
        (8, day("03-04"), 40),
    ]
    assert verdict(BY_THE_6TH, paid(99, "03-03"), on="03-04").status == OPEN


def test_partly_kept_and_the_minimum_percentage() -> None:
    money = paid(95, "03-06")
    assert verdict(BY_THE_6TH, money, on="03-07").status == PARTLY
    assert verdict(BY_THE_6TH, money, on="03-07", minimum_percentage=96).status == PARTLY
    assert verdict(BY_THE_6TH, money, on="03-07", minimum_percentage=95).status == KEPT
    assert verdict(BY_THE_6TH, money, on="03-06", minimum_percentage=95).status == OPEN
    assert verdict(promise(200, "03-06"), paid(1, "03-06"), on="03-07").missing == 199
    large = promise(1000, "03-06")
    assert verdict(large, paid(949, "03-06"), on="03-07", minimum_percentage=95).status == PARTLY
    assert verdict(large, paid(950, "03-06"), on="03-07", minimum_percentage=95).status == KEPT


@pytest.mark.parametrize(
    "money",
    [
        paid(100, "03-01"),
        paid(100, "03-07"),
        paid(100, "03-03", 2),
        paid(100, "03-03", currency="CNY"),
        paid(100, "03-03", customer_id=2),
        paid(100, "03-03", until="03-08"),
        paid(100, "03-02", entry=4),
    ],
    ids=[
        "before it",
        "after it",
        "other invoice",
        "other currency",
        "other customer",
        "moved or bounced",
        "earlier that day",
    ],
)
def test_what_does_not_count(money: Receipt) -> None:
    assert verdict(promise(100, "03-06", entry=5), money, on="03-08").status == BROKEN


@pytest.mark.parametrize(
    "money",
    [
        paid(100, "03-06"),
        paid(100, "03-02"),
        paid(100, "03-02", entry=5),
        paid(100, "03-03", entry=4),
        paid(100, "03-03", known="03-08"),
        paid(100, "03-03", until="03-09"),
    ],
    ids=["last day", "same day", "same entry", "entry of a later day", "allocated late", "moved later"],
)
def test_what_counts(money: Receipt) -> None:
    assert verdict(promise(100, "03-06", entry=5), money, on="03-08").status == KEPT


def test_money_of_the_days_of_grace_counts() -> None:
    assert verdict(BY_THE_6TH, paid(100, "03-08"), on="03-20", grace_days=2).status == KEPT
    assert verdict(BY_THE_6TH, paid(100, "03-09"), on="03-20", grace_days=2).status == BROKEN


def test_money_that_is_not_known_yet_does_not_count() -> None:
    assert states([BY_THE_6TH], [paid(100, "03-05")], "03-04") == [(OPEN, 0)]
    assert states([BY_THE_6TH], [paid(100, "03-05")], "03-05") == [(KEPT, 100)]


def test_a_promise_that_is_not_made_yet_has_no_verdict() -> None:
    assert states([promise(100, "03-06", made="03-05")], [], "03-04") == []
    assert states([promise(100, "03-06", made="03-05")], [], "03-05") == [(OPEN, 0)]


def test_money_goes_to_the_promise_that_is_due_first() -> None:
    first, then = promise(100, "03-30", 1), promise(100, "03-05", 2, made="03-03")
    found = judged([then, first], [paid(100, "03-04")], "03-04", {1: 100})
    assert [(v.promise.id, v.status, v.paid) for v in found] == [(1, OPEN, 0), (2, KEPT, 100)]


def test_of_promises_due_on_one_day_the_one_made_first_takes_it() -> None:
    made = [
        promise(100, "03-06", 1, made="03-03"),
        promise(100, "03-06", 2, made="03-02"),
        promise(100, "03-06", 3, made="03-02"),
    ]
    found = {v.promise.id: v.paid for v in judged(made, [paid(150, "03-04")], "03-04")}
    assert found == {1: 0, 2: 100, 3: 50}


def test_verdicts_come_in_the_order_in_which_promises_were_made() -> None:
    made = [
        promise(1, "03-09", 1),
        promise(1, "03-06", 3),
        promise(1, "03-06", 2),
        promise(1, "03-03", 4, made="03-03"),
    ]
    assert [v.promise.id for v in judged(made, [], "03-04")] == [2, 3, 1, 4]


def test_pieces_stand_in_the_order_of_the_money() -> None:
    money = [paid(1, "03-04", 1, 5), paid(1, "03-04", 2, 4), paid(1, "03-04", 1, 4), paid(1, "03-03", 1, 6)]
    found = verdict(promise(100, "03-06", on=(1, 2)), *money, on="03-05")
    assert [c.payment_id for c in found.counted] == [6, 4, 4, 5]
    assert found.payment_ids == [6, 4, 5]


def test_voided_and_credited_debts_leave_promises_without_a_verdict() -> None:
    both = [promise(100, "03-06", 1, on=(1,)), promise(100, "03-06", 2, on=(2,))]
    found = judged(both, [], "03-20", {1: 0})
    assert [(v.status, v.amount) for v in found] == [(LAPSED, 0), (LAPSED, 0)]
    rate = kept_rate(found)
    assert (rate.judged, rate.by_count, rate.by_amount) == (0, None, None)
    assert standing(rate, [], day("03-20")) != BAD


def test_what_is_judged_is_no_more_than_could_still_be_paid() -> None:
    found = verdict(BY_THE_6TH, paid(60, "03-04"), on="03-07", debts={1: 0})
    assert (found.status, found.amount) == (KEPT, 60)
    found = verdict(BY_THE_6TH, paid(60, "03-04"), on="03-07", debts={1: 10})
    assert (found.status, found.amount, found.missing) == (PARTLY, 70, 10)
    assert verdict(BY_THE_6TH, on="03-07", debts={1: 500}).amount == 100
    assert verdict(promise(100, "03-06", on=(1, 2)), on="03-07", debts={1: 30, 2: 50, 3: 90}).amount == 80


def test_money_before_the_promise_or_on_other_invoices_could_not_keep_it() -> None:
    money = [paid(60, "03-01"), paid(60, "03-04", 2)]
    assert verdict(BY_THE_6TH, *money, on="03-07", debts={1: 0}).status == LAPSED
    assert verdict(BY_THE_6TH, paid(60, "03-20"), on="03-21", debts={1: 0}).status == BROKEN


def test_money_that_counts_for_one_promise_could_not_be_paid_for_the_other() -> None:
    two = [promise(100, "03-06", 1), promise(100, "03-09", 2)]
    assert states(two, [paid(100, "03-04")], "03-20", {1: 0}) == [(KEPT, 100), (LAPSED, 0)]
    assert states(two, [paid(130, "03-04")], "03-20", {1: 0}) == [(KEPT, 100), (KEPT, 30)]
    assert states(two, [paid(130, "03-04")], "03-20", {1: 5}) == [(KEPT, 100), (PARTLY, 30)]


def test_a_promise_waits_while_all_that_is_open_of_it_is_in_dispute() -> None:
    wide = promise(100, "03-06", on=(1, 2))
    both = {1: disputed(100, "03-01"), 2: disputed(100, "03-01", 2)}
    one = {1: disputed(100, "03-01"), 2: invoice(100, "03-01", 2)}
    rest = {1: disputed(100, "03-01"), 2: invoice(100, "03-01", 2, open=0)}
    for debts, status, waiting in ((both, OPEN, True), (one, BROKEN, False), (rest, OPEN, True)):
        found = verdict(wide, on="03-07", debts=debts)
        assert (found.status, found.waiting) == (status, waiting)
    assert verdict(wide, on="03-07", debts={1: disputed(1, "03-01")}).waiting
    assert not verdict(wide, on="03-06", debts=both).waiting
    assert not verdict(wide, on="03-07", debts={2: one[2]}).waiting
    assert verdict(wide, paid(100, "03-06"), on="03-07", debts={1: both[1]}).status == KEPT
    assert not verdict(wide, on="03-07", debts={}).waiting


def test_a_replaced_promise_keeps_what_had_come_before() -> None:
    old, new = promise(100, "03-06", 1, ended="03-04"), promise(60, "03-09", 2, made="03-04", entry=50)
    assert states([old, new], [paid(40, "03-04", entry=10)], "03-10") == [(REPLACED, 40), (BROKEN, 0)]
    assert states([old, new], [paid(60, "03-04", entry=60)], "03-10") == [(REPLACED, 0), (KEPT, 60)]
    assert states([old], [paid(60, "03-04", entry=50)], "03-10") == [(REPLACED, 0)]
    assert states([old], [paid(60, "03-03", entry=60)], "03-10") == [(REPLACED, 60)]
    assert states([old], [paid(60, "03-05", entry=10)], "03-10") == [(REPLACED, 0)]


def test_an_ended_promise_is_open_before_its_end_and_judged_on_all_that_was_promised() -> None:
    old = promise(100, "03-06", ended="03-04")
    assert verdict(old, on="03-03").status == OPEN
    assert verdict(old, on="03-03", debts={1: 10}).amount == 10
    found = verdict(old, paid(100, "03-03"), on="03-04", debts={1: 0})
    assert (found.status, found.amount, found.paid, found.waiting) == (REPLACED, 100, 100, False)
    assert verdict(old, paid(30, "03-03"), on="03-04", debts={1: 0}).missing == 70
    assert verdict(promise(100, "03-06", ended="03-04", ended_as=None), on="03-04").status == WITHDRAWN
    assert (
        verdict(promise(100, "03-06", ended="03-04"), on="03-09", debts={1: disputed(9, "03-01")}).waiting
        is False
    )


def test_without_terms_there_is_no_grace_and_all_of_it_must_come() -> None:
    found = judge([BY_THE_6TH], [paid(99, "03-06")], {1: invoice(1, "03-01")}, day("03-07"))
    assert [v.status for v in found] == [PARTLY]


def test_the_level_rises_with_each_promise_that_was_not_kept() -> None:
    broken = judged([promise(100, "03-03")], [], "03-09")
    assert (level((1,), broken, [], day("03-09")), level((2,), broken, [], day("03-09"))) == (1, 0)
    assert level((1,), judged([promise(100, "03-03")], [paid(50, "03-03")], "03-09"), [], day("03-09")) == 1
    assert level((1,), judged([promise(100, "03-03")], [paid(100, "03-03")], "03-09"), [], day("03-09")) == 0
    assert level((1,), judged([BY_THE_6TH], [], "03-03"), [], day("03-03")) == 0
    again = [promise(100, "03-03"), promise(50, "03-05", 2, made="03-04", level=1)]
    assert level((1, 3), judged(again, [], "03-09"), [], day("03-09")) == 2
    assert level((1,), judged(again, [paid(50, "03-04")], "03-09"), [], day("03-09")) == 1


@pytest.mark.parametrize(("ended", "rises"), [("03-05", 0), ("03-06", 1), ("03-07", 1)])
def test_replacing_or_withdrawing_raises_the_level_from_its_day_on(ended: str, rises: int) -> None:
    for how in (WITHDRAWN, REPLACED):
        gone = judged([promise(100, "03-06", ended=ended, ended_as=how)], [], "03-09")
        assert level((1,), gone, [], day("03-09")) == rises
    still_open = judged([BY_THE_6TH], [], ended, grace_days=5)
    assert level((1,), still_open, [1], day(ended)) == rises
    assert level((1,), still_open, [2], day(ended)) == 0


def test_an_end_that_has_not_come_yet_does_not_raise_the_level() -> None:
    kept = judged([promise(100, "03-06", ended="03-08")], [paid(100, "03-03")], "03-07")
    assert [v.status for v in kept] == [KEPT]
    assert level((1,), kept, [], day("03-07")) == 0


def test_instalments_stand_side_by_side_until_they_exceed_what_is_open() -> None:
    beside = judged([promise(400, "03-06"), promise(300, "03-09", 2)], [], "03-03")
    for amount, gone in ((300, []), (301, [1]), (700, [1]), (701, [1, 2]), (1000, [1, 2])):
        assert [v.promise.id for v in replaces(amount, (1,), {1: 1000, 2: 9000}, beside)] == gone
    assert replaces(1000, (2,), {1: 1000, 2: 1000}, beside) == []
    assert len(replaces(301, (1, 5), {1: 1000}, beside)) == 1


def test_what_came_for_an_earlier_promise_leaves_room_beside_it() -> None:
    beside = judged([promise(400, "03-06")], [paid(150, "03-03")], "03-03")
    assert replaces(750, (1,), {1: 1000}, beside) == []
    assert len(replaces(751, (1,), {1: 1000}, beside)) == 1


def test_only_open_promises_are_replaced() -> None:
    made = [
        promise(100, "03-03"),
        promise(100, "03-09", 2),
        promise(50, "03-09", 3),
        promise(50, "03-09", 4, ended="03-03"),
    ]
    beside = judged(made, [paid(100, "03-03", until="03-04"), paid(100, "03-04", number=2)], "03-05", {1: 50})
    assert [v.status for v in beside] == [BROKEN, KEPT, OPEN, REPLACED]
    assert [v.promise.id for v in replaces(50, (1,), {1: 50}, beside)] == [3]


def test_a_promise_that_goes_leaves_the_invoices_that_it_alone_covered() -> None:
    wide, narrow = promise(100, "03-06", 1, on=(1, 2)), promise(100, "03-06", 2, on=(1,))
    beside = judged([wide, narrow], [], "03-03", {1: 100, 2: 100})
    assert [v.promise.id for v in replaces(100, (1,), {1: 100, 2: 100}, beside)] == [1, 2]
    assert [v.promise.id for v in replaces(100, (1,), {1: 200, 2: 100}, beside)] == []


def test_one_promise_alone_is_no_more_than_what_is_open() -> None:
    check_amount(10000, 10000, "EUR", "Acme")
    with pytest.raises(Refused, match=r"100\.01.*is more than the.*100\.00.*open of Acme"):
        check_amount(10001, 10000, "EUR", "Acme")


def test_the_kept_rate_by_count_and_by_amount() -> None:
    made = [
        promise(100, "03-03"),
        promise(100, "03-05", 2, made="03-04"),
        promise(100, "03-07", 3, made="03-06"),
        promise(100, "03-30", 4, made="03-06"),
        promise(100, "03-06", 5, ended="03-03"),
    ]
    rate = kept_rate(
        judged(made, [paid(100, "03-02"), paid(50, "03-05", number=2), paid(7, "03-20", number=3)], "03-09")
    )
    assert rate == KeptRate(kept=1, partly=1, broken=1, promised=300, paid=150)
    assert (rate.judged, rate.by_count, rate.by_amount) == (3, 1 / 3, 0.5)


def test_the_states_that_carry_a_verdict() -> None:
    assert {KEPT, PARTLY, BROKEN} == JUDGED
    assert set(STATES) - JUDGED == {OPEN, WITHDRAWN, REPLACED, LAPSED}


def test_a_plan_in_equal_parts_with_the_remainder_last() -> None:
    assert instalments(100, 3, day("01-31"), "month") == [
        (day("01-31"), 33),
        (day("02-28"), 33),
        (day("03-31"), 34),
    ]
    assert instalments(100, 2, day("01-31"), "week") == [(day("01-31"), 50), (day("02-07"), 50)]


days_of_march = st.integers(1, 27)
invoices_covered = st.sampled_from([(1,), (2,), (1, 2)])


@st.composite
def some_promises(draw: st.DrawFn) -> list[Promise]:
    made: list[Promise] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        first = draw(days_of_march)
        due, ended = draw(st.integers(first, 28)), draw(st.none() | st.integers(first, 28))
        amount, on = draw(st.integers(1, 300)), draw(invoices_covered)
        end = None if ended is None else date(2026, 3, ended)
        made.append(
            promise(
                amount,
                date(2026, 3, due),
                number,
                made=date(2026, 3, first),
                on=on,
                ended=end,
                entry=draw(st.integers(1, 60)),
            )
        )
    return made


@st.composite
def some_money(draw: st.DrawFn) -> list[Receipt]:
    found: list[Receipt] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        on = date(2026, 3, draw(days_of_march))
        until = on + timedelta(days=draw(st.integers(1, 40)))
        found.append(
            paid(
                draw(st.integers(1, 300)),
                on,
                draw(st.sampled_from([1, 2])),
                number,
                until=until,
                entry=draw(st.integers(0, 60)),
            )
        )
    return found


@given(some_promises(), some_money(), days_of_march, st.integers(0, 3), st.integers(0, 300))
def test_no_money_counts_twice_nor_for_more_than_was_promised(
    made: list[Promise], money: list[Receipt], on: int, grace: int, still_open: int
) -> None:
    verdicts = judged(made, money, date(2026, 3, on), {1: still_open, 2: still_open}, grace_days=grace)
    for receipt in money:
        pieces = [c for v in verdicts for c in v.counted if c.payment_id == receipt.payment_id]
        assert sum(c.amount for c in pieces) <= receipt.amount
        assert all(c.on == receipt.on and c.amount > 0 for c in pieces)
    for one in verdicts:
        assert one.paid <= one.amount <= one.promise.amount
        assert all(one.promise.made <= c.on <= one.last_day for c in one.counted)
        assert (one.status == LAPSED) == (one.amount == 0)
        if one.promise.ended is None or one.promise.ended > date(2026, 3, on):
            assert (one.status == KEPT) == (0 < one.amount == one.paid)
            assert one.status in JUDGED or one.status == LAPSED or one.last_day >= date(2026, 3, on)


@given(some_promises(), some_money(), days_of_march, st.randoms())
def test_the_order_in_which_facts_are_read_tells_nothing(
    made: list[Promise], money: list[Receipt], on: int, chance: Random
) -> None:
    before = judged(made, money, date(2026, 3, on))
    chance.shuffle(made)
    chance.shuffle(money)
    assert judged(made, money, date(2026, 3, on)) == before


@given(some_promises(), st.integers(1, 400), invoices_covered, st.integers(0, 300), st.integers(0, 300))
def test_what_stands_beside_a_new_promise_is_no_more_than_what_is_open(
    made: list[Promise], amount: int, on: tuple[int, ...], first: int, second: int
) -> None:
    verdicts = judged(made, [], "03-14", grace_days=20)
    gone = replaces(amount, on, {1: first, 2: second}, verdicts)
    beside = [v for v in verdicts if v.status == OPEN and set(on) & set(v.promise.invoice_ids)]
    assert gone == beside[: len(gone)]
    staying = beside[len(gone) :]
    covered = set(on).union(*(v.promise.invoice_ids for v in staying))
    room = sum({1: first, 2: second}[i] for i in covered)
    assert not staying or amount + sum(v.missing for v in staying) <= room


@given(
    st.integers(1, 10**9),
    st.integers(1, 60),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.sampled_from(["week", "month"]),
)
def test_a_plan_sums_to_its_amount(amount: int, parts: int, first: date, every: str) -> None:
    pieces = instalments(amount, parts, first, every)
    assert sum(p for _, p in pieces) == amount
    assert len(pieces) == parts
    assert [d for d, _ in pieces] == sorted({d for d, _ in pieces})
