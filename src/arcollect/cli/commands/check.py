"""`arcollect check`: the books prove that they are whole."""

from __future__ import annotations

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import single
from arcollect.render.page import Cell, Line, Page

app = single()


@app.command()
def check(context: Context) -> int:
    """Prove the books: the file, its references, sums, promises, and that the journal tells every row.

    Silent with exit code 0 when all is well; else a line for each check that fails, and exit code 1.

    \b
    Example:
      arcollect check
    """
    from arcollect.services.proving import check as prove

    results = prove(context.ledger)
    failed = [result for result in results if not result.ok]
    data = {"checks": [{"name": r.name, "ok": r.ok, "message": r.message} for r in results]}
    context.answer(data, lambda: Page([Line(Cell(f"{r.name}: {r.message}", "bad")) for r in failed]))
    return 1 if failed else 0
