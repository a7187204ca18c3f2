"""`arcollect when`: what day a spoken date means."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, single
from arcollect.render.page import Line, Page

app = single()


@app.command()
def when(
    context: Context,
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
    said = text if text is not None else context.ask("when", "TEXT")
    day = context.day(said)
    context.answer(
        {"text": said, "date": day},
        lambda: Page([Line(f"{day}  {day:%A}, {_ahead((day - context.today).days)}")]),
    )


def _ahead(days: int) -> str:
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
