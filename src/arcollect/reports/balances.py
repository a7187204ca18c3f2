"""What each customer owes and how much of it is overdue, each currency by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.records import Invoice, OnAccount, OpenItem


@record
class Balance:
    """Open invoices less what is on account.

    `overdue` are the open invoices past their due day. Minor units.
    """

    balance: int = 0
    overdue: int = 0
    on_account: int = 0


def balances(
    invoices: Iterable[Invoice | OpenItem], on_account: Iterable[OnAccount], day: date
) -> dict[int, dict[str, Balance]]:
    """Balances by customer and currency, as of `day`; customers who owe nothing are left out."""
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for invoice in invoices:
        if invoice.open:
            row = sums[invoice.customer_id, invoice.currency]
            row[0] += invoice.open
            row[1] += invoice.open if invoice.due < day else 0
    for credit in on_account:
        row = sums[credit.customer_id, credit.currency]
        row[0] -= credit.amount
        row[2] += credit.amount
    found: dict[int, dict[str, Balance]] = defaultdict(dict)
    for (customer, currency), (balance, overdue, unused) in sums.items():
        found[customer][currency] = Balance(balance=balance, overdue=overdue, on_account=unused)
    return found
