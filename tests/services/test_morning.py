"""The day's list from the ledger: net of money on account, whose customers, clocks, contacts."""

from __future__ import annotations

import pytest

from arcollect.domain.records import Customer
from arcollect.services import customers, invoices, morning, visits
from services.conftest import TODAY, YESTERDAY, Books, day


def items(
    books: Books, today: object = TODAY, whose: morning.Whose = morning.EVERYBODY
) -> list[tuple[str, object, int]]:
    found = morning.due(books.on(today), today, today, whose)  # type: ignore[arg-type]  # a day
    return [(item.kind, item.ref, item.amount) for item in found.items]


def test_money_on_account_is_taken_off(books: Books, acme: Customer) -> None:
    assert sorted(items(books)) == [("overdue", "A-1", 10000), ("overdue", "B-1", 5000)]
    books.pay(acme, 7000, day("02-01"), allocate=False)
    assert ("overdue", "A-1", 3000) in items(books)
    books.pay(acme, 3000, day("02-01"), allocate=False)
    assert [ref for _, ref, _ in items(books)] == ["B-1"]


@pytest.mark.parametrize("how", ["visit", "payment", "promise"])
def test_every_contact_counts(books: Books, acme: Customer, how: str) -> None:
    if how == "visit":
        visits.add(books.on(), visits.VisitDraft(customer=acme, on=TODAY))
    elif how == "payment":
        books.pay(acme, 1, to={"A-2": 1})
    else:
        books.promise(acme, 1, day("03-20"), invoices=("A-2",))
    assert [ref for _, ref, _ in items(books)] == ["B-1"]
    found = morning.due(books.on(day("03-06")), day("03-06"), day("03-06"))
    assert [(i.ref, i.reason) for i in found.suppressed] == [
        ("A-1", f"{how} on 2026-03-02, under 5 days ago")
    ]
    assert ("overdue", "A-1", 10000) in items(books, day("03-07"))


def test_whose_customers(books: Books, acme: Customer) -> None:
    customers.edit(books.on(), acme, {"rep": "Ana", "group_name": "bars"})
    for whose in (
        morning.Whose(rep="ana"),
        morning.Whose(group="BARS"),
        morning.Whose(rep="Ana", group="bars"),
    ):
        assert items(books, whose=whose) == [("overdue", "A-1", 10000)]
        assert morning.unknown(books.on(), whose) == []
    assert items(books, whose=morning.Whose(rep="Bob")) == []
    assert morning.unknown(books.on(), morning.Whose(rep="Bob")) == [
        "note: no customer has the rep `Bob`; there are Ana"
    ]
    customers.edit(books.on(), acme, {"rep": None})
    assert morning.unknown(books.on(), morning.Whose(rep="Bob")) == [
        "note: no customer has the rep `Bob`; no customer has a rep yet"
    ]
    assert morning.unknown(books.on(), morning.EVERYBODY) == []


def test_the_share_is_of_the_whole_ledger_whosever_list_it_is(books: Books, acme: Customer) -> None:
    customers.edit(books.on(), acme, {"rep": "Ana"})
    other = books.customer("Other")
    books.invoice(other, "C-1", 70000, day("01-31"))
    (mine,) = morning.due(books.on(), TODAY, TODAY, morning.Whose(rep="Ana")).items
    (all_,) = [i for i in morning.due(books.on(), TODAY, TODAY).items if i.ref == "A-1"]
    assert mine.terms == all_.terms


def test_promises_disputes_and_cheques(books: Books, acme: Customer, bolt: Customer) -> None:
    books.promise(acme, 10000, TODAY, YESTERDAY)
    invoices.dispute(books.on(), "B-1", "damp", None, day("03-09"))
    books.cheque(acme, 100, day("02-01"))
    found = morning.due(books.on(), TODAY, TODAY)
    assert {(i.kind, i.amount) for i in found.items} >= {("promise", 10000), ("cheque", 100)}
    assert "in dispute: damp, review on 2026-03-09" in [i.reason for i in found.suppressed]
    assert ("overdue", "B-1", 5000) in items(books, day("03-09"))


@pytest.mark.parametrize(("paid", "runs"), [(419, True), (420, False), (10000, False)])
def test_the_clock_of_an_announced_payment(books: Books, acme: Customer, paid: int, runs: bool) -> None:
    with books.on().change() as work:
        visit = visits.added(work, visits.VisitDraft(customer=acme, on=TODAY, excuses=("cheque-mailed",)))
        clock = visits.FollowUpDraft(on=day("03-16"), text="ask the bank", code="cheque-mailed", amount=420)
        visits.follow_up_added(work, acme.id, visit, clock)
    books.pay(acme, 5000, YESTERDAY, to={"A-2": 5000})  # before it was announced
    books.pay(acme, 5000, currency="USD", allocate=False)
    books.pay(acme, paid, day("03-05"), to={"A-1": paid})
    kinds = [kind for kind, _, _ in items(books, day("03-20"))]
    assert ("follow-up" in kinds) is runs
