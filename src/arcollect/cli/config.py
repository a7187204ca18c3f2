"""`arcollect config`: the ledger's own settings."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Argument, Option, single
from arcollect.cli.desk import Desk
from arcollect.domain.settings import EXPLAINED, checked, shown
from arcollect.errors import NotMeant
from arcollect.render.page import Cell, Column, Page, Table

app = single()


@app.command()
def config(
    desk: Desk,
    key: Annotated[str | None, Argument(metavar="NAME", help="Which setting.", show_default=False)] = None,
    value: Annotated[str | None, Argument(metavar="VALUE", help="What it is to be.", show_default=False)] = None,
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
    if key is not None and (value is not None or unset):
        if key not in shown(desk.settings):
            raise NotMeant(f"no setting `{key}`; `arcollect config` lists them")
        stored = None if unset else checked(key, value or "")
        with desk.changing() as change:
            from arcollect.ledger.write.visits import set_setting

            set_setting(change, key, stored)
    settings = shown(desk.settings)
    if key is not None:
        if key not in settings:
            raise NotMeant(f"no setting `{key}`; `arcollect config` lists them")
        settings = {key: settings[key]}
    rows = [
        (name, text, Cell(EXPLAINED.get(name, "points of this rule in the list"), "quiet"))
        for name, text in settings.items()
    ]
    desk.answer(
        {"settings": settings},
        lambda: Page([Table((Column("setting", keep=True), Column("value"), Column("meaning")), rows)]),
    )
