"""Proving the books: each check has a name and gives back what is wrong, nothing when all is well."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from arcollect.domain.ageing import age
from arcollect.domain.promises import judge
from arcollect.errors import LedgerTrouble
from arcollect.ledger.journal import first_break, told
from arcollect.ledger.open import statements
from arcollect.ledger.paths import HEAD
from arcollect.ledger.read import Book

TABLES = (
    "customer",
    "person",
    "invoice",
    "payment",
    "allocation",
    "credit",
    "dispute",
    "promise",
    "promise_invoice",
    "visit",
    "follow_up",
)
VIEWS = ("money", "reduction", "open_item", "on_account", "balance")
PAST_DAYS = 5


@dataclass(frozen=True)
class Result:
    """One check: its name, whether all is well, and one line saying what is not."""

    name: str
    ok: bool
    message: str


def run_all(book: Book, today: date) -> list[Result]:
    """Every check in order. One that cannot be carried out has failed."""
    results = []
    for name, check in CHECKS.items():
        try:
            faults = list(check(book, today))
        except (LedgerTrouble, ValueError, KeyError, TypeError, sqlite3.Error) as error:
            faults = [f"could not be carried out: {error}"]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        results.append(Result(name, not faults, f"{faults[0]}{more}" if faults else "well"))
    return results


def _file(book: Book, _today: date) -> Iterable[str]:
    return (row[0] for row in book.rows("PRAGMA integrity_check") if row[0] != "ok")


def _references(book: Book, _today: date) -> Iterable[str]:
    for row in book.rows("PRAGMA foreign_key_check"):
        yield f"row {row[1]} of {row[0]} refers to a {row[2]} that is not there"


def _schema(book: Book, _today: date) -> Iterable[str]:
    version = book.rows("SELECT version_num FROM alembic_version")[0][0]
    if version != HEAD:
        yield f"the schema is {version}, not {HEAD}"
    there = {(row["type"], row["name"]) for row in book.rows("SELECT type, name FROM sqlite_master")}
    wanted = {("table", t) for t in (*TABLES, "entry", "setting")} | {("view", v) for v in VIEWS}
    wanted |= {("index", "ux_invoice_number"), ("index", "ix_invoice_open")}
    yield from (f"the {kind} {name} is missing" for kind, name in sorted(wanted - there))
    told = {" ".join(row["sql"].split()) for row in book.rows("SELECT sql FROM sqlite_master WHERE type = 'view'")}
    for statement in statements("views.sql"):
        if " ".join(statement.split()) not in told:
            yield f"the view {statement.split()[2]} is not as declared"


def _allocations(book: Book, _today: date) -> Iterable[str]:
    for row in book.rows(
        "SELECT i.number, i.amount - COALESCE(SUM(r.amount), 0) AS open FROM invoice i "
        "LEFT JOIN reduction r ON r.invoice_id = i.id WHERE i.voided_on IS NULL GROUP BY i.id HAVING open < 0"
    ):
        yield f"invoice {row['number']} has more paid or credited than its amount"
    for row in book.rows(
        "SELECT p.id FROM payment p JOIN allocation a ON a.payment_id = p.id AND a.voided_on IS NULL "
        "GROUP BY p.id HAVING SUM(a.amount) > p.amount"
    ):
        yield f"payment {row['id']} has more allocated than it brought"
    for row in book.rows(
        "SELECT a.id FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id "
        "WHERE a.voided_on IS NULL AND (p.currency <> i.currency OR p.customer_id <> i.customer_id "
        "OR i.voided_on IS NOT NULL OR a.on_day < i.issued)"
    ):
        yield f"allocation {row['id']} joins a payment and an invoice that do not belong together"


def _amounts(book: Book, _today: date) -> Iterable[str]:
    for table in ("invoice", "payment", "allocation", "credit", "promise"):
        for row in book.rows(f"SELECT id FROM {table} WHERE typeof(amount) <> 'integer' OR amount <= 0"):
            yield f"{table} {row['id']} has an amount that is no positive whole number of minor units"
    for row in book.rows("SELECT number FROM invoice WHERE due < issued"):
        yield f"invoice {row['number']} falls due before it is issued"


def _ageing(book: Book, today: date) -> Iterable[str]:
    """On today and on days of the past, the columns' sum is the balance computed without them."""
    dice = random.Random(today.isoformat())  # noqa: S311 — any days will do
    for day in (today, *(today - timedelta(days=dice.randint(1, 720)) for _ in range(PAST_DAYS))):
        items, credit = list(book.open_items(day)), book.on_account(day)
        names = dict.fromkeys({i.customer_id for i in items} | {c for c, _, _ in credit}, "all")
        columns = {row.currency: row.total for row in age(items, credit, names, day).rows}
        plain = {row["currency"]: row["amount"] for row in book.rows(_BALANCE, *[day.isoformat()] * 3)}
        for currency in sorted(columns.keys() | plain.keys()):
            if columns.get(currency, 0) != plain.get(currency, 0):
                yield f"on {day} the ageing columns of {currency} sum to {columns.get(currency, 0)}, the books to {plain.get(currency, 0)}"


