"""A page as plain text for pipes and files: no colour, no borders, nothing cut off."""

from __future__ import annotations

from arcollect.render.clean import clean
from arcollect.render.page import Block, Fields, Line, Page, Table, Value, cell
from arcollect.render.width import pad, width


def page_text(page: Page) -> str:
    """The page's lines, each ended."""
    lines = [line for block in page.blocks for line in _lines(block)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Fields):
        pairs = [(name, _text(value)) for name, value in block.pairs]
        wide = max((width(name) for name, value in pairs if value), default=0)
        return [f"{pad(name, wide)}  {value}" for name, value in pairs if value]
    return [_line(block)]


def _line(line: Line) -> str:
    text = "  " * line.indent + _text(line.text)
    right = _text(line.right)
    return f"{text}  {right}" if right else text


def _table(table: Table) -> list[str]:
    body = [[_text(v) for v in row] for row in (*table.rows, *table.foot)]
    titles = [column.title for column in table.columns]
    widths = [max(map(width, column)) for column in zip(titles, *body, strict=True)]
    rights = [column.right for column in table.columns]
    lines = [
        "  ".join(pad(t, w, right=r) for t, w, r in zip(row, widths, rights, strict=True)) for row in (titles, *body)
    ]
    return [table.title, *lines] if table.title else lines


def _text(value: Value) -> str:
    return clean(cell(value).text)
