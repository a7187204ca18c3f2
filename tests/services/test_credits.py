"""Credit notes, write-offs and credit on account, with every refusal at its boundary."""

from __future__ import annotations

from datetime import date

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import credits as credit_notes
from arcollect.services import invoices, payments
from services.conftest import TODAY, TOMORROW, YESTERDAY, Books, day


def draft(
    amount: int | None = None, kind: str = credit_notes.CREDIT_NOTE, on: date = TODAY
) -> credit_notes.CreditDraft:
    return credit_notes.CreditDraft(kind=kind, on=on, reason="two boxes back", amount=amount)


@pytest.mark.parametrize("kind", [credit_notes.CREDIT_NOTE, credit_notes.WRITE_OFF])
@pytest.mark.parametrize(("amount", "left"), [(1, 9999), (10000, 0), (None, 0)])
def test_a_credit_makes_the_invoice_smaller(books: Books, kind: str, amount: int | None, left: int) -> None:
    made = credit_notes.credit(books.on(), "A-1", draft(amount, kind, YESTERDAY))
    assert (made.amount, made.invoice.open) == (amount or 10000, left)
    assert [books.open("A-1", d) for d in (day("02-28"), YESTERDAY)] == [10000, left]
    (row,) = invoices.reductions(books.on(), made.invoice)
    assert (row.kind, row.amount, row.on, row.payment) == (kind, amount or 10000, "2026-03-01", None)


def test_no_more_than_what_is_open_and_not_held_by_a_cheque(books: Books, acme: Customer) -> None:
    books.pay(acme, 1000, to={"A-1": None})
    books.cheque(acme, 2000, to={"A-1": None})
    for amount in (7001, None):
        with pytest.raises(
            Refused, match=r"is more than the 70\.00 EUR open on invoice A-1; give at most that"
        ):
            credit_notes.credit(books.on(), "A-1", draft(amount))
    assert credit_notes.credit(books.on(), "A-1", draft(7000)).invoice.open == 2000


@pytest.mark.parametrize("amount", [None, 0, -5])
def test_nothing_to_credit(books: Books, amount: int | None) -> None:
    books.credit("A-1")
    with pytest.raises(
        Refused, match="invoice A-1 has nothing open; there is nothing to credit or write off"
    ):
        credit_notes.credit(books.on(), "A-1", draft(amount))


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (TOMORROW, r"2026-03-03 lies after today \(2026-03-02\)"),
        (day("01-01").replace(year=2025), "invoice A-1 was issued on 2026-01-01, after 2025-01-01"),
        (TODAY, None),
        (day("01-01"), None),
    ],
)
def test_the_days_of_a_credit(books: Books, on: date, says: str | None) -> None:
    if says is None:
        assert credit_notes.credit(books.on(), "A-1", draft(1, on=on)).amount == 1
        return
    with pytest.raises(Refused, match=says):
        credit_notes.credit(books.on(), "A-1", draft(1, on=on))


def test_an_invoice_that_was_paid_for_a_time_is_credited_after_that(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 10000, day("02-10"), to={"A-1": None})
    payments.allocate(books.on(), paid.id, (Named(number="A-2"),))
    with pytest.raises(Refused, match="invoice A-1 was paid until 2026-03-02; give that day or a later one"):
        credit_notes.credit(books.on(), "A-1", draft(1, on=YESTERDAY))
    assert credit_notes.credit(books.on(), "A-1", draft(1)).amount == 1


def test_an_unknown_invoice(books: Books) -> None:
    with pytest.raises(NotFound, match="no invoice Z-1 in this ledger"):
        credit_notes.credit(books.on(), "Z-1", draft())


# Credit on account


def test_a_credit_on_account_stands_from_its_day(books: Books, acme: Customer) -> None:
    with pytest.raises(Refused, match="lies after today"):
        credit_notes.credit_customer(books.on(), acme, "EUR", draft(5, on=TOMORROW))
    books.credit_on_account(acme, 4000, YESTERDAY)
    assert [books.on_account(acme, d) for d in (day("02-28"), YESTERDAY, TODAY)] == [0, 4000, 4000]


