"""The journal, and taking a change back."""

from __future__ import annotations

from arcollect.domain.records import Customer
from arcollect.services import history
from services.conftest import TODAY, Books, day


def test_the_journal(books: Books, acme: Customer, bolt: Customer) -> None:
    books.pay(bolt, 100)
    found = history.entries(books.on())
    assert [(e.id, e.who, e.command) for e in found][-1] == (6, "ana", "test")
    assert history.counts(books.on(), found[-1]) == {"payment": 1, "allocation": 1}
    assert [e.id for e in history.entries(books.on(), acme)] == [1, 3, 4]
    assert [e.id for e in history.entries(books.on(), bolt)] == [2, 5, 6]
    written = found[-1].at[:10]
    assert len(history.entries(books.on(), on=day("01-01").replace(year=2020))) == 0
    assert len(history.entries(books.on(), on=type(TODAY).fromisoformat(written))) == 6
    history.undo(books.on(), None)
    assert books.open("B-1") == 5000
    assert history.entries(books.on())[-1].undoes == 6
