"""One database is named in `backends/` and `migrations/` alone; the SQL elsewhere is what both understand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import arcollect

ROOT = Path(arcollect.__file__).parent
MAY = ("backends", "migrations")
FILES = [
    path
    for path in [*sorted(ROOT.rglob("*.py")), *sorted(ROOT.rglob("*.sql"))]
    if path.relative_to(ROOT).parts[0] != "ledger" or path.relative_to(ROOT).parts[1] not in MAY
]
NAMED = re.compile(r"sqlite|\bPRAGMA\b|psycopg|postgres", re.IGNORECASE)
URL = re.compile(r"sqlite:///")
"""A user may name a file by its URL; that is no SQL."""
PROFILED = re.compile(r"'sqlite3\.' in name")  # where the profile looks for the time in the driver
STATEMENT = re.compile(r"\b(SELECT|UPDATE|INSERT|DELETE FROM|CREATE VIEW)\b")
ONLY_SQLITE = re.compile(
    r"json_each|INDEXED BY|CROSS JOIN|\btypeof\b|\bBEGIN\b|INSERT OR|REPLACE INTO|\browid\b|\bGLOB\b|\bIFNULL\b|\bIIF\b"
    r"|\bstrftime\b|\bjulianday\b|\bdate\(|datetime\(|AUTOINCREMENT|group_concat|total\(|\bINSTR\b|\bprintf\("
    r"|\b(?:MAX|MIN)\((?:[^()]|\([^()]*\))*,|last_insert_rowid|==|\bIS NOT DISTINCT|\bISNULL\b|\bNOTNULL\b|(?<![\w'])\?"
    r'|"[^"]*"\s*=|COLLATE NOCASE|WITHOUT ROWID|\bREGEXP\b|unixepoch',
    re.IGNORECASE,
)


def texts(path: Path) -> list[tuple[int, str]]:
    """The texts of a file that are SQL, each with its line; docstrings are left out."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".sql":
        return [(1, source)]
    tree = ast.parse(source)
    spoken = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = (str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            found.append((node.lineno, "".join(pieces)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            found.append((node.lineno, node.value))
    return [(line, text) for line, text in found if STATEMENT.search(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_sql_is_what_both_databases_understand(path: Path) -> None:
    found = [f"line {line}: {mark[0]}" for line, text in texts(path) for mark in ONLY_SQLITE.finditer(text)]
    assert not found


def code_of(path: Path) -> str:
    """The code of a file without its comments and docstrings, where a word may be said about a database."""
    if path.suffix == ".sql":
        lines = path.read_text(encoding="utf-8").splitlines()
        return "\n".join(line for line in lines if not line.startswith("--"))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [  # type: ignore[attr-defined]  # what has a body
                one for one in body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
            ] or [ast.Pass()]
    return ast.unparse(tree)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_database_is_named_elsewhere(path: Path) -> None:
    code = URL.sub("", code_of(path))
    assert not [mark[0] for mark in NAMED.finditer(PROFILED.sub("", code))]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT value FROM json_each(:a)", "SELECT MAX(a, b) FROM t", "SELECT max(COALESCE(a, 1), b) FROM t",
        "SELECT * FROM t INDEXED BY i", "INSERT OR IGNORE INTO t VALUES (1)", "SELECT rowid FROM t",
        "SELECT IFNULL(a, 0) FROM t", "UPDATE t SET a = ?", "SELECT strftime('%Y', a) FROM t", "SELECT a FROM t WHERE a GLOB 'x*'",
        "SELECT typeof(a) FROM t",
    ],
)  # fmt: skip
def test_what_is_looked_for_would_be_found(sql: str) -> None:
    assert ONLY_SQLITE.search(sql)
    assert STATEMENT.search(sql)


def test_what_both_understand_is_not_taken_for_it() -> None:
    sql = (
        "SELECT MAX(COALESCE(r.ended_on, r.on_day)), SUM(a), '?' FROM t WHERE a IN LIST(:ids) AND b IN (1, 2)"
    )
    assert not ONLY_SQLITE.search(sql)