@pytest.mark.parametrize(
    ("credit", "numbers", "took", "left"),
    [
        (4000, [], [("A-1", 4000)], 0),
        (10000, [], [("A-1", 10000)], 0),
        (10001, [], [("A-1", 10000), ("A-2", 1)], 0),
        (30001, [], [("A-1", 10000), ("A-2", 20000)], 1),
        (4000, ["A-2"], [("A-2", 4000)], 0),
        (20500, ["A-2"], [("A-2", 20000)], 500),
    ],
)
def test_credit_on_account_is_allocated(
    books: Books, acme: Customer, credit: int, numbers: list[str], took: list[tuple[str, int]], left: int
) -> None:
    books.credit_on_account(acme, credit, day("02-10"))
    before = books.ages(YESTERDAY)
    found = credit_notes.allocate(books.on(), acme, numbers)
    assert [(invoice.number, amount) for invoice, amount in found] == took
    assert books.on_account(acme) == left
    assert books.open("A-1") + books.open("A-2") == 30000 - credit + left
    assert books.ages(YESTERDAY) == before  # the past stays
    assert books.open("A-1", YESTERDAY) == 10000


def test_several_credits_are_used_up_the_earliest_first(books: Books, acme: Customer) -> None:
    for amount in (6000, 7000):
        books.credit_on_account(acme, amount, YESTERDAY)
    found = credit_notes.allocate(books.on(), acme, ["A-1"])
    assert [(invoice.number, amount) for invoice, amount in found] == [("A-1", 6000), ("A-1", 4000)]
    assert books.on_account(acme) == 3000
    with pytest.raises(Refused, match="Acme has no open invoice that its credit could pay"):
        credit_notes.allocate(books.on(), acme, ["A-1"])
    assert books.on_account(acme) == 3000


def test_credit_that_cannot_be_allocated(books: Books, acme: Customer, bolt: Customer) -> None:
    with pytest.raises(Refused, match="Acme has no credit on account; `customer credit` gives one"):
        credit_notes.allocate(books.on(), acme, [])
    books.credit_on_account(acme, 100)
    with pytest.raises(Refused, match="invoice B-1 is not Acme's; name one of theirs"):
        credit_notes.allocate(books.on(), acme, ["A-1", "B-1"])
    with pytest.raises(NotFound, match="no invoice Z-1"):
        credit_notes.allocate(books.on(), acme, ["A-1", "Z-1"])
    assert books.on_account(acme) == 100
    with pytest.raises(Refused, match="no credit on account"):  # given only tomorrow
        credit_notes.allocate(books.on(YESTERDAY), acme, [])
    with pytest.raises(Refused, match="Bolt has no credit"):
        credit_notes.allocate(books.on(), bolt, [])


def test_credit_pays_no_invoice_that_is_not_yet_issued(books: Books, acme: Customer) -> None:
    books.credit("A-1")
    books.credit("A-2")
    books.invoice(acme, "A-3", 100, day("04-10"), issued=TOMORROW)
    books.credit_on_account(acme, 100)
    with pytest.raises(Refused, match="no open invoice"):
        credit_notes.allocate(books.on(), acme, [])
    assert [a for _, a in credit_notes.allocate(books.on(TOMORROW), acme, [])] == [100]


def test_credit_pays_disputed_invoices_last_and_none_that_a_cheque_holds(
    books: Books, acme: Customer
) -> None:
    invoices.dispute(books.on(), "A-1", "damp", None, None)
    books.cheque(acme, 19000, to={"A-2": None})
    books.credit_on_account(acme, 1500)
    found = credit_notes.allocate(books.on(), acme, [])
    assert [(invoice.number, amount) for invoice, amount in found] == [("A-2", 1000), ("A-1", 500)]
