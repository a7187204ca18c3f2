"""What each command imports: reading never loads the ORM, and nothing loads what it does not need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Arcollect

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "prompt_toolkit", "openpyxl", "numpy", "sklearn")


def loaded(folder: Path, *arguments: str) -> set[str]:
    code = (
        "import sys; from arcollect.__main__ import run; code = run(sys.argv[1:]);"
        "print('\\n'.join({m.split('.')[0] for m in sys.modules}), file=sys.stderr); sys.exit(code)"
    )
    environment = {**os.environ, "ARCOLLECT_LEDGER": str(folder / "ledger.db")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        encoding="utf-8",
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [("due", "--week"), ("show", "pepe"), ("aging",), ("customer", "list"), ("promise", "list"), ("excuse", "check sent"), ("when", "friday"),
     ("statement", "pepe"), ("log",), ("--help",), ("promise", "add", "--help")],
    ids=" ".join,
)  # fmt: skip
def test_reading_is_light(arguments: tuple[str, ...], arcollect: Arcollect, tmp_path: Path) -> None:
    assert arcollect("demo", "--at", str(tmp_path / "ledger.db")).code == 0
    modules = loaded(tmp_path, *arguments)
    assert not modules & set(HEAVY)
    assert "rich" not in modules  # a pipe needs no tables


def test_each_module_can_be_the_first() -> None:
    root = Path(__file__).parent.parent / "src" / "arcollect"
    names = [".".join(("arcollect", *p.relative_to(root).with_suffix("").parts)) for p in sorted(root.rglob("*.py"))]
    skipped = ("__init__", "__main__", "env", "0001_first_ledger", "train", "tune")
    wanted = [n for n in names if n.rsplit(".", 1)[1] not in skipped]
    code = "import importlib, subprocess, sys\nfor n in sys.argv[1:]:\n    importlib.import_module(n)"
    for name in (n for n in wanted if n.count(".") == 2 and ".cli." in n):
        subprocess.run([sys.executable, "-c", code, name], check=True)
    subprocess.run([sys.executable, "-c", code, *reversed(wanted)], check=True)
