"""What reaches the screen: nothing steers the terminal, Chinese names line up, narrow screens hold."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from arcollect.render.clean import clean
from arcollect.render.machine import to_json
from arcollect.render.page import Cell, Column, Fields, Line, Page, Table
from arcollect.render.plain import page_lines
from arcollect.render.table import print_page
from arcollect.render.width import pad, width

EVIL = "\x1b[2J[bold]Acme[/bold]\u202egnp.exe\x07\r\n\u2028"


def test_control_characters_are_shown_not_obeyed() -> None:
    assert clean(EVIL) == "\\x1b[2J[bold]Acme[/bold]\\u202egnp.exe\\x07\\x0d \\u2028"


@given(st.text())
def test_nothing_that_is_printed_steers_a_terminal(text: str) -> None:
    page = Page([Line(text, 1, text), Table((Column("a"),), [(text,)]), Fields([("b", text)])])
    printed = "".join(page_lines(page)) + to_json({"a": text})
    assert not [
        c for c in printed if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200f"
    ]
    assert json.loads(to_json({"a": text}).encode("utf-8", "replace")) is not None


@pytest.mark.parametrize("columns", [40, 60, 160])
def test_markup_is_text_on_a_terminal_too(columns: int) -> None:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=columns,
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        highlight=False,
    )
    page = Page(
        [
            Table(
                (Column("name"), Column("sum", right=True)),
                [(Cell(EVIL, "bad"), "1,250.00"), ("南山五金店" * 5, "1")],
                [("total", "2")],
            )
        ]
    )
    print_page(page, stream, console)
    shown = stream.getvalue()
    assert "\x07" not in shown
    assert "[2J" not in shown or "\\x1b[2J" in shown.replace("\n", "")
    assert "1,250.00" in shown


def test_widths() -> None:
    assert width("南山A") == 5
    assert pad("南山", 6) == "南山  "
