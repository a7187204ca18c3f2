"""Customers of a file, and what many rows share."""

from __future__ import annotations

import pytest

from arcollect.domain.records import Customer
from arcollect.errors import BadData
from arcollect.services import customers, importing
from arcollect.services.importing.importer import EVERY, ticked
from services.importing.conftest import Files


def test_customers_are_added_and_changed(files: Files) -> None:
    found = files.take(
        "customers",
        "ACME,Acme,,15,1000.50,Ana",
        "BOLT,Bolt,,,,",
        ",Newco,CNY,,5,",
        "N2,Other Ltd,,,,",
        ",Newco,,7,,",
    )
    assert (found.added, found.updated, found.unchanged, files.problems) == (2, 2, 1, [])
    made = {c.name: c for c in files.books.on().customers}
    assert (made["Acme"].terms_days, made["Acme"].credit_limit, made["Acme"].rep) == (15, 100050, "Ana")
    assert (made["Newco"].code, made["Newco"].currency, made["Newco"].credit_limit) == ("NEWCO", "CNY", 500)
    assert (made["Newco"].terms_days, made["Other Ltd"].code, made["Other Ltd"].currency) == (7, "N2", "EUR")


def test_a_limit_is_in_the_currency_the_customer_has(files: Files) -> None:
    files.take("customers", ",Kaya,JPY,,700,", ",Kaya,,,800,")
    (kaya,) = [c for c in files.books.on().customers if c.name == "Kaya"]
    assert kaya.credit_limit == 800


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("ACME,Acme,USD,,,", "Acme has invoices; the currency of its record stays EUR"),
        ("GONE,Back again,,,,", "code GONE belongs to a customer that is void; give another"),
    ],
)
def test_customers_that_cannot_be_taken(files: Files, line: str, says: str) -> None:
    draft = customers.CustomerDraft(name="Gone", currency="EUR", code="GONE", details={})
    customers.void(files.books.on(), customers.add(files.books.on(), draft), "closed")
    found = files.take("customers", line, ",Newco,,,,")
    assert [(n, says in message) for n, message in files.problems] == [(2, True)]
    assert found.added == 1


def test_a_code_comes_before_a_name(files: Files, acme: Customer) -> None:
    """A customer who is called like another one's code."""
    customers.add(
        files.books.on(), customers.CustomerDraft(name="ACME Ltd", currency="EUR", code="BOLT2", details={})
    )
    files.take("customers", "BOLT2,Acme,,9,,")
    assert customers.edit(files.books.on(), acme, {}).terms_days is None


def test_the_bar_is_told_now_and_then_and_at_the_end() -> None:
    told: list[int] = []
    assert list(ticked(range(2 * EVERY + 1), told.append))[-1] == 2 * EVERY
    assert told == [EVERY, 2 * EVERY, 2 * EVERY + 1]
    assert list(ticked([], told.append)) == []
    assert told[-1] == 0


def test_only_fifty_problems_are_shown(files: Files) -> None:
    lines = [f"nobody,2026-02-10,{n}.00,,,," for n in range(1, 53)]
    with pytest.raises(BadData, match="52 lines are wrong") as error:
        files.take("payments", *lines, skip=False)
    assert [p.message for p in error.value.problems[50:]] == ["… and 2 more lines"]
    with pytest.raises(BadData) as error:
        files.take("payments", *lines[:50], skip=False)
    assert len(error.value.problems) == 50


def test_how_a_file_is_to_be_read() -> None:
    given = importing.reading("payments", "on=Fecha", "EUR", None, None)
    assert importing.with_order(given, "dmy").dates == "dmy"
    assert importing.with_mark(given, ",").decimal == ","
    assert (given.dates, given.decimal, given.currency) == (None, None, "EUR")


def test_more_rows_than_one_telling(files: Files) -> None:
    """Every row counts, with customers made on the way."""
    lines = [f"N-{n},Shop {n % 7},2026-02-01,,{n + 1}.00,,," for n in range(60)]
    found = files.take("invoices", *lines)
    assert (found.added, len(found.created)) == (60, 7)
    assert files.take("invoices", *lines).unchanged == 60
    assert files.take("invoices", *lines).created == ()


def test_names_and_codes_are_found_however_they_are_written(files: Files) -> None:
    found = files.take("invoices", "N-1,ÁCME,2026-02-01,,1.00,,,", "N-2,bolt,2026-02-01,,1.00,,,")
    assert (found.created, files.problems) == ((), [])
    made = files.take(
        "invoices", "N-3,X9,2026-02-01,,1.00,,,", "N-4,X 9,2026-02-01,,1.00,,,", "N-5,Nine,2026-02-01,,1,,,"
    )
    assert made.created == ("X9", "X 9", "Nine")
    codes = {c.name: c.code for c in files.books.on().customers}
    assert (codes["X9"], codes["Nine"]) == ("X9", "NINE")
    assert codes["X 9"] != "X 9"


@pytest.mark.parametrize(
    ("text", "is_code"), [("A" * 19 + "1", True), ("A" * 20 + "1", False), ("Shop", False)]
)
def test_a_short_word_with_a_figure_is_a_code(files: Files, text: str, is_code: bool) -> None:
    files.take("invoices", f"N-1,{text},2026-02-01,,1.00,,,")
    (made,) = [c for c in files.books.on().customers if c.name == text]
    assert (made.code == text) is is_code


def test_currencies_with_other_decimals_in_one_file(files: Files) -> None:
    files.take(
        "invoices",
        "N-1,Yen,2026-02-01,,150,JPY,,",
        "N-2,Acme,2026-02-01,,1.50,EUR,,",
        "N-3,Dinar,2026-02-01,,1.5000,KWD,,",
    )
    assert [files.books.open(f"N-{n}") for n in (1, 2, 3)] == [150, 150, 1500]


def test_the_first_fault_of_a_line_is_told_and_lines_are_in_order(files: Files) -> None:
    files.take(
        "payments",
        "nobody,2026-03-09,1.00,Z-1,,,",
        "acme,2026-02-10,1.00,Z-9,,,",
        "nobody,2026-02-10,1.00,,,,",
    )
    assert [n for n, _ in files.problems] == [2, 3, 4]
    assert "lies after today" in files.problems[0][1]
