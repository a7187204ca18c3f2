"""XLSX as programs really write it: titles above, dates and figures as such, dimensions that are not true."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from arcollect.errors import BadData
from arcollect.exchange.sheet import Reading, read_sheet
from arcollect.exchange.source import read_grid
from arcollect.exchange.xlsx_file import WIDEST, read_xlsx
from conftest import Arcollect

MOST = 10**8


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_dimension(raw: bytes, said: str | None) -> bytes:
    """The workbook with another dimension in its sheets, or none."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            new = f'<dimension ref="{said}"/>'.encode() if said else b""
            target.writestr(name, re.sub(rb"<dimension [^>]*/>", new, source.read(name)))
    return stream.getvalue()


HEADS = ["number", "customer", "issued", "amount"]
ROWS: list[list[Any]] = [HEADS, *([f"F-{n}", "Acme", "2026-01-05", n] for n in range(1, 40))]


@pytest.mark.parametrize("said", ["A1:D2", "A1", "A1:B40", "A1:XFD1048576", None])
def test_all_rows_are_read_whatever_the_sheet_says_of_its_size(said: str | None) -> None:
    grid = read_xlsx(with_dimension(workbook(Sales=ROWS), said), "f.xlsx", MOST)
    assert [len(column) for column in grid.columns] == [40] * 4
    assert (grid.row(0), grid.row(39)) == (tuple(HEADS), ("F-39", "Acme", "2026-01-05", "39"))


def test_rows_of_different_lengths(tmp_path: Path) -> None:
    raw = workbook(
        Sales=[HEADS, ["F-1", "Acme", "2026-01-05", 5], ["F-2", "Beta"], [], ["F-3", None, None, 7, "beyond"]]
    )
    grid = read_xlsx(with_dimension(raw, None), "f.xlsx", MOST)
    rows = [grid.row(n) for n in range(2, 5)]
    assert rows == [("F-2", "Beta", "", "", ""), ("",) * 5, ("F-3", "", "", "7", "beyond")]
    assert list(grid.numbers) == [1, 2, 3, 4, 5]


def test_a_cell_far_to_the_right_does_not_widen_the_rest() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    sheet.cell(row=1, column=16_000, value="far")
    stream = io.BytesIO()
    book.save(stream)
    assert len(read_xlsx(stream.getvalue(), "f.xlsx", MOST).columns) <= WIDEST


def test_the_first_sheet_that_has_something_is_read_and_the_others_are_named() -> None:
    grid = read_xlsx(
        workbook(Empty=[], Sales=ROWS, Notes=[["x"]], Blank=[[None]], More=[["y"]]), "f.xlsx", MOST
    )
    assert grid.row(1)[0] == "F-1"
    assert grid.note == "only the sheet `Sales` was read, not `Notes`, `More`"
    assert read_xlsx(workbook(Empty=[], Sales=ROWS, Blank=[[]]), "f.xlsx", MOST).note is None
    assert len(read_xlsx(workbook(Empty=[]), "f.xlsx", MOST)) == 0


def test_an_import_says_which_sheet_it_read(arcollect: Arcollect) -> None:
    (arcollect.folder / "f.xlsx").write_bytes(workbook(Sales=ROWS, Notes=[["x"]]))
    said = arcollect("import", "invoices", "f.xlsx")
    assert (said.code, "note: only the sheet `Sales` was read, not `Notes`" in said.err) == (0, True)
    assert "39 invoices added" in said.out


def test_xlsx(tmp_path: Path) -> None:
    from datetime import datetime

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["Sales 2026"],
        [],
        ["Invoice", "Customer", "Date", "Amount"],
        ["F-1", "Acme", datetime(2026, 1, 5), 0.1 + 0.2],
        ["Total", None, None, 0.3],
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "f.xlsx")
    found = read_sheet(
        read_grid(str(tmp_path / "f.xlsx")), "invoices", Reading(mapped={}, currency="EUR"), "f.xlsx"
    )
    assert (found.columns["amount"], found.columns["issued"], found.lines) == ([3000], ["2026-01-05"], [4])


def test_a_file_that_only_calls_itself_xlsx(tmp_path: Path) -> None:
    (tmp_path / "f.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadData, match="cannot be read as XLSX"):
        read_grid(str(tmp_path / "f.xlsx"))
