"""At the counter: what is known of a customer, excuses logged with their clocks, which answers worked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import UsageError
from arcollect.rules.answer import Answer
from arcollect.services import counter
from arcollect.services.answering import Answering
from services.conftest import TODAY, Books, day


def answers(books: Books, text: str) -> tuple[Answer, ...]:
    answering = Answering(None, TODAY, books.on().settings)
    return answering.answered(answering.read(text, "en"), "en").answers


def hear(books: Books, customer: Customer, text: str, **given: object) -> int:
    heard = counter.Heard(**({"words": text} | given))  # type: ignore[arg-type]  # as given
    return counter.log_excuse(books.on(), customer, heard, answers(books, text))


def test_an_excuse_is_logged_with_its_clocks(books: Books, acme: Customer) -> None:
    visit = hear(books, acme, "check sent", who="Bob", channel="call", took=2, announced=4200)
    (contact,) = books.on().book.contacts.of(acme.id)
    assert (contact.id, contact.who, contact.channel, contact.excuses) == (
        visit,
        "Bob",
        "call",
        ("cheque-mailed",),
    )
    steps = answers(books, "check sent")[0].steps
    assert contact.took == steps[1].text
    clocks = books.on().book.contacts.follow_ups(acme.id)
    assert [(c.text, c.on) for c in clocks] == [(s.text, s.due) for s in steps if s.due > TODAY]
    assert {(c.code, c.amount, c.since) for c in clocks} == {("cheque-mailed", 4200, TODAY)}
    hear(books, acme, "check sent")
    assert len(books.on().book.contacts.follow_ups(acme.id)) == len(clocks)  # one like it is open already


def test_there_is_no_such_step(books: Books, acme: Customer) -> None:
    count = len(answers(books, "check sent")[0].steps)
    hear(books, acme, "check sent", took=count)
    with pytest.raises(UsageError, match=f"there is no step {count + 1}; cheque-mailed has {count}"):
        hear(books, acme, "check sent", took=count + 1)


@pytest.mark.parametrize(
    ("paid", "percentage", "worked"),
    [(4999, "50", 0), (5000, "50", 1), (9999, "100", 0), (10000, "100", 1), (1, "50", 0)],
)
def test_half_of_what_was_overdue_is_success(
    books: Books, acme: Customer, paid: int, percentage: str, worked: int
) -> None:
    with books.on().change() as work:
        work.put("success_percentage", percentage)
    hear(books, acme, "come back tomorrow", took=1)
    books.pay(acme, paid, to={"A-1": paid})
    last = TODAY + timedelta(days=counter.WITHIN_DAYS)
    (now,) = counter.excuse_records(books.on(last), counter.WITHIN_DAYS)
    assert (now.paid, now.uses, now.pending) == (0, 0, 1)
    (then,) = counter.excuse_records(books.on(last + timedelta(days=1)), counter.WITHIN_DAYS)
    assert (then.paid, then.uses, then.pending) == (worked, 1, 0)


def test_an_opening_receipt_is_no_success_of_an_answer(books: Books, acme: Customer) -> None:
    """What a file says was paid before is dated with the file; nobody paid on that day."""
    hear(books, acme, "come back tomorrow", took=1)
    books.pay(acme, 10000, TODAY + timedelta(days=1), method="opening")
    last = TODAY + timedelta(days=counter.WITHIN_DAYS + 1)
    assert counter.excuse_records(books.on(last), counter.WITHIN_DAYS)[0].paid == 0


def test_which_answer_worked(books: Books, acme: Customer) -> None:
    text = answers(books, "come back tomorrow")[0].steps[0].text
    for n in range(5):
        other = books.customer(f"Customer {n}")
        books.invoice(other, f"C-{n}", 100, day("02-01"))
        hear(books, other, "come back tomorrow", took=1)
        assert counter.known(books.on(day("04-02")), acme).worked("not-convenient") is None
    assert counter.known(books.on(day("04-02")), acme).worked("not-convenient") is None  # it never did
    books.pay(books.on().customer("Customer 0"), 100)
    found = counter.known(books.on(day("04-02")), acme).worked("not-convenient")
    assert found is not None
    assert (found.took, found.paid, found.uses) == (text, 1, 5)
    assert counter.known(books.on(day("04-02")), acme).worked("cheque-mailed") is None


def test_what_is_known(books: Books, acme: Customer, bolt: Customer) -> None:
    hear(books, acme, "come back tomorrow")
    known = counter.known(books.on(), acme)
    assert [use.code for use in known.used] == ["not-convenient"]
    assert counter.known(books.on(), bolt).used == ()
    assert (known.standing, known.rate.judged, known.people) == ("unknown", 0, ())
    books.promise(acme, 5000, TODAY)
    books.pay(acme, 5000)
    assert counter.known(books.on(), acme).standing == "good"
    assert (
        counter.known(books.on(day("04-20")), acme).standing == "bad"
    )  # something open for 60 days and more
