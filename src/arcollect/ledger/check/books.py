"""What the books may never be: paid twice, allocated across customers, promised without an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.promises import REPLACED, WITHDRAWN, judge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.domain.records import Promise
    from arcollect.ledger.book import Book


def books_faults(book: Book) -> Iterable[str]:
    """What no change may break; an undo is held to it."""
    yield from amounts(book)
    yield from allocations(book)


def amounts(book: Book) -> Iterable[str]:
    """Every amount is a positive whole number of minor units; nothing falls due before it is issued."""
    for table, columns in book.connection.tables().items():
        if any(column.name == "amount" for column in columns):
            wrong = f"SELECT id FROM {table} WHERE amount <= 0 OR CAST(amount AS BIGINT) <> amount"
            for row in book.connection.rows(wrong):
                yield f"{table} {row['id']} has an amount that is no positive whole number of minor units"
    for row in book.connection.rows("SELECT number FROM invoice WHERE due < issued"):
        yield f"invoice {row['number']} falls due before it is issued"


_OVER_REDUCED = """
    SELECT i.number, i.amount, i.currency, SUM(r.amount) AS reduced FROM invoice i
    JOIN reduction r ON r.invoice_id = i.id AND r.ended_on IS NULL WHERE i.voided_on IS NULL
    GROUP BY i.id, i.number, i.amount, i.currency HAVING SUM(r.amount) > i.amount"""
_OVER_ALLOCATED = """
    SELECT p.id, p.amount, SUM(u.amount) AS used FROM payment p
    JOIN (SELECT payment_id, amount FROM allocation WHERE voided_on IS NULL AND ended_on IS NULL
          UNION ALL SELECT payment_id, amount FROM refund WHERE voided_on IS NULL) AS u ON u.payment_id = p.id
    GROUP BY p.id, p.amount HAVING SUM(u.amount) > p.amount"""
_MISMATCHED = """
    SELECT a.id FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id
    WHERE a.voided_on IS NULL AND (p.currency <> i.currency OR p.customer_id <> i.customer_id
      OR (a.ended_on IS NULL AND (i.voided_on IS NOT NULL OR p.voided_on IS NOT NULL))
      OR a.on_day < i.issued)"""


def allocations(book: Book) -> Iterable[str]:
    """No invoice is paid beyond its amount, no payment used beyond its own.

    The rows themselves are added up.
    """
    for row in book.connection.rows(_OVER_REDUCED):
        yield f"invoice {row['number']} has more paid or credited than its amount"
    for row in book.connection.rows(_OVER_ALLOCATED):
        yield f"payment {row['id']} has more allocated or paid back than it brought"
    for row in book.connection.rows(_MISMATCHED):
        yield f"allocation {row['id']} joins a payment and an invoice that do not belong together"


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
