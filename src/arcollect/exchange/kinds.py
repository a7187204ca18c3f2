"""What must be so of the rows of each kind of file, beyond what each cell says."""

from __future__ import annotations

from operator import gt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from arcollect.exchange.faults import Faults

    Columns = dict[str, list[Any]]
    """The values of the rows by the ledger's names for the columns."""


def check_customers(columns: Columns, faults: Faults) -> None:
    """Customers have a name; where it is empty, the code serves."""
    if "" in columns["name"]:
        pairs = zip(columns["name"], columns["code"], strict=True)
        columns["name"] = [name or code or "" for name, code in pairs]
    faults.of(columns["name"])
    faults.blank(columns["name"], lambda _n: "the name is empty")


def check_invoices(columns: Columns, faults: Faults) -> None:
    """Invoices have a number, a customer and a day; one without an issue date is issued when it falls due."""
    numbers, names = columns["number"], columns["customer"]
    faults.of(numbers)
    faults.of(names)
    faults.blank(numbers, lambda _n: "the invoice number is empty")
    faults.blank(names, lambda n: f"invoice {numbers[n]} has no customer")
    for name in ("currency", "amount", "issued", "due"):
        faults.of(columns[name])
    _check_days(faults, columns)
    if None in columns["issued"]:
        pairs = zip(columns["issued"], columns["due"], strict=True)
        columns["issued"] = [issued or due for issued, due in pairs]


def _check_days(faults: Faults, columns: Columns) -> None:
    numbers, issued, due = columns["number"], columns["issued"], columns["due"]
    if not faults and None not in issued and None not in due and not any(map(gt, issued, due)):
        return
    pairs = list(zip(issued, due, strict=True))
    late = (n for n, (i, d) in enumerate(pairs) if i and d and n not in faults and d < i)
    faults.where(
        late, lambda n: f"invoice {numbers[n]} would be due on {due[n]}, before it is issued on {issued[n]}"
    )
    undated = (n for n, (i, d) in enumerate(pairs) if not i and not d)
    faults.where(undated, lambda n: f"invoice {numbers[n]} has neither an issue date nor a due date")


def check_payments(columns: Columns, faults: Faults) -> None:
    """Payments have a day, and name the customer or an invoice."""
    days, names, numbers = columns["on_day"], columns["customer"], columns["invoice"]
    faults.of(days)
    faults.blank(days, lambda _n: "the day of the payment is empty")
    for column in (columns["currency"], columns["amount"], names):
        faults.of(column)
    if None in names:
        pairs = zip(names, numbers, strict=True)
        nobody = (n for n, (name, number) in enumerate(pairs) if not name and not number)
        faults.where(nobody, lambda _n: "neither the customer nor an invoice is named")


CHECKS: Mapping[str, Callable[[Columns, Faults], None]] = {
    "customers": check_customers,
    "invoices": check_invoices,
    "payments": check_payments,
}
