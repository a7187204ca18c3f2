"""The main reads go in by an index: no plan of theirs goes through a whole table that grows with the years."""

from __future__ import annotations

import re
import sqlite3

import pytest

from arcollect.ledger import queries
from arcollect.ledger.open import statements
from conftest import Arcollect

GROWING = r"invoice|payment|allocation|credit|promise|promise_invoice|visit|follow_up|dispute|entry"
ONE = "AND {}customer_id IN (SELECT value FROM json_each(:customers))"
TODAY = {
    "what is open": queries.OPEN_ITEMS,
    "disputes": queries.DISPUTES,
    "on account": queries.ON_ACCOUNT.replace("{of}", ""),
    "customers who promised": queries.PROMISING,
    "their promises": queries.PROMISES.replace("{of}", ONE.format("p.")),
    "what those cover": queries.COVERED.replace("{of}", ONE.format("p.")),
    "the money for them": queries.RECEIPTS.replace("{of}", ONE.format("p.")),
    "their numbers": queries.PROMISED_NUMBERS.replace("{of}", ONE.format("p.")),
    "when they paid": queries.MONEY_DAYS.replace("{of}", ONE.format("m.")),
    "follow-ups": queries.FOLLOW_UPS.replace("{of}", ""),
    "recent contacts": queries.RECENT_CONTACTS,
    "cheques in hand": queries.CHEQUES_IN_HAND,
    "held": queries.HELD.replace("{of}", ""),
    "open invoices in full": queries.invoices(customer=False, open_only=True, void=False),
    "a customer's invoices": queries.invoices(customer=True, open_only=False, void=True),
    "a customer's open invoices": queries.invoices(customer=True, open_only=True, void=False),
    "a customer's payments": queries.PAYMENTS.replace("{of}", ONE.format("p.")),
    "a customer's pieces": queries.PIECES.replace("{of}", ONE.format("p.")),
    "a customer's account": queries.ON_ACCOUNT.replace("{of}", ONE.format("p.")),
}
CHANGES = {f"settling, statement {n}": sql for n, sql in enumerate(statements("settle.sql"), 1)}
VALUES = {
    "invoices": "[1]",
    "payments": "[1]",
    "day": "2026-03-02",
    "since": "2026-02-20",
    "until": "2026-03-02",
    "customer": 1,
    "customers": "[1]",
    "void": 0,
}


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", VALUES)]


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    monkeypatch = pytest.MonkeyPatch()
    path = tmp_path_factory.mktemp("plans") / "ledger.db"
    said = Arcollect(path.parent, monkeypatch)("demo", "--at", str(path))
    assert said.code == 0, said.err
    return sqlite3.connect(path)


@pytest.mark.parametrize("name", [*TODAY, *CHANGES])
def test_no_plan_goes_through_a_whole_table(connection: sqlite3.Connection, name: str) -> None:
    sql = {**TODAY, **CHANGES}[name]
    steps = plan(connection, sql)
    aliases = dict(re.findall(rf"\b({GROWING}) ([a-z])\b", sql)).values()
    whole = [s for s in steps if re.match(rf"SCAN ({'|'.join([GROWING, *aliases])})\b", s) and not allowed(s)]
    assert not whole, steps


def allowed(step: str) -> bool:
    """A partial index is as short as what it is for: what is open, cheques in hand, what is to be done, credit on account."""
    return bool(
        re.search(
            r"USING (COVERING )?INDEX ix_(invoice_open|payment_in_hand|follow_up_to_do|credit_on_account)\b", step
        )
    )


def test_a_whole_table_would_be_seen(connection: sqlite3.Connection) -> None:
    assert any(step.startswith("SCAN i") for step in plan(connection, "SELECT * FROM invoice i WHERE note = 'x'"))
    connection.close()


def test_the_queries_listed_are_the_queries_there_are() -> None:
    named = {name for name, value in vars(queries).items() if name.isupper() and isinstance(value, str)} - {
        "OPEN",
        "NEVER",
    }
    named = {name for name in named if not name.startswith("_")}
    used = {re.sub(r"AND \w\.customer_id IN \(SELECT value[^)]*\)\)", "", sql) for sql in TODAY.values()}
    missing = [n for n in named if getattr(queries, n).replace("{of}", "") not in used]
    assert not missing
