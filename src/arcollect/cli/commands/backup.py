"""`arcollect backup`: a copy of the ledger, proven by reading it back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, single
from arcollect.cli.rows import head_data
from arcollect.domain.paths import user_path
from arcollect.errors import Refused
from arcollect.render.page import Line, Page
from arcollect.sentences import _

app = single()


@app.command()
def backup(
    context: Context, file: Annotated[str, Argument(metavar="FILE", help="A new file for the copy.")]
) -> None:
    """Copy the ledger to a new file, also while it is in use; the copy is read back and checked.

    \b
    Example:
      arcollect backup ledger-2026-03.db
    """
    copied(context, context.ledger.path, user_path(file))


def copied(context: Context, source: Path, target: Path) -> None:
    """Copies and says what the checks say; shared with `restore`."""
    from arcollect.services.proving import copy

    proof = copy(source, target, context.today)
    failed = [result for result in proof.results if not result.ok]
    if failed:
        fault = f"{failed[0].name}: {failed[0].message}"
        raise Refused(
            f"{source} is copied to {target} as it is, and `check` finds fault with it: {fault}; see "
            "`arcollect check`"
        )
    size, head = target.stat().st_size, proof.head
    data = {"from": str(source), "to": str(target), "bytes": size, "head": head_data(head)}
    words = "{source} copied to {target}, {size} bytes, read back and whole; head {head}"
    text = _(words, source=source, target=target, size=size, head=head.text)
    context.answer(data, lambda: Page([Line(text)]))
