"""Payments: what they pay, cheques, refunds and recoveries, with every refusal at its boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import invoices, payments
from services.conftest import TODAY, TOMORROW, YESTERDAY, Books, day, pieces


def refund(amount: int | None = None, on: date = TODAY) -> payments.RefundDraft:
    return payments.RefundDraft(on=on, amount=amount, method="transfer", reason="paid twice")


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


# Cheques


def test_a_cheque_pays_nothing_until_it_is_cleared(books: Books, acme: Customer) -> None:
    paid = books.cheque(acme, 4000, day("02-10"))
    assert (paid.method, paid.is_money, paid.on_account) == ("cheque", False, 0)
    assert paid.cheque is not None
    assert (paid.cheque.state, paid.cheque.number, paid.cheque.issued) == ("in hand", "77", day("02-10"))
    assert books.open("A-1") == 10000
    found = payments.clear(books.on(), paid.id, day("02-20"))
    assert found.is_money
    assert [books.open("A-1", day(d)) for d in ("02-19", "02-20")] == [10000, 6000]
    for when, there in (("02-09", 0), ("02-10", 1), ("02-19", 1), ("02-20", 0)):
        assert len(books.on(day(when)).book.payments.cheques_in_hand(day(when))) == there, when


def test_what_a_cheque_in_hand_is_to_pay_no_other_money_pays(books: Books, acme: Customer) -> None:
    books.cheque(acme, 4000, to={"A-1": None})
    assert pieces(books.pay(acme, 7000)) == [("A-1", 6000), ("A-2", 1000)]


@pytest.mark.parametrize(
    ("on", "well"), [("02-09", False), ("02-10", True), ("03-02", True), ("03-03", False)]
)
def test_the_days_on_which_a_cheque_can_clear(books: Books, acme: Customer, on: str, well: bool) -> None:
    cheque = books.cheque(acme, 4000, day("02-10"))
    if well:
        payments.clear(books.on(), cheque.id, day(on))
        assert books.open("A-1", day(on)) == 6000
    else:
        with pytest.raises(Refused, match=r"lies after today|cannot have cleared"):
            payments.clear(books.on(), cheque.id, day(on))


@pytest.mark.parametrize(
    ("on", "well"), [("02-19", False), ("02-20", True), ("03-02", True), ("03-03", False)]
)
def test_the_days_on_which_a_cleared_cheque_can_bounce(
    books: Books, acme: Customer, on: str, well: bool
) -> None:
    cheque = books.cheque(acme, 10000, day("02-10"))
    payments.clear(books.on(), cheque.id, day("02-20"))
    if not well:
        with pytest.raises(
            Refused, match=r"lies after today|was cleared on 2026-02-20; it cannot have bounced"
        ):
            payments.bounce(books.on(), cheque.id, "no funds", day(on))
        return
    found = payments.bounce(books.on(), cheque.id, "no funds", day(on))
    assert (pieces(found), found.on_account, found.is_money, found.note) == ([], 0, False, "no funds")
    before = day(on) - timedelta(days=1)
    assert books.open("A-1", day(on)) == 10000
    assert books.open("A-1", before) == (0 if before >= day("02-20") else 10000)


@pytest.mark.parametrize(("on", "well"), [("02-09", False), ("02-10", True), (None, True)])
def test_a_cheque_that_bounces_before_it_was_cleared(
    books: Books, acme: Customer, on: str | None, well: bool
) -> None:
    cheque = books.cheque(acme, 10000, day("02-10"))
    if not well:
        with pytest.raises(Refused, match="was in hand on 2026-02-10"):
            payments.bounce(books.on(), cheque.id, "no funds", day(on or ""))
        return
    found = payments.bounce(books.on(), cheque.id, "no funds", day(on) if on else None)
    assert found.cheque is not None
    assert (found.cheque.state, found.cheque.bounced) == ("bounced", day(on) if on else TODAY)
    assert books.open("A-1") == 10000
    assert pieces(books.pay(acme, 100)) == [("A-1", 100)]  # what it was to pay is free again


def test_only_a_cheque_in_hand_clears_and_only_a_cheque_bounces_once(books: Books, acme: Customer) -> None:
    cash, cheque = books.pay(acme, 100), books.cheque(acme, 100)
    with pytest.raises(Refused, match=r"payment 1 is no cheque in hand \(cash\)"):
        payments.clear(books.on(), cash.id, TODAY)
    with pytest.raises(Refused, match=r"payment 1 is no cheque that could bounce \(cash\)"):
        payments.bounce(books.on(), cash.id, "no funds")
    payments.clear(books.on(), cheque.id, TODAY)
    with pytest.raises(Refused, match=r"payment 2 is no cheque in hand \(cleared\)"):
        payments.clear(books.on(), cheque.id, TODAY)
    payments.bounce(books.on(), cheque.id, "no funds")
    with pytest.raises(Refused, match=r"payment 2 is no cheque that could bounce \(bounced\)"):
        payments.bounce(books.on(), cheque.id, "no funds")
    with pytest.raises(Refused, match="payment 2 is a bounced cheque"):
        payments.allocate(books.on(), cheque.id, ())
    transfer = books.pay(acme, 100, method="transfer")
    with pytest.raises(Refused, match=r"payment 3 is no cheque in hand \(transfer\)"):
        payments.clear(books.on(), transfer.id, TODAY)


def test_a_bounce_leaves_earlier_days_as_they_were(empty: Books) -> None:
    cora = empty.customer("Cora")
    empty.invoice(cora, "C-1", 10000, day("06-05"), issued=day("06-01"))
    cheque = empty.cheque(cora, 10000, day("06-02"))
    payments.clear(empty.on(day("06-09")), cheque.id, day("06-09"))
    before = [(d, empty.ages(day(d))) for d in ("06-02", "06-08", "06-09", "06-30", "07-09")]
    payments.bounce(empty.on(day("07-10")), cheque.id, "no funds")
    assert [(d, empty.ages(day(d))) for d, _ in before] == before
    assert dict(before)["06-30"] == []
    assert empty.ages(day("07-10")) == [("Cora", {"31-60": 10000})]


# Allocating anew, voiding


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
    payments.refund(books.on(), paid.id, refund(300))
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
        lambda: payments.refund(books.on(), paid.id, refund()),
    ]
    for job in jobs:
        with pytest.raises(Refused, match="payment 1 is void since 2026-03-02; enter it anew"):
            job()


def test_payments_that_are_not_there(books: Books, acme: Customer) -> None:
    jobs: list[Callable[[], object]] = [
        lambda: payments.find(books.on(), 9),
        lambda: payments.void(books.on(), 9, "x"),
        lambda: payments.clear(books.on(), 9, TODAY),
        lambda: payments.bounce(books.on(), 9, "x"),
        lambda: payments.allocate(books.on(), 9, ()),
        lambda: payments.refund(books.on(), 9, refund()),
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


# Refunds


@pytest.mark.parametrize(("amount", "well"), [(1, True), (700, True), (701, False), (0, False), (-1, False)])
def test_at_most_what_is_on_account_is_paid_back(
    books: Books, acme: Customer, amount: int, well: bool
) -> None:
    paid = books.pay(acme, 1000, YESTERDAY, to={"A-1": 300})
    if well:
        found = payments.refund(books.on(), paid.id, refund(amount))
        assert (found.refunded, found.on_account) == (amount, 700 - amount)
        assert [books.on_account(acme, d) for d in (YESTERDAY, TODAY)] == [700, 700 - amount]
    else:
        with pytest.raises(
            Refused, match=r"7\.00 EUR of payment 1 is on account; pay back at most that, or free"
        ):
            payments.refund(books.on(), paid.id, refund(amount))


def test_without_an_amount_all_is_paid_back(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 1000, to={"A-1": 300})
    assert payments.refund(books.on(), paid.id, refund()).refunded == 700
    with pytest.raises(Refused, match=r"^nothing of payment 1 is on account; free more with"):
        payments.refund(books.on(), paid.id, refund())


@pytest.mark.parametrize(
    ("on", "well"), [("02-27", False), ("02-28", True), ("03-02", True), ("03-03", False)]
)
def test_the_days_of_a_refund(books: Books, acme: Customer, on: str, well: bool) -> None:
    paid = books.pay(acme, 1000, day("02-28"), allocate=False)
    if well:
        payments.refund(books.on(), paid.id, refund(on=day(on)))
        assert books.on_account(acme, day(on)) == 0
    else:
        with pytest.raises(
            Refused, match=f"2026-{on} cannot be the day of the refund; give one from 2026-02-28"
        ):
            payments.refund(books.on(), paid.id, refund(on=day(on)))


def test_a_cheque_is_paid_back_once_it_was_cleared(books: Books, acme: Customer) -> None:
    cheque = books.cheque(acme, 1000, day("02-10"), allocate=False)
    with pytest.raises(Refused, match=r"payment 1 is no money \(cheque in hand\)"):
        payments.refund(books.on(), cheque.id, refund())
    payments.clear(books.on(), cheque.id, day("02-20"))
    with pytest.raises(Refused, match="give one from 2026-02-20 to 2026-03-02"):
        payments.refund(books.on(), cheque.id, refund(on=day("02-19")))
    assert payments.refund(books.on(), cheque.id, refund(400, day("02-20"))).on_account == 600
    jobs: list[Callable[[], object]] = [
        lambda: payments.void(books.on(), cheque.id, "x"),
        lambda: payments.bounce(books.on(), cheque.id, "x"),
    ]
    for job in jobs:
        with pytest.raises(Refused, match=r"payment 1 has 4\.00 EUR paid back; take that refund back first"):
            job()


def test_money_is_paid_back_once_it_is_free(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 10000, day("02-01"), to={"A-1": None})
    payments.allocate(books.on(YESTERDAY), paid.id, (Named(number="A-1", amount=6000),))
    with pytest.raises(Refused, match=r"nothing of payment 1 is on account from 2026-02-28 on; free more"):
        payments.refund(books.on(), paid.id, refund(on=day("02-28")))
    payments.refund(books.on(), paid.id, refund(on=YESTERDAY))
    assert [books.on_account(acme, d) for d in (day("02-28"), YESTERDAY, TODAY)] == [0, 0, 0]


# Recoveries


def recovery(customer: Customer, amount: int, number: str = "A-1", on: date = TODAY) -> payments.PaymentDraft:
    named = (Named(number=number),)
    return payments.PaymentDraft(
        customer=customer, amount=amount, currency=customer.currency, on=on, named=named
    )


def test_of_a_hundred_written_off_forty_come(books: Books, acme: Customer) -> None:
    books.write_off("A-1", on=day("02-20"))
    found = payments.recover(books.on(), recovery(acme, 4000))
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
        payments.recover(books.on(), recovery(acme, amount, on=day(on)))
    assert books.open("A-1") == 6500


def test_the_latest_write_off_is_taken_back_first(books: Books, acme: Customer) -> None:
    books.write_off("A-1", 2000, day("02-20"))
    books.write_off("A-1", 1000, day("02-25"))
    payments.recover(books.on(), recovery(acme, 1500))
    rows = invoices.reductions(books.on(), invoices.find(books.on(), "A-1"))
    assert sorted((r.kind, r.amount) for r in rows) == [("payment", 1500), ("write-off", 1500)]
    payments.recover(books.on(), recovery(acme, 1500))
    assert books.open("A-1") == 7000


def test_another_customers_invoice_is_not_recovered(books: Books, acme: Customer, bolt: Customer) -> None:
    books.write_off("B-1")
    with pytest.raises(Refused, match="B-1 is not Acme's"):
        payments.recover(books.on(), recovery(acme, 100, "B-1"))
    with pytest.raises(NotFound, match="no invoice Z-1"):
        payments.recover(books.on(), recovery(acme, 100, "Z-1"))
    assert books.open("B-1") == 0


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


def test_a_cheques_bank_and_its_invoices(books: Books, acme: Customer) -> None:
    drawn = payments.ChequeDraft(issued=YESTERDAY, number="9", bank="BBVA")
    found = books.pay(acme, 100, cheque=drawn, to={"A-2": None}).cheque
    assert found is not None
    assert (found.bank, found.number, found.issued) == ("BBVA", "9", YESTERDAY)
