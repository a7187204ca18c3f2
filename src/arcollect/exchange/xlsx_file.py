"""XLSX: the first sheet that has anything in it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from arcollect.errors import BadData
from arcollect.exchange.grid import Grid, gather

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDEST = 1000
"""So many columns of a sheet are read; one cell far to the right would else make every row as wide."""


def read_xlsx(raw: bytes, name: str, most: int) -> Grid:
    """The first sheet of the workbook that has anything in it, with a note when others have something too.

    BadData when the file `name` cannot be read, or would unpack to more than `most` bytes: such a file is not
    unpacked at all.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > most:
                raise BadData(f"{name} would unpack to more than {most // 2**20} MB; save it as CSV")
        return _first(load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets)
    except BadData:
        raise
    except Exception as error:  # openpyxl raises what its parsers raise; all of it means the same to the user
        raise BadData(
            f"{name} cannot be read as XLSX ({type(error).__name__}); save it anew, or as CSV"
        ) from error


def _first(sheets: list[Any]) -> Grid:
    filled = [sheet for sheet in sheets if any(any(row) for row in _rows(sheet))]
    if not filled:
        return Grid(range(1, 1), [])
    columns = gather(_rows(filled[0]))
    others = ", ".join(f"`{sheet.title}`" for sheet in filled[1:])
    note = f"only the sheet `{filled[0].title}` was read, not {others}" if others else None
    return Grid(range(1, len(columns[0]) + 1), columns, note)


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    """The sheet's rows as they are, not as far as it says that it reaches: programs write that wrongly."""
    sheet.reset_dimensions()
    return (tuple(map(_cell, islice(row, WIDEST))) for row in sheet.iter_rows(values_only=True))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
    return str(value)
