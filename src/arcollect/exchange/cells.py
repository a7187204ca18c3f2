"""The cells of a file by our names for its columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from arcollect.exchange.grid import Grid

GUARDED = re.compile(r"'[=+\-@\t\r]")
NOTES_LENGTH = 2000
"""So many characters of what stands in columns without a name are kept."""


class Cells:
    """The cells of a file by our names for its columns.

    What stands in the other columns is kept as a note.
    """

    def __init__(self, grid: Grid, heads: Sequence[str], columns: Mapping[str, int]) -> None:
        self.grid, self._heads, self._columns = grid, heads, columns
        self._unguarded: dict[str, list[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def text(self, name: str) -> list[str]:
        """A column's cells, unguarded.

        A leading ' that keeps spreadsheets from computing a cell is taken off.
        """
        if name not in self._columns:
            return [""] * len(self.grid)
        if name not in self._unguarded:
            cells = self.grid.columns[self._columns[name]]
            if "'" in "".join(cells):
                cells = [cell[1:] if GUARDED.match(cell) else cell for cell in cells]
            self._unguarded[name] = cells
        return self._unguarded[name]

    def different(self, name: str) -> list[str]:
        """A column's different cells."""
        return list(dict.fromkeys(self.text(name)))

    def extras(self) -> list[str] | None:
        """Of each row what stands in columns that have no name of ours, with their headings.

        None without such.
        """
        known = set(self._columns.values())
        pairs = enumerate(zip(self._heads, self.grid.columns, strict=False))
        others = [(head, cells) for n, (head, cells) in pairs if head and n not in known]
        if not others:
            return None
        heads = [head for head, _ in others]
        rows = zip(*(cells for _, cells in others), strict=True)
        return [
            "; ".join(f"{h}: {c}" for h, c in zip(heads, row, strict=True) if c)[:NOTES_LENGTH]
            for row in rows
        ]
