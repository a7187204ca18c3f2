"""One direction of imports, one package that knows the database, one that knows Typer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import arcollect

ROOT = Path(arcollect.__file__).parent
MAY_IMPORT = {
    "errors": set(),
    "domain": {"errors"},
    "rules": {"domain", "errors"},
    "reports": {"domain", "errors"},
    "exchange": {"domain", "errors"},
    "ledger": {"domain", "errors"},
    "render": {"domain", "rules", "reports", "errors"},
    "cli": {"domain", "rules", "reports", "exchange", "ledger", "render", "errors"},
}
ONLY_IN = {"typer": {"cli", "__main__"}, "sqlmodel": {"ledger"}, "sqlalchemy": {"ledger"}, "alembic": {"ledger"}, "sqlite3": {"ledger"},
           "rich": {"render"}, "prompt_toolkit": {"cli"}, "openpyxl": {"exchange"}, "sklearn": {"rules"}}  # fmt: skip
FILES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    own = package(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "arcollect" and len(parts) > 1 and own in MAY_IMPORT:
            assert parts[1] in {own, *MAY_IMPORT[own]}, f"{path} imports {name}"
        if parts[0] in ONLY_IN:
            assert own in ONLY_IN[parts[0]], f"{path} imports {name}"


@pytest.mark.parametrize("name", ["read.py", "paths.py", "journal.py"])
def test_reading_knows_no_orm(name: str) -> None:
    found = imports(ROOT / "ledger" / name)
    assert not {n for n in found if n.split(".")[0] in ("sqlmodel", "sqlalchemy", "alembic")}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
