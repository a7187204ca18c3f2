"""`arcollect restore`: a copy becomes a ledger again, in a file of its own."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.commands.backup import copied
from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, single
from arcollect.domain.paths import user_path

app = single()


@app.command()
def restore(
    context: Context,
    file: Annotated[str, Argument(metavar="COPY", help="The copy to restore from.")],
    to: Annotated[str, Argument(metavar="NEW", help="A new file; no ledger is ever overwritten.")],
) -> None:
    """Make a ledger from a copy, in a new file; then go on with --ledger or ARCOLLECT_LEDGER.

    \b
    Example:
      arcollect restore ledger-2026-03.db books.db
    """
    from arcollect.services.proving import restored

    target = user_path(to)
    copied(context, user_path(file), target)
    restored(target)
