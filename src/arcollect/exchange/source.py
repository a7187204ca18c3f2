"""A file opened: its bytes, its format by how they begin, and its rows by the reader of that format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from arcollect.domain.paths import user_path
from arcollect.errors import BadData
from arcollect.exchange.csv_file import read_csv
from arcollect.exchange.encoding import codec
from arcollect.exchange.xlsx_file import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from arcollect.exchange.grid import Grid

    Progress = Callable[[str, int], Callable[[int], None]]

MOST_BYTES = 200 * 1024 * 1024
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_grid(name: str, encoding: str | None = None, progress: Progress | None = None) -> Grid:
    """The rows of the file (`-` is standard input); BadData when it cannot be read as CSV or XLSX.

    `encoding` is the one that the user names; `progress` is told what is done and of how many bytes, and
    gives what is to be told how many are done.
    """
    raw = _bytes(name)
    if raw.startswith(ZIP):
        return read_xlsx(raw, name, MOST_BYTES)
    if raw.startswith(OLD_EXCEL):
        raise BadData(f"{name} is an old .xls file; save it as .xlsx or CSV and import that")
    done = progress(f"reading {name}", len(raw)) if progress else lambda _bytes: None
    return read_csv(raw, name, codec(raw, name, encoding), done)


def _bytes(name: str) -> bytes:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with user_path(name).open("rb") as file:
                raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadData(f"cannot read {name}: {error.strerror or error}; check the path") from error
    except ValueError as error:
        raise BadData(f"`{name[:40]}` is no path of a file; check it") from error
    if len(raw) > MOST_BYTES:
        raise BadData(f"{name} is larger than {MOST_BYTES // 2**20} MB; split it")
    if not raw.strip():
        raise BadData(f"{name} is empty; there is nothing to import")
    return raw
