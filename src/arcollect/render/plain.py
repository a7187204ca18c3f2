"""A page as plain text for pipes and files: no colour, no borders, nothing cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.render.clean import clean
from arcollect.render.page import Fields, Line, Page, Table, Value
from arcollect.render.width import pad, width

if TYPE_CHECKING:
    from collections.abc import Iterator


def page_lines(page: Page) -> Iterator[str]:
    """The page's lines, each ended."""
    for block in page.blocks:
        if type(block) is Line:  # said exactly, for lists have very many
            yield _line(block)
        else:
            for line in _lines(block):  # type: ignore[arg-type]  # what is no Line is one of these
                yield f"{line.rstrip()}\n"


def _lines(block: Table | Fields) -> list[str]:
    if isinstance(block, Table):
        return _table(block)
    pairs = [(name, _text(value)) for name, value in block.pairs]
    wide = max((width(name) for name, value in pairs if value), default=0)
    return [f"{pad(name, wide)}  {value}" for name, value in pairs if value]


def _line(line: Line) -> str:
    text, indent, right = line
    left = f"{'  ' * indent}{_text(text)}"
    return f"{left}  {_text(right)}".rstrip() + "\n" if right else left.rstrip() + "\n"


def _table(table: Table) -> list[str]:
    body = [[_text(v) for v in row] for row in (*table.rows, *table.foot)]
    titles = [column.title for column in table.columns]
    widths = [max(map(width, column)) for column in zip(titles, *body, strict=True)]
    rights = [column.right for column in table.columns]
    lines = [
        "  ".join(pad(t, w, right=r) for t, w, r in zip(row, widths, rights, strict=True))
        for row in (titles, *body)
    ]
    return [table.title, *lines] if table.title else lines


def _text(value: Value) -> str:
    return clean(value if isinstance(value, str) else value.text)
