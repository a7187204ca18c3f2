"""Files that mean harm: bombs, huge cells, formulas, bad bytes. A plain error or harmless text, never more."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from arcollect.errors import BadData
from arcollect.exchange import source
from arcollect.exchange.source import read_grid

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Arcollect

SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><worksheet><sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>'
)


def workbook(folder: Path, sheet: bytes) -> str:
    from openpyxl import Workbook

    stream = io.BytesIO()
    Workbook().save(stream)
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name == SHEET else source.read(name))
    return str(path)


def test_entities_that_expand_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="cannot be read as XLSX"):
        read_grid(workbook(tmp_path, BOMB.encode()))


def test_what_unpacks_to_far_too_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "MOST_BYTES", 1_000_000)
    with pytest.raises(BadData, match="would unpack"):
        read_grid(workbook(tmp_path, b"<worksheet>" + b" " * 3_000_000 + b"</worksheet>"))


def test_a_cell_of_ten_megabytes_is_an_error_with_its_line(arcollect: Arcollect) -> None:
    (arcollect.folder / "big.csv").write_text(
        "number,customer,issued,amount\nF-1," + "x" * 10_000_000 + ",2026-01-05,5\n", encoding="utf-8"
    )
    said = arcollect("import", "invoices", "big.csv")
    assert said.code == 3
    assert len(said.err) < 1000


def test_a_thousand_digits_and_the_year_9999(arcollect: Arcollect) -> None:
    (arcollect.folder / "odd.csv").write_text(
        f"number,customer,issued,amount\nF-1,A,2026-01-05,{'9' * 1000}\nF-2,A,9999-12-31,5\n",
        encoding="utf-8",
    )
    said = arcollect("import", "invoices", "odd.csv")
    assert (said.code, said.err.count("line ")) == (3, 2)


def test_control_characters_in_a_file_are_kept_as_text_and_shown_harmless(arcollect: Arcollect) -> None:
    (arcollect.folder / "evil.csv").write_bytes(
        b"number,customer,issued,amount\nF-1,\x1b[2JAcme\x00 [bold]x,2026-01-05,5\n"
    )
    assert arcollect("import", "invoices", "evil.csv").code == 0
    shown = arcollect("invoice", "list").out
    assert "\x1b" not in shown
    assert "\\x1b[2JAcme" in shown
