"""A whole file as a sheet: titles, totals and empty lines left out, faulty rows apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from arcollect.errors import BadData, Problem
from arcollect.exchange.grid import Grid, gather
from arcollect.exchange.sheet import Reading, Sheet, moved_by, read_sheet

HEADS = ["number", "customer", "issued", "due", "amount"]


def sheet(*rows: list[str], kind: str = "invoices", **reading: str) -> Sheet:
    grid = Grid(range(1, len(rows) + 1), gather(iter(rows)))
    return read_sheet(grid, kind, Reading(mapped={}, currency="EUR", **reading), "f.csv")


def invoice(number: str, amount: str = "5", due: str = "") -> list[str]:
    return [number, "Acme", "2026-01-05", due, amount]


@pytest.mark.parametrize(
    "total",
    [
        "Total",
        "TOTALES",
        "Subtotal",
        "grand total:",
        "合计",
        "总 计",
        "小计",
        "Suma",
        "sum",
        "總計",
        "合計",
        "Saldo total",
    ],
)
def test_titles_totals_and_empty_lines_are_left_out(total: str) -> None:
    rows = [
        ["Report"],
        [],
        HEADS,
        invoice("F-1"),
        [],
        [total, "", "", "", "5"],
        ["", "", total, "", "5"],
        invoice("Summer-1"),
    ]
    found = sheet(*rows)
    assert (found.columns["number"], found.lines, found.problems) == (["F-1", "Summer-1"], [4, 8], [])


def test_a_total_that_says_more_beside_itself_is_one() -> None:
    assert sheet(HEADS, invoice("F-1"), ["Total 3:", "3 invoices", "2026-01-05", "", "5"]).columns[
        "number"
    ] == ["F-1"]


def test_a_customer_may_be_called_total() -> None:
    heads = ["customer", "number", "issued", "amount"]
    found = sheet(heads, ["Total Energies", "F-1", "2026-01-05", "5"], ["Total", "", "", "5"])
    assert found.columns["customer"] == ["Total Energies"]


def test_a_faulty_row_is_told_with_its_line_and_is_in_no_column() -> None:
    found = sheet(HEADS, invoice("F-1"), invoice("F-2", "abc"), invoice("F-3", "7"))
    assert found.problems == [Problem(3, "`abc` is no amount")]
    assert {len(column) for column in found.columns.values()} == {2}
    assert (found.lines, found.columns["amount"]) == ([2, 4], [50_000, 70_000])


def test_columns_of_what_is_paid_are_named_and_the_rest_are_notes() -> None:
    found = sheet([*HEADS, "Outstanding", "Zona"], [*invoice("F-1"), "2", "Norte"])
    assert (found.paid_columns, found.columns["note"]) == (["Outstanding"], ["Outstanding: 2; Zona: Norte"])


def test_a_file_without_lines() -> None:
    with pytest.raises(BadData, match="headings but no lines below"):
        sheet(HEADS, ["Total", "", "", "", "0"])


def test_the_decimal_mark_and_the_order_of_days_that_are_given_hold() -> None:
    row = ["F-1", "Acme", "03/04/2026", "", "1.250"]
    assert sheet(HEADS, row, dates="mdy", decimal=",").columns["amount"] == [12_500_000]
    assert sheet(HEADS, row, dates="mdy", decimal=".").columns["issued"] == ["2026-03-04"]


def test_days_moved() -> None:
    moved = moved_by(
        sheet(HEADS, invoice("F-1"), invoice("F-2", due="2026-02-28")), "invoices", timedelta(days=2)
    )
    assert (moved.columns["issued"], moved.columns["due"]) == (["2026-01-07"] * 2, [None, "2026-03-02"])
    assert moved.columns["amount"] == [50_000, 50_000]
