"""CSV, with the separators that programs really write."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice, repeat
from typing import TYPE_CHECKING

from arcollect.errors import BadData
from arcollect.exchange.grid import CHUNK, LONGEST_CELL, Gathering, Grid, gather

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterable, Iterator, Sequence

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_BYTES, SAMPLE_CHARACTERS, SAMPLE_LINES = 80_000, 20_000, 50
"""From how much of a file its separator is guessed."""


def read_csv(raw: bytes, name: str, codec: tuple[str, str], done: Callable[[int], None]) -> Grid:
    """The rows of a CSV file; `codec` is its encoding and what to do with bytes that do not fit.

    `done` is told how many bytes are read. BadData when the file `name` is no CSV.
    """
    encoding, errors = codec
    separator = _separator(raw[:SAMPLE_BYTES].decode(encoding, "replace")[:SAMPLE_CHARACTERS])
    buffer = io.BytesIO(raw)
    stream = io.TextIOWrapper(buffer, encoding, errors, newline="")
    lines: Iterator[str] = (line.replace("\0", "\ufffd") for line in stream) if b"\0" in raw else stream
    csv.field_size_limit(LONGEST_CELL * 100)
    read = _quoted if _quote_in(encoding) in raw else _unquoted
    grid = read(lines, separator, name, lambda: done(buffer.tell()))
    stream.close()
    return grid


def _quote_in(encoding: str) -> bytes:
    """The byte that every quotation mark has in the encoding, whatever its byte order."""
    once, twice = ('"' * n for n in (1, 2))
    return twice.encode(encoding)[len(once.encode(encoding)) :].strip(b"\0")


def _quoted(lines: Iterator[str], separator: str, name: str, tick: Callable[[], None]) -> Grid:
    """The rows where a quoted cell may hold separators and line ends."""
    reader = csv.reader(lines, delimiter=separator)
    starts: list[int] = []
    try:
        columns = gather(_noting_starts(reader, starts), tick)
    except csv.Error as error:
        raise _no_csv(name, reader.line_num, error) from error
    return Grid(starts, columns)


def _noting_starts(reader: Reader, starts: list[int]) -> Iterator[list[str]]:
    start = 1
    for cells in reader:
        starts.append(start)
        yield cells
        start = reader.line_num + 1


def _unquoted(lines: Iterator[str], separator: str, name: str, tick: Callable[[], None]) -> Grid:
    """The rows where each line is one, cut at once where all lines have as many cells.

    In a third of the time.
    """
    gathering = Gathering()
    while chunk := list(islice(lines, CHUNK)):
        if columns := _cut(chunk, separator):
            gathering.add(columns, len(chunk))
        else:
            gathering.add_rows(_rows(chunk, separator, name, gathering.count))
        tick()
    return Grid(range(1, gathering.count + 1), gathering.columns())


def _cut(lines: Sequence[str], separator: str) -> list[list[str]] | None:
    """The columns of lines that all have the same number of cells, None where they have not."""
    widths = set(map(str.count, lines, repeat(separator)))
    if len(widths) > 1 or max(map(len, lines)) > LONGEST_CELL:
        return None
    width = widths.pop() + 1
    cells = separator.join(lines).split(separator)
    return [cells[n::width] for n in range(width)]


def _rows(lines: Iterable[str], separator: str, name: str, before: int) -> list[list[str]]:
    reader = csv.reader(lines, delimiter=separator)
    try:
        return list(reader)
    except csv.Error as error:
        raise _no_csv(name, before + reader.line_num, error) from error


def _no_csv(name: str, line: int, error: csv.Error) -> BadData:
    return BadData(f"{name} is no CSV from line {line} on ({error}); save it anew as CSV")


def _separator(text: str) -> str:
    """The one that cuts the first lines into the same number of columns, and into most."""
    sample = text.splitlines()[:SAMPLE_LINES]

    def score(separator: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if row)
        width, often = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return (often / max(len(sample), 1) if width > 1 else 0.0, width)

    try:
        return max(SEPARATORS, key=score)
    except csv.Error:
        return ","
