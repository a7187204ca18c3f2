"""What the books may never be: paid twice, allocated across customers, promised without an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.promises import REPLACED, WITHDRAWN, judge
from arcollect.ledger.invariants import broken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.records import Promise
    from arcollect.ledger.book import Book


def amounts(book: Book) -> Iterable[str]:
    """Every amount is a positive whole number of minor units."""
    for table, columns in book.connection.tables().items():
        if any(column.name == "amount" for column in columns):
            wrong = f"SELECT id FROM {table} WHERE amount <= 0 OR CAST(amount AS BIGINT) <> amount"
            for row in book.connection.rows(wrong):
                yield f"{table} {row['id']} has an amount that is no positive whole number of minor units"


def allocations(book: Book) -> Iterable[str]:
    """No invoice is paid beyond its amount, no payment used beyond its own, on any day.

    The rows themselves are added up.
    """
    return broken(book.connection)


def promises(book: Book, today: date) -> Iterable[str]:
    """No money counts for two promises, and a promise that has ended says how."""
    receipts, given = book.promises.receipts(), book.promises.all()
    verdicts = judge(given, receipts, book.promises.debts(today), today)
    brought: dict[int, int] = {}
    for receipt in receipts:
        brought[receipt.payment_id] = brought.get(receipt.payment_id, 0) + receipt.amount
    counted: dict[int, int] = {}
    for piece in (piece for verdict in verdicts for piece in verdict.counted):
        counted[piece.payment_id] = counted.get(piece.payment_id, 0) + piece.amount
    for payment, amount in counted.items():
        if amount > brought.get(payment, 0):
            yield f"payment {payment} counts for more than it brought"
    for promise in given:
        yield from _promise(promise)


def _promise(promise: Promise) -> Iterable[str]:
    ways = (None, WITHDRAWN, REPLACED)
    if (promise.ended is None) != (promise.ended_as is None) or promise.ended_as not in ways:
        yield f"promise {promise.id} has ended without saying how"
    if promise.due < promise.made or promise.level < 0 or not promise.invoice_ids:
        yield f"promise {promise.id} has a day, level or invoices that cannot be"
