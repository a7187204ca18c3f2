"""Cheques: from which day on they are money, with every refusal at its boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import Refused
from arcollect.services import cheques, payments, refunds
from services.conftest import TODAY, YESTERDAY, Books, day, pieces


def refund(amount: int | None = None, on: date = TODAY) -> refunds.RefundDraft:
    return refunds.RefundDraft(on=on, amount=amount, method="transfer", reason="paid twice")


def test_a_cheque_pays_nothing_until_it_is_cleared(books: Books, acme: Customer) -> None:
    paid = books.cheque(acme, 4000, day("02-10"))
    assert (paid.method, paid.is_money, paid.on_account) == ("cheque", False, 0)
    assert paid.cheque is not None
    assert (paid.cheque.state, paid.cheque.number, paid.cheque.issued) == ("in hand", "77", day("02-10"))
    assert books.open("A-1") == 10000
    found = cheques.clear(books.on(), paid.id, day("02-20"))
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
        cheques.clear(books.on(), cheque.id, day(on))
        assert books.open("A-1", day(on)) == 6000
    else:
        with pytest.raises(Refused, match=r"lies after today|cannot have cleared"):
            cheques.clear(books.on(), cheque.id, day(on))


@pytest.mark.parametrize(
    ("on", "well"), [("02-19", False), ("02-20", True), ("03-02", True), ("03-03", False)]
)
def test_the_days_on_which_a_cleared_cheque_can_bounce(
    books: Books, acme: Customer, on: str, well: bool
) -> None:
    cheque = books.cheque(acme, 10000, day("02-10"))
    cheques.clear(books.on(), cheque.id, day("02-20"))
    if not well:
        with pytest.raises(
            Refused, match=r"lies after today|was cleared on 2026-02-20; it cannot have bounced"
        ):
            cheques.bounce(books.on(), cheque.id, "no funds", day(on))
        return
    found = cheques.bounce(books.on(), cheque.id, "no funds", day(on))
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
            cheques.bounce(books.on(), cheque.id, "no funds", day(on or ""))
        return
    found = cheques.bounce(books.on(), cheque.id, "no funds", day(on) if on else None)
    assert found.cheque is not None
    assert (found.cheque.state, found.cheque.bounced) == ("bounced", day(on) if on else TODAY)
    assert books.open("A-1") == 10000
    assert pieces(books.pay(acme, 100)) == [("A-1", 100)]  # what it was to pay is free again


def test_only_a_cheque_in_hand_clears_and_only_a_cheque_bounces_once(books: Books, acme: Customer) -> None:
    cash, cheque = books.pay(acme, 100), books.cheque(acme, 100)
    with pytest.raises(Refused, match=r"payment 1 is no cheque in hand \(cash\)"):
        cheques.clear(books.on(), cash.id, TODAY)
    with pytest.raises(Refused, match=r"payment 1 is no cheque that could bounce \(cash\)"):
        cheques.bounce(books.on(), cash.id, "no funds")
    cheques.clear(books.on(), cheque.id, TODAY)
    with pytest.raises(Refused, match=r"payment 2 is no cheque in hand \(cleared\)"):
        cheques.clear(books.on(), cheque.id, TODAY)
    cheques.bounce(books.on(), cheque.id, "no funds")
    with pytest.raises(Refused, match=r"payment 2 is no cheque that could bounce \(bounced\)"):
        cheques.bounce(books.on(), cheque.id, "no funds")
    with pytest.raises(Refused, match="payment 2 is a bounced cheque"):
        payments.allocate(books.on(), cheque.id, ())
    transfer = books.pay(acme, 100, method="transfer")
    with pytest.raises(Refused, match=r"payment 3 is no cheque in hand \(transfer\)"):
        cheques.clear(books.on(), transfer.id, TODAY)


def test_a_bounce_leaves_earlier_days_as_they_were(empty: Books) -> None:
    cora = empty.customer("Cora")
    empty.invoice(cora, "C-1", 10000, day("06-05"), issued=day("06-01"))
    cheque = empty.cheque(cora, 10000, day("06-02"))
    cheques.clear(empty.on(day("06-09")), cheque.id, day("06-09"))
    before = [(d, empty.ages(day(d))) for d in ("06-02", "06-08", "06-09", "06-30", "07-09")]
    cheques.bounce(empty.on(day("07-10")), cheque.id, "no funds")
    assert [(d, empty.ages(day(d))) for d, _ in before] == before
    assert dict(before)["06-30"] == []
    assert empty.ages(day("07-10")) == [("Cora", {"31-60": 10000})]


def test_a_cheques_bank_and_its_invoices(books: Books, acme: Customer) -> None:
    drawn = payments.ChequeDraft(issued=YESTERDAY, number="9", bank="BBVA")
    found = books.pay(acme, 100, cheque=drawn, to={"A-2": None}).cheque
    assert found is not None
    assert (found.bank, found.number, found.issued) == ("BBVA", "9", YESTERDAY)
