"""`arcollect check`: the books prove that they are whole."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Option, single
from arcollect.cli.rows import head_data
from arcollect.render.page import Cell, Line, Page
from arcollect.sentences import _

app = single()


@app.command()
def check(
    context: Context,
    heads: Annotated[
        list[str] | None,
        Option("--head", metavar="HEAD", help="A head that was written down; may be given again."),
    ] = None,
    accept: Annotated[
        str | None, Option("--accept", metavar="REASON", help="Go on with an older copy knowingly.")
    ] = None,
) -> int:
    """Prove the books: the file, its references, sums, promises, and that the journal tells every row.

    Nothing on standard output and exit code 0 when all is well, the journal's head on standard error; else a
    line for each check that fails, and exit code 1. The head stands for the whole journal: write it down, or
    send it to the office, and give it again later.

    \b
    Examples:
      arcollect check
      arcollect check --head 57-20260302-9f86d081884c7d65
      arcollect check --accept "the laptop was stolen; this is the backup of Friday"
    """
    from arcollect.services import proving

    if accept is not None:
        accepted = proving.accept(context.ledger, accept)
        context.say(_("accepted as entry {entry}", entry=accepted.entry))
    proof = proving.check(context.ledger, heads or [])
    failed = [result for result in proof.results if not result.ok]
    checks = [{"name": r.name, "ok": r.ok, "message": r.message} for r in proof.results]
    page = Page([Line(Cell(f"{r.name}: {r.message}", "bad")) for r in failed])
    context.answer({"checks": checks, "head": head_data(proof.head)}, lambda: page)
    if not (failed or context.as_json):
        context.say(_("well; head {head}", head=proof.head.text))
    return 1 if failed else 0