_BALANCE = """
    SELECT currency, SUM(amount) AS amount FROM (
      SELECT currency, amount FROM invoice WHERE voided_on IS NULL AND issued <= ?
      UNION ALL SELECT currency, -amount FROM payment
      WHERE voided_on IS NULL AND COALESCE(cheque_state, 'cleared') = 'cleared' AND MAX(on_day, COALESCE(cleared_on, '')) <= ?
      UNION ALL SELECT currency, -amount FROM credit WHERE voided_on IS NULL AND on_day <= ?)
    GROUP BY currency"""


def _promises(book: Book, today: date) -> Iterable[str]:
    """No money counts for two promises, and a promise that has ended says how."""
    receipts, promises = book.receipts(), book.promises()
    brought: dict[int, int] = {}
    for receipt in receipts:
        brought[receipt.payment_id] = brought.get(receipt.payment_id, 0) + receipt.amount
    counted: dict[int, int] = {}
    for verdict in judge(promises, receipts, today):
        for piece in verdict.counted:
            counted[piece.payment_id] = counted.get(piece.payment_id, 0) + piece.amount
    yield from (
        f"payment {p} counts for more than it brought" for p, amount in counted.items() if amount > brought.get(p, 0)
    )
    for promise in promises:
        if (promise.ended is None) != (promise.ended_as is None) or promise.ended_as not in (
            None,
            "withdrawn",
            "replaced",
        ):
            yield f"promise {promise.id} has ended without saying how"
        if promise.due < promise.made or promise.level < 0 or not promise.invoice_ids:
            yield f"promise {promise.id} has a day, level or invoices that cannot be"


def _chain(book: Book, _today: date) -> Iterable[str]:
    entries: list[Mapping[str, Any]] = list(book.entries())
    broken = first_break(entries)
    if broken is not None:
        yield f"entry {broken} does not follow from the one before: it or an earlier one was changed or removed"


def _rows(book: Book, _today: date) -> Iterable[str]:
    """The journal told anew gives exactly the rows that are there."""
    expected: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in (*TABLES, "setting")}
    for entry in book.entries():
        for change in told(json.loads(entry["changes"])):
            own = expected[change["table"]]
            if change["after"] is None:
                own.pop(change["id"], None)
            else:
                own[change["id"]] = {**own.get(change["id"], {}), **change["after"]}
    for table, own in expected.items():
        key = "key" if table == "setting" else "id"
        for row in book.each(f'SELECT * FROM "{table}"'):
            known = own.pop(row[key], None)
            if known is None:
                yield f"{table} {row[key]} is in no entry of the journal"
            elif any(row[name] != value for name, value in known.items()):
                yield f"{table} {row[key]} is not as the journal tells it"
        yield from (f"{table} {row_id} is told of in the journal and not there" for row_id in own)


def _numbers(book: Book, _today: date) -> Iterable[str]:
    """What is stored to make reading quick is what the rows behind it add up to."""
    for row in book.rows(_OPEN_ANEW):
        yield f"invoice {row['number']} has {row['open']} open until {row['open_until']} stored, and {row['anew']} by its rows"
    for row in book.rows(_ON_ACCOUNT_ANEW):
        yield f"payment {row['id']} has {row['on_account']} on account until {row['on_account_until']} stored, and {row['anew']} by its rows"


_OPEN_ANEW = """
    SELECT i.number, i.open, i.open_until, i.amount - COALESCE(SUM(r.amount), 0) AS anew
    FROM invoice i LEFT JOIN reduction r ON r.invoice_id = i.id GROUP BY i.id
    HAVING i.open <> CASE WHEN i.voided_on IS NULL THEN i.amount - COALESCE(SUM(r.amount), 0) ELSE 0 END
        OR i.last_reduced IS NOT MAX(r.on_day)
        OR i.open_until <> CASE WHEN i.open = 0 THEN COALESCE(MAX(r.on_day), i.issued) ELSE '9999-12-31' END"""
_ON_ACCOUNT_ANEW = """
    SELECT p.id, p.on_account, p.on_account_until, COALESCE(m.amount, 0) - COALESCE(SUM(r.amount), 0) AS anew
    FROM payment p LEFT JOIN money m ON m.payment_id = p.id LEFT JOIN reduction r ON r.payment_id = p.id GROUP BY p.id
    HAVING p.on_account <> COALESCE(m.amount, 0) - COALESCE(SUM(r.amount), 0) OR p.last_allocated IS NOT MAX(r.on_day)
        OR p.on_account_until <> CASE WHEN p.on_account = 0 THEN COALESCE(MAX(r.on_day), p.on_day) ELSE '9999-12-31' END"""

BOOKS = (_amounts, _allocations)
"""What no change may break; an undo is held to it."""

Check = Callable[[Book, date], Iterable[str]]
CHECKS: dict[str, Check] = {
    "file": _file, "references": _references, "schema": _schema, "amounts": _amounts, "allocations": _allocations,
    "open items": _numbers, "ageing": _ageing, "promises": _promises, "journal chain": _chain, "journal rows": _rows,
}  # fmt: skip
