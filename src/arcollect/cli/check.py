"""`arcollect check`: the books prove that they are whole."""

from __future__ import annotations

from arcollect.cli.declare import single
from arcollect.cli.desk import Desk
from arcollect.render.page import Cell, Line, Page

app = single()


@app.command()
def check(desk: Desk) -> int:
    """Prove the books: the file, its references, sums, promises, and that the journal tells every row.

    Silent with exit code 0 when all is well; else a line for each check that fails, and exit code 1.

    \b
    Example:
      arcollect check
    """
    from arcollect.ledger.check import run_all

    results = run_all(desk.book, desk.today)
    failed = [r for r in results if not r.ok]
    data = {"checks": [{"name": r.name, "ok": r.ok, "message": r.message} for r in results]}
    desk.answer(data, lambda: Page([Line(Cell(f"{r.name}: {r.message}", "bad")) for r in failed]))
    return 1 if failed else 0
