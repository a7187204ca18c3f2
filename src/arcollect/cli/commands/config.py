"""`arcollect config`: the ledger's own settings."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, Option, single
from arcollect.domain.settings import EXPLAINED, checked
from arcollect.errors import UsageError
from arcollect.render.page import Cell, Column, Page, Table

app = single()


@app.command()
def config(
    context: Context,
    key: Annotated[str | None, Argument(metavar="NAME", help="Which setting.", show_default=False)] = None,
    value: Annotated[
        str | None, Argument(metavar="VALUE", help="What it is to be.", show_default=False)
    ] = None,
    unset: Annotated[bool, Option("--unset", help="Back to the default.")] = False,
) -> None:
    """Show the ledger's settings, or set one.

    \b
    Examples:
      arcollect config
      arcollect config company "Ferretería Sol"
      arcollect config grace_days 2
      arcollect config points.broken_promise 80
    """
    from arcollect.services.settings import all_settings, put

    settings = all_settings(context.ledger)
    if key is not None and key not in settings:
        raise UsageError(f"no setting `{key}`; `arcollect config` lists them")
    if key is not None and (value is not None or unset):
        put(context.ledger, key, None if unset else checked(key, value or ""))
        settings = all_settings(context.ledger)
    shown = settings if key is None else {key: settings[key]}
    context.answer({"settings": shown}, lambda: Page([_table(shown)]))


def _table(settings: dict[str, str]) -> Table:
    heads = (Column("setting", keep=True), Column("value"), Column("meaning"))
    points = "points of this rule in the list"
    rows = [(name, text, Cell(EXPLAINED.get(name, points), "quiet")) for name, text in settings.items()]
    return Table(heads, rows)
