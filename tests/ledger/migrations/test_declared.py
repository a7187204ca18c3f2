"""The compiled schema: as compiled now, the same for both databases, and what every migrated ledger comes to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arcollect.ledger.backends import backend_for
from arcollect.ledger.migrations.declared import BACKENDS, DIALECTS, declared
from arcollect.ledger.versions import HEAD, KNOWN
from ledger.ledgers import alter, failed, rows, saved_ledger, with_customers

AMOUNTS = ("amount", "open", "on_account", "credit_limit")


def compiled(name: str) -> str:
    return (BACKENDS / f"{name}.sql").read_text(encoding="utf-8")


def statements(name: str, kind: str) -> dict[str, str]:
    found = re.findall(rf"^CREATE (?:UNIQUE )?{kind} (\w+)[^;]*;", compiled(name), flags=re.MULTILINE)
    whole = re.finditer(rf"^CREATE (?:UNIQUE )?{kind} [^;]*;", compiled(name), flags=re.MULTILINE)
    return dict(zip(found, (one[0] for one in whole), strict=True))


@pytest.mark.parametrize("name", DIALECTS)
def test_the_files_are_as_compiled_now(name: str) -> None:
    same = compiled(name) == declared(DIALECTS[name])
    assert same, (
        f"{name}.sql: `python -m arcollect.ledger.migrations.declared` writes it anew, after any migration too"
    )


def test_both_databases_have_the_same_tables_indexes_and_views() -> None:
    assert set(statements("sqlite", "TABLE")) == set(statements("postgresql", "TABLE"))
    assert statements("sqlite", "INDEX") == statements("postgresql", "INDEX")
    assert statements("sqlite", "VIEW") == statements("postgresql", "VIEW")
    partial = [one for one in statements("postgresql", "INDEX").values() if " WHERE " in one]
    assert len(partial) == 8


def test_money_has_room_for_more_than_21_million() -> None:
    found = 0
    for table in statements("postgresql", "TABLE").values():
        for name, kind in re.findall(r"^    (\w+) (\w+)", table, flags=re.MULTILINE):
            if name in AMOUNTS:
                assert kind == "BIGINT", table
                found += 1
    assert found == 10


def objects(path: Path) -> set[tuple[str, str, str]]:
    """Tables by name, indexes and views with their statements."""
    sql = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    return {
        (
            row["type"],
            row["name"],
            "" if row["type"] == "table" else " ".join(row["sql"].replace('"', "").split()),
        )
        for row in rows(path, sql)
    }


def columns(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Of every table its columns with their types and defaults, in any order."""
    names = [name for kind, name, _ in objects(path) if kind == "table"]
    found: dict[str, set[tuple[object, ...]]] = {}
    for name in names:
        info = rows(path, f"SELECT * FROM pragma_table_info('{name}')")  # noqa: S608 — names from the file
        found[name] = {(c["name"], c["type"], c["notnull"], c["dflt_value"], c["pk"]) for c in info}
        refers = rows(path, f"SELECT * FROM pragma_foreign_key_list('{name}')")  # noqa: S608 — as above
        found[name] |= {(r["from"], r["table"], r["to"]) for r in refers}
    return found


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_a_migrated_ledger_is_as_a_new_one(version: str, tmp_path: Path) -> None:
    old, new = saved_ledger(version, tmp_path / "old.db"), tmp_path / "new.db"
    with_customers(new, "Acme")
    assert backend_for(old).make_sure() is False
    assert objects(old) == objects(new)
    assert columns(old) == columns(new)
    assert failed(old) == {}
    assert rows(old, "SELECT version_num FROM alembic_version") == [{"version_num": HEAD}]
    (mode,) = rows(
        old, "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    )
    (made,) = rows(
        new, "SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    )
    assert mode == made


def test_a_migration_fills_in_what_is_stored_of_balances(tmp_path: Path) -> None:
    """Whatever stood in the columns before."""
    path = saved_ledger("0.2.0", tmp_path / "old.db")
    alter(path, "UPDATE invoice SET open = 7; UPDATE payment SET on_account = 7")
    backend_for(path).make_sure()
    assert failed(path) == {}


def test_the_tables_are_what_alembic_finds_declared(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    from arcollect.ledger import schema

    assert schema.Entry.__tablename__ == "entry"
    path = saved_ledger("0.1.0", tmp_path / "old.db")
    backend_for(path).make_sure()
    with backend_for(path).engine().connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_versions_are_those_of_the_migrations_in_order() -> None:
    assert tuple(sorted(KNOWN)) == KNOWN
    assert KNOWN[:3] == ("0001", "0002", "0003")
    assert KNOWN[-1] == HEAD
