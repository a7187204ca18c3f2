"""Payments: what they pay, allocated anew and voided, with every refusal at its boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import cheques, invoices, payments, refunds
from services.conftest import TODAY, TOMORROW, YESTERDAY, Books, day, pieces


def refund(amount: int | None = None, on: date = TODAY) -> refunds.RefundDraft:
    return refunds.RefundDraft(on=on, amount=amount, method="transfer", reason="paid twice")


def test_money_pays_the_oldest_due_and_the_rest_stays_on_account(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 30001, YESTERDAY, method="cash", reference="R1", note="at the counter")
    assert pieces(paid) == [("A-1", 10000), ("A-2", 20000)]
    assert (paid.on_account, paid.on, paid.method, paid.reference, paid.note) == (
        1,
        YESTERDAY,
        "cash",
        "R1",
        "at the counter",
    )
    assert (books.open("A-1"), books.open("A-2"), books.on_account(acme)) == (0, 0, 1)
    assert (books.open("A-1", day("02-28")), books.on_account(acme, day("02-28"))) == (10000, 0)


@pytest.mark.parametrize(
    ("amount", "left", "over"), [(9999, 1, 0), (10000, 0, 0), (10001, 0, 0)], ids=["less", "all", "more"]
)
def test_the_amount_and_what_is_open(books: Books, acme: Customer, amount: int, left: int, over: int) -> None:
    books.pay(acme, amount, to={"A-1": None})
    assert (books.open("A-1"), books.on_account(acme)) == (left, over)
    assert books.open("A-2") == 20000 - max(amount - 10000, 0)


@pytest.mark.parametrize("amount", [10000, 10001])
def test_an_amount_named_for_an_invoice_is_at_most_what_is_open(
    books: Books, acme: Customer, amount: int
) -> None:
    if amount == 10000:
        assert books.pay(acme, 15000, to={"A-1": amount}).on_account == 5000
        return
    with pytest.raises(Refused, match=r"100\.01 EUR is more than the 100\.00 EUR open on invoice A-1"):
        books.pay(acme, 15000, to={"A-1": amount})


def test_a_payment_of_tomorrow_is_refused(books: Books, acme: Customer) -> None:
    draft = payments.PaymentDraft(customer=acme, amount=1, currency="EUR", on=TOMORROW)
    with pytest.raises(Refused, match=r"2026-03-03 lies after today \(2026-03-02\)"):
        payments.take(books.on(), draft)
    assert payments.take(books.on(TOMORROW), draft).on == TOMORROW


def test_kept_on_account(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 500, allocate=False)
    assert (pieces(paid), paid.on_account) == ([], 500)


@pytest.mark.parametrize(
    ("number", "error", "says"),
    [
        ("Z-9", NotFound, "no invoice Z-9 in this ledger"),
        ("B-1", Refused, "invoice B-1 is not Acme's"),
        ("A-9", Refused, "invoice A-9 is in USD, the payment in EUR"),
        ("A-8", Refused, "invoice A-8 is void"),
        ("A-7", Refused, r"invoice A-7 has nothing open \(cheques in hand counted\)"),
        ("A-6", Refused, "invoice A-6 has nothing open"),
    ],
)
def test_invoices_that_cannot_be_paid(
    books: Books, acme: Customer, number: str, error: type[Exception], says: str
) -> None:
    books.invoice(acme, "A-9", 100, TODAY, currency="USD")
    for name in ("A-8", "A-7", "A-6"):
        books.invoice(acme, name, 100, TODAY)
    invoices.void(books.on(), "A-8", "twice")
    books.pay(acme, 100, to={"A-7": None})
    books.cheque(acme, 100, to={"A-6": None})
    with pytest.raises(error, match=says):
        books.pay(acme, 100, to={"A-1": 1, number: None})
    assert len(payments.listed(books.on(), acme, void=True)) == 2


def test_money_is_not_mixed_across_currencies(books: Books, acme: Customer) -> None:
    books.invoice(acme, "A-9", 100, day("01-02"), currency="USD")
    assert pieces(books.pay(acme, 10, currency="USD")) == [("A-9", 10)]
    assert pieces(books.pay(acme, 10)) == [("A-1", 10)]


def test_what_was_promised_is_paid_first_as_far_as_it_lacks(books: Books, acme: Customer) -> None:
    books.promise(acme, 6000, day("03-06"), invoices=("A-2",))
    assert pieces(books.pay(acme, 5000)) == [("A-2", 5000)]
    assert pieces(books.pay(acme, 3000)) == [("A-2", 1000), ("A-1", 2000)]
    assert pieces(books.pay(acme, 100)) == [("A-1", 100)]


@pytest.mark.parametrize(("grace", "first"), [(0, "A-1"), (1, "A-2")])
def test_the_window_of_a_promise_ends_with_its_grace(
    books: Books, acme: Customer, grace: int, first: str
) -> None:
    books.promise(acme, 100, day("03-06"), invoices=("A-2",))
    with books.on().change() as work:
        work.put("grace_days", str(grace))
    assert pieces(books.pay(acme, 100, day("03-07"))) == [(first, 100)]
    assert pieces(books.pay(acme, 100, YESTERDAY)) == [("A-1", 100)]  # before it was made


def test_the_earliest_due_promise_is_paid_first(books: Books, acme: Customer) -> None:
    books.invoice(acme, "A-3", 10000, day("05-01"))
    books.promise(acme, 100, day("03-20"), invoices=("A-2",))
    books.promise(acme, 100, day("03-10"), invoices=("A-3",))
    assert pieces(books.pay(acme, 150)) == [("A-3", 100), ("A-2", 50)]


def test_disputed_invoices_come_last(books: Books, acme: Customer) -> None:
    invoices.dispute(books.on(), "A-1", "damp", None, None)
    assert pieces(books.pay(acme, 20500)) == [("A-2", 20000), ("A-1", 500)]


def test_money_pays_an_invoice_from_its_issue_on(books: Books, acme: Customer) -> None:
    books.invoice(acme, "A-3", 100, day("03-02"), issued=day("02-20"))
    books.pay(acme, 100, day("02-10"), to={"A-3": 100})
    assert [books.open("A-3", day(d)) for d in ("02-20", "02-21")] == [0, 0]
    assert [books.on_account(acme, day(d)) for d in ("02-09", "02-10", "02-19", "02-20")] == [0, 100, 100, 0]


def test_money_of_an_earlier_day_pays_a_reopened_invoice_from_its_reopening_on(
    books: Books, acme: Customer
) -> None:
    moved = books.pay(acme, 10000, day("02-05"), to={"A-1": None})
    payments.allocate(books.on(), moved.id, (Named(number="A-2"),))
    books.pay(acme, 10000, day("02-10"), to={"A-1": None})
    assert [books.open("A-1", d) for d in (day("02-20"), YESTERDAY, TODAY)] == [0, 0, 0]
    assert books.on_account(acme, day("02-20")) == 10000


def test_promises_made_on_other_days_are_paid_by_their_due_day(books: Books, acme: Customer) -> None:
    books.invoice(acme, "A-3", 10000, day("05-01"))
    books.promise(acme, 100, day("03-20"), invoices=("A-2",))
    books.promise(acme, 100, day("03-10"), TOMORROW, invoices=("A-3",))
    assert pieces(books.pay(acme, 150, TOMORROW)) == [("A-3", 100), ("A-2", 50)]


def test_a_promise_that_was_kept_or_is_past_claims_nothing(books: Books, acme: Customer) -> None:
    books.promise(acme, 100, day("03-06"), invoices=("A-2",))
    books.pay(acme, 100, to={"A-2": 100})
    assert pieces(books.pay(acme, 50)) == [("A-1", 50)]


def test_a_cent_that_is_open_can_be_paid(books: Books, acme: Customer) -> None:
    books.pay(acme, 9999)
    assert pieces(books.pay(acme, 2)) == [("A-1", 1), ("A-2", 1)]


def test_allocating_anew_leaves_earlier_days_as_they_were(empty: Books) -> None:
    dora = empty.customer("Dora")
    empty.invoice(dora, "D-1", 10000, day("06-10"), issued=day("06-01"))
    empty.invoice(dora, "D-2", 10000, day("07-20"), issued=day("06-01"))
    paid = empty.pay(dora, 10000, day("06-15"), to={"D-1": None})
    before = [(d, empty.ages(day(d))) for d in ("06-14", "06-30", "07-04")]
    found = payments.allocate(empty.on(day("07-05")), paid.id, (Named(number="D-2"),))
    assert pieces(found) == [("D-2", 10000)]
    assert [(d, empty.ages(day(d))) for d, _ in before] == before
    assert dict(before)["06-30"] == [("Dora", {"not_due": 10000})]
    assert empty.ages(day("07-05")) == [("Dora", {"1-30": 10000})]


def test_allocating_anew_without_names_takes_the_default_order(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 12000, to={"A-2": None})
    assert pieces(payments.allocate(books.on(), paid.id, ())) == [("A-1", 10000), ("A-2", 2000)]


def test_what_was_paid_back_is_not_allocated_again(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 1000, allocate=False)
    refunds.refund(books.on(), paid.id, refund(300))
    found = payments.allocate(books.on(), paid.id, ())
    assert (pieces(found), found.on_account) == ([("A-1", 700)], 0)


def test_a_void_payment_counts_on_no_day(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 10000, day("02-10"))
    found = payments.void(books.on(), paid.id, "twice")
    assert (found.void, found.on_account, pieces(found)) == (True, 0, [])
    assert [books.open("A-1", d) for d in (day("02-10"), TODAY)] == [10000, 10000]
    assert payments.listed(books.on(), acme, void=False) == []
    assert [p.id for p in payments.listed(books.on(), None, void=True)] == [paid.id]
    jobs: list[Callable[[], object]] = [
        lambda: payments.void(books.on(), paid.id, "again"),
        lambda: payments.allocate(books.on(), paid.id, ()),
        lambda: refunds.refund(books.on(), paid.id, refund()),
    ]
    for job in jobs:
        with pytest.raises(Refused, match="payment 1 is void since 2026-03-02; enter it anew"):
            job()


def test_payments_that_are_not_there(books: Books, acme: Customer) -> None:
    jobs: list[Callable[[], object]] = [
        lambda: payments.find(books.on(), 9),
        lambda: payments.void(books.on(), 9, "x"),
        lambda: cheques.clear(books.on(), 9, TODAY),
        lambda: cheques.bounce(books.on(), 9, "x"),
        lambda: payments.allocate(books.on(), 9, ()),
        lambda: refunds.refund(books.on(), 9, refund()),
    ]
    for job in jobs:
        with pytest.raises(
            NotFound, match="no payment 9 in this ledger; `arcollect payment list` shows them"
        ):
            job()


def test_payments_of_later_days_are_not_listed(books: Books, acme: Customer, bolt: Customer) -> None:
    books.pay(acme, 1, day("02-01"))
    books.pay(bolt, 2, YESTERDAY)
    assert [p.amount for p in payments.listed(books.on(), None, void=False)] == [1, 2]
    assert [p.amount for p in payments.listed(books.on(), bolt, void=False)] == [2]
    assert [p.amount for p in payments.listed(books.on(day("02-28")), None, void=False)] == [1]
