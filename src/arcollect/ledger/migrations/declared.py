"""The schema as statements of one database, compiled from `schema.py`.

`python -m arcollect.ledger.migrations.declared` writes them beside each backend, where a new ledger is made
from them without loading the ORM. A test holds that they are as compiled, and that a migrated ledger is the
same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from arcollect.ledger import schema
from arcollect.ledger.migrations.run import VIEWS
from arcollect.ledger.sql_file import statements
from arcollect.ledger.versions import HEAD

if TYPE_CHECKING:
    from sqlalchemy import Dialect

BACKENDS = Path(__file__).parent.parent / "backends"
DIALECTS: dict[str, Dialect] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}  # type: ignore[no-untyped-call]  # as SQLAlchemy has them
VERSION = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"


def declared(dialect: Dialect) -> str:
    """All statements that make an empty ledger, one after another."""
    assert schema.Entry.__tablename__ == "entry"  # noqa: S101 — importing the tables has declared them
    made = []
    for table in SQLModel.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    made += [VERSION, f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')", *statements(VIEWS)]
    lines = [
        line.replace("\t", "    ").rstrip() for line in ";\n\n".join(s.strip() for s in made).splitlines()
    ]
    return "-- Compiled from schema.py and views.sql; not edited by hand.\n\n" + "\n".join(lines) + ";\n"


if __name__ == "__main__":
    for name, dialect in DIALECTS.items():
        (BACKENDS / f"{name}.sql").write_text(declared(dialect), encoding="utf-8")
