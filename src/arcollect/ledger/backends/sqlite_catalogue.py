"""What tables, columns, indexes and views a SQLite file has, and whether they are as declared."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.ledger.backends.base import Column
from arcollect.ledger.sql_file import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from arcollect.ledger.backends.base import Connection

DECLARED = Path(__file__).with_name("sqlite.sql")
OBJECTS = (
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
)
MADE = re.compile(r"CREATE (?:UNIQUE )?(TABLE|INDEX|VIEW) \"?(\w+)\"?")


def tables(connection: Connection) -> dict[str, tuple[Column, ...]]:
    """Every table with its columns, their defaults and what they refer to."""
    names = [row["name"] for row in connection.rows(OBJECTS) if row["type"] == "table"]
    return {name: _columns(connection, name) for name in names}


def _columns(connection: Connection, table: str) -> tuple[Column, ...]:
    refers = {row["from"]: row["table"] for row in connection.rows(f'PRAGMA foreign_key_list("{table}")')}
    return tuple(
        Column(name=row["name"], default=_literal(row["dflt_value"]), refers_to=refers.get(row["name"]))
        for row in connection.rows(f'PRAGMA table_info("{table}")')
    )


def _literal(text: str | None) -> str | int | None:
    """The value of a default as the file stores it: '0' is 0, "'9999-12-31'" the text."""
    if text is None:
        return None
    plain = text.strip("'")
    return int(plain) if plain.lstrip("-").isdigit() else plain


def missing(connection: Connection) -> Iterator[str]:
    """What of the declared schema is not in the file or is otherwise there, a sentence each."""
    there = {(row["type"], row["name"]): _plain(row["sql"] or "") for row in connection.rows(OBJECTS)}
    for statement in statements(DECLARED):
        made = MADE.match(statement)
        if made is None or made[2] == "alembic_version":
            continue
        kind, name = made[1].lower(), made[2]
        if (kind, name) not in there:
            yield f"the {kind} {name} is missing"
        elif kind != "table" and there[kind, name] != _plain(statement):
            yield f"the {kind} {name} is not as declared"


def _plain(sql: str) -> str:
    """A statement for comparing: quotes and white space do not matter."""
    return " ".join(sql.replace('"', "").split())
