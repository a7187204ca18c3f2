"""Promises as jobs: pinned, planned, withdrawn, judged; each refusal at its boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from arcollect.domain.records import Customer
from arcollect.domain.standing import UNKNOWN
from arcollect.errors import NotFound, Refused
from arcollect.services import counter, invoices, promises
from services.conftest import TODAY, TOMORROW, YESTERDAY, Books, day


def states(books: Books, customer: Customer, today: date = TODAY) -> dict[int, str]:
    verdicts = promises.judged(books.on(today), [customer.id])
    return {v.promise.id: v.status for v in verdicts}


def numbers(pinned: promises.Pinned) -> list[str]:
    return [pinned.numbers[i] for i in pinned.verdict.promise.invoice_ids]


@pytest.mark.parametrize(("amount", "well"), [(1, True), (30000, True), (30001, False)])
def test_one_promise_is_at_most_what_is_open(books: Books, acme: Customer, amount: int, well: bool) -> None:
    if well:
        pinned = books.promise(acme, amount, day("03-06"), said_by="Marta", words="sure", channel="call")
        given = pinned.verdict.promise
        assert (given.amount, given.level, given.made, given.due) == (amount, 0, TODAY, day("03-06"))
        assert (given.said_by, given.words, given.channel) == ("Marta", "sure", "call")
        assert numbers(pinned) == ["A-1", "A-2"]
        assert (pinned.verdict.status, pinned.replaced) == ("open", ())
    else:
        with pytest.raises(Refused, match=r"300\.01 EUR is more than the 300\.00 EUR open of Acme"):
            books.promise(acme, amount, day("03-06"))


@pytest.mark.parametrize(("due", "well"), [(YESTERDAY, False), (TODAY, True), (TOMORROW, True)])
def test_the_day_of_a_promise(books: Books, acme: Customer, due: date, well: bool) -> None:
    if well:
        assert books.promise(acme, 1, due).verdict.status == "open"
    else:
        with pytest.raises(
            Refused, match=r"2026-03-01 is in the past; a promise date is today \(2026-03-02\)"
        ):
            books.promise(acme, 1, due)


@pytest.mark.parametrize(
    ("due", "amount", "covers"), [("03-14", 10000, ["A-1"]), ("03-15", 30000, ["A-1", "A-2"])]
)
def test_without_an_amount_it_covers_what_is_due_by_its_day(
    books: Books, acme: Customer, due: str, amount: int, covers: list[str]
) -> None:
    pinned = books.promise(acme, None, day(due))
    assert (pinned.verdict.promise.amount, numbers(pinned)) == (amount, covers)


def test_without_an_amount_money_on_account_and_disputes_are_taken_off(books: Books, acme: Customer) -> None:
    books.pay(acme, 7000, allocate=False)
    assert books.promise(acme, None, day("03-06")).verdict.promise.amount == 3000
    assert promises.asked_for(books.on(), acme, "EUR") == 23000
    invoices.dispute(books.on(), "A-1", "damp", None, None)
    pinned = books.promise(acme, None, day("03-20"))
    assert (pinned.verdict.promise.amount, numbers(pinned)) == (13000, ["A-2"])
    with pytest.raises(
        Refused, match="nothing of Acme in EUR is to be asked for by 2026-03-06, money on account"
    ):
        books.promise(acme, None, day("03-06"))


def test_named_invoices_are_covered_whenever_they_are_due(books: Books, acme: Customer) -> None:
    pinned = books.promise(acme, None, day("03-06"), invoices=("A-2", "A-2"))
    assert (pinned.verdict.promise.amount, numbers(pinned)) == (20000, ["A-2"])
    with pytest.raises(Refused, match=r"200\.01 EUR is more than the 200\.00 EUR open"):
        books.promise(acme, 20001, day("03-06"), invoices=("A-2",))


def test_what_cannot_be_promised(books: Books, acme: Customer, bolt: Customer) -> None:
    with pytest.raises(
        NotFound, match="Acme has no open invoice B-1 in EUR; `arcollect invoice list --customer ACME"
    ):
        books.promise(acme, 1, day("03-06"), invoices=("A-1", "B-1"))
    with pytest.raises(Refused, match="Acme has nothing open in USD; there is nothing to promise"):
        books.promise(acme, 1, day("03-06"), currency="USD")
    books.pay(bolt, 5000)
    with pytest.raises(Refused, match="Bolt has nothing open in USD"):
        books.promise(bolt, None, day("03-06"))


def test_several_stand_side_by_side_while_they_fit(books: Books, acme: Customer) -> None:
    books.promise(acme, 10000, day("03-06"))
    assert books.promise(acme, 20000, day("03-10")).replaced == ()
    third = books.promise(acme, 1, day("03-12"))
    assert [v.promise.id for v in third.replaced] == [1]
    assert states(books, acme) == {1: "replaced", 2: "open", 3: "open"}


def test_the_money_is_for_the_one_that_is_due_first(empty: Books) -> None:
    acme = empty.customer("Acme")
    empty.invoice(acme, "A-1", 20000, day("01-31"))
    empty.promise(acme, 10000, day("03-30"))
    empty.promise(acme, 10000, day("03-05"))
    empty.pay(acme, 10000, day("03-04"))
    assert states(empty, acme, day("03-06")) == {2: "kept", 1: "open"}


def test_promises_whose_invoices_are_gone_lapse(books: Books, acme: Customer) -> None:
    books.promise(acme, 5000, day("03-04"), invoices=("A-1",))
    books.promise(acme, 5000, day("03-05"), invoices=("A-2",))
    invoices.void(books.on(), "A-1", "twice")
    books.credit("A-2")
    late = books.on(day("03-10"))
    assert states(books, acme, day("03-10")) == {1: "lapsed", 2: "lapsed"}
    known = counter.known(late, acme)
    assert (known.rate.judged, known.rate.by_count, known.standing) == (0, None, UNKNOWN)


@pytest.mark.parametrize(("made_again", "level"), [("03-03", 0), ("03-05", 0), ("03-06", 1), ("03-07", 1)])
def test_the_level_rises_on_the_day_and_not_before(
    books: Books, acme: Customer, made_again: str, level: int
) -> None:
    books.promise(acme, 30000, day("03-06"))
    again = books.promise(acme, 30000, day("03-20"), day(made_again))
    assert again.verdict.promise.level == level
    assert books.promise(acme, 30000, day("03-25"), day("03-20")).verdict.promise.level == level + 1


def test_the_rest_after_a_kept_part_keeps_the_level(books: Books, acme: Customer) -> None:
    books.promise(acme, 10000, day("03-04"))
    books.pay(acme, 10000, day("03-04"))
    assert books.promise(acme, 5000, day("03-20"), day("03-10")).verdict.promise.level == 0


def test_grace_and_the_least_percentage_are_settings(books: Books, acme: Customer) -> None:
    books.promise(acme, 10000, day("03-04"))
    books.pay(acme, 9000, day("03-06"))
    assert states(books, acme, day("03-10")) == {1: "broken"}
    with books.on().change() as work:
        work.put("grace_days", "2")
    assert [states(books, acme, day(d)) for d in ("03-06", "03-07")] == [{1: "open"}, {1: "partly kept"}]
    with books.on().change() as work:
        work.put("minimum_percentage", "90")
    assert states(books, acme, day("03-10")) == {1: "kept"}


def test_withdrawing(books: Books, acme: Customer) -> None:
    books.promise(acme, 10000, day("03-04"))
    found = promises.withdraw(books.on(), 1, "agreed a plan")
    assert (found.verdict.status, found.verdict.promise.ended) == ("withdrawn", TODAY)
    with pytest.raises(Refused, match="promise 1 is withdrawn; only an open one can be withdrawn"):
        promises.withdraw(books.on(), 1, "again")
    books.promise(acme, 10000, day("03-04"))
    with pytest.raises(Refused, match="promise 2 is broken"):
        promises.withdraw(books.on(day("03-05")), 2, "too late")
    with pytest.raises(Refused, match="promise 2 is not yet made"):
        promises.withdraw(books.on(YESTERDAY), 2, "too early")


def test_promises_that_are_not_there(books: Books, acme: Customer) -> None:
    books.promise(acme, 1, day("03-04"))
    jobs: list[Callable[[], object]] = [
        lambda: promises.find(books.on(), 2),
        lambda: promises.withdraw(books.on(), 2, "x"),
        lambda: promises.find(books.on(YESTERDAY), 1),
    ]
    for job in jobs:
        with pytest.raises(
            NotFound, match=r"no promise [12] in this ledger; `arcollect promise list` shows them"
        ):
            job()


def plan(books: Books, customer: Customer, *pieces: tuple[str, int]) -> promises.Planned:
    total = sum(amount for _, amount in pieces)
    whole = promises.PromiseDraft(customer=customer, amount=total, currency="EUR", due=day(pieces[0][0]))
    return promises.plan(books.on(), whole, [(day(d), amount) for d, amount in pieces])


def test_a_plan_is_made_whole_or_not_at_all(books: Books, acme: Customer) -> None:
    books.promise(acme, 30000, day("03-06"))
    made = plan(books, acme, ("03-10", 10000), ("04-10", 20000))
    assert [(v.promise.due, v.promise.amount, v.status) for v in made.verdicts] == [
        (day("03-10"), 10000, "open"),
        (day("04-10"), 20000, "open"),
    ]
    assert [v.promise.id for v in made.replaced] == [1]
    assert set(made.numbers.values()) == {"A-1", "A-2"}
    with pytest.raises(Refused, match=r"300\.01 EUR is more than the 300\.00 EUR open of Acme"):
        plan(books, acme, ("03-10", 15000), ("04-10", 15001))
    with pytest.raises(Refused, match="is in the past"):
        plan(books, acme, ("03-10", 100), ("03-01", 100))
    assert states(books, acme) == {1: "replaced", 2: "open", 3: "open"}


def test_too_many_parts() -> None:
    promises.refuse_too_many_parts(3, 3, "EUR")
    with pytest.raises(Refused, match=r"0\.02 EUR cannot be cut into 3 parts; make fewer"):
        promises.refuse_too_many_parts(2, 3, "EUR")


def test_what_is_said_and_written(books: Books, acme: Customer) -> None:
    found = books.promise(acme, 10000, day("03-06"), said_by="Marta").verdict.promise
    aloud = promises.aloud(books.on(), found, "en")
    assert "Friday the 6th of March to collect 100.00 EUR" in aloud.say
    assert "Said by: Marta" in aloud.write
    assert "星期五" in promises.aloud(books.on(), found, "zh").say


def test_of_which_customers(books: Books, acme: Customer, bolt: Customer) -> None:
    books.promise(acme, 1, day("03-06"))
    books.promise(bolt, 1, day("03-06"))
    assert [v.promise.id for v in promises.judged(books.on())] == [1, 2]
    assert [v.promise.id for v in promises.judged(books.on(), [bolt.id])] == [2]
    assert promises.judged(books.on(), []) == []
    assert set(promises.covered_numbers(books.on(), [bolt.id]).values()) == {"B-1"}


def test_what_is_asked_for_is_in_one_currency(books: Books, acme: Customer) -> None:
    books.invoice(acme, "A-9", 700, TODAY, currency="USD")
    assert [promises.asked_for(books.on(), acme, c) for c in ("EUR", "USD", "CNY")] == [30000, 700, 0]


def test_a_paid_invoice_is_not_promised(books: Books, acme: Customer) -> None:
    books.pay(acme, 10000, to={"A-1": None})
    with pytest.raises(NotFound, match="Acme has no open invoice A-1 in EUR"):
        books.promise(acme, 1, day("03-06"), invoices=("A-1",))
    assert numbers(books.promise(acme, 1, day("03-06"))) == ["A-2"]


def test_money_of_the_day_on_which_a_promise_is_replaced(books: Books, acme: Customer) -> None:
    """What came before it was replaced stays with it, what comes after is for its successor."""
    books.promise(acme, 30000, day("03-06"))
    books.pay(acme, 1000)
    books.promise(acme, 29000, day("03-10"))
    books.pay(acme, 500)
    verdicts = promises.judged(books.on(), [acme.id])
    assert [(v.promise.id, v.status, v.paid) for v in verdicts] == [(1, "replaced", 1000), (2, "open", 500)]
