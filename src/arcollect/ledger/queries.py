"""The SQL of the main reads. Each goes in by an index to what is open, or to one customer; a test looks at their plans."""

from __future__ import annotations

NEVER = "9999-12-31"
"""The `open_until` of what is still open, and the `on_account_until` of what is still on account."""

_LIVE = """
    CASE WHEN i.last_reduced IS NULL OR i.last_reduced <= :day THEN i.open
         ELSE i.amount
           - COALESCE((SELECT SUM(a.amount) FROM allocation a JOIN money m ON m.payment_id = a.payment_id
                       WHERE a.invoice_id = i.id AND a.voided_on IS NULL AND a.on_day <= :day AND m.on_day <= :day), 0)
           - COALESCE((SELECT SUM(k.amount) FROM credit k
                       WHERE k.invoice_id = i.id AND k.voided_on IS NULL AND k.on_day <= :day), 0)
    END"""
"""What was open of invoice `i` on a day: as stored when nothing came after that day, else added up.

By the tables and not by the view `reduction`, into whose parts SQLite does not push down which invoice is wanted.
"""
OPEN = f"CASE WHEN i.voided_on IS NULL THEN {_LIVE} ELSE i.amount END"

_STILL = f"""FROM invoice i INDEXED BY ix_invoice_open
    WHERE i.open_until = '{NEVER}' AND i.issued <= :day AND i.voided_on IS NULL"""
"""What is open to this day, from an index that holds nothing else (SQLite cannot know that, so it is told)."""
_THEN = f"""FROM invoice i
    WHERE i.open_until < '{NEVER}' AND i.open_until > :day AND i.issued <= :day AND i.voided_on IS NULL"""
"""What was open on a day and is settled since; today that is nothing."""

_ITEM = f"SELECT i.id, i.number, i.customer_id, i.issued, i.due, i.currency, {_LIVE} AS open"
OPEN_ITEMS = f"{_ITEM} {_STILL} UNION ALL {_ITEM} {_THEN}"
_OPEN_IDS = f"SELECT i.id {_STILL} UNION ALL SELECT i.id {_THEN}"

DISPUTES = """
    SELECT id, invoice_id, reason, review FROM dispute WHERE closed IS NULL AND voided_on IS NULL AND opened <= :day
    UNION ALL
    SELECT id, invoice_id, reason, review FROM dispute WHERE closed > :day AND voided_on IS NULL AND opened <= :day"""

ON_ACCOUNT = """
    SELECT p.customer_id, p.currency,
           CASE WHEN p.last_allocated IS NULL OR p.last_allocated <= :day THEN p.on_account
                ELSE p.amount - (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a
                                WHERE a.payment_id = p.id AND a.voided_on IS NULL AND a.on_day <= :day)
           END AS amount
    FROM payment p JOIN money m ON m.payment_id = p.id
    WHERE p.on_account_until > :day AND p.on_day <= :day AND m.on_day <= :day {of}
    UNION ALL
    SELECT p.customer_id, p.currency, p.amount FROM credit p
    WHERE p.invoice_id IS NULL AND p.voided_on IS NULL AND p.on_day <= :day {of}"""

PROMISING = f"""
    SELECT DISTINCT p.customer_id
    FROM ({_OPEN_IDS}) o CROSS JOIN promise_invoice c ON c.invoice_id = o.id JOIN promise p ON p.id = c.promise_id
    WHERE c.voided_on IS NULL AND p.voided_on IS NULL"""
"""Customers with a promise on something that is open; CROSS JOIN keeps the order: from what is open, not from all promises."""

COVERED = """
    SELECT c.promise_id, c.invoice_id FROM promise p JOIN promise_invoice c ON c.promise_id = p.id
    WHERE c.voided_on IS NULL AND p.voided_on IS NULL {of} ORDER BY c.id"""

PROMISED_NUMBERS = """
    SELECT DISTINCT i.id, i.number
    FROM promise p JOIN promise_invoice c ON c.promise_id = p.id JOIN invoice i ON i.id = c.invoice_id
    WHERE p.voided_on IS NULL AND c.voided_on IS NULL {of}"""

