"""Keeps what is stored to make reading quick: what is open of each invoice, and on account of each payment."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from arcollect.ledger.open import statements

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

PIECES = "SELECT payment_id, invoice_id FROM allocation WHERE {} = ?"


@dataclass
class Touched:
    """Invoices and payments whose derived columns are out of date."""

    invoices: set[int] = field(default_factory=set)
    payments: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.invoices or self.payments)

    def note(self, connection: sqlite3.Connection, table: str, row_id: Any, sides: Iterable[Mapping[str, Any]]) -> None:
        """Marks what depends on the row that was changed; `sides` are its values before and after."""
        if table == "invoice":
            self.invoices.add(row_id)
        elif table == "payment":
            self.payments.add(row_id)
            self._pieces(connection, "payment_id", row_id)
        elif table == "allocation":
            self._pieces(connection, "id", row_id)
        for side in sides if table in ("allocation", "credit") else ():
            self.invoices |= {side["invoice_id"]} if side.get("invoice_id") else set()
            self.payments |= {side["payment_id"]} if side.get("payment_id") else set()
        if table == "credit":
            found = connection.execute("SELECT invoice_id FROM credit WHERE id = ?", (row_id,)).fetchone()
            self.invoices |= {found[0]} if found and found[0] else set()

    def _pieces(self, connection: sqlite3.Connection, column: str, row_id: int) -> None:
        for payment, invoice in connection.execute(PIECES.format(column), (row_id,)):
            self.payments.add(payment)
            self.invoices.add(invoice)

    def settle(self, connection: sqlite3.Connection) -> None:
        """Brings the derived columns of what was touched up to date."""
        given = {"invoices": json.dumps(sorted(self.invoices)), "payments": json.dumps(sorted(self.payments))}
        self.invoices, self.payments = set(), set()
        for statement in _settling():
            connection.execute(statement, given)


@cache
def _settling() -> tuple[str, ...]:
    return tuple(statements("settle.sql"))
