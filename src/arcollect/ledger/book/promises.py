"""Promises as they were given, what they cover, and the money they may count."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from arcollect.domain.records import Promise, Receipt
from arcollect.ledger.book import as_day, listed, maybe_day, of_customers
from arcollect.ledger.book.invoices import OPEN_IDS, Invoices

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from arcollect.domain.records import Invoice
    from arcollect.ledger.backends.base import Connection, Row

PROMISING = f"""
    SELECT DISTINCT p.customer_id
    FROM ({OPEN_IDS}) AS o /* then */ JOIN promise_invoice c ON c.invoice_id = o.id
    JOIN promise p ON p.id = c.promise_id
    WHERE c.voided_on IS NULL AND p.voided_on IS NULL"""
COVERED = """
    SELECT c.promise_id, c.invoice_id FROM promise p JOIN promise_invoice c ON c.promise_id = p.id
    WHERE c.voided_on IS NULL AND p.voided_on IS NULL {of} ORDER BY c.id"""
NUMBERS = """
    SELECT DISTINCT i.id, i.number
    FROM promise p JOIN promise_invoice c ON c.promise_id = p.id JOIN invoice i ON i.id = c.invoice_id
    WHERE p.voided_on IS NULL AND c.voided_on IS NULL {of}"""
PROMISES = "SELECT p.* FROM promise p WHERE p.voided_on IS NULL {of} ORDER BY p.made, p.due, p.id"
RECEIPTS = """
    SELECT a.payment_id, m.customer_id, a.invoice_id, m.currency, a.amount, a.entry_id, m.on_day,
           CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS known,
           CASE WHEN a.ended_on IS NULL OR m.ended_on < a.ended_on THEN m.ended_on ELSE a.ended_on END AS
           ended_on
    FROM (SELECT DISTINCT c.invoice_id FROM promise p JOIN promise_invoice c ON c.promise_id = p.id
          WHERE c.voided_on IS NULL AND p.voided_on IS NULL {of}) AS w
    /* then */ JOIN allocation a ON a.invoice_id = w.invoice_id JOIN money m ON m.payment_id = a.payment_id
    WHERE a.voided_on IS NULL AND COALESCE(m.method, '') <> 'opening'"""
"""Money that was allocated to an invoice which a promise covers; opening receipts count for no promise."""


class Promises:
    """Promises to pay."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, customers: Collection[int] | None = None) -> list[Promise]:
        """Every promise that is not voided, the earliest made first; of these customers, or of all."""
        covered: dict[int, list[int]] = defaultdict(list)
        for promise, invoice in self._tuples(COVERED, customers):
            covered[promise].append(invoice)
        sql = of_customers(PROMISES, customers, "p")
        rows = self._connection.rows(sql, **_of(customers))
        return [_promise(row, covered[row["id"]]) for row in rows]

    def promising(self, day: date) -> list[int]:
        """The customers with a promise on something that is open on `day`."""
        if not self._connection.tuples("SELECT 1 FROM promise LIMIT 1"):
            return []
        return [row[0] for row in self._connection.tuples(PROMISING, day=day.isoformat())]

    def receipts(self, customers: Collection[int] | None = None) -> list[Receipt]:
        """The money that promises may count: what was allocated to an invoice that one of them covers."""
        sql = of_customers(RECEIPTS, customers, "p")
        return [_receipt(row) for row in self._connection.rows(sql, **_of(customers))]

    def debts(self, day: date, customers: Collection[int] | None = None) -> dict[int, Invoice]:
        """The invoices that promises cover as they stand on `day`, by their row.

        See `domain.promises.judge`.
        """
        covered = {invoice for _, invoice in self._tuples(COVERED, customers)}
        return {i.id: i for i in Invoices(self._connection).debts(covered, day)} if covered else {}

    def numbers(self, customers: Collection[int] | None = None) -> dict[int, str]:
        """The numbers of the invoices that promises cover."""
        sql = of_customers(NUMBERS, customers, "p")
        return dict(self._connection.tuples(sql, **_of(customers)))

    def _tuples(self, sql: str, customers: Collection[int] | None) -> list[tuple[int, int]]:
        return self._connection.tuples(of_customers(sql, customers, "p"), **_of(customers))


def _of(customers: Collection[int] | None) -> dict[str, str]:
    return {} if customers is None else {"customers": listed(customers)}


def _promise(row: Row, invoices: list[int]) -> Promise:
    names = (
        "id",
        "customer_id",
        "amount",
        "currency",
        "level",
        "channel",
        "said_by",
        "words",
        "ended_as",
        "ended_entry",
    )
    return Promise(
        **{name: row[name] for name in names},
        made=as_day(row["made"]),
        due=as_day(row["due"]),
        ended=maybe_day(row["ended"]),
        entry=row["entry_id"],
        invoice_ids=tuple(invoices),
    )


def _receipt(row: Row) -> Receipt:
    names = ("payment_id", "customer_id", "invoice_id", "currency", "amount")
    return Receipt(
        **{name: row[name] for name in names},
        on=as_day(row["on_day"]),
        known=as_day(row["known"]),
        until=maybe_day(row["ended_on"]),
        entry=row["entry_id"],
    )
