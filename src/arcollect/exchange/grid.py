"""A file as columns of text: a long file has few different dates and names, and each is then read once."""

from __future__ import annotations

from itertools import compress, islice, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST_CELL = 10_000
"""Characters; what is longer is cut."""
CHUNK = 10_000
"""So many rows are turned into columns at a time."""
TITLES = 30
"""Among how many rows from the top the headings are looked for."""


class Grid:
    """The cells of a file by column, all columns equally long, and the line that each row begins on."""

    def __init__(self, numbers: Sequence[int], columns: list[list[str]], note: str | None = None) -> None:
        self.numbers, self.columns = numbers, columns
        self.note = note
        """What the user should know of how the file was read, None when there is nothing."""

    def __len__(self) -> int:
        return len(self.numbers)

    def row(self, index: int) -> tuple[str, ...]:
        """One row's cells."""
        return tuple(column[index] for column in self.columns)

    def only(self, wanted: Callable[[int], bool], suspects: Iterable[int], start: int = 0) -> Grid:
        """The rows from `start` on, less those `suspects` that are not wanted."""
        gone = {n for n in suspects if n >= start and not wanted(n)}
        if not gone:
            return Grid(self.numbers[start:], [column[start:] for column in self.columns]) if start else self
        keep = [n >= start and n not in gone for n in range(len(self))]
        return Grid(list(compress(self.numbers, keep)), [list(compress(c, keep)) for c in self.columns])


class Gathering:
    """Columns while a file is read into them, chunk by chunk; `width` is how many there are at most.

    The first rows decide on that: what stands beyond the headings has no name, and one line that is much
    too long would widen all the others.
    """

    def __init__(self) -> None:
        self.count = 0
        self.width = 0
        self._columns: list[_Column] = []

    def add_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Takes a chunk of rows, some longer than others."""
        self.width = self.width or max(map(len, rows[:TITLES])) or max(map(len, rows))
        if max(map(len, rows)) > self.width:
            rows = [row[: self.width] for row in rows]
        columns = list(zip_longest(*rows, fillvalue=""))
        for n, cells in enumerate(columns):
            if max(map(len, cells)) > LONGEST_CELL:
                columns[n] = tuple(cell.strip()[:LONGEST_CELL] for cell in cells)
        self.add(columns, len(rows))

    def add(self, columns: Sequence[Sequence[str]], count: int) -> None:
        """Takes a chunk of `count` rows that are columns already, with no cell longer than the longest."""
        self.width = self.width or len(columns)
        for index, cells in enumerate(columns[: self.width]):
            if index == len(self._columns):
                self._columns.append(_Column(self.count))
            self._columns[index].extend(cells)
        self.count += count
        for column in self._columns:
            column.fill(self.count)

    def columns(self) -> list[list[str]]:
        """What was gathered."""
        return [column.cells for column in self._columns]


def gather(rows: Iterator[Sequence[str]], tick: Callable[[], None] = lambda: None) -> list[list[str]]:
    """Rows of cells, some longer than others, as columns of stripped cells.

    `tick` is called after each chunk.
    """
    gathering = Gathering()
    while chunk := list(islice(rows, CHUNK)):
        gathering.add_rows(chunk)
        tick()
    return gathering.columns()


class _Column:
    """A column while it is read; texts that come again are kept once."""

    def __init__(self, blank: int) -> None:
        self.cells = [""] * blank
        self._known: dict[str, str] | None = {}

    def extend(self, cells: Sequence[str]) -> None:
        stripped = list(map(str.strip, cells))
        if self._known is not None:
            stripped = list(map(self._known.setdefault, stripped, stripped))
            if len(self._known) * 2 > len(self.cells) + len(stripped):
                self._known = None  # nearly all differ: remembering them saves nothing
        self.cells += stripped

    def fill(self, length: int) -> None:
        self.cells += [""] * (length - len(self.cells))


def first_filled(row: Iterable[str]) -> str:
    """The first cell of a row that is not empty."""
    return next(filter(None, row), "")
