"""`arcollect aging`: how old the receivables are."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Option, single
from arcollect.cli.desk import Desk
from arcollect.domain.ageing import Ageing, AgeRow, age
from arcollect.domain.money import plain, to_major
from arcollect.errors import NotMeant
from arcollect.render.page import Cell, Column, Line, Page, Table

app = single()


@app.command()
def aging(
    desk: Desk,
    base: Annotated[str, Option("--base", help="Count days from the `due` date or the `invoice` date.")] = "due",
    edges: Annotated[str | None, Option("--edges", help="Where columns end, as 30,60,90,120.")] = None,
    by: Annotated[str, Option("--by", help="customer, group or rep.")] = "customer",
) -> None:
    """How old the receivables are on --as-of, past days too; the columns of a row sum to the balance.

    \b
    Examples:
      arcollect aging
      arcollect --as-of 2026-01-31 aging --by rep --edges 15,30,60
    """
    if base not in ("due", "invoice"):
        raise NotMeant(f"`{base}` is no base for ageing; give due or invoice")
    if by not in ("customer", "group", "rep"):
        raise NotMeant(f"`{by}` cannot be a row; give customer, group or rep")
    names = {c.id: {"customer": c.code, "group": c.group, "rep": c.rep}[by] or f"no {by}" for c in desk.by_id.values()}
    items = desk.book.open_items(desk.today)
    found = age(items, desk.book.on_account(desk.today), names, desk.today, _edges(desk, edges), base)  # type: ignore[arg-type]  # base was checked above
    full = {c.code: c.name for c in desk.by_id.values()} if by == "customer" else {}
    desk.answer(lambda: _data(found, full, by), lambda: _page(found, full, by))


def _data(found: Ageing, names: dict[str, str], by: str) -> dict[str, object]:
    return {
        "as_of": found.as_of,
        "base": found.base,
        "by": by,
        "columns": list(found.columns),
        "rows": (_row(r) | {"name": names.get(r.name, r.name)} for r in found.rows),
        "totals": [_row(r) for r in found.totals],
    }


def _edges(desk: Desk, text: str | None) -> tuple[int, ...]:
    if text is None:
        return desk.settings.age_edges
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise NotMeant(f"`{text}` are no age edges; give them as 30,60,90,120") from None


def _row(row: AgeRow) -> dict[str, object]:
    amounts = {column: to_major(amount, row.currency) for column, amount in row.amounts.items()}
    return {"customer": row.name, "currency": row.currency, **amounts, "total": to_major(row.total, row.currency)}


def _page(found: Ageing, names: dict[str, str], by: str) -> Page:
    used = [c for c in found.columns if any(r.amounts[c] for r in found.rows)]
    heads = [
        Column(by),
        Column("", keep=True),
        *(Column(c.replace("_", " "), right=True) for c in used),
        Column("total", right=True),
    ]
    title = f"receivables as of {found.as_of}, by days past the {'due' if found.base == 'due' else 'invoice'} date"
    if not found.rows:
        return Page([Line(title), Line(Cell("nobody owes anything", "quiet"))])

    def cells(row: AgeRow, name: str) -> list[str]:
        figures = [plain(row.amounts[c], row.currency) if row.amounts[c] else "" for c in used]
        return [name, row.currency, *figures, plain(row.total, row.currency)]

    rows = [cells(r, names.get(r.name, r.name)) for r in found.rows]
    return Page([Table(heads, rows, [cells(r, "total") for r in found.totals], title=title)])
