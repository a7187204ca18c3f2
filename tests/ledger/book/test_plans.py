"""Every query of the books goes in by an index: no plan goes through a whole table that grows with the years."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from arcollect.ledger import balances, book, schema  # noqa: F401 — the schema declares the tables
from arcollect.ledger.backends.sqlite_connection import in_own_words
from arcollect.ledger.book import of_customers
from arcollect.ledger.book.invoices import whole

SMALL = {"customer", "person", "setting"}
"""Tables that do not grow with the years."""
GROWING = "|".join(str(table.name) for table in SQLModel.metadata.sorted_tables if table.name not in SMALL)
SHORT = r"ix_(invoice_open|payment_in_hand|payment_cheque|follow_up_to_do|credit_on_account)"
"""Partial indexes that are as short as what they are for: what is open, in hand, to be done, on account."""
WHOLE = {
    "contacts.RECENT of all": "bounded by its days, which the planner does not know",
    "invoices.ALL_REOPENED": "what ended is rare and has no index; an import asks once",
    "customers.has_balance": "asked before the currency of a customer changes",
    "invoices.fate": "asked for a number that cannot be paid",
    "invoices.numbers_of_year": "asked for an invoice that was given no number",
    "invoices.taken": "an import asks once, for most of them",
    "invoices.whole()": "a list of all invoices",
    "payments.count_of_credits": "an export counts once",
    "promises.promising": "an import asks once",
    "payments.MONEY of all": "never asked of all",
    "payments.PAYMENTS of all": "a list of every payment",
    "payments.PIECES of all": "as the list of every payment",
    "payments.REFUNDS of all": "as the list of every payment",
    "promises.COVERED of all": "a list of every promise",
    "promises.NUMBERS of all": "a list of every promise",
    "promises.PROMISES of all": "a list of every promise",
    "promises.RECEIPTS of all": "as the list of every promise",
}
"""What must read a whole table, with the reason."""
VALUES = {
    "invoices": "[1]", "payments": "[1]", "ids": "[1]", "customers": "[1]", "numbers": '["F-1"]', "customer": 1,
    "invoice": 1, "payment": 1, "day": "2026-03-02", "since": "2026-02-20", "until": "2026-03-02", "first": "2026-01-01",
    "last": "2026-03-02", "entry": 1, "number": "F-1", "id": 1, "code": "A", "capitals": "A", "start": "2026-%",
}  # fmt: skip


def constants() -> Iterator[tuple[str, str]]:
    """Every SQL text of the book's modules that is a whole query."""
    for module in pkgutil.iter_modules(book.__path__):
        values = vars(importlib.import_module(f"{book.__name__}.{module.name}"))
        for name, sql in sorted(values.items()):
            if name.isupper() and not name.startswith("_") and isinstance(sql, str) and "SELECT" in sql:
                yield f"{module.name}.{name}", sql


class _Given(dict[str, Any]):
    """The names of a module; what a method puts into its query is left out."""

    def __missing__(self, name: str) -> str:
        return ""


def inline() -> Iterator[tuple[str, str]]:
    """Every query that stands within a method."""
    for module in pkgutil.iter_modules(book.__path__):
        names = _Given(vars(importlib.import_module(f"{book.__name__}.{module.name}")))
        tree = ast.parse(Path(str(names["__file__"])).read_text(encoding="utf-8"))
        for method in (m for one in tree.body if isinstance(one, ast.ClassDef) for m in one.body):
            if isinstance(method, ast.FunctionDef):
                for number, sql in enumerate(_selects(method, names)):
                    yield f"{module.name}.{method.name} {number}".removesuffix(" 0"), sql


def _selects(method: ast.FunctionDef, names: _Given) -> list[str]:
    nodes = list(ast.walk(method))
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for text in joined for part in ast.walk(text) if part is not text}
    texts: list[ast.expr] = [n for n in nodes if isinstance(n, ast.Constant) and id(n) not in parts]
    texts += joined
    made = [eval(compile(ast.Expression(text), "", "eval"), {}, names) for text in texts]  # noqa: S307 — our own text
    return [
        sql for sql in made if isinstance(sql, str) and re.match(r"\s*SELECT \S.*\bFROM\b", sql, re.DOTALL)
    ]


def queries() -> Iterator[tuple[str, str]]:
    """As `constants`, those of customers both ways, and what is put together by functions."""
    for name, sql in constants():
        if "{of}" in sql:
            yield f"{name} of all", of_customers(sql, None)
            yield f"{name} of some", of_customers(sql, [1], _alias(sql))
        else:
            yield name, sql
    for given in (
        {},
        {"customer": True},
        {"open_only": True},
        {"customer": True, "open_only": True},
        {"numbered": True},
    ):
        said = ", ".join(given)
        yield f"invoices.whole({said})", whole(**given)
    yield from inline()
    for number, sql in enumerate(balances.SETTLE_SOME, 1):
        yield f"balances.SETTLE_SOME {number}", sql


def _alias(sql: str) -> str:
    """The table whose customer is meant, by the alias that the query selects from."""
    return next(
        (
            alias
            for alias in "pvfm"
            if re.search(rf"\b(?:payment|promise|visit|follow_up|money|credit) {alias}\b", sql)
        ),
        "",
    )


QUERIES = dict(queries())


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    given = {name: value for name, value in VALUES.items() if f":{name}" in sql}
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {in_own_words(sql)}", given)]


def through_a_whole_table(connection: sqlite3.Connection, sql: str) -> list[str]:
    steps = plan(connection, sql)
    aliases = dict(re.findall(rf"\b({GROWING})(?: AS)? ([a-z])\b", sql)).values()
    names = "|".join([GROWING, *aliases])
    return [s for s in steps if re.match(rf"SCAN ({names})\b", s) and not re.search(rf"INDEX {SHORT}\b", s)]


@pytest.mark.parametrize("name", QUERIES)
def test_no_plan_goes_through_a_whole_table(demo: Path, name: str) -> None:
    with closing(sqlite3.connect(demo)) as connection:
        found = through_a_whole_table(connection, QUERIES[name])
    assert name in WHOLE or not found, f"{found}: let it use an index, or give the reason in WHOLE"


def test_what_is_excused_is_there_and_needs_it(demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as connection:
        assert set(WHOLE) == {name for name in WHOLE if through_a_whole_table(connection, QUERIES[name])}


def test_a_whole_table_would_be_seen(demo: Path) -> None:
    with closing(sqlite3.connect(demo)) as connection:
        assert through_a_whole_table(connection, "SELECT * FROM invoice i WHERE note = 'x'")
        assert through_a_whole_table(connection, "SELECT * FROM entry")
        assert not through_a_whole_table(connection, "SELECT * FROM invoice i WHERE i.id = 1")


def test_the_walk_finds_the_queries() -> None:
    """The names of some, lest a change of the walk leaves all out unseen."""
    assert {"invoices.OPEN_ITEMS", "payments.ON_ACCOUNT of some", "promises.RECEIPTS of some"} <= set(QUERIES)
    assert len(QUERIES) > 40
