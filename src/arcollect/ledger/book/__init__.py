"""Reading the ledger: a file a noun, by plain SQL over the driver.

No ORM, so that the morning list is quick.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from arcollect.errors import LedgerTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arcollect.ledger.backends.base import Connection, Row
    from arcollect.ledger.book.contacts import Contacts
    from arcollect.ledger.book.customers import Customers
    from arcollect.ledger.book.entries import Entries
    from arcollect.ledger.book.invoices import Invoices
    from arcollect.ledger.book.payments import Payments
    from arcollect.ledger.book.promises import Promises

FAR = date(9999, 12, 30)
"""The last day that can be asked about, for all that is known.

What is open then has its `open_until` on the next.
"""


class Book:
    """A ledger open for reading (within a change it reads what that change has done so far)."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def customers(self) -> Customers:
        """Customers and the people there."""
        from arcollect.ledger.book.customers import Customers

        return Customers(self.connection)

    @cached_property
    def invoices(self) -> Invoices:
        """Invoices and what is open of them."""
        from arcollect.ledger.book.invoices import Invoices

        return Invoices(self.connection)

    @cached_property
    def payments(self) -> Payments:
        """Payments, cheques, and what is on account."""
        from arcollect.ledger.book.payments import Payments

        return Payments(self.connection)

    @cached_property
    def promises(self) -> Promises:
        """Promises and the money they may count."""
        from arcollect.ledger.book.promises import Promises

        return Promises(self.connection)

    @cached_property
    def contacts(self) -> Contacts:
        """Visits, calls, messages, and what is to be done."""
        from arcollect.ledger.book.contacts import Contacts

        return Contacts(self.connection)

    @cached_property
    def entries(self) -> Entries:
        """The journal."""
        from arcollect.ledger.book.entries import Entries

        return Entries(self.connection)

    def last_hash(self) -> str:
        """The hash of the last entry of the journal, empty when there is none."""
        found = self.connection.tuples("SELECT hash FROM entry WHERE id = (SELECT MAX(id) FROM entry)")
        return str(found[0][0]) if found else ""

    def settings(self) -> dict[str, str]:
        """The settings that differ from the defaults."""
        return {row["key"]: row["value"] for row in self.connection.rows("SELECT key, value FROM setting")}

    def row(self, table: str, row_id: int) -> dict[str, Any] | None:
        """One row of a table with all its fields, None when there is none with that number."""
        if not table.isidentifier():
            raise LedgerTrouble(f"no table {table}")
        found = self.connection.rows(f"SELECT * FROM {table} WHERE id = :id", id=row_id)
        return as_dict(found[0]) if found else None


def as_dict(row: Row) -> dict[str, Any]:
    """A row's values by the names of its columns."""
    return {name: row[name] for name in row.keys()}  # noqa: SIM118 — a row is no mapping


def of_customers(sql: str, customers: Iterable[int] | None, table: str = "") -> str:
    """The query with its {of} filled in: of the customers in `:customers`, or of all when none are named."""
    column = f"{table}.customer_id" if table else "customer_id"
    return sql.replace("{of}", "" if customers is None else f"AND {column} IN LIST(:customers)")


def listed(numbers: Iterable[int] | None) -> str:
    """Numbers as the JSON array that `IN LIST(…)` reads; none when there are none."""
    return f"[{','.join(map(str, numbers or ()))}]"


def as_day(value: str | date) -> date:
    """A day as the database gives it: as text, or as a date already."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def maybe_day(value: str | date | None) -> date | None:
    """As `as_day`, None where there is none."""
    return as_day(value) if value else None
