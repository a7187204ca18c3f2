"""Invoices, and what is open of them on a day.

A question about a day costs what was open on it, not the whole history: what is open now is read from an
index that holds nothing else (`ix_invoice_open`), and what was open then and is settled since by its
`open_until`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from arcollect.domain.balance import InvoiceHistory, Span
from arcollect.domain.records import Invoice, OpenItem
from arcollect.ledger.balances import NEVER
from arcollect.ledger.book import as_day, listed, maybe_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from arcollect.ledger.backends.base import Connection, Row

_LIVE = """
    CASE WHEN i.open_changed IS NULL OR i.open_changed <= :day THEN i.open
         ELSE i.amount
           - COALESCE((SELECT SUM(a.amount) FROM allocation a JOIN money m ON m.payment_id = a.payment_id
                       WHERE a.invoice_id = i.id AND a.voided_on IS NULL AND a.on_day <= :day
                       AND m.on_day <= :day
                         AND (a.ended_on IS NULL OR a.ended_on > :day) AND (m.ended_on IS NULL OR m.ended_on
                         > :day)), 0)
           - COALESCE((SELECT SUM(k.amount) FROM credit k
                       WHERE k.invoice_id = i.id AND k.voided_on IS NULL AND k.on_day <= :day
                         AND (k.ended_on IS NULL OR k.ended_on > :day)), 0)
    END"""
"""What was open of invoice `i` on a day: as stored when nothing changed after that day, else added up.

