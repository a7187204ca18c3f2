"""A file as rows of text: CSV in the encodings and separators that programs really write, and XLSX."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from arcollect.domain.paths import user_path
from arcollect.errors import BadData
from arcollect.exchange.grid import LONGEST_CELL, Grid, gather

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterable, Iterator

    Progress = Callable[[str, int], Callable[[int], None]]

MOST_BYTES = 200 * 1024 * 1024
SEPARATORS = (",", ";", "\t", "|")


def read_grid(name: str, encoding: str | None = None, progress: Progress | None = None) -> Grid:
    """The rows of the file (`-` is standard input); BadData when it cannot be read as CSV or XLSX."""
    raw = _bytes(name)
    if raw.startswith(b"PK\x03\x04"):
        rows = _xlsx(raw, name)
        return Grid(range(1, len(rows) + 1), gather(iter(rows)))
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadData(f"{name} is an old .xls file; save it as .xlsx or CSV and import that")
    return _csv(raw, name, *codec(raw, name, encoding), progress)


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


def codec(raw: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """How to decode: by the byte-order mark, else UTF-8, else GB18030 or cp1252, whichever the bytes look like."""
    if encoding:
        try:
            raw.decode(encoding)
        except UnicodeDecodeError as error:
            raise BadData(
                f"{name} is not {encoding} at byte {error.start}; leave --encoding away or give another"
            ) from error
        except (LookupError, UnicodeError) as error:
            raise BadData(f"`{encoding}` is no encoding; give utf-8, gb18030 or cp1252") from error
        return encoding, "strict"
    for mark, found in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return found, "replace"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return ("gb18030", "strict") if _looks_chinese(raw) else ("cp1252", "replace")
    return "utf-8", "strict"


def _looks_chinese(raw: bytes) -> bool:
    """Chinese text comes in pairs of two high bytes; a Western accent is one high byte among ASCII letters."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    high_pairs = singles = position = 0
    while position < len(raw):
        if raw[position] < 0x80:
            position += 1
            continue
        following = raw[position + 1] if position + 1 < len(raw) else 0
        high_pairs, singles = (high_pairs + 1, singles) if following >= 0xA1 else (high_pairs, singles + 1)
        position += 2
    return high_pairs > singles


def _csv(raw: bytes, name: str, encoding: str, errors: str, progress: Progress | None) -> Grid:
    csv.field_size_limit(LONGEST_CELL * 100)
    buffer = io.BytesIO(raw)
    stream = io.TextIOWrapper(buffer, encoding, errors, newline="")
    lines: Iterable[str] = (line.replace("\0", "\ufffd") for line in stream) if b"\0" in raw else stream
    reader = csv.reader(lines, delimiter=_separator(raw[:80_000].decode(encoding, "replace")[:20_000]))
    done = progress(f"reading {name}", len(raw)) if progress else lambda _bytes: None
    starts: list[int] = []
    rows = _noting_starts(reader, starts) if b'"' in raw else reader  # a quoted cell may hold line ends
    try:
        columns = gather(rows, lambda: done(buffer.tell()))
    except csv.Error as error:
        line = reader.line_num
        raise BadData(f"{name} is no CSV from line {line} on ({error}); save it anew as CSV") from error
    stream.close()
    return Grid(starts or range(1, len(columns[0]) + 1 if columns else 1), columns)


def _noting_starts(reader: Reader, starts: list[int]) -> Iterator[list[str]]:
    start = 1
    for cells in reader:
        starts.append(start)
        yield cells
        start = reader.line_num + 1


def _separator(text: str) -> str:
    """The one that cuts the first lines into the same number of columns, and into most."""
    sample = text.splitlines()[:50]

    def score(separator: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if row)
        width, often = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return (often / max(len(sample), 1) if width > 1 else 0.0, width)

    try:
        return max(SEPARATORS, key=score)
    except csv.Error:
        return ","


def _xlsx(raw: bytes, name: str) -> list[tuple[str, ...]]:
    """The first sheet that has anything in it. What unpacks to far more than it should is not unpacked at all."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
                raise BadData(f"{name} would unpack to more than {MOST_BYTES // 2**20} MB; save it as CSV")
        workbook = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = [
            [tuple(map(_cell, row)) for row in sheet.iter_rows(values_only=True)] for sheet in workbook.worksheets
        ]
    except BadData:
        raise
    except Exception as error:  # openpyxl raises what its parsers raise; all of it means the same to the user
        raise BadData(f"{name} cannot be read as XLSX ({type(error).__name__}); save it anew, or as CSV") from error
    return next((rows for rows in sheets if any(any(row) for row in rows)), [])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")
    return str(value)
