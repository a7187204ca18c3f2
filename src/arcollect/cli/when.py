"""`arcollect when`: what day a spoken date means."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Argument, single
from arcollect.cli.desk import Desk
from arcollect.render.page import Line, Page

app = single()


@app.command()
def when(
    desk: Desk,
    text: Annotated[
        str | None, Argument(metavar="TEXT", help="`by friday`, 下周五, `el 15`.", show_default=False)
    ] = None,
) -> None:
    """What day a spoken date means, seen from today (or --as-of).

    \b
    Examples:
      arcollect when "a week on Tuesday"
      arcollect when 下周五上午
      arcollect when "a fin de mes" --lang es
    """
    said = text if text is not None else desk.ask("when", "TEXT")
    day = desk.day(said)
    desk.answer(
        {"text": said, "date": day}, lambda: Page([Line(f"{day}  {day:%A}, {_ahead((day - desk.today).days)}")])
    )


def _ahead(days: int) -> str:
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