By the tables and not by the view `reduction`: SQLite reads all of a view that is a union to find one invoice.
"""
_OPEN = f"CASE WHEN i.voided_on IS NULL THEN {_LIVE} ELSE i.amount END"
_STILL = f"""FROM invoice i /* by ix_invoice_open */
    WHERE i.open_until = '{NEVER}' AND i.issued <= :day AND i.voided_on IS NULL"""
_THEN = f"""FROM invoice i
    WHERE i.open_until < '{NEVER}' AND i.open_until > :day AND i.issued <= :day AND i.voided_on IS NULL"""
_ITEM = f"SELECT i.id, i.number, i.customer_id, i.issued, i.due, i.currency, {_LIVE} AS open"

OPEN_ITEMS = f"{_ITEM} {_STILL} UNION ALL {_ITEM} {_THEN}"
OPEN_IDS = f"SELECT i.id {_STILL} UNION ALL SELECT i.id {_THEN}"
DISPUTES = """
    SELECT id, invoice_id, reason, review FROM dispute WHERE closed IS NULL AND voided_on IS NULL
    AND opened <= :day
    UNION ALL
    SELECT id, invoice_id, reason, review FROM dispute WHERE closed > :day AND voided_on IS NULL
    AND opened <= :day"""
_LATEST_DISPUTE = """
    SELECT MAX(x.id) FROM dispute x WHERE x.invoice_id = i.id
      AND x.voided_on IS NULL AND x.opened <= :day AND (x.closed IS NULL OR x.closed > :day)"""
_WHOLE = f"""
    SELECT i.*, {_OPEN} AS open_then, d.reason AS dispute, d.review,
           EXISTS (SELECT 1 FROM credit k WHERE k.invoice_id = i.id AND k.kind = 'write-off'
           AND k.voided_on IS NULL
                   AND k.on_day <= :day AND (k.ended_on IS NULL OR k.ended_on > :day)) AS written_off
    FROM invoice i LEFT JOIN dispute d ON d.id = ({_LATEST_DISPUTE})"""
REDUCTIONS = """
    SELECT on_day, ended_on, kind, amount, payment_id FROM reduction WHERE invoice_id = :invoice
    ORDER BY on_day, payment_id"""
_OF_LIVE = "customer_id IN LIST(:customers) AND voided_on IS NULL"
REDUCED = """
    SELECT a.invoice_id, CASE WHEN m.method = 'opening' THEN 'opening' ELSE 'payment' END, a.amount,
           CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END,
           CASE WHEN a.ended_on IS NULL OR m.ended_on < a.ended_on THEN m.ended_on ELSE a.ended_on END
    FROM invoice i /* then */ JOIN allocation a ON a.invoice_id = i.id
    JOIN money m ON m.payment_id = a.payment_id
    WHERE i.customer_id IN LIST(:customers) AND i.voided_on IS NULL AND a.voided_on IS NULL
    UNION ALL
    SELECT k.invoice_id, k.kind, k.amount, k.on_day, k.ended_on
    FROM invoice i /* then */ JOIN credit k ON k.invoice_id = i.id
    WHERE i.customer_id IN LIST(:customers) AND i.voided_on IS NULL AND k.voided_on IS NULL"""
REOPENED = """
    SELECT invoice_id, MAX(ended_on) FROM (
      SELECT invoice_id, ended_on FROM allocation WHERE invoice_id IN LIST(:ids) AND voided_on IS NULL
      UNION ALL SELECT invoice_id, ended_on FROM credit WHERE invoice_id IN LIST(:ids) AND voided_on IS NULL
    ) AS ended WHERE ended_on IS NOT NULL GROUP BY invoice_id"""
ENDED = """
    SELECT 'allocation', id FROM allocation
    WHERE invoice_id = :invoice AND voided_on IS NULL AND ended_on IS NOT NULL
    UNION ALL
    SELECT 'credit', id FROM credit
    WHERE invoice_id = :invoice AND voided_on IS NULL AND ended_on IS NOT NULL"""
ALL_REOPENED = """
    SELECT invoice_id, MAX(ended_on) FROM (
      SELECT invoice_id, ended_on FROM allocation WHERE ended_on IS NOT NULL AND voided_on IS NULL
      UNION ALL SELECT invoice_id, ended_on FROM credit WHERE ended_on IS NOT NULL AND invoice_id IS NOT NULL
      AND voided_on IS NULL) AS ended GROUP BY invoice_id"""
_PAYABLE = "SELECT i.id, i.number, i.customer_id, i.issued, i.due, i.currency, i.open FROM invoice i"
FIRST_USE = """
    SELECT MIN(on_day) FROM (SELECT on_day FROM allocation WHERE invoice_id = :invoice AND voided_on IS NULL
    UNION ALL SELECT on_day FROM credit WHERE invoice_id = :invoice AND voided_on IS NULL) AS used"""


def whole(
    *, customer: bool = False, open_only: bool = False, void: bool = False, numbered: bool = False
) -> str:
    """Invoices in full, with their state on a day.

    All of them, one customer's, some by number, or what is open.
    """
    where = ["i.issued <= :day"]
    where += ["i.customer_id = :customer"] if customer else []
    where += ["i.number IN TEXTS(:numbers)"] if numbered else []
    where += ["i.open_until > :day" if customer else f"i.id IN ({OPEN_IDS})"] if open_only else []
    where += [] if void else ["i.voided_on IS NULL"]
    return f"{_WHOLE} WHERE {' AND '.join(where)} ORDER BY i.due, i.number"


class Invoices:
    """What was sold on credit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(
        self, day: date, customer: int | None = None, *, open_only: bool = False, void: bool = False
    ) -> list[Invoice]:
        """The invoices that exist on `day` with what was open of them on it, the oldest due first."""
        sql = whole(customer=customer is not None, open_only=open_only, void=void)
        given = {"day": day.isoformat()} | ({} if customer is None else {"customer": customer})
        found = [_invoice(row) for row in self._connection.rows(sql, **given)]
        return [i for i in found if i.open] if open_only else found

    def numbered(self, numbers: str, day: date) -> list[Invoice]:
        """The invoices with these numbers (a JSON array) as they stand on `day`; void ones are left out."""
        rows = self._connection.rows(whole(numbered=True), day=day.isoformat(), numbers=numbers)
        return [_invoice(row) for row in rows]

    def issued_of(self, number: str) -> date | None:
        """The day on which the invoice with that number was issued.

        None when there is none that is not void.
        """
        sql = "SELECT issued FROM invoice WHERE number = :number AND voided_on IS NULL"
        found = self._connection.tuples(sql, number=number)
        return as_day(found[0][0]) if found else None

    def fate(self, number: str) -> tuple[int, str, bool] | None:
        """(customer, currency, void) of the invoice with that number, a live one before a void one.

        None without one.
        """
        sql = """SELECT customer_id, currency, voided_on FROM invoice WHERE number = :number
                 ORDER BY CASE WHEN voided_on IS NULL THEN 0 ELSE 1 END"""
        found = self._connection.tuples(sql, number=number)
        return (found[0][0], found[0][1], found[0][2] is not None) if found else None

    def numbers_of_year(self, year: int) -> set[str]:
        """The numbers of the form 2026-001 that were ever given in a year."""
        sql = "SELECT number FROM invoice WHERE number LIKE :start"
        return {row[0] for row in self._connection.tuples(sql, start=f"{year}-%")}

    def open_items(self, day: date) -> Iterator[OpenItem]:
        """What is open on `day`, in no order; one after another, for there may be very many."""
        iso, days = day.isoformat(), _Days()
        found = sorted(self._connection.rows(DISPUTES, day=iso), key=lambda row: int(row["id"]))
        disputes = {row["invoice_id"]: row for row in found}  # the latest one counts
        for number, name, customer, issued, due, currency, amount in self._connection.each(
            OPEN_ITEMS, day=iso
        ):
            if not amount:
                continue  # settled on that day, and open again later
            dispute = disputes.get(number)
            yield OpenItem(
                id=number,
                number=name,
                customer_id=customer,
                issued=days[issued],
                due=days[due],
                currency=currency,
                open=amount,
                dispute=dispute["reason"] if dispute else None,
                review=maybe_day(dispute["review"]) if dispute else None,
            )

    def reductions(self, invoice: int) -> Sequence[Row]:
        """What made an invoice smaller: on_day, ended_on, kind, amount, payment_id; the earliest first."""
        return self._connection.rows(REDUCTIONS, invoice=invoice)

    def first_use(self, invoice: int) -> date | None:
        """The first day on which something was paid or credited of the invoice."""
        return maybe_day(self._connection.tuples(FIRST_USE, invoice=invoice)[0][0])

    def ended(self, invoice: int) -> list[tuple[str, int]]:
        """(table, number) of what made an invoice smaller for some days and has ended."""
        return self._connection.tuples(ENDED, invoice=invoice)

    def reopened(self, ids: Iterable[int]) -> dict[int, date]:
        """By invoice, the last day on which something ended that had made it smaller."""
        return {row[0]: as_day(row[1]) for row in self._connection.tuples(REOPENED, ids=listed(ids))}

    def all_reopened(self) -> dict[int, str]:
        """As `reopened` for every invoice that ever was, with days as ISO writes them."""
        return {row[0]: str(row[1]) for row in self._connection.tuples(ALL_REOPENED)}

    def taken(self, numbers: str) -> list[tuple[str, bool]]:
        """(number, whether it is live) of the invoices that have one of these numbers (a JSON array)."""
        sql = "SELECT number, voided_on FROM invoice WHERE number IN TEXTS(:numbers)"
        rows = self._connection.tuples(sql, numbers=numbers)
        return [(number, voided is None) for number, voided in rows]

    def payable_numbered(self, numbers: str) -> list[tuple[Any, ...]]:
        """(id, number, customer, issued, due, currency, open) of live invoices with these numbers."""
        sql = f"{_PAYABLE} WHERE i.number IN TEXTS(:numbers) AND i.voided_on IS NULL"
        return self._connection.tuples(sql, numbers=numbers)

    def payable_of(self, customers: Iterable[int]) -> list[tuple[Any, ...]]:
        """As `payable_numbered`, what is open of these customers."""
        sql = f"""{_PAYABLE} WHERE i.customer_id IN LIST(:customers)
            AND i.open_until = '{NEVER}' AND i.voided_on IS NULL"""
        return self._connection.tuples(sql, customers=listed(sorted(customers)))

    def in_dispute(self) -> frozenset[int]:
        """The invoices that are in dispute, whichever day it is."""
        sql = "SELECT invoice_id FROM dispute WHERE closed IS NULL AND voided_on IS NULL"
        return frozenset(row[0] for row in self._connection.tuples(sql))

    def disputes(self, invoice: int) -> list[int]:
        """The numbers of the invoice's disputes that are still open."""
        sql = "SELECT id FROM dispute WHERE invoice_id = :invoice AND closed IS NULL AND voided_on IS NULL"
        return [row[0] for row in self._connection.tuples(sql, invoice=invoice)]

    def write_offs(self, invoice: int) -> Sequence[Row]:
        """The write-offs of an invoice that still stand, the latest first: id, on_day, amount, reason."""
        sql = """SELECT id, on_day, amount, reason FROM credit WHERE invoice_id = :invoice
        AND kind = 'write-off'
                 AND voided_on IS NULL AND ended_on IS NULL ORDER BY on_day DESC, id DESC"""
        return self._connection.rows(sql, invoice=invoice)

    def histories(self, customers: Iterable[int]) -> list[InvoiceHistory]:
        """Every invoice of these customers that is not void, with all that made it smaller."""
        given = {"customers": listed(customers)}
        spans: dict[int, list[tuple[str, Span]]] = defaultdict(list)
        for invoice, kind, amount, since, until in self._connection.tuples(REDUCED, **given):
            span = Span(amount=amount, since=as_day(since), until=maybe_day(until))
            spans[invoice].append((kind, span))
        sql = f"SELECT id, customer_id, currency, amount, issued, due FROM invoice WHERE {_OF_LIVE}"
        rows = self._connection.rows(sql, **given)
        return [_history(row, spans[row["id"]]) for row in rows]

    def debts(self, ids: Iterable[int], day: date) -> list[Invoice]:
        """The invoices with these numbers of rows as they stand on `day`.

        Void and later ones are left out.
        """
        sql = f"{_WHOLE} WHERE i.id IN LIST(:ids) AND i.issued <= :day AND i.voided_on IS NULL"
        return [_invoice(row) for row in self._connection.rows(sql, ids=listed(ids), day=day.isoformat())]


