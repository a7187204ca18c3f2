"""What must be true of the books after every change, whatever the command: no more is paid than is owed.

A change is held to it for the invoices and payments that it touches, before it is kept; `check` holds the
whole ledger to the same statements. Over-allocation is looked for on every day: what ended later counts
until then (`domain/balance.py` says what counts when).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.sentences import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from arcollect.ledger.backends.base import Connection, Row

_REDUCTIONS = """
    SELECT a.invoice_id AS of_id, a.amount,
           CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS on_day,
           CASE WHEN a.ended_on IS NULL OR m.ended_on < a.ended_on THEN m.ended_on ELSE a.ended_on END
           AS ended_on
    FROM allocation a JOIN money m ON m.payment_id = a.payment_id
    WHERE a.voided_on IS NULL AND a.invoice_id {invoices}
    UNION ALL SELECT k.invoice_id, k.amount, k.on_day, k.ended_on FROM credit k
    WHERE k.voided_on IS NULL AND k.invoice_id {invoices}"""
_USES = """
    SELECT a.payment_id AS of_id, a.amount, a.on_day, a.ended_on FROM allocation a
    WHERE a.voided_on IS NULL AND a.payment_id {payments}
    UNION ALL SELECT f.payment_id, f.amount, f.on_day, NULL FROM refund f
    WHERE f.voided_on IS NULL AND f.payment_id {payments}"""
_ON_ANY_DAY = """
    WITH r AS ({pieces}), ended AS (SELECT DISTINCT of_id FROM r WHERE ended_on IS NOT NULL)
    SELECT o.{name} AS name, d.on_day FROM
      (SELECT DISTINCT r.of_id, r.on_day FROM r JOIN ended x ON x.of_id = r.of_id) AS d
      JOIN r e ON e.of_id = d.of_id AND e.on_day <= d.on_day
        AND (e.ended_on IS NULL OR e.ended_on > d.on_day)
      JOIN {table} o ON o.id = d.of_id
    WHERE o.voided_on IS NULL GROUP BY o.id, o.{name}, o.amount, d.on_day HAVING SUM(e.amount) > o.amount"""
_AT_THE_END = """
    SELECT o.{name} AS name FROM {table} o JOIN ({pieces}) AS r ON r.of_id = o.id
    WHERE o.voided_on IS NULL AND r.ended_on IS NULL
    GROUP BY o.id, o.{name}, o.amount HAVING SUM(r.amount) > o.amount"""
_HELD = """
    SELECT i.number AS name FROM invoice i JOIN (
      SELECT a.invoice_id, a.amount FROM allocation a JOIN payment p ON p.id = a.payment_id
      WHERE a.voided_on IS NULL AND a.ended_on IS NULL AND p.voided_on IS NULL
        AND (p.cheque_state IS NULL OR p.cheque_state <> 'bounced') AND a.invoice_id {invoices}
      UNION ALL SELECT k.invoice_id, k.amount FROM credit k
      WHERE k.voided_on IS NULL AND k.ended_on IS NULL AND k.invoice_id {invoices}
    ) AS r ON r.invoice_id = i.id
    WHERE i.voided_on IS NULL GROUP BY i.id, i.number, i.amount HAVING SUM(r.amount) > i.amount"""
_PIECE = """
    SELECT a.id AS name FROM allocation a
    JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id
    WHERE a.voided_on IS NULL AND (p.currency <> i.currency OR p.customer_id <> i.customer_id
      OR a.amount <= 0 OR a.on_day < i.issued OR a.ended_on < a.on_day
      OR (a.ended_on IS NULL AND (i.voided_on IS NOT NULL OR p.voided_on IS NOT NULL))) AND {of}"""
_CREDIT = """
    SELECT k.id AS name FROM credit k JOIN invoice i ON i.id = k.invoice_id
    WHERE k.voided_on IS NULL AND (k.currency <> i.currency OR k.customer_id <> i.customer_id
      OR k.amount <= 0 OR k.on_day < i.issued OR k.ended_on < k.on_day
      OR (k.ended_on IS NULL AND i.voided_on IS NOT NULL)) AND k.invoice_id {invoices}"""
_EARLY = "SELECT i.number AS name FROM invoice i WHERE i.due < i.issued AND i.id {invoices}"
_INVOICE = "SELECT i.number AS name FROM invoice i WHERE i.amount <= 0 AND i.id {invoices}"
_PAYMENT = "SELECT p.id AS name FROM payment p WHERE p.amount <= 0 AND p.id {payments}"
_NEGATIVE = """
    SELECT i.number AS name FROM invoice i WHERE i.open < 0
    UNION ALL SELECT CAST(p.id AS TEXT) FROM payment p WHERE p.on_account < 0"""

EVERY = "IS NOT NULL"
LISTED = {"invoices": "IN LIST(:invoices)", "payments": "IN LIST(:payments)"}


def _over_paid(row: Row) -> str:
    return _("invoice {number} has more paid or credited than its amount", number=row["name"])


def _over_paid_then(row: Row) -> str:
    words = "on {day} invoice {number} has more paid or credited than its amount"
    return _(words, number=row["name"], day=row["on_day"])


def _held(row: Row) -> str:
    words = "invoice {number} has more paid, credited or covered by cheques in hand than its amount"
    return _(words, number=row["name"])


def _over_used(row: Row) -> str:
    return _("payment {payment} has more allocated or paid back than it brought", payment=row["name"])


def _over_used_then(row: Row) -> str:
    words = "on {day} payment {payment} has more allocated or paid back than it brought"
    return _(words, payment=row["name"], day=row["on_day"])


def _piece(row: Row) -> str:
    words = "allocation {number} joins a payment and an invoice that do not belong together"
    return _(words, number=row["name"])


def _credit(row: Row) -> str:
    return _("credit {number} and its invoice do not belong together", number=row["name"])


def _early(row: Row) -> str:
    return _("invoice {number} falls due before it is issued", number=row["name"])


def _invoice(row: Row) -> str:
    return _("invoice {number} has an amount that is not positive", number=row["name"])


def _payment(row: Row) -> str:
    return _("payment {payment} has an amount that is not positive", payment=row["name"])


_OF_INVOICE = {"table": "invoice", "name": "number", "pieces": _REDUCTIONS}
_OF_PAYMENT = {"table": "payment", "name": "id", "pieces": _USES}
Rule = tuple[str, "Callable[[Row], str]"]
BY_INVOICE: tuple[Rule, ...] = (
    (_INVOICE, _invoice),
    (_EARLY, _early),
    (_AT_THE_END.format(**_OF_INVOICE), _over_paid),
    (_ON_ANY_DAY.format(**_OF_INVOICE), _over_paid_then),
    (_PIECE.format(of="a.invoice_id {invoices}"), _piece),
    (_CREDIT, _credit),
)
BY_PAYMENT: tuple[Rule, ...] = (
    (_PAYMENT, _payment),
    (_AT_THE_END.format(**_OF_PAYMENT), _over_used),
    (_ON_ANY_DAY.format(**_OF_PAYMENT), _over_used_then),
    (_PIECE.format(of="a.payment_id {payments}"), _piece),
)


def broken(connection: Connection) -> Iterator[str]:
    """What is not true of the whole ledger, a sentence each; amounts alone are checked elsewhere."""
    scope = {"invoices": EVERY, "payments": EVERY}
    for sql, said in (*BY_INVOICE[1:], *BY_PAYMENT[1:3]):
        yield from map(said, connection.rows(sql.format(**scope)))


def broken_of(connection: Connection, invoices: str, payments: str) -> Iterator[str]:
    """What is not true of these invoices and payments (JSON arrays of their numbers), a sentence each.

    Here cheques in hand count as well: nothing may be given away that a cheque is to pay.
    """
    for sql, said in (*BY_INVOICE, (_HELD, _held)) if invoices != "[]" else ():
        yield from map(said, connection.rows(sql.format(**LISTED), invoices=invoices))
    for sql, said in BY_PAYMENT if payments != "[]" else ():
        yield from map(said, connection.rows(sql.format(**LISTED), payments=payments))


def broken_of_new(connection: Connection, table: str, first: int, last: int) -> Iterator[str]:
    """What is not true of very many new rows of a table, which have ended nothing, a sentence each.

    Nothing of them has ended, so that the stored balances show whether too much was used on any day.
    """
    scope = {"invoices": "BETWEEN :first AND :last", "payments": "BETWEEN :first AND :last"}
    of_pieces = (_PIECE.format(of="a.id BETWEEN :first AND :last"), _piece)
    rules: dict[str, tuple[Rule, ...]] = {
        "invoice": BY_INVOICE[:2],
        "payment": BY_PAYMENT[:1],
        "allocation": (of_pieces,),
    }
    for sql, said in rules.get(table, ()):
        yield from map(said, connection.rows(sql.format(**scope), first=first, last=last))
    if table == "allocation":
        yield from map(_over_paid, connection.rows(_NEGATIVE))
