"""Invoices and payments that the ledger has already: left alone, changed where that is safe, else refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import Arcollect

HEADS = "number,customer,issued,due,amount,terms,note"


def imported(arcollect: Arcollect, *rows: str, heads: str = HEADS, kind: str = "invoices") -> dict[str, Any]:
    (arcollect.folder / "f.csv").write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    found: dict[str, Any] = json.loads(arcollect("import", kind, "f.csv", "--skip-bad", "--json").out)
    return found


def counts(found: dict[str, Any]) -> tuple[int, int, int, int]:
    return found["added"], found["updated"], found["unchanged"], found["rejected"]


def shown(arcollect: Arcollect, number: str) -> dict[str, Any]:
    listed = json.loads(arcollect("invoice", "list", "--json").out)["invoices"]
    return next(one for one in listed if one["number"] == number)


def test_days_to_pay_by_the_line_the_customer_or_the_settings(arcollect: Arcollect) -> None:
    arcollect("customer", "add", "Slow", "--terms", "60")
    rows = [
        "A,Slow,2026-01-01,,5,,",
        "B,Slow,2026-01-01,,5,10,",
        "C,Quick,2026-01-01,,5,,",
        "D,Quick,2026-01-01,2026-01-02,5,,",
    ]
    assert counts(imported(arcollect, *rows)) == (4, 0, 0, 0)
    days = {
        number: (one["due"], one["due_assumed"]) for number in "ABCD" if (one := shown(arcollect, number))
    }
    assert days == {
        "A": ("2026-03-02", True), "B": ("2026-01-11", True), "C": ("2026-01-31", True), "D": ("2026-01-02", False),
    }  # fmt: skip


def test_a_file_that_says_less_takes_nothing_away(arcollect: Arcollect) -> None:
    imported(arcollect, "A,Acme,2026-01-01,2026-02-15,5,,kept")
    assert counts(imported(arcollect, "A,Acme,2026-01-01,,5,,")) == (0, 0, 1, 0)
    assert (shown(arcollect, "A")["due"], shown(arcollect, "A")["note"]) == ("2026-02-15", "kept")
    assert counts(imported(arcollect, "A,Acme,2026-01-01,2026-02-16,6,,new", "B,Acme,2026-01-01,,7,,")) == (
        1,
        1,
        0,
        0,
    )
    assert (shown(arcollect, "A")["due"], shown(arcollect, "A")["note"]) == ("2026-02-16", "new")
    assert arcollect("check").code == 0


def test_what_is_void_does_not_come_back_and_what_is_anothers_is_refused(arcollect: Arcollect) -> None:
    imported(arcollect, "A,Acme,2026-01-01,,5,,", "B,Acme,2026-01-01,,5,,", "C,Beta,2026-01-01,,5,,")
    arcollect("invoice", "void", "A", "--reason", "twice")
    found = imported(arcollect, "A,Acme,2026-01-01,,5,,", "B,Beta,2026-01-01,,5,,", "D,Beta,2026-01-01,,5,,")
    assert counts(found) == (1, 0, 1, 1)
    assert found["problems"][0]["line"] == 3
    assert "invoice B is another customer's" in found["problems"][0]["message"]


def test_the_code_of_a_void_customer_is_not_given_again(arcollect: Arcollect) -> None:
    arcollect("customer", "add", "Old", "--code", "C1")
    arcollect("customer", "void", "C1", "--reason", "gone")
    found = imported(arcollect, "A,Acme,2026-01-01,,5,,", "B,C1,2026-01-01,,5,,", "C,C1,2026-01-01,,5,,")
    assert counts(found) == (1, 0, 0, 2)
    assert {problem["message"] for problem in found["problems"]} == {
        "code C1 belongs to a customer that is void; give another"
    }
    assert [problem["line"] for problem in found["problems"]] == [3, 4]


def test_an_amount_that_its_customers_currency_cannot_have(arcollect: Arcollect) -> None:
    arcollect("customer", "add", "Tokio", "--currency", "JPY")
    arcollect("customer", "add", "Kuwait", "--currency", "KWD")
    found = imported(
        arcollect,
        "A,Tokio,2026-01-01,,5.50,,",
        "B,Tokio,2026-01-01,,7,,",
        "C,Kuwait,2026-01-01,,1.25,,",
        "D,E,2026-01-01,,2.00,,",
    )
    assert counts(found) == (3, 0, 0, 1)
    assert "more decimals than JPY" in found["problems"][0]["message"]
    assert [shown(arcollect, number)["amount"] for number in "BCD"] == ["7", "1.250", "2.00"]


PAYMENTS = "customer,on,amount,reference"


@pytest.mark.parametrize("twice", [1, 2])
def test_a_payment_twice_in_the_file_is_two_and_again_it_is_none(arcollect: Arcollect, twice: int) -> None:
    arcollect("customer", "add", "Acme")
    rows = ["Acme,2026-02-01,5,"] * twice
    assert counts(imported(arcollect, *rows, heads=PAYMENTS, kind="payments")) == (twice, 0, 0, 0)
    assert counts(imported(arcollect, *rows, rows[0], heads=PAYMENTS, kind="payments")) == (1, 0, twice, 0)


def test_a_reference_that_is_there_with_another_amount_is_refused(arcollect: Arcollect) -> None:
    arcollect("customer", "add", "Acme")
    imported(arcollect, "Acme,2026-02-01,5,R1", heads=PAYMENTS, kind="payments")
    found = imported(
        arcollect, "Acme,2026-02-01,6,R1", "Acme,2026-02-02,6,R1", heads=PAYMENTS, kind="payments"
    )
    assert counts(found) == (1, 0, 0, 1)
    assert "payment 1 with reference R1 is in the ledger with 5.00 EUR" in found["problems"][0]["message"]


def test_a_payment_of_tomorrow_and_one_of_another_customer(arcollect: Arcollect) -> None:
    imported(arcollect, "A,Acme,2026-01-01,,5,,", "B,Beta,2026-01-01,,5,,")
    heads = "customer,on,amount,invoice"
    found = imported(
        arcollect,
        "Acme,2026-03-03,5,A",
        "Acme,2026-03-02,5,B",
        "Beta,2026-03-02,5,B",
        heads=heads,
        kind="payments",
    )
    assert counts(found) == (1, 0, 0, 2)
    assert ["lies after today" in found["problems"][0]["message"], found["problems"][1]["message"]] == [
        True, "invoice B is not Acme's",
    ]  # fmt: skip


def test_a_payment_in_another_currency_than_its_invoice(arcollect: Arcollect) -> None:
    imported(arcollect, "A,Acme,2026-01-01,,5,,")
    heads = "customer,on,amount,invoice,currency"
    found = imported(arcollect, "Acme,2026-03-02,5,A,USD", heads=heads, kind="payments")
    assert "invoice A is in another currency than the payment" in found["problems"][0]["message"]
