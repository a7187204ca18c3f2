"""`arcollect aging`: how old the receivables are."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Option, single
from arcollect.domain.ageing import Ageing, AgeRow
from arcollect.domain.money import plain, to_major
from arcollect.errors import UsageError
from arcollect.render.page import Cell, Column, Line, Page, Table

app = single()


@app.command()
def aging(
    context: Context,
    base: Annotated[
        str, Option("--base", help="Count days from the `due` date or the `invoice` date.")
    ] = "due",
    edges: Annotated[str | None, Option("--edges", help="Where columns end, as 30,60,90,120.")] = None,
    by: Annotated[str, Option("--by", help="customer, group or rep.")] = "customer",
) -> None:
    """How old the receivables are on --as-of, past days too; the columns of a row sum to the balance.

    \b
    Examples:
      arcollect aging
      arcollect --as-of 2026-01-31 aging --by rep --edges 15,30,60
    """
    from arcollect.services.ageing import ROWS, ageing

    if base not in ("due", "invoice"):
        raise UsageError(f"`{base}` is no base for ageing; give due or invoice")
    if by not in ROWS:
        raise UsageError(f"`{by}` cannot be a row; give customer, group or rep")
    found = ageing(context.ledger, by, "invoice" if base == "invoice" else "due", _edges(edges))
    names = {c.code: c.name for c in context.ledger.by_id.values()} if by == "customer" else {}
    context.answer(lambda: _data(found, names, by), lambda: _page(found, names, by))


def _data(found: Ageing, names: dict[str, str], by: str) -> dict[str, object]:
    return {
        "as_of": found.as_of,
        "base": found.base,
        "by": by,
        "columns": list(found.columns),
        "rows": (_row(r) | {"name": names.get(r.name, r.name)} for r in found.rows),
        "totals": [_row(r) for r in found.totals],
    }


def _edges(text: str | None) -> tuple[int, ...] | None:
    try:
        return tuple(int(part) for part in text.split(",")) if text is not None else None
    except ValueError:
        raise UsageError(f"`{text}` are no age edges; give them as 30,60,90,120") from None


def _row(row: AgeRow) -> dict[str, object]:
    amounts = {column: to_major(amount, row.currency) for column, amount in row.amounts.items()}
    return {
        "customer": row.name,
        "currency": row.currency,
        **amounts,
        "total": to_major(row.total, row.currency),
    }


def _page(found: Ageing, names: dict[str, str], by: str) -> Page:
    used = [c for c in found.columns if any(r.amounts[c] for r in found.rows)]
    base = "due" if found.base == "due" else "invoice"
    title = f"receivables as of {found.as_of}, by days past the {base} date"
    if not found.rows:
        return Page([Line(title), Line(Cell("nobody owes anything", "quiet"))])
    ages = (Column(c.replace("_", " "), right=True) for c in used)
    heads = [Column(by), Column("", keep=True), *ages, Column("total", right=True)]
    rows = [_cells(r, names.get(r.name, r.name), used) for r in found.rows]
    foot = [_cells(r, "total", used) for r in found.totals]
    return Page([Table(heads, rows, foot, title=title)])


def _cells(row: AgeRow, name: str, used: list[str]) -> list[str]:
    figures = [plain(row.amounts[c], row.currency) if row.amounts[c] else "" for c in used]
    return [name, row.currency, *figures, plain(row.total, row.currency)]
