"""What is wrong with the cells of a column, told apart from its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")


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

    def __init__(self) -> None:
        self._seen: list[Sequence[object]] = []

    def of(self, column: Sequence[object]) -> None:
        """Takes the faults of a column; one that was looked at already is passed over."""
        if any(column is one for one in self._seen):
            return
        self._seen.append(column)
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
