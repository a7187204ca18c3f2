"""`arcollect demo`: a small company around today's date, in a ledger of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Option, single
from arcollect.domain.paths import user_path
from arcollect.errors import Refused

app = single()


@app.command()
def demo(
    context: Context,
    at: Annotated[str | None, Option("--at", help="Where to build it, if not in its usual place.")] = None,
) -> None:
    """Build a small company around today, in a file of its own, and show its week.

    \b
    Example:
      arcollect demo
    """
    from arcollect.cli.commands.due import shown
    from arcollect.services.demo import build
    from arcollect.services.morning import due

    path = _place(at)
    build(path, context.today)
    week = due(context.ledger_at(path), context.today, context.today + timedelta(days=6))
    shown(context, week, why=False, everything=False)
    context.say(f"this is a demo ledger at {path}; your own is not touched. Go on with it:")
    context.say(f"  export ARCOLLECT_LEDGER='{path}'")
    context.say(
        "  arcollect show pepe · arcollect excuse 'check sent' · arcollect promise add pepe 420 --on friday"
    )


def _place(at: str | None) -> Path:
    """The demo's own file; a former demo is made anew, any other file is left alone."""
    if at is not None:
        path = user_path(at).absolute()
        if path.exists():
            raise Refused(f"{path} is there already; name a file that is not")
        return path
    from platformdirs import user_data_path

    from arcollect.services.demo import set_aside

    path = user_data_path("arcollect", appauthor=False) / "demo.db"
    if path.exists():
        set_aside(path, path.with_name("demo.before.db"))  # whoever entered something there finds it again
    return path
