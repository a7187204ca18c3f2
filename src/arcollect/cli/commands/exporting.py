"""`arcollect export`: customers, invoices and payments as CSV."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, Option, single
from arcollect.domain.paths import user_path
from arcollect.errors import Refused, UsageError
from arcollect.render.page import Line, Page
from arcollect.services import exporting

app = single()


@app.command()
def export(
    context: Context,
    kind: Annotated[str, Argument(metavar="KIND", help="customers, invoices or payments.")],
    file: Annotated[str, Argument(metavar="FILE", help="Where to; - is standard output.")] = "-",
    force: Annotated[bool, Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write customers, invoices or payments as CSV that `import` reads again and a spreadsheet opens safely.

    \b
    Examples:
      arcollect export invoices > invoices.csv
      arcollect export customers customers.csv
    """
    if kind not in exporting.READERS:
        raise UsageError(f"`{kind}` cannot be exported; give customers, invoices or payments")
    exported = exporting.export(context.ledger, kind)
    if kind != "customers" and exported.credits + exported.cheques:
        context.say(
            f"note: {exported.credits} credit notes and write-offs and {exported.cheques} cheques in hand "
            "are not in the file"
        )
    data: dict[str, object] = {"file": None if file == "-" else file, "exported": exported.count}
    if file != "-":
        _save(user_path(file), "\ufeff" + exported.text, force=force)
        context.answer(data, lambda: Page([Line(f"{exported.count} {kind} written to {file}")]))
    elif context.as_json:
        context.answer(data | {"csv": exported.text}, Page)
    else:
        sys.stdout.write(exported.text)


def _save(path: Path, text: str, *, force: bool) -> None:
    """Written beside and moved there whole; for its owner alone, as the ledger is."""
    if path.exists() and not force:
        raise Refused(f"{path} is there already; name another file, or replace it with --force")
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is no file that could be replaced; write to - and let the shell take it there")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        made = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(f"cannot write {path}: {error.strerror}; name another file") from error
