"""A page on a terminal, by Rich: sized to the screen, coloured by meaning. Texts are never read as markup."""

from __future__ import annotations

from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from arcollect.render.clean import clean
from arcollect.render.page import Block, Cell, Fields, Line, Page, Table, Value, cell
from arcollect.render.width import width

LOOKS = {
    "": "",
    "head": "bold cyan",
    "strong": "bold",
    "quiet": "dim",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
}


FOLDED = 12
"""Columns that a text column keeps at least before a table is set in lines instead."""


def print_page(page: Page, stream: TextIO, console: Console | None = None) -> None:
    """Prints the page to the terminal behind `stream`."""
    console = console or Console(file=stream, highlight=False, emoji=False, markup=False, soft_wrap=False)
    for block in page.blocks:
        console.print(_render(block, console.width))


def _render(block: Block, columns: int) -> RenderableType:
    if isinstance(block, Table):
        return _table(block, columns) if _fits(block, columns) else _stacked(block)
    if isinstance(block, Fields):
        return _fields(block)
    return _line(block)


def _line(line: Line) -> RenderableType:
    left: RenderableType = _text(line.text)
    if cell(line.right).text:
        grid = RichTable.grid(expand=True, padding=(0, 1))
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(justify="right", no_wrap=True)
        grid.add_row(left, _text(line.right))
        left = grid
    return Padding(left, (0, 0, 0, 2 * line.indent)) if line.indent else left


def _fields(fields: Fields) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in fields.pairs:
        if cell(value).text:
            grid.add_row(name, _text(value))
    return grid


def _fits(table: Table, columns: int) -> bool:
    """Whether the figures and kept columns stand whole, with some room for each of the others."""
    rows = [
        [column.title for column in table.columns],
        *([cell(v).text for v in row] for row in (*table.rows, *table.foot)),
    ]
    needed = 0
    for column, texts in zip(table.columns, zip(*rows, strict=True), strict=True):
        widest = max(map(width, texts))
        needed += (widest if column.right or column.keep else min(widest, FOLDED)) + 1
    return needed <= columns


def _stacked(table: Table) -> RenderableType:
    """For a narrow screen: each row as lines of its own, nothing cut off."""
    lines: list[RenderableType] = [Text(table.title, style="bold")] if table.title else []
    for row in (*table.rows, *table.foot):
        lines.append(_text(Cell(cell(row[0]).text, "strong")))
        pairs = [(c.title, v) for c, v in zip(table.columns[1:], row[1:], strict=True)]
        lines.append(Padding(_fields(Fields(pairs)), (0, 0, 0, 2)))
    return Group(*lines)


def _table(table: Table, columns: int) -> RenderableType:
    tight = columns < 100
    rich = RichTable(
        title=table.title or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 0 if tight else 1, 0, 0),
        show_footer=False,
        header_style="bold",
    )
    for column in table.columns:
        rich.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            no_wrap=column.keep or column.right,
            overflow="fold",
            min_width=4 if not column.keep else None,
        )
    for row in table.rows:
        rich.add_row(*(_text(v) for v in row))
    if table.foot:
        rich.add_section()
        for row in table.foot:
            rich.add_row(*(_text(v) for v in row), style="bold")
    return rich


def _text(value: Value) -> Text:
    shown = cell(value)
    return Text(clean(shown.text), style=LOOKS[shown.style])
