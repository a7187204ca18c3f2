"""A file as columns of text: a long file has few different dates and names, and each is then read once."""

from __future__ import annotations

from itertools import compress, islice, zip_longest
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST_CELL = 10_000
CHUNK = 10_000
TITLES = 30
"""Among how many rows from the top the headings are looked for."""
T = TypeVar("T")


class Grid:
    """The cells of a file by column, all columns equally long, and the line that each row begins on."""

    def __init__(self, numbers: Sequence[int], columns: list[list[str]]) -> None:
        self.numbers, self.columns = numbers, columns

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


def gather(rows: Iterator[Sequence[str]], tick: Callable[[], None] = lambda: None) -> list[list[str]]:
    """Rows of cells, some longer than others, as columns of stripped cells; `tick` after each chunk."""
    columns: list[_Column] = []
    done = 0
    widest = 0
    while chunk := list(islice(rows, CHUNK)):
        widest = widest or max(map(len, chunk[:TITLES]))
        if max(map(len, chunk)) > widest:  # what stands beyond the headings has no name, and would widen every row
            chunk = [row[:widest] for row in chunk]
        for index, cells in enumerate(zip_longest(*chunk, fillvalue="")):
            if index == len(columns):
                columns.append(_Column(done))
            columns[index].extend(cells)
        done += len(chunk)
        for column in columns:
            column.fill(done)
        tick()
    return [column.cells for column in columns]


class _Column:
    """A column while it is read; texts that come again are kept once."""

    def __init__(self, blank: int) -> None:
        self.cells = [""] * blank
        self._known: dict[str, str] | None = {}

    def extend(self, cells: Sequence[str]) -> None:
        stripped = list(map(str.strip, cells))
        if max(map(len, stripped)) > LONGEST_CELL:
            stripped = [cell[:LONGEST_CELL] for cell in stripped]
        if self._known is not None:
            stripped = list(map(self._known.setdefault, stripped, stripped))
            if len(self._known) * 2 > len(self.cells) + len(stripped):
                self._known = None  # nearly all differ: remembering them saves nothing
        self.cells += stripped

    def fill(self, length: int) -> None:
        self.cells += [""] * (length - len(self.cells))


class Fault(str):
    """In a column of values: this cell is wrong, and why."""

    __slots__ = ()


def each(column: Iterable[str], read: Callable[[str], T]) -> list[T]:
    """The column's values, each different text read once; what cannot be read is a Fault among them."""
    texts = list(column)
    known = {text: read(text) for text in dict.fromkeys(texts)}
    return list(map(known.__getitem__, texts))


class Faults(dict[int, str]):
    """What is wrong with rows, by their index: the first thing found of each."""

    def of(self, column: Sequence[object]) -> None:
        """Takes the faults of a column."""
        if Fault in set(map(type, column)):
            for index, value in enumerate(column):
                if isinstance(value, Fault):
                    self.setdefault(index, str(value))

    def blank(self, column: Sequence[object], say: Callable[[int], str]) -> None:
        """Takes a fault for each cell of a column that is empty."""
        if "" in column or None in column:
            self.where((n for n, value in enumerate(column) if not value), say)

    def where(self, rows: Iterable[int], say: Callable[[int], str]) -> None:
        """Takes a fault for each of these rows."""
        for index in rows:
            self.setdefault(index, say(index))


def first_filled(row: Iterable[str]) -> str:
    """The first cell of a row that is not empty."""
    return next(filter(None, row), "")
