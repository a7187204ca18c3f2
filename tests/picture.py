"""Draws README's picture, the demo company's week as a terminal shows it: `python tests/picture.py` writes the SVG."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

TARGET = Path(__file__).parent.parent / "examples" / "week.svg"
COLUMNS = 92
TODAY = date(2026, 3, 2)


def draw() -> str:
    """The picture as SVG, the same on every machine."""
    from arcollect.cli.commands.due import page
    from arcollect.render.table import print_page
    from arcollect.services.demo import build
    from arcollect.services.morning import due
    from arcollect.services.opening import Ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        build(path, TODAY)
        week = due(Ledger(path, TODAY), TODAY, TODAY + timedelta(days=6))
        console = Console(
            record=True,
            width=COLUMNS,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
            markup=False,
        )
        print_page(page(week, TODAY, None, why=False), sys.stdout, console)
    svg = console.export_svg(title="arcollect due --week", unique_id="week")
    return re.sub(
        r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL
    )  # the reader's own font will do; nothing is fetched


if __name__ == "__main__":
    os.environ.pop("ARCOLLECT_LEDGER", None)
    TARGET.write_text(draw(), encoding="utf-8")
