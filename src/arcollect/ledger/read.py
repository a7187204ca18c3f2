"""The ledger's rows, read through the database driver alone: no ORM, so that the morning list is quick."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from arcollect.domain.records import Contact, Customer, FollowUp, Invoice, OpenItem, Person, Promise, Receipt
from arcollect.errors import LedgerTrouble
from arcollect.ledger import queries
from arcollect.ledger.paths import connect_to_read, trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FAR = date(9999, 12, 30)
"""The last day that can be asked about, for all that is known; what is open then has its `open_until` on the next."""


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

    def tuples(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query as bare tuples, where there are very many."""
        return self._connection.cursor().execute(sql, values).fetchall()

    def each(self, sql: str) -> Iterator[sqlite3.Row]:
        """The rows of a query one after another, where there may be very many."""
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql)

    def settings(self) -> dict[str, str]:
        """The settings that differ from the defaults."""
        return {row["key"]: row["value"] for row in self.rows("SELECT key, value FROM setting")}

    def customers(self, ids: Iterable[int] | None = None, *, void: bool = False) -> list[Customer]:
        """All customers or these by name, those that are void only when asked for."""
        return [_customer(r) for r in self._all(queries.customers(these=ids is not None), ids, void=void)]

    def customer_coded(self, code: str) -> Customer | None:
        """The customer with that code, as it is written or in capitals; None when there is none, or more than one."""
        sql = "SELECT * FROM customer WHERE code IN (?, ?) AND voided_on IS NULL"
        found = self.rows(sql, code, code.upper())
        return _customer(found[0]) if len(found) == 1 else None

    def _all(
        self, sql: str, customers: Iterable[int] | None = None, table: str = "", **values: object
    ) -> list[sqlite3.Row]:
        """The rows of a query with an {of} where customers are named; all customers when none are."""
        of = f"AND {table}customer_id IN (SELECT value FROM json_each(:customers))" if customers is not None else ""
        given = {"customers": f"[{','.join(map(str, customers or ()))}]", **values}
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            return cursor.execute(sql.replace("{of}", of), given).fetchall()
        except sqlite3.DatabaseError as error:
            raise trouble(error, self.path) from error

    def invoices(
        self, day: date, *, customer: int | None = None, open_only: bool = False, void: bool = False
    ) -> list[Invoice]:
        """The invoices that exist on `day` with what was open of them on it, the oldest due first."""
        sql = queries.invoices(customer=customer is not None, open_only=open_only, void=void)
        return [_invoice(r) for r in self._all(sql, day=day.isoformat(), customer=customer)]

    def invoices_numbered(self, numbers: str, day: date) -> list[Invoice]:
        """The invoices with these numbers (a JSON list) as they stand on `day`; void ones are left out."""
        return [_invoice(r) for r in self._all(queries.invoices(numbered=True), day=day.isoformat(), numbers=numbers)]

    def open_items(self, day: date) -> Iterator[OpenItem]:
        """What is open on `day`, in no order; one after another, for there may be very many."""
        iso, days = day.isoformat(), _Days()
        found = sorted(self._all(queries.DISPUTES, day=iso), key=lambda r: int(r["id"]))
        disputes = {r["invoice_id"]: (r["reason"], _maybe_day(r["review"])) for r in found}  # the latest one counts
        none, make = (None, None), OpenItem._make
        try:
            rows = self._connection.cursor().execute(queries.OPEN_ITEMS, {"day": iso})
            for id_, number, owner, issued, due, currency, amount in rows:
                row = (id_, number, owner, days[issued], days[due], currency, amount)
                yield make(row + (disputes.get(id_, none) if disputes else none))
        except sqlite3.DatabaseError as error:
            raise trouble(error, self.path) from error

    def on_account(self, day: date, customer: int | None = None) -> list[tuple[int, str, int]]:
        """(customer, currency, amount) of money and credit that on `day` no invoice had used up."""
        sums: dict[tuple[int, str], int] = defaultdict(int)
        for row in self._all(queries.ON_ACCOUNT, _one(customer), "p.", day=day.isoformat()):
            sums[row["customer_id"], row["currency"]] += row["amount"]
        return [(*key, amount) for key, amount in sorted(sums.items()) if amount]

    def promising(self, day: date) -> list[int]:
        """The customers with a promise on something that is open on `day`."""
        if not self.rows("SELECT 1 FROM promise LIMIT 1"):
            return []
        return [row[0] for row in self._all(queries.PROMISING, day=day.isoformat())]

    def receipts(self, customers: Iterable[int] | None = None) -> list[Receipt]:
        """The money that promises may count: what was allocated to an invoice that one of them covers."""
        return [
            Receipt(r["payment_id"], r["customer_id"], r["invoice_id"], _day(r["on_day"]), r["currency"], r["amount"], r["entry_id"])
            for r in self._all(queries.RECEIPTS, customers, "p.")
        ]  # fmt: skip

    def promises(self, customers: Iterable[int] | None = None) -> list[Promise]:
        """Every promise that is not voided, the earliest made first; of these customers, or of all."""
        covered: dict[int, list[int]] = defaultdict(list)
        for row in self._all(queries.COVERED, customers, "p."):
            covered[row["promise_id"]].append(row["invoice_id"])
        return [_promise(r, covered[r["id"]]) for r in self._all(queries.PROMISES, customers, "p.")]

    def promised_numbers(self, customers: Iterable[int] | None = None) -> dict[int, str]:
        """The numbers of the invoices that promises cover."""
        return {row["id"]: row["number"] for row in self._all(queries.PROMISED_NUMBERS, customers, "p.")}

    def payments(
        self, customer: int | None = None, *, void: bool = False, since: date = date.min, until: date = FAR
    ) -> list[dict[str, Any]]:
        """Payments with their allocations as {"invoice", "amount"}, the earliest first."""
        pieces: dict[int, list[dict[str, Any]]] = defaultdict(list)
        between = {"since": since.isoformat(), "until": until.isoformat()}
        for row in self._all(queries.PIECES, _one(customer), "p.", **between):
            pieces[row["payment_id"]].append({"invoice": row["number"], "amount": row["amount"]})
        rows = self._all(queries.PAYMENTS, _one(customer), "p.", **between, void=void)
        return [dict(r) | {"allocations": pieces[r["id"]]} for r in rows]

    def held(self, customer: int | None = None) -> dict[int, int]:
        """By invoice, what cheques in hand are to pay of it: not money yet, but promised to no one else."""
        return {r["invoice_id"]: r["amount"] for r in self._all(queries.HELD, _one(customer), "p.")}

    def cheques_in_hand(self) -> list[dict[str, Any]]:
        """Cheques received and not yet cleared."""
        return [dict(row) for row in self._all(queries.CHEQUES_IN_HAND)]

    def people(self, customer: int | None = None) -> list[Person]:
        """Contacts at the customer's."""
        sql = "SELECT * FROM person WHERE voided_on IS NULL AND (? IS NULL OR customer_id = ?) ORDER BY id"
        return [
            Person(r["id"], r["customer_id"], r["name"], r["role"], r["phone"], r["email"])
            for r in self.rows(sql, customer, customer)
        ]

    def contacts(self, customer: int | None = None, until: date = FAR) -> list[Contact]:
        """Visits, calls and messages, the latest first."""
        sql = "SELECT * FROM visit v WHERE v.voided_on IS NULL AND v.on_day <= :day {of} ORDER BY v.on_day DESC, v.id DESC"
        return [_contact(r) for r in self._all(sql, _one(customer), "v.", day=until.isoformat())]

    def recent_contacts(self, since: date, until: date) -> dict[int, tuple[date, str]]:
        """Each customer's last contact after `since`: the day and how."""
        found: dict[int, tuple[date, str]] = {}
        for row in self._all(queries.RECENT_CONTACTS, since=since.isoformat(), day=until.isoformat()):
            found.setdefault(row["customer_id"], (_day(row["on_day"]), row["channel"]))
        return found

    def follow_ups(self, customer: int | None = None) -> list[FollowUp]:
        """What is still to be done, the earliest first."""
        return [
            FollowUp(r["id"], r["customer_id"], _day(r["on_day"]), r["text"], r["code"], _maybe_day(r["since"]))
            for r in self._all(queries.FOLLOW_UPS, _one(customer), "f.")
        ]

    def money_days(self, customers: Iterable[int], until: date = FAR) -> list[tuple[int, date]]:
        """(customer, day) of every payment of these customers that counts, the earliest first."""
        rows = self._all(queries.MONEY_DAYS, customers, "m.", day=until.isoformat())
        return [(r["customer_id"], _day(r["on_day"])) for r in rows]

    def entries(self) -> list[dict[str, Any]]:
        """The journal, the first entry first."""
        return [dict(row) for row in self.rows("SELECT * FROM entry ORDER BY id")]

    def entry_heads(self) -> list[dict[str, Any]]:
        """The journal without what changed, the first entry first."""
        sql = "SELECT id, at, who, command, undoes, hash FROM entry ORDER BY id"
        return [dict(row) for row in self.rows(sql)]

    def changes(self, entry_id: int) -> list[dict[str, Any]]:
        """What an entry changed, as it is kept: see `journal.told`."""
        import json  # reading needs it for the journal alone

        found: list[dict[str, Any]] = json.loads(self.rows("SELECT changes FROM entry WHERE id = ?", entry_id)[0][0])
        return found

    def require(self, table: str, row_id: int, columns: Iterable[str] = ("*",)) -> dict[str, Any] | None:
        """One row of a table by its id, None when there is none."""
        if not table.isidentifier():
            raise LedgerTrouble(f"no table {table}")
        found = self.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", row_id)
        return dict(found[0]) if found else None


class _Days(dict[str, date]):
    """Days by their text, each made once."""

    def __missing__(self, text: str) -> date:
        self[text] = day = date.fromisoformat(text)
        return day


def _one(customer: int | None) -> list[int] | None:
    return None if customer is None else [customer]


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
        r["id"], r["number"], r["customer_id"], _day(r["issued"]), _day(r["due"]), r["currency"], r["amount"], r["open_then"],
        _status(r), bool(r["due_assumed"]), r["note"], r["dispute"], _maybe_day(r["review"]),
    )  # fmt: skip


def _status(r: sqlite3.Row) -> str:
    if r["voided_on"]:
        return "void"
    if not r["open_then"]:
        return "written off" if r["written_off"] else "paid"
    if r["dispute"]:
        return "disputed"
    return "part paid" if r["open_then"] < r["amount"] else "open"


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
