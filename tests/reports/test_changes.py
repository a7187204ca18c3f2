"""What changed since the last contact: money, new invoices, what fell due, and promises with a verdict."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.domain.promises import Verdict
from arcollect.reports.changes import Changed, since
from builders import day, invoice, judged, paid, payment, promise

LAST, TODAY = day("03-02"), day("03-09")


def news(**given: Any) -> Changed:
    return since(LAST, TODAY, given.get("invoices", ()), given.get("payments", ()), given.get("verdicts", ()))


def test_it_says_from_when_to_when() -> None:
    found = news()
    assert (found.since, found.until) == (LAST, TODAY)
    assert (found.payments, found.issued, found.fell_due, found.judged) == ((), (), (), ())


@pytest.mark.parametrize(
    ("on", "there"), [("03-01", False), ("03-02", True), ("03-09", True), ("03-10", False)]
)
def test_money_from_the_day_of_the_contact_to_today(on: str, there: bool) -> None:
    assert len(news(payments=[payment(100, on)]).payments) == there


def test_what_is_no_money_is_no_news() -> None:
    money = [
        payment(1, "03-03", 1, cheque="in hand"),
        payment(1, "03-03", 2, void=True),
        payment(1, "03-03", 3, cheque="cleared"),
    ]
    assert [one.id for one in news(payments=money).payments] == [3]


@pytest.mark.parametrize(
    ("issued", "there"), [("03-02", False), ("03-03", True), ("03-09", True), ("03-10", False)]
)
def test_invoices_issued_after_the_contact(issued: str, there: bool) -> None:
    assert len(news(invoices=[invoice(100, "04-01", issued=issued)]).issued) == there
    assert news(invoices=[invoice(100, "04-01", issued=issued, status="void")]).issued == ()


@pytest.mark.parametrize(
    ("due", "there"), [("03-01", False), ("03-02", True), ("03-08", True), ("03-09", False)]
)
def test_invoices_that_became_overdue(due: str, there: bool) -> None:
    assert len(news(invoices=[invoice(100, due)]).fell_due) == there
    assert news(invoices=[invoice(100, due, open=0), invoice(100, due, status="void")]).fell_due == ()


def verdicts(
    *money: Any, due: str = "03-05", made: str = "02-01", on: str = "03-09", **more: Any
) -> list[Verdict]:
    return judged([promise(100, due, made=made)], money, on, **more)


@pytest.mark.parametrize(("due", "there"), [("03-01", False), ("03-02", True), ("03-08", True)])
def test_a_broken_promise_is_news_when_its_time_has_passed(due: str, there: bool) -> None:
    assert len(news(verdicts=verdicts(due=due)).judged) == there
    assert len(news(verdicts=verdicts(paid(40, "02-03"), due=due)).judged) == there


@pytest.mark.parametrize(("came", "there"), [("03-01", False), ("03-02", True), ("03-09", True)])
def test_a_kept_promise_is_news_when_the_last_of_its_money_came(came: str, there: bool) -> None:
    found = verdicts(paid(50, "02-03"), paid(50, came, number=2), due="03-20")
    assert len(news(verdicts=found).judged) == there
    assert len(news(verdicts=verdicts(paid(100, came), due="03-20")).judged) == there


def test_a_promise_kept_by_the_least_that_must_come_is_news_when_its_time_has_passed() -> None:
    found = verdicts(paid(95, "02-20"), minimum_percentage=90)
    assert [v.status for v in news(verdicts=found).judged] == ["kept"]
    assert news(verdicts=verdicts(paid(95, "02-20"), due="03-01", minimum_percentage=90)).judged == ()


def test_a_verdict_after_today_or_without_judgement_is_no_news() -> None:
    assert news(verdicts=verdicts(due="03-20")).judged == ()
    assert news(verdicts=verdicts(due="03-10", on="03-20")).judged == ()
    assert news(verdicts=verdicts(due="03-05", debts={1: 0})).judged == ()
