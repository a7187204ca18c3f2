"""Draws README's picture, the demo company's week as a terminal shows it: `python tests/picture.py` writes the SVG."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console

TARGET = Path(__file__).parent.parent / "examples" / "week.svg"
COLUMNS = 92


def draw() -> str:
    """The picture as SVG, the same on every machine."""
    from arcollect.cli.demo import build
    from arcollect.cli.desk import Desk
    from arcollect.cli.due import week_page
    from arcollect.render.table import print_page

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        desk = Desk(ledger=str(path), as_of="2026-03-02", quiet=True)
        build(desk, path)
        console = Console(
            record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", markup=False
        )
        print_page(week_page(desk), sys.stdout, console)
    svg = console.export_svg(title="arcollect due --week", unique_id="week")
    return re.sub(
        r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL
    )  # the reader's own font will do; nothing is fetched


if __name__ == "__main__":
    os.environ.pop("ARCOLLECT_LEDGER", None)
    TARGET.write_text(draw(), encoding="utf-8")
