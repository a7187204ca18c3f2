"""The one writer of what is stored of balances: what is open of each invoice, and on account of each payment.

It is stored so that settled history costs a question about today nothing. `domain/balance.py` says what it
means; `check` adds it up anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arcollect.ledger.backends.base import Connection

NEVER = "9999-12-31"
"""The `open_until` of what is still open, and the `on_account_until` of what is still on account."""

DERIVED = {
    "invoice": frozenset({"open", "open_changed", "open_until"}),
    "payment": frozenset({"on_account", "on_account_changed", "on_account_until"}),
}
"""The columns that follow from other rows: no journal entry names them, and nothing else writes them."""

# By the tables and not by the view `reduction`: SQLite reads all of a view that is a union to find one
# invoice.
INVOICE_ANEW = """
  SELECT CASE WHEN {invoice}.voided_on IS NULL
              THEN {invoice}.amount - COALESCE(SUM(CASE WHEN r.ended_on IS NULL THEN r.amount ELSE 0 END), 0)
              ELSE 0 END,
         MAX(COALESCE(r.ended_on, r.on_day))
  FROM (SELECT a.amount, CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS on_day,
               CASE WHEN a.ended_on IS NULL OR m.ended_on < a.ended_on THEN m.ended_on ELSE a.ended_on END
               AS ended_on
        FROM allocation a JOIN money m ON m.payment_id = a.payment_id
        WHERE a.invoice_id = {invoice}.id AND a.voided_on IS NULL
        UNION ALL
        SELECT k.amount, k.on_day, k.ended_on FROM credit k
        WHERE k.invoice_id = {invoice}.id AND k.voided_on IS NULL) AS r"""
"""What is open of an invoice by all that is known, and the last day on which that changed."""

PAYMENT_ANEW = """
  SELECT COALESCE(MAX(CASE WHEN m.ended_on IS NULL THEN m.amount END), 0)
         - COALESCE(SUM(CASE WHEN m.ended_on IS NULL AND r.ended_on IS NULL THEN r.amount ELSE 0 END), 0),
         MAX(COALESCE(m.ended_on, r.ended_on, CASE WHEN m.on_day > r.on_day THEN m.on_day ELSE r.on_day END))
  FROM money m LEFT JOIN (
       SELECT a.payment_id, a.amount, a.on_day, a.ended_on FROM allocation a
       WHERE a.payment_id = {payment}.id AND a.voided_on IS NULL
       UNION ALL
       SELECT f.payment_id, f.amount, f.on_day, NULL FROM refund f
       WHERE f.payment_id = {payment}.id AND f.voided_on IS NULL) AS r ON r.payment_id = m.payment_id
  WHERE m.payment_id = {payment}.id"""
"""What is on account of a payment by all that is known, and the last day on which that changed."""

SETTLE = (
    f"UPDATE invoice SET (open, open_changed) = ({INVOICE_ANEW.format(invoice='invoice')})",
    f"""UPDATE invoice SET open_until =
        CASE WHEN open = 0 THEN COALESCE(open_changed, issued) ELSE '{NEVER}' END""",
    f"UPDATE payment SET (on_account, on_account_changed) = ({PAYMENT_ANEW.format(payment='payment')})",
    (
        "UPDATE payment SET on_account_until ="
        f" CASE WHEN on_account = 0 THEN COALESCE(on_account_changed, on_day) ELSE '{NEVER}' END"
    ),
)
SETTLE_ALL = SETTLE
"""The statements that bring every row up to date, for migrations."""
SETTLE_SOME = tuple(
    f"{sql} WHERE id IN LIST(:{'invoices' if 'UPDATE invoice' in sql else 'payments'})" for sql in SETTLE
)

SETTLE_NEW = f"""
    UPDATE invoice SET open = open - s.amount,
      open_changed = CASE WHEN open_changed > s.on_day THEN open_changed ELSE s.on_day END,
      open_until = CASE WHEN open > s.amount THEN '{NEVER}' WHEN open_changed > s.on_day THEN open_changed
      ELSE s.on_day END
    FROM ({{pieces}}) AS s WHERE invoice.id = s.invoice_id"""
"""As `SETTLE` for the invoices that new allocations of money pay.

Their other rows need not be added up again.
"""
NEW_PIECES = "SELECT invoice_id, amount, on_day FROM allocation WHERE id BETWEEN :first AND :last"
NEW_SUMS = """
    SELECT invoice_id, SUM(amount) AS amount, MAX(on_day) AS on_day FROM allocation
    WHERE id BETWEEN :first AND :last GROUP BY invoice_id"""

HOLDERS = frozenset({"allocation", "credit", "refund"})
"""Tables whose rows change the balance of the invoice or payment that they name."""
PIECES = "SELECT invoice_id FROM allocation WHERE payment_id = :payment"


class Touched:
    """Invoices and payments whose stored balances are out of date within a change.

    `invoices` and `payments` are all that the change has touched so far, out of date or not.
    """

    def __init__(self) -> None:
        self._invoices: set[int] = set()
        self._payments: set[int] = set()
        self.invoices: set[int] = set()
        self.payments: set[int] = set()

    def note(
        self, connection: Connection, table: str, row_id: Any, sides: Iterable[Mapping[str, Any]]
    ) -> None:
        """Mark what depends on a row that was changed; `sides` are the whole row before and after."""
        if table == "invoice":
            self._invoices.add(row_id)
        elif table == "payment":
            self._payments.add(row_id)
            self._invoices.update(row[0] for row in connection.tuples(PIECES, payment=row_id))
        elif table in HOLDERS:
            self.mark((side.get("invoice_id") for side in sides), (side.get("payment_id") for side in sides))

    def mark(self, invoices: Iterable[int | None] = (), payments: Iterable[int | None] = ()) -> None:
        """Mark these invoices and payments."""
        self._invoices.update(number for number in invoices if number)
        self._payments.update(number for number in payments if number)

    def settle(self, connection: Connection) -> None:
        """Bring the stored balances of what was marked up to date."""
        if not self._invoices and not self._payments:
            return
        invoices, payments = json.dumps(sorted(self._invoices)), json.dumps(sorted(self._payments))
        self.invoices |= self._invoices
        self.payments |= self._payments
        self._invoices, self._payments = set(), set()
        for statement in SETTLE_SOME:
            given = {"invoices": invoices} if ":invoices" in statement else {"payments": payments}
            connection.run(statement, **given)


def of_new_invoices(amounts: Sequence[int]) -> dict[str, Sequence[Any]]:
    """The stored balances of invoices of which nothing is paid yet: all of each is open."""
    return {"open": amounts, "open_until": [NEVER] * len(amounts)}


def of_new_payments(left: Sequence[int], last: Sequence[str | None]) -> dict[str, Sequence[Any]]:
    """The stored balances of new payments.

    Args:
        left: what no invoice has used up of each, minor units.
        last: the last day from which an allocation of it counts, None without any.

    """
    until = [NEVER if rest else day for rest, day in zip(left, last, strict=True)]
    return {"on_account": left, "on_account_changed": last, "on_account_until": until}


def settle_new(connection: Connection, allocations: range, *, once: bool) -> None:
    """Bring the invoices that these new allocations of money pay up to date.

    With `once` each of them pays another invoice, so that nothing needs to be added up: in half the time.
    """
    statement = SETTLE_NEW.format(pieces=NEW_PIECES if once else NEW_SUMS)
    with connection.indexes_after("invoice", len(allocations), "open_until"):
        connection.run(statement, first=allocations[0], last=allocations[-1])
