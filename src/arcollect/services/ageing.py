"""How old the receivables are, on any day, by customer, group or rep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.ageing import age

if TYPE_CHECKING:
    from arcollect.domain.ageing import Ageing, Base
    from arcollect.services.opening import Ledger

ROWS = ("customer", "group", "rep")


def ageing(ledger: Ledger, by: str, base: Base, edges: tuple[int, ...] | None = None) -> Ageing:
    """The ageing as of today; `by` is one of `ROWS`, `edges` are the ledger's own without any."""
    book, today = ledger.book, ledger.today
    names = {
        c.id: getattr(c, "code" if by == "customer" else by) or f"no {by}" for c in ledger.by_id.values()
    }
    items, on_account = book.invoices.open_items(today), book.payments.on_account(today)
    return age(items, on_account, names, today, edges=edges or ledger.settings.age_edges, base=base)
