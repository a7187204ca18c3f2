"""The ledger's rows, read through the database driver alone: no ORM, so that the morning list is quick."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from arcollect.domain.records import Contact, Customer, FollowUp, Invoice, Person, Promise, Receipt
from arcollect.errors import LedgerTrouble
from arcollect.ledger.paths import connect_to_read, trouble

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FAR = date(9999, 12, 31)


class Book:
    """A ledger open for reading (within a change it reads what that change has done so far)."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def at(cls, path: Path) -> Book:
        """The ledger at `path`; LedgerTrouble when it cannot be read."""
        return cls(connect_to_read(path), path)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a query."""
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            return cursor.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise trouble(error, self.path) from error

    def settings(self) -> dict[str, str]:
        """The settings that differ from the defaults."""
        return {row["key"]: row["value"] for row in self.rows("SELECT key, value FROM setting")}

    def customers(self, *, void: bool = False) -> list[Customer]:
        """All customers by name, those that are void only when asked for."""
        return [
            _customer(r)
            for r in self.rows("SELECT * FROM customer WHERE ? OR voided_on IS NULL ORDER BY name, code", void)
        ]

    def invoices(
        self, day: date, *, customer: int | None = None, open_only: bool = False, void: bool = False
    ) -> list[Invoice]:
        """The invoices that exist on `day` with what was open of them on it, the oldest due first."""
        sql = """
            SELECT i.*, i.amount - COALESCE(r.reduced, 0) AS open, COALESCE(r.written_off, 0) AS written_off,
                   d.reason AS dispute, d.review
            FROM invoice i
            LEFT JOIN (SELECT invoice_id, SUM(amount) AS reduced,
                              SUM(CASE WHEN kind = 'write-off' THEN amount ELSE 0 END) AS written_off
                       FROM reduction WHERE on_day <= ? GROUP BY invoice_id) r ON r.invoice_id = i.id
            LEFT JOIN (SELECT invoice_id, MAX(id) AS id FROM dispute
                       WHERE voided_on IS NULL AND opened <= ? AND (closed IS NULL OR closed > ?)
                       GROUP BY invoice_id) x ON x.invoice_id = i.id
            LEFT JOIN dispute d ON d.id = x.id
            WHERE i.issued <= ? AND (? IS NULL OR i.customer_id = ?)
              AND (? OR i.voided_on IS NULL) AND (NOT ? OR i.amount <> COALESCE(r.reduced, 0))
            ORDER BY i.due, i.number"""
        iso = day.isoformat()
        return [_invoice(r) for r in self.rows(sql, iso, iso, iso, iso, customer, customer, void, open_only)]

    def on_account(self, day: date, customer: int | None = None) -> list[tuple[int, str, int]]:
        """(customer, currency, amount) of money and credit that on `day` no invoice had used up."""
        sql = """
            SELECT customer_id, currency, SUM(amount) AS amount FROM (
              SELECT customer_id, currency, amount FROM money WHERE on_day <= ?
              UNION ALL
              SELECT customer_id, currency, -amount FROM reduction WHERE kind = 'payment' AND on_day <= ?
              UNION ALL
              SELECT customer_id, currency, amount FROM credit
              WHERE invoice_id IS NULL AND voided_on IS NULL AND on_day <= ?) AS parts
            WHERE ? IS NULL OR customer_id = ?
            GROUP BY customer_id, currency HAVING SUM(amount) <> 0 ORDER BY customer_id, currency"""
        iso = day.isoformat()
        return [
            (r["customer_id"], r["currency"], r["amount"]) for r in self.rows(sql, iso, iso, iso, customer, customer)
        ]

    def receipts(self, customer: int | None = None) -> list[Receipt]:
        """Every piece of money as promises see it: allocated pieces, then what is on account of each payment."""
        sql = """
            SELECT payment_id, customer_id, invoice_id, on_day, currency, amount, entry_id FROM reduction
            WHERE kind = 'payment' AND (? IS NULL OR customer_id = ?)
            UNION ALL
            SELECT m.payment_id, m.customer_id, NULL, m.on_day, m.currency, o.amount, m.entry_id
            FROM on_account o JOIN money m ON m.payment_id = o.payment_id
            WHERE o.amount > 0 AND (? IS NULL OR m.customer_id = ?)"""
        return [
            Receipt(r["payment_id"], r["customer_id"], r["invoice_id"], _day(r["on_day"]), r["currency"], r["amount"], r["entry_id"])
            for r in self.rows(sql, customer, customer, customer, customer)
        ]  # fmt: skip

    def promises(self, customer: int | None = None) -> list[Promise]:
        """Every promise that is not voided, the earliest made first."""
        covered: dict[int, list[int]] = defaultdict(list)
        for row in self.rows("SELECT promise_id, invoice_id FROM promise_invoice WHERE voided_on IS NULL ORDER BY id"):
            covered[row["promise_id"]].append(row["invoice_id"])
        sql = "SELECT * FROM promise WHERE voided_on IS NULL AND (? IS NULL OR customer_id = ?) ORDER BY made, due, id"
        return [_promise(r, covered[r["id"]]) for r in self.rows(sql, customer, customer)]

    def payments(self, customer: int | None = None, *, void: bool = False) -> list[dict[str, Any]]:
        """Payments with their allocations as {"invoice", "amount"}, the earliest first."""
        pieces: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows(
            "SELECT a.payment_id, i.number, a.amount FROM allocation a JOIN invoice i ON i.id = a.invoice_id "
            "WHERE a.voided_on IS NULL ORDER BY a.id"
        ):
            pieces[row["payment_id"]].append({"invoice": row["number"], "amount": row["amount"]})
        sql = (
            "SELECT p.*, c.code AS customer, c.name AS customer_name FROM payment p JOIN customer c ON c.id = p.customer_id "
            "WHERE (? IS NULL OR p.customer_id = ?) AND (? OR p.voided_on IS NULL) ORDER BY p.on_day, p.id"
        )
        return [dict(r) | {"allocations": pieces[r["id"]]} for r in self.rows(sql, customer, customer, void)]

    def held(self, customer: int | None = None) -> dict[int, int]:
        """By invoice, what cheques in hand are to pay of it: not money yet, but promised to no one else."""
        sql = """
            SELECT a.invoice_id, SUM(a.amount) AS amount FROM allocation a JOIN payment p ON p.id = a.payment_id
            WHERE a.voided_on IS NULL AND p.voided_on IS NULL AND p.cheque_state = 'in hand'
              AND (? IS NULL OR p.customer_id = ?) GROUP BY a.invoice_id"""
        return {r["invoice_id"]: r["amount"] for r in self.rows(sql, customer, customer)}

    def cheques_in_hand(self) -> list[dict[str, Any]]:
        """Cheques received and not yet cleared."""
        sql = "SELECT * FROM payment WHERE voided_on IS NULL AND cheque_state = 'in hand' ORDER BY cheque_issued, id"
        return [dict(row) for row in self.rows(sql)]

    def people(self, customer: int | None = None) -> list[Person]:
        """Contacts at the customer's."""
        sql = "SELECT * FROM person WHERE voided_on IS NULL AND (? IS NULL OR customer_id = ?) ORDER BY id"
        return [
            Person(r["id"], r["customer_id"], r["name"], r["role"], r["phone"], r["email"])
            for r in self.rows(sql, customer, customer)
        ]

    def contacts(self, customer: int | None = None, until: date = FAR) -> list[Contact]:
        """Visits, calls and messages, the latest first."""
        sql = (
            "SELECT * FROM visit WHERE voided_on IS NULL AND on_day <= ? AND (? IS NULL OR customer_id = ?) "
            "ORDER BY on_day DESC, id DESC"
        )
        return [_contact(r) for r in self.rows(sql, until.isoformat(), customer, customer)]

    def follow_ups(self, customer: int | None = None) -> list[FollowUp]:
        """What is still to be done, the earliest first."""
        sql = """
            SELECT f.*, v.on_day AS since FROM follow_up f LEFT JOIN visit v ON v.id = f.visit_id
            WHERE f.voided_on IS NULL AND f.done_on IS NULL AND (? IS NULL OR f.customer_id = ?)
            ORDER BY f.on_day, f.id"""
        return [
            FollowUp(r["id"], r["customer_id"], _day(r["on_day"]), r["text"], r["code"], _maybe_day(r["since"]))
            for r in self.rows(sql, customer, customer)
        ]

    def last_money(self, day: date) -> dict[int, date]:
        """The day on which each customer last paid, as known on `day`."""
        sql = "SELECT customer_id, MAX(on_day) AS last FROM money WHERE on_day <= ? GROUP BY customer_id"
        return {r["customer_id"]: _day(r["last"]) for r in self.rows(sql, day.isoformat())}

    def money_days(self, until: date = FAR) -> list[tuple[int, date]]:
        """(customer, day) of every payment that counts, the earliest first."""
        sql = "SELECT customer_id, on_day FROM money WHERE on_day <= ? ORDER BY on_day"
        return [(r["customer_id"], _day(r["on_day"])) for r in self.rows(sql, until.isoformat())]

    def entries(self) -> list[dict[str, Any]]:
        """The journal, the first entry first."""
        return [dict(row) for row in self.rows("SELECT * FROM entry ORDER BY id")]

    def require(self, table: str, row_id: int, columns: Iterable[str] = ("*",)) -> dict[str, Any] | None:
        """One row of a table by its id, None when there is none."""
        if not table.isidentifier():
            raise LedgerTrouble(f"no table {table}")
        found = self.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", row_id)  # noqa: S608 — an identifier
        return dict(found[0]) if found else None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _customer(r: sqlite3.Row) -> Customer:
    return Customer(
        r["id"], r["code"], r["name"], r["currency"], r["language"], r["terms_days"], r["credit_limit"], r["group_name"],
        r["rep"], r["collection_day"], r["phone"], r["email"], r["birthday"], r["notes"],
    )  # fmt: skip


