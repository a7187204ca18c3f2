"""What each customer owes and how much of it is overdue, each currency by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.records import Invoice, OpenItem


class Balance:
    """Open invoices less what is on account; `overdue` are the open invoices past their due day."""

    def __init__(self, balance: int = 0, overdue: int = 0, on_account: int = 0) -> None:
        self.balance, self.overdue, self.on_account = balance, overdue, on_account


def balances(
    invoices: Iterable[Invoice | OpenItem], on_account: Iterable[tuple[int, str, int]], day: date
) -> dict[int, dict[str, Balance]]:
    """Balances by customer and currency, as of `day`; customers who owe nothing are left out."""
    found: dict[int, dict[str, Balance]] = defaultdict(lambda: defaultdict(Balance))
    for invoice in invoices:
        if invoice.open:
            row = found[invoice.customer_id][invoice.currency]
            row.balance += invoice.open
            row.overdue += invoice.open if invoice.due < day else 0
    for customer, currency, amount in on_account:
        row = found[customer][currency]
        row.balance -= amount
        row.on_account += amount
    return found
