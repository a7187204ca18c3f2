"""Which answer works: successful uses among those whose window has passed, and how they are ranked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.balance import InvoiceHistory
from arcollect.domain.records import Contact
from arcollect.reports.excuses import ENOUGH, WITHIN_DAYS, Record, Use, best, records, uses
from builders import contact, day, history, span

GIVEN = contact("03-02", "cash-tight", took="plan")


def found(
    contacts: list[Contact], *debts: InvoiceHistory, on: str = "04-02", within: int = 30, least: int = 50
) -> list[Use]:
    return uses(contacts, debts, day(on), within, least)


def came(*debts: InvoiceHistory, **more: Any) -> int | None:
    (use,) = found([GIVEN], *debts, **more)
    return use.days


def record(took: str | None, uses_: int, paid: int, code: str = "cash-tight", **more: Any) -> Record:
    return Record(
        **{"code": code, "took": took, "uses": uses_, "paid": paid, "pending": 0, "days": None, **more}
    )


def test_six_uses_and_one_cent_paid_by_one() -> None:
    contacts = [contact("03-02", "cash-tight", took="plan", id=n, customer_id=n) for n in range(1, 7)]
    debts = [
        history(10000, "02-01", *([span(1, "03-05")] if n == 1 else []), customer_id=n) for n in range(1, 7)
    ]
    (now,) = records(found(contacts, *debts, on="03-10"))
    assert (now.paid, now.uses, now.pending, now.share, now.at_least, now.days) == (0, 0, 6, None, 0.0, None)
    (later,) = records(found(contacts, *debts, on="04-02"))
    assert (later.paid, later.uses, later.pending, later.share) == (0, 6, 0, 0.0)


def test_half_of_what_was_overdue_makes_a_success() -> None:
    assert came(history(100, "02-01", span(50, "03-05"))) == 3
    assert came(history(100, "02-01", span(49, "03-05"))) is None
    assert came(history(100, "02-01", span(49, "03-05"), span(1, "03-09"), span(50, "03-20"))) == 7
    assert came(history(101, "02-01", span(50, "03-05"))) is None
    assert came(history(100, "02-01", span(80, "03-05")), least=81) is None
    assert came(history(100, "02-01", span(80, "03-05")), least=80) == 3


def test_what_was_paid_before_is_not_overdue_any_more() -> None:
    assert came(history(100, "02-01", span(60, "02-20"), span(20, "03-05"))) == 3
    assert came(history(100, "02-01", span(60, "02-20"), span(19, "03-05"))) is None
    assert came(history(100, "02-01", span(60, "03-01"))) is None


@pytest.mark.parametrize(("on", "days"), [("03-01", None), ("03-02", 0), ("04-01", 30), ("04-02", None)])
def test_money_counts_within_the_window(on: str, days: int | None) -> None:
    assert came(history(200, "02-01", span(100, on))) == days


def test_money_of_the_same_day_came_after_the_excuse_and_counts_once() -> None:
    assert came(history(100, "02-01", span(100, "03-02"))) == 0
    assert came(history(100, "02-01", span(10, "03-02"), span(35, "03-09"))) is None
    assert came(history(100, "02-01", span(10, "03-02"), span(40, "03-09"))) == 7
    assert came(history(100, "02-01"), history(100, "03-02", span(100, "03-02"))) is None
    assert came(history(100, "02-01", span(60, "03-02", "03-02"), span(50, "03-09"))) == 7


def test_money_that_bounced_or_went_elsewhere_within_the_window_does_not_count() -> None:
    assert came(history(100, "02-01", span(100, "03-05", "03-20"))) is None
    assert came(history(100, "02-01", span(100, "03-05", "04-01"))) is None
    assert came(history(100, "02-01", span(100, "03-05", "04-02"))) == 3


def test_credits_are_no_money() -> None:
    assert came(history(100, "02-01", reductions=(span(100, "03-05"),), paid=())) is None


def test_only_what_was_overdue_when_it_was_given_is_looked_at() -> None:
    late, not_yet = history(100, "03-01"), history(100, "03-02", span(100, "03-05"))
    assert came(late, not_yet) is None
    assert found([GIVEN], not_yet) == []
    assert len(found([GIVEN], history(1, "03-01"))) == 1
    assert found([GIVEN], history(100, "02-01", span(100, "03-01"))) == []
    assert found([GIVEN], history(100, "02-01", customer_id=2)) == []
    assert found([GIVEN], history(100, "03-02", span(100, "03-02"))) == []


def test_each_currency_must_come() -> None:
    euros, yuan = history(100, "02-01", span(50, "03-05")), history(900, "02-01", currency="CNY")
    assert came(euros, yuan) is None
    assert came(history(100, "02-01"), history(900, "02-01", span(900, "03-05"), currency="CNY")) is None
    assert came(euros, history(900, "02-01", span(450, "03-12"), currency="CNY")) == 10


def test_debts_of_one_currency_are_taken_together_in_the_order_of_the_days() -> None:
    assert came(history(100, "02-01", span(30, "03-20")), history(100, "01-01", span(70, "03-05"))) == 18
    assert came(history(100, "02-01", span(100, "03-20")), history(100, "01-01", span(100, "03-05"))) == 3


@pytest.mark.parametrize(("on", "pending"), [("03-31", True), ("04-01", True), ("04-02", False)])
def test_a_use_is_pending_until_its_window_has_passed(on: str, pending: bool) -> None:
    (use,) = found([GIVEN], history(100, "02-01", span(100, "03-05")), on=on)
    assert (use.pending, use.customer_id, use.code, use.on, use.took) == (
        pending,
        1,
        "cash-tight",
        day("03-02"),
        "plan",
    )


def test_uses_come_earliest_first_by_customer_and_code() -> None:
    contacts = [
        contact("03-02", "b", "a"),
        contact("03-02", "c", customer_id=2),
        contact("03-01", "z"),
        contact("03-09"),
    ]
    debts = [history(100, "02-01"), history(100, "02-01", customer_id=2)]
    assert [use.code for use in found(contacts, *debts)] == ["z", "a", "b", "c"]


def use(days: int | None, *, pending: bool = False, code: str = "a", took: str | None = "plan") -> Use:
    return Use(customer_id=1, code=code, on=day("03-02"), took=took, days=days, pending=pending)


def test_records_count_uses_and_take_the_median_of_the_days() -> None:
    (row,) = records([use(3), use(9), use(4), use(None), use(1, pending=True), use(None, pending=True)])
    assert row == Record(code="a", took="plan", uses=4, paid=3, pending=2, days=4.0)
    assert row.share == 0.75
    (even,) = records([use(3), use(4)])
    assert even.days == 3.5


def test_records_by_excuse_the_one_to_rely_on_first() -> None:
    weak, strong = [use(None, took="a"), use(2, took="a")], [use(2, took="z")] * 4
    rows = records([*weak, use(1, code="b"), *strong, use(None, took=None), use(None, took="m")])
    assert [(row.code, row.took) for row in rows] == [
        ("a", "z"),
        ("a", "a"),
        ("a", None),
        ("a", "m"),
        ("b", "plan"),
    ]


def test_the_share_that_can_be_counted_on() -> None:
    assert record("a", 10, 8).at_least == pytest.approx(0.4902, abs=1e-4)  # Wilson's interval for 8 of 10
    assert record("a", 5, 5).at_least == pytest.approx(0.5655, abs=1e-4)
    assert record("a", 100, 50).at_least == pytest.approx(0.4038, abs=1e-4)
    assert record("a", 0, 0).at_least == 0
    assert (record("a", 0, 0).share, record("a", 4, 1).share) == (None, 0.25)


@given(st.integers(1, 200), st.integers(0, 200))
def test_the_lower_bound_is_below_the_share_and_grows_with_each_success(uses_: int, paid: int) -> None:
    paid = min(paid, uses_)
    one = record("a", uses_, paid)
    assert -1e-12 <= one.at_least <= (one.share or 0) + 1e-12
    assert paid == uses_ or one.at_least < record("a", uses_, paid + 1).at_least


def test_the_best_answer_is_known_after_enough_uses() -> None:
    rows = [
        record("few", 4, 4),
        record("plan", 5, 3),
        record("visit", 9, 8),
        record(None, 9, 9),
        record("other", 9, 9, code="b"),
    ]
    assert [getattr(best(rows, code), "took", None) for code in ("cash-tight", "b", "c")] == [
        "visit",
        "other",
        None,
    ]
    assert best([record("few", 4, 4)], "cash-tight") is None
    assert best([record("plan", 5, 1)], "cash-tight") == record("plan", 5, 1)
    assert (ENOUGH, WITHIN_DAYS) == (5, 30)
