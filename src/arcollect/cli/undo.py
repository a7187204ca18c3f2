"""`arcollect undo`: take back the last change, and again the one before."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Argument, single
from arcollect.cli.desk import Desk
from arcollect.cli.options import MOST
from arcollect.render.page import Line, Page

app = single()


@app.command()
def undo(
    desk: Desk,
    entry: Annotated[
        int | None,
        Argument(metavar="ENTRY", help="Its number in `log`; the last one if not given.", show_default=False, max=MOST),
    ] = None,
) -> None:
    """Take back the last change, and again the one before; an undo is an entry itself.

    \b
    Examples:
      arcollect undo
      arcollect undo 12
    """
    with desk.changing() as change:
        from arcollect.ledger.write.undo import undo as take_back

        taken = take_back(change, entry)
    data = {
        "undone": {
            "id": taken["id"],
            "at": taken["at"],
            "who": taken["who"],
            "command": taken["command"],
            "changes": taken["changes"],
        }
    }
    desk.answer(
        data,
        lambda: Page(
            [Line(f"took back entry {taken['id']} of {taken['at'][:16].replace('T', ' ')}: {taken['command']}")]
        ),
    )
