"""A page on a terminal, by Rich: sized to the screen, coloured by meaning. Texts are never read as markup."""

from __future__ import annotations

from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from arcollect.render.clean import clean
from arcollect.render.page import Block, Fields, Line, Page, Table, Value, cell

LOOKS = {
    "": "",
    "head": "bold cyan",
    "strong": "bold",
    "quiet": "dim",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
}


def print_page(page: Page, stream: TextIO, console: Console | None = None) -> None:
    """Prints the page to the terminal behind `stream`."""
    console = console or Console(file=stream, highlight=False, emoji=False, markup=False, soft_wrap=False)
    for block in page.blocks:
        console.print(_render(block, console.width))


def _render(block: Block, columns: int) -> RenderableType:
    if isinstance(block, Table):
        return _table(block, columns)
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


def _table(table: Table, columns: int) -> RenderableType:
    tight = columns < 100
    rich = RichTable(
        title=table.title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, show_edge=False,
        pad_edge=False, padding=(0, 0 if tight else 1, 0, 0), show_footer=False, header_style="bold",
    )  # fmt: skip
    for column in table.columns:
        rich.add_column(
            Text(column.title), justify="right" if column.right else "left", no_wrap=column.keep or column.right,
            overflow="fold", min_width=4 if not column.keep else None,
        )  # fmt: skip
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
