"""What a command has to say, before anyone decides how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Style = Literal["", "head", "strong", "quiet", "good", "bad", "warn"]


class Cell(NamedTuple):
    """A text with its meaning; how a meaning looks is the renderer's business."""

    text: str
    style: Style = ""


Value: TypeAlias = str | Cell


class Column(NamedTuple):
    """A table's column: right-aligned for figures.

    `keep` columns are not folded when the screen is narrow.
    """

    title: str
    right: bool = False
    keep: bool = False


class Table(NamedTuple):
    """Rows under headings, with totals at the foot."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    foot: Sequence[Sequence[Value]] = ()
    title: str = ""


class Line(NamedTuple):
    """One line of text, indented by so many steps; `right` stands at the right edge."""

    text: Value
    indent: int = 0
    right: Value = ""


class Fields(NamedTuple):
    """Names with values, one a line; empty values are left out."""

    pairs: Sequence[tuple[str, Value]]


Block: TypeAlias = Table | Line | Fields


class Page(NamedTuple):
    """Blocks from top to bottom, read once; very long pages are made while they are shown."""

    blocks: Iterable[Block] = ()


def cell(value: Value) -> Cell:
    """The value as a cell."""
    return value if isinstance(value, Cell) else Cell(value)
