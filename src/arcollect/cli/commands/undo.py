"""`arcollect undo`: take back the last change, and again the one before."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.options import MOST
from arcollect.cli.reading.declare import Argument, single
from arcollect.domain.frozen import values_of
from arcollect.render.page import Line, Page

app = single()


@app.command()
def undo(
    context: Context,
    entry: Annotated[
        int | None,
        Argument(
            metavar="ENTRY",
            help="Its number in `log`; the last one if not given.",
            show_default=False,
            max=MOST,
        ),
    ] = None,
) -> None:
    """Take back the last change, and again the one before; an undo is an entry itself.

    \b
    Examples:
      arcollect undo
      arcollect undo 12
    """
    from arcollect.services.history import undo as take_back

    taken = take_back(context.ledger, entry)
    changes = [values_of(one) for one in taken.changes]
    data = {"id": taken.id, "at": taken.at, "who": taken.who, "command": taken.command, "changes": changes}
    text = f"took back entry {taken.id} of {taken.at[:16].replace('T', ' ')}: {taken.command}"
    context.answer({"undone": data}, lambda: Page([Line(text)]))