def _invoice(r: sqlite3.Row) -> Invoice:
    return Invoice(
        r["id"], r["number"], r["customer_id"], _day(r["issued"]), _day(r["due"]), r["currency"], r["amount"], r["open"],
        _status(r), bool(r["due_assumed"]), r["note"], r["dispute"], _maybe_day(r["review"]),
    )  # fmt: skip


def _status(r: sqlite3.Row) -> str:
    if r["voided_on"]:
        return "void"
    if not r["open"]:
        return "written off" if r["written_off"] else "paid"
    if r["dispute"]:
        return "disputed"
    return "part paid" if r["open"] < r["amount"] else "open"


def _promise(r: sqlite3.Row, invoices: list[int]) -> Promise:
    return Promise(
        r["id"], r["customer_id"], r["amount"], r["currency"], _day(r["made"]), _day(r["due"]), tuple(invoices), r["level"],
        r["channel"], r["said_by"], r["words"], _maybe_day(r["ended"]), r["ended_as"], r["ended_entry"], r["entry_id"],
    )  # fmt: skip


def _contact(r: sqlite3.Row) -> Contact:
    return Contact(
        r["id"], r["customer_id"], _day(r["on_day"]), r["channel"], r["who"], r["words"], r["outcome"],
        tuple((r["excuses"] or "").split()), r["rep"], r["took"],
    )  # fmt: skip
