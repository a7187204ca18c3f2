"""The rows behind a figure."""

from __future__ import annotations

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import NotFound
from arcollect.services import explain
from services.conftest import Books, day


def test_figures_explained(books: Books, acme: Customer) -> None:
    books.pay(acme, 4000, to={"A-1": 4000})
    books.pay(acme, 500, allocate=False)
    lines = [(line.row, line.amount, line.why) for line in explain.balance(books.on(), acme)]
    assert lines == [
        ("invoice A-1", "60.00 EUR", "of 100.00 EUR, 40.00 EUR paid or credited"),
        ("invoice A-2", "200.00 EUR", ""),
        ("on account", "-5.00 EUR", ""),
        ("balance", "255.00 EUR", "on 2026-03-02"),
    ]
    books.promise(acme, 26000, day("03-06"))
    books.credit("A-2", 19000)
    rows = [line.row for line in explain.verdict(books.on(), 1)]
    assert rows == ["promise 1", "judged", "verdict"]
    books.pay(acme, 100)
    assert [line.row for line in explain.verdict(books.on(), 1)][2] == "payment 3"
    with pytest.raises(NotFound, match="no promise 9"):
        explain.verdict(books.on(), 9)
    points = explain.points(books.on(day("03-20")), acme)
    assert (
        sum(int(line.amount) for line in points if line.why == "in all" or line.why.startswith("apart")) > 0
    )
    assert all("B-1" not in line.row for line in points)
