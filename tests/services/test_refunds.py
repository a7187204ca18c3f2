"""Refunds and recoveries, with every refusal at its boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import cheques, invoices, payments, refunds
from services.conftest import TODAY, YESTERDAY, Books, day, pieces


def refund(amount: int | None = None, on: date = TODAY) -> refunds.RefundDraft:
    return refunds.RefundDraft(on=on, amount=amount, method="transfer", reason="paid twice")


@pytest.mark.parametrize(("amount", "well"), [(1, True), (700, True), (701, False), (0, False), (-1, False)])
def test_at_most_what_is_on_account_is_paid_back(
    books: Books, acme: Customer, amount: int, well: bool
) -> None:
    paid = books.pay(acme, 1000, YESTERDAY, to={"A-1": 300})
    if well:
        found = refunds.refund(books.on(), paid.id, refund(amount))
        assert (found.refunded, found.on_account) == (amount, 700 - amount)
        assert [books.on_account(acme, d) for d in (YESTERDAY, TODAY)] == [700, 700 - amount]
    else:
        with pytest.raises(
            Refused, match=r"7\.00 EUR of payment 1 is on account; pay back at most that, or free"
        ):
            refunds.refund(books.on(), paid.id, refund(amount))


def test_without_an_amount_all_is_paid_back(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 1000, to={"A-1": 300})
    assert refunds.refund(books.on(), paid.id, refund()).refunded == 700
    with pytest.raises(Refused, match=r"^nothing of payment 1 is on account; free more with"):
        refunds.refund(books.on(), paid.id, refund())


@pytest.mark.parametrize(
    ("on", "well"), [("02-27", False), ("02-28", True), ("03-02", True), ("03-03", False)]
)
def test_the_days_of_a_refund(books: Books, acme: Customer, on: str, well: bool) -> None:
    paid = books.pay(acme, 1000, day("02-28"), allocate=False)
    if well:
        refunds.refund(books.on(), paid.id, refund(on=day(on)))
        assert books.on_account(acme, day(on)) == 0
    else:
        with pytest.raises(
            Refused, match=f"2026-{on} cannot be the day of the refund; give one from 2026-02-28"
        ):
            refunds.refund(books.on(), paid.id, refund(on=day(on)))


def test_a_cheque_is_paid_back_once_it_was_cleared(books: Books, acme: Customer) -> None:
    cheque = books.cheque(acme, 1000, day("02-10"), allocate=False)
    with pytest.raises(Refused, match=r"payment 1 is no money \(cheque in hand\)"):
        refunds.refund(books.on(), cheque.id, refund())
    cheques.clear(books.on(), cheque.id, day("02-20"))
    with pytest.raises(Refused, match="give one from 2026-02-20 to 2026-03-02"):
        refunds.refund(books.on(), cheque.id, refund(on=day("02-19")))
    assert refunds.refund(books.on(), cheque.id, refund(400, day("02-20"))).on_account == 600
    jobs: list[Callable[[], object]] = [
        lambda: payments.void(books.on(), cheque.id, "x"),
        lambda: cheques.bounce(books.on(), cheque.id, "x"),
    ]
    for job in jobs:
        with pytest.raises(Refused, match=r"payment 1 has 4\.00 EUR paid back; take that refund back first"):
            job()


def test_money_is_paid_back_once_it_is_free(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 10000, day("02-01"), to={"A-1": None})
    payments.allocate(books.on(YESTERDAY), paid.id, (Named(number="A-1", amount=6000),))
    with pytest.raises(Refused, match=r"nothing of payment 1 is on account from 2026-02-28 on; free more"):
        refunds.refund(books.on(), paid.id, refund(on=day("02-28")))
    refunds.refund(books.on(), paid.id, refund(on=YESTERDAY))
    assert [books.on_account(acme, d) for d in (day("02-28"), YESTERDAY, TODAY)] == [0, 0, 0]


def recovery(customer: Customer, amount: int, number: str = "A-1", on: date = TODAY) -> payments.PaymentDraft:
    named = (Named(number=number),)
    return payments.PaymentDraft(
        customer=customer, amount=amount, currency=customer.currency, on=on, named=named
    )


def test_of_a_hundred_written_off_forty_come(books: Books, acme: Customer) -> None:
    books.write_off("A-1", on=day("02-20"))
    found = refunds.recover(books.on(), recovery(acme, 4000))
    assert (pieces(found), found.on_account) == ([("A-1", 4000)], 0)
    assert (books.open("A-1"), books.on_account(acme)) == (0, 0)
    rows = invoices.reductions(books.on(), invoices.find(books.on(), "A-1"))
    assert sorted((r.kind, r.amount) for r in rows) == [("payment", 4000), ("write-off", 6000)]
    rows = invoices.reductions(books.on(YESTERDAY), invoices.find(books.on(YESTERDAY), "A-1"))
    assert [(r.kind, r.amount) for r in rows] == [("write-off", 10000)]
    assert [books.open("A-1", d) for d in (day("02-19"), day("02-20"), YESTERDAY)] == [10000, 0, 0]


@pytest.mark.parametrize(
    ("amount", "on", "says"),
    [
        (3001, "03-02", r"only 30\.00 EUR of invoice A-1 is written off by 2026-03-02"),
        (2001, "02-20", r"only 20\.00 EUR of invoice A-1 is written off by 2026-02-20"),
        (1, "02-19", "nothing of invoice A-1 is written off by 2026-02-19"),
        (1, "03-03", "lies after today"),
    ],
)
def test_no_more_is_recovered_than_was_written_off(
    books: Books, acme: Customer, amount: int, on: str, says: str
) -> None:
    books.write_off("A-1", 2000, day("02-20"))
    books.write_off("A-1", 1000, day("02-25"))
    books.credit("A-1", 500)
    with pytest.raises(Refused, match=says):
        refunds.recover(books.on(), recovery(acme, amount, on=day(on)))
    assert books.open("A-1") == 6500


def test_the_latest_write_off_is_taken_back_first(books: Books, acme: Customer) -> None:
    books.write_off("A-1", 2000, day("02-20"))
    books.write_off("A-1", 1000, day("02-25"))
    refunds.recover(books.on(), recovery(acme, 1500))
    rows = invoices.reductions(books.on(), invoices.find(books.on(), "A-1"))
    assert sorted((r.kind, r.amount) for r in rows) == [("payment", 1500), ("write-off", 1500)]
    refunds.recover(books.on(), recovery(acme, 1500))
    assert books.open("A-1") == 7000


def test_another_customers_invoice_is_not_recovered(books: Books, acme: Customer, bolt: Customer) -> None:
    books.write_off("B-1")
    with pytest.raises(Refused, match="B-1 is not Acme's"):
        refunds.recover(books.on(), recovery(acme, 100, "B-1"))
    with pytest.raises(NotFound, match="no invoice Z-1"):
        refunds.recover(books.on(), recovery(acme, 100, "Z-1"))
    assert books.open("B-1") == 0