class _Days(dict["str | date", date]):
    """Days by their text, each made once."""

    def __missing__(self, text: str | date) -> date:
        self[text] = day = as_day(text)
        return day


def _history(row: Row, spans: list[tuple[str, Span]]) -> InvoiceHistory:
    return InvoiceHistory(
        customer_id=row["customer_id"],
        currency=row["currency"],
        amount=row["amount"],
        issued=as_day(row["issued"]),
        due=as_day(row["due"]),
        reductions=tuple(span for _, span in spans),
        paid=tuple(span for kind, span in spans if kind == "payment"),
    )


def _invoice(row: Row) -> Invoice:
    return Invoice(
        id=row["id"],
        number=row["number"],
        customer_id=row["customer_id"],
        issued=as_day(row["issued"]),
        due=as_day(row["due"]),
        currency=row["currency"],
        amount=row["amount"],
        open=row["open_then"],
        status=_status(row),
        due_assumed=bool(row["due_assumed"]),
        note=row["note"],
        dispute=row["dispute"],
        review=maybe_day(row["review"]),
    )


def _status(row: Row) -> str:
    if row["voided_on"]:
        return "void"
    if not row["open_then"]:
        return "written off" if row["written_off"] else "paid"
    if row["dispute"]:
        return "disputed"
    return "part paid" if row["open_then"] < row["amount"] else "open"
