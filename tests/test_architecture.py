"""One direction of imports, one package that knows the database, one that knows Typer."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import arcollect
from arcollect.cli import COMMANDS

ROOT = Path(arcollect.__file__).parent
EVERYWHERE = {"errors", "sentences"}
WRITING = EVERYWHERE | {"durable"}
MAY_IMPORT: dict[str, set[str]] = {
    "sentences": set(),
    "errors": {"sentences"},
    "durable": set(),
    "domain": EVERYWHERE,
    "rules": {"domain"} | EVERYWHERE,
    "reports": {"domain"} | EVERYWHERE,
    "exchange": {"domain"} | WRITING,
    "ledger": {"domain"} | WRITING,
    "services": {"domain", "rules", "reports", "exchange", "ledger"} | WRITING,
    "render": {"domain"} | EVERYWHERE,
    "cli": {"services", "render", "domain"} | WRITING,
}
ONLY_IN = {
    "typer": {"cli", "__main__"},
    "sqlmodel": {"ledger"},
    "sqlalchemy": {"ledger"},
    "alembic": {"ledger"},
    "sqlite3": {"ledger"},
    "rich": {"render"},
    "prompt_toolkit": {"cli"},
    "openpyxl": {"exchange"},
    "sklearn": {"rules"},
}
KNOWS_AN_ORM = ("schema.py", "migrations", "backends")
FILES = sorted(ROOT.rglob("*.py"))
SQL = re.compile(r"\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b", re.DOTALL)


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


def test_every_file_of_commands_is_in_the_list_of_commands() -> None:
    files = {path.stem for path in (ROOT / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert files == {module for module, _ in COMMANDS.values()}, "COMMANDS in cli/__init__.py names each file"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_sql_is_written_in_the_ledger_alone(path: Path) -> None:
    texts = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant))
    found = [n.lineno for n in texts if isinstance(n.value, str) and SQL.search(n.value)]
    assert package(path) == "ledger" or not found, (
        f"lines {found}: SQL belongs into ledger/book or ledger/balances"
    )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ledger").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_ledger_knows_no_orm_and_no_driver_but_where_they_belong(path: Path) -> None:
    place = path.relative_to(ROOT / "ledger").parts[0]
    found = {name.split(".")[0] for name in imports(path)}
    if place not in KNOWS_AN_ORM:
        assert not found & {"sqlmodel", "sqlalchemy", "alembic"}
    if place != "backends":
        assert not found & {"sqlite3", "psycopg"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_list_of_languages_stands_in_one_place(path: Path) -> None:
    lists = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Call)
        and {"en", "zh", "es"}
        <= {
            n.value
            for n in (node.args if isinstance(node, ast.Call) else node.elts)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        }
    ]
    assert not lists or path == ROOT / "domain" / "languages.py"


def needs(path: Path) -> set[Path]:
    """The modules that one takes names from while it runs, also those it imports within a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("arcollect"):
            folder = ROOT.joinpath(*str(node.module).split(".")[1:])
            parts = [
                folder / f"{name.name}.py" for name in node.names if (folder / f"{name.name}.py").exists()
            ]
            found |= set(parts) or {
                folder.with_suffix(".py") if folder.with_suffix(".py").exists() else folder / "__init__.py"
            }
    return {other for other in found if other.name != "__init__.py" or other.parent != path.parent}


def test_no_module_needs_itself_by_way_of_others() -> None:
    graph = {path: needs(path) for path in FILES}
    settled: set[Path] = set()

    def visit(path: Path, way: tuple[Path, ...]) -> None:
        assert path not in way, " -> ".join(str(p.relative_to(ROOT)) for p in (*way[way.index(path) :], path))
        if path not in settled:
            for other in graph.get(path, ()):
                visit(other, (*way, path))
            settled.add(path)

    for path in FILES:
        visit(path, ())
