"""`arcollect backup`: a copy of the ledger, proven by reading it back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from arcollect.cli.declare import Argument, single
from arcollect.cli.desk import Desk
from arcollect.domain.paths import user_path
from arcollect.errors import Refused
from arcollect.render.page import Line, Page

app = single()


@app.command()
def backup(desk: Desk, file: Annotated[str, Argument(metavar="FILE", help="A new file for the copy.")]) -> None:
    """Copy the ledger to a new file, also while it is in use; the copy is read back and checked.

    \b
    Example:
      arcollect backup ledger-2026-03.db
    """
    copy(desk, desk.path, user_path(file))


def copy(desk: Desk, source: Path, target: Path) -> None:
    """Copies and says what the checks say; shared with `restore`."""
    from arcollect.ledger.copies import copy_to

    failed = [r for r in copy_to(source, target, desk.today) if not r.ok]
    if failed:
        fault = f"{failed[0].name}: {failed[0].message}"
        raise Refused(
            f"{source} is copied to {target} as it is, and `check` finds fault with it: {fault}; see `arcollect check`"
        )
    data = {"from": str(source), "to": str(target), "bytes": target.stat().st_size}
    desk.answer(data, lambda: Page([Line(f"{source} copied to {target}, {data['bytes']} bytes, read back and whole")]))
