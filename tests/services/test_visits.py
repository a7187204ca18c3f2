"""Visits and follow-ups as jobs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import visits
from services.conftest import TODAY, TOMORROW, YESTERDAY, Books


def visit(customer: Customer, **given: object) -> visits.VisitDraft:
    return visits.VisitDraft(**({"customer": customer, "on": TODAY} | given))  # type: ignore[arg-type]  # as given


def test_a_visit_is_logged_as_it_was_reported(books: Books, acme: Customer) -> None:
    given = {
        "channel": "call",
        "who": "Marta",
        "words": "later",
        "outcome": "call again",
        "rep": "Ana",
        "took": "ask",
    }
    found = visits.add(books.on(), visit(acme, excuses=("not-convenient", "no-money"), **given))
    assert {name: getattr(found, name) for name in given} == given
    assert (found.on, found.excuses) == (TODAY, ("not-convenient", "no-money"))
    assert visits.add(books.on(), visit(acme)).excuses == ()


@pytest.mark.parametrize(("on", "well"), [(YESTERDAY, True), (TODAY, True), (TOMORROW, False)])
def test_a_visit_of_tomorrow_is_refused(books: Books, acme: Customer, on: object, well: bool) -> None:
    if well:
        assert visits.add(books.on(), visit(acme, on=on)).on == on
    else:
        with pytest.raises(
            Refused, match=r"2026-03-03 lies after today \(2026-03-02\); a visit is logged when"
        ):
            visits.add(books.on(), visit(acme, on=on))


@pytest.mark.parametrize(
    ("words", "outcome", "text"), [("w", "o", "o"), ("w", None, "w"), (None, None, "follow up")]
)
def test_what_a_follow_up_says(
    books: Books, acme: Customer, words: str | None, outcome: str | None, text: str
) -> None:
    made = visits.add(books.on(), visit(acme, words=words, outcome=outcome, next=TOMORROW))
    (found,) = books.on().book.contacts.follow_ups(acme.id)
    assert (found.text, found.on, found.since, found.code) == (text, TOMORROW, made.on, None)
    assert visits.done(books.on(TOMORROW), found.id, "paid") == text
    assert books.on().book.contacts.follow_ups() == []
    with pytest.raises(NotFound, match="no open follow-up 1; `arcollect due` shows them"):
        visits.done(books.on(), found.id, "again")


def test_corrections_and_lists(books: Books, acme: Customer, bolt: Customer) -> None:
    first = visits.add(books.on(), visit(acme, on=YESTERDAY))
    second = visits.add(books.on(), visit(bolt))
    assert visits.edit(books.on(), first.id, {"outcome": "paid"}).outcome == "paid"
    assert [v.id for v in visits.listed(books.on(), None)] == [second.id, first.id]
    assert [v.id for v in visits.listed(books.on(), acme)] == [first.id]
    assert [v.id for v in visits.listed(books.on(YESTERDAY), None)] == [first.id]
    visits.void(books.on(), first.id, "twice")
    assert visits.listed(books.on(), acme) == []


def test_visits_that_are_not_there(books: Books, acme: Customer) -> None:
    made = visits.add(books.on(), visit(acme))
    visits.void(books.on(), made.id, "twice")
    jobs: list[Callable[[], object]] = [
        lambda: visits.edit(books.on(), 9, {}),
        lambda: visits.void(books.on(), 9, "x"),
        lambda: visits.edit(books.on(), made.id, {}),
        lambda: visits.void(books.on(), made.id, "x"),
    ]
    for job in jobs:
        with pytest.raises(
            NotFound, match=r"no visit [19] in this ledger; `arcollect visit list` shows them"
        ):
            job()
    with pytest.raises(NotFound, match="no open follow-up 9"):
        visits.done(books.on(), 9, "x")
