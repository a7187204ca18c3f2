"""What the day's list is made from: what may be asked for, points, who was just contacted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.agenda.facts import days_term, level_terms
from arcollect.domain.agenda.model import Term
from arcollect.domain.settings import Settings, settings_from
from builders import day, disputed, facts, invoice, judged, last_contact, on_account, promise


def test_seventy_on_account_of_a_hundred_open_leaves_thirty() -> None:
    one = invoice(100, "03-01")
    assert facts("03-02", one, on_account=[on_account(70)]).asked(one) == 30


def test_money_on_account_is_taken_off_the_oldest_of_that_customer_and_currency() -> None:
    old, new, other = (
        invoice(100, "03-01", 1),
        invoice(50, "03-09", 2),
        invoice(40, "02-01", 3, customer_id=2),
    )
    foreign = invoice(30, "02-01", 4, currency="CNY")
    found = facts(
        "03-02", new, old, other, foreign, on_account=[on_account(120), on_account(5, currency="USD")]
    )
    assert [found.asked(one) for one in (old, new, other, foreign)] == [0, 30, 40, 30]
    assert facts("03-02", old).asked(old) == 100
    both = facts("03-02", old, other, on_account=[on_account(10), on_account(15, 2)])
    assert (both.asked(old), both.asked(other)) == (90, 25)


@pytest.mark.parametrize(
    ("review", "apart"), [(None, True), ("03-03", True), ("03-02", False), ("03-01", False)]
)
def test_what_is_disputed_is_not_asked_for_until_the_day_of_its_review(
    review: str | None, apart: bool
) -> None:
    one = disputed(100, "02-01", review=review)
    for money in ([], [on_account(30)]):
        found = facts("03-02", one, on_account=money)
        assert (found.in_dispute(one), found.asked(one)) == (apart, 0 if apart else 100)
    assert not facts("03-02").in_dispute(invoice(100, "02-01", review=day("03-09")))


def test_an_amount_gives_its_share_of_everything_open_in_its_currency() -> None:
    found = facts(
        "03-02", invoice(300, "03-01", 1), invoice(100, "03-01", 2), invoice(50, "03-01", 3, currency="CNY")
    )
    shares = [found.amount_term(amount, "EUR").points for amount in (400, 200, 100, 5, 0, 900)]
    assert shares == [30, 15, 8, 0, 0, 30]
    assert found.amount_term(25, "CNY") == Term(rule="amount", points=15)
    assert found.amount_term(7, "USD").points == 30
    assert found.amount_term(0, "USD").points == 0


def test_the_share_is_of_the_whole_ledger_where_that_is_known() -> None:
    found = facts("03-02", invoice(100, "03-01"), open_totals={"EUR": 1000, "CNY": 0})
    assert (found.amount_term(100, "EUR").points, found.amount_term(3, "CNY").points) == (3, 30)


def test_a_setting_changes_a_coefficient() -> None:
    found = facts("03-02", invoice(100, "03-01"), settings=settings_from({"points.amount_most": "50"}))
    assert (found.weight("amount_most"), found.weight("level")) == (50, 10)
    assert found.amount_term(50, "EUR").points == 25


@pytest.mark.parametrize(
    ("due", "points", "rule"),
    [
        ("03-01", 1, "1 day overdue"),
        ("02-28", 2, "2 days overdue"),
        ("01-01", 60, "60 days overdue"),
        ("01-02", 59, "59 days overdue"),
    ],
)
def test_each_day_past_due_gives_its_points(due: str, points: int, rule: str) -> None:
    assert days_term(facts("03-02"), day(due)) == Term(rule=rule, points=points)


def test_days_overdue_give_no_more_than_the_most() -> None:
    assert days_term(facts("03-12"), day("01-01")).points == 60
    heavy = facts("03-12", settings=settings_from({"points.overdue_day": "3", "points.overdue_most": "100"}))
    assert [days_term(heavy, day(due)).points for due in ("03-02", "01-01")] == [30, 100]


def test_each_promise_that_was_not_kept_gives_its_points() -> None:
    assert level_terms(facts("03-02"), 0) == ()
    assert level_terms(facts("03-02"), 1) == (Term(rule="promised once and not kept", points=10),)
    assert level_terms(facts("03-02"), 3) == (Term(rule="promised 3 times and not kept", points=30),)


@pytest.mark.parametrize(
    ("on", "since", "contacted"),
    [
        ("03-02", None, True),
        ("02-26", None, True),
        ("02-25", None, False),
        ("02-27", "02-26", True),
        ("02-27", "02-27", False),
        ("02-27", "02-28", False),
    ],
)
def test_a_contact_within_the_gap_is_a_reason_not_to_ask_again(
    on: str, since: str | None, contacted: bool
) -> None:
    found = facts("03-02", last_contact=last_contact(on))
    reason = found.just_contacted(1, since=day(since) if since else None)
    assert reason == (f"call on 2026-{on}, under 5 days ago" if contacted else None)
    assert found.just_contacted(2) is None


def test_the_gap_is_a_setting() -> None:
    own: Any = {"last_contact": last_contact("03-01")}
    assert facts("03-02", settings=Settings(contact_gap_days=1), **own).just_contacted(1) is None
    assert facts("03-02", settings=Settings(contact_gap_days=2), **own).just_contacted(1) is not None


def test_what_promises_cover_as_far_as_it_is_open() -> None:
    verdicts = judged(
        [promise(100, "03-06", 1, on=(3, 1, 3)), promise(9, "03-06", 2, on=(7,), customer_id=2)], [], "03-02"
    )
    one, three = invoice(1, "03-01", 1), invoice(1, "03-01", 3)
    found = facts("03-02", one, invoice(1, "03-01", 2), three, verdicts=verdicts)
    assert found.promised_on == {1: one, 3: three}
    assert found.promised_invoices(verdicts[0]) == [three, one]
    assert found.promised_invoices(verdicts[1]) == []
    assert {who: [v.promise.id for v in of] for who, of in found.verdicts_of.items()} == {1: [1], 2: [2]}
    assert facts("03-02", one).promised_on == {}


amounts = st.lists(
    st.tuples(st.integers(1, 500), st.integers(1, 2), st.sampled_from([None, None, "wrong price"])),
    max_size=6,
)


@given(amounts, st.dictionaries(st.integers(1, 2), st.integers(1, 900)), st.integers(0, 3))
def test_what_may_be_asked_for_is_what_is_open_less_on_account_and_disputed(
    rows: list[tuple[int, int, str | None]], money: Mapping[int, int], shift: int
) -> None:
    start = day("03-01") - timedelta(days=shift)
    found = [
        invoice(a, start + timedelta(days=n % 4), n, customer_id=who, dispute=why)
        for n, (a, who, why) in enumerate(rows, 1)
    ]
    made = facts("03-02", *found, on_account=[on_account(amount, who) for who, amount in money.items()])
    assert all(0 <= made.asked(one) <= one.open for one in found)
    for who in (1, 2):
        undisputed = sum(one.open for one in found if one.customer_id == who and one.dispute is None)
        assert sum(made.asked(one) for one in found if one.customer_id == who) == max(
            undisputed - money.get(who, 0), 0
        )