PROMISES = "SELECT p.* FROM promise p WHERE p.voided_on IS NULL {of} ORDER BY p.made, p.due, p.id"

RECEIPTS = """
    SELECT a.payment_id, m.customer_id, a.invoice_id, CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS on_day,
           m.currency, a.amount, a.entry_id
    FROM (SELECT DISTINCT c.invoice_id FROM promise p JOIN promise_invoice c ON c.promise_id = p.id
          WHERE c.voided_on IS NULL AND p.voided_on IS NULL {of}) w
    CROSS JOIN allocation a ON a.invoice_id = w.invoice_id JOIN money m ON m.payment_id = a.payment_id
    WHERE a.voided_on IS NULL"""

MONEY_DAYS = "SELECT m.customer_id, m.on_day FROM money m WHERE m.on_day <= :day {of} ORDER BY m.on_day"

FOLLOW_UPS = """
    SELECT f.*, v.on_day AS since FROM follow_up f LEFT JOIN visit v ON v.id = f.visit_id
    WHERE f.done_on IS NULL AND f.voided_on IS NULL {of} ORDER BY f.on_day, f.id"""

RECENT_CONTACTS = """
    SELECT customer_id, on_day, channel FROM visit
    WHERE on_day > :since AND on_day <= :day AND voided_on IS NULL ORDER BY on_day DESC, id DESC"""

CHEQUES_IN_HAND = (
    "SELECT * FROM payment WHERE cheque_state = 'in hand' AND voided_on IS NULL ORDER BY cheque_issued, id"
)

HELD = """
    SELECT a.invoice_id, SUM(a.amount) AS amount
    FROM payment p CROSS JOIN allocation a ON a.payment_id = p.id
    WHERE p.cheque_state = 'in hand' AND p.voided_on IS NULL AND a.voided_on IS NULL {of} GROUP BY a.invoice_id"""


def customers(*, these: bool = False) -> str:
    """Customers by name: all of them, or these."""
    some = "AND id IN (SELECT value FROM json_each(:customers))" if these else ""
    return f"SELECT * FROM customer WHERE (:void OR voided_on IS NULL) {some} ORDER BY name, code"


def invoices(*, customer: bool = False, open_only: bool = False, void: bool = False, numbered: bool = False) -> str:
    """Invoices in full, with their state on a day: all of them, one customer's, some by number, or only what is open."""
    where = ["i.issued <= :day"]
    where += ["i.customer_id = :customer"] if customer else []
    where += ["i.number IN (SELECT value FROM json_each(:numbers))"] if numbered else []
    where += ["i.open_until > :day" if customer else f"i.id IN ({_OPEN_IDS})"] if open_only else []
    where += [] if void else ["i.voided_on IS NULL"]
    return f"""
        SELECT i.*, {OPEN} AS open_then, d.reason AS dispute, d.review,
               EXISTS (SELECT 1 FROM credit k WHERE k.invoice_id = i.id AND k.kind = 'write-off'
                       AND k.voided_on IS NULL AND k.on_day <= :day) AS written_off
        FROM invoice i
        LEFT JOIN dispute d ON d.id = (
          SELECT MAX(x.id) FROM dispute x WHERE x.invoice_id = i.id
          AND x.voided_on IS NULL AND x.opened <= :day AND (x.closed IS NULL OR x.closed > :day))
        WHERE {" AND ".join(where)}
        ORDER BY i.due, i.number"""


PAYMENTS = """
    SELECT p.*, c.code AS customer, c.name AS customer_name FROM payment p JOIN customer c ON c.id = p.customer_id
    WHERE p.on_day BETWEEN :since AND :until AND (:void OR p.voided_on IS NULL) {of} ORDER BY p.on_day, p.id"""

PIECES = """
    SELECT a.payment_id, i.number, a.amount
    FROM payment p CROSS JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
    WHERE p.on_day BETWEEN :since AND :until AND a.voided_on IS NULL {of} ORDER BY a.id"""
