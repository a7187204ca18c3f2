"""Invoices of a file: new ones, known ones that may change, and what may not."""

from __future__ import annotations

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import BadData
from arcollect.services import customers, invoices
from services.conftest import TODAY, day
from services.importing.conftest import Files


def test_new_invoices_with_their_due_days(files: Files, acme: Customer) -> None:
    customers.edit(files.books.on(), acme, {"terms_days": 10})
    found = files.take(
        "invoices",
        "N-1,acme,2026-02-01,2026-02-20,12.50,,,boxes",
        "N-2,acme,2026-02-01,,1.00,,,",
        "N-3,acme,2026-02-01,,1.00,,5,",
        "N-4,Newco,2026-02-01,,1.00,,,",
        "N-5,bolt,2026-02-01,,1.00,,0,",
        "N-6,acme,2026-02-01,,1.00,USD,,",
    )
    assert (found.added, found.created, files.problems) == (6, ("Newco",), [])
    made = {i.number: i for i in invoices.listed(files.books.on(), None, open_only=True, void=False)}
    assert [(made[f"N-{n}"].due, made[f"N-{n}"].due_assumed) for n in range(1, 6)] == [
        (day("02-20"), False),
        (day("02-11"), True),
        (day("02-06"), True),
        (day("03-03"), True),
        (day("02-01"), True),
    ]
    assert (made["N-1"].amount, made["N-1"].open, made["N-1"].note) == (1250, 1250, "boxes")
    assert [made[f"N-{n}"].currency for n in (1, 4, 5, 6)] == ["EUR", "EUR", "USD", "USD"]


def test_known_invoices_change_where_that_is_safe(files: Files, acme: Customer) -> None:
    files.books.pay(acme, 4000, to={"A-1": None})
    same = "A-1,acme,2026-01-01,2026-01-31,100.00,,,"
    assert files.take("invoices", same).unchanged == 1
    found = files.take(
        "invoices", "A-1,acme,2026-01-01,2026-02-02,40.00,,,late", "N-1,acme,2026-02-01,,1.00,,,"
    )
    assert (found.updated, found.added) == (1, 1)
    invoice = invoices.find(files.books.on(), "A-1")
    assert (invoice.amount, invoice.open, invoice.due, invoice.note) == (4000, 0, day("02-02"), "late")
    files.take("invoices", "A-1,acme,2026-01-01,2026-02-02,39.99,,,")
    assert "40.00 EUR paid of it" in files.problems[0][1]


def test_a_due_day_that_was_given_is_not_assumed_away(files: Files) -> None:
    assert files.take("invoices", "A-1,acme,2026-01-01,,100.00,,,").unchanged == 1
    found = invoices.find(files.books.on(), "A-1")
    assert (found.due, found.due_assumed) == (day("01-31"), False)
    files.take("invoices", "N-1,acme,2026-02-01,,1.00,,,")
    assert files.take("invoices", "N-1,acme,2026-02-01,2026-02-20,1.00,,,").updated == 1
    found = invoices.find(files.books.on(), "N-1")
    assert (found.due, found.due_assumed) == (day("02-20"), False)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("A-1,bolt,2026-01-01,,100.00,EUR,,", "invoice A-1 is another customer's or in another currency"),
        ("A-1,acme,2026-01-01,,100.00,USD,,", "invoice A-1 is another customer's or in another currency"),
        ("N-1,acme,2026-01-01,,1.0055,,,", "1.0055"),
        ("N-1,acme,2026-01-01,,100.5,JPY,,", "100.5"),
    ],
)
def test_lines_that_cannot_be_taken(files: Files, line: str, says: str) -> None:
    found = files.take("invoices", line, "N-9,acme,2026-02-01,,1.00,,,")
    assert [(n, says in message) for n, message in files.problems] == [(2, True)], files.problems
    assert (found.added, found.updated) == (1, 0)
    with pytest.raises(BadData, match="1 line is wrong"):
        files.take("invoices", line, skip=False)


def test_what_was_voided_by_hand_does_not_come_back(files: Files) -> None:
    invoices.void(files.books.on(), "A-1", "twice")
    found = files.take("invoices", "A-1,acme,2026-01-01,,100.00,,,", "N-1,acme,2026-02-01,,1.00,,,")
    assert (found.unchanged, found.added, files.problems) == (1, 1, [])
    numbers = [i.number for i in invoices.listed(files.books.on(), None, open_only=False, void=False)]
    assert "A-1" not in numbers


def test_a_code_of_a_void_customer_is_refused(files: Files, acme: Customer) -> None:
    gone = (
        files.books.customer("Gone 1", code="GONE1")
        if False
        else customers.add(
            files.books.on(), customers.CustomerDraft(name="Gone", currency="EUR", code="GONE1", details={})
        )
    )
    customers.void(files.books.on(), gone, "closed")
    files.take(
        "invoices",
        "N-1,GONE1,2026-02-01,,1.00,,,",
        "N-2,GONE1,2026-02-01,,1.00,,,",
        "N-3,acme,2026-02-01,,1.00,,,",
    )
    assert [n for n, _ in files.problems] == [2, 3]
    assert "code GONE1 belongs to a customer that is void" in files.problems[0][1]


def test_all_is_checked_before_anything_is_taken(fresh: Files) -> None:
    assert fresh.take("invoices", "N-1,Newco,2026-02-01,,1.00,,,", dry=True).created == ("Newco",)
    assert not fresh.books.path.exists()
    found = fresh.take("invoices", "N-1,Newco,2026-02-01,,1.00,,,", "N-2,ACME-7,2026-02-01,,1.00,,,")
    assert (found.added, found.created) == (2, ("Newco", "ACME-7"))
    assert [c.code for c in fresh.books.on().customers] == ["ACME-7", "NEWCO"]
    assert fresh.books.open("N-2", TODAY) == 100
    assert fresh.bars["checking invoices"] == [2]
