"""What each command imports: reading never loads the ORM, and nothing loads what it does not need."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from conftest import Arcollect

LISTED = Path(__file__).parent / "startup.txt"
COMMANDS = [
    "due --week", "show pepe", "aging", "promise list", "excuse 'check sent'", "when friday", "customer list", "invoice list",
    "payment list", "visit list", "statement pepe", "log", "config", "explain balance pepe", "report excuses", "--help", "promise add --help",
    "payment add pepe 5", "promise add pepe 5 --on viernes", "visit add pepe --words away", "excuse 'check sent' --customer pepe", "import invoices more.csv", "undo",
]  # fmt: skip
CODE = """
import sys
from arcollect.__main__ import run
code = run(sys.argv[1:])
own = {n.removeprefix("arcollect.") for n in sys.modules if n.startswith("arcollect.")}
places = {n.split(".")[0]: getattr(m, "__file__", None) or "" for n, m in sys.modules.items() if "." not in n}
outside = {n for n, place in places.items() if "site-packages" in place and not n.startswith("_") and n != "arcollect"}
print(" ".join(sorted(own)), "|", " ".join(sorted(outside)), file=sys.stderr)
sys.exit(code)
"""


def loaded(ledger: Path, command: str) -> tuple[list[str], list[str]]:
    """The modules of arcollect, and the packages outside the standard library, that a command loads in a pipe."""
    environment = {**os.environ, "ARCOLLECT_LEDGER": str(ledger)}
    done = subprocess.run(
        [sys.executable, "-c", CODE, *shlex.split(command)], capture_output=True, text=True, env=environment, check=True,
        encoding="utf-8", cwd=ledger.parent,
    )  # fmt: skip
    own, outside = done.stderr.splitlines()[-1].split("|")
    return own.split(), outside.split()


def test_each_command_loads_what_is_listed_and_no_more(
    arcollect: Arcollect, request: pytest.FixtureRequest
) -> None:
    ledger = arcollect.folder / "ledger.db"
    assert arcollect("demo", "--at", str(ledger)).code == 0
    (arcollect.folder / "more.csv").write_text(
        "number,customer,issued,amount\nX-1,Bar Pepe,2026-01-05,5.00\n"
    )
    now = ""
    for command in COMMANDS:
        own, outside = loaded(ledger, command)
        assert not outside or command.split()[-1] == "--help", command
        text = textwrap.fill(
            " ".join(own), 116, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
        )
        now += f"$ arcollect {command}\n{text}\n    and {', '.join(outside) or 'nothing from outside'}\n"
    if request.config.getoption("--update-transcripts"):
        LISTED.write_text(now, encoding="utf-8")
    assert now == LISTED.read_text(encoding="utf-8")


def test_each_module_can_be_the_first() -> None:
    root = Path(__file__).parent.parent / "src" / "arcollect"
    names = [
        ".".join(("arcollect", *p.relative_to(root).with_suffix("").parts))
        for p in sorted(root.rglob("*.py"))
    ]
    skipped = ("__init__", "__main__", "env", "0001_first_ledger", "0002_open_until", "train", "tune")
    wanted = [n for n in names if n.rsplit(".", 1)[1] not in skipped]
    code = "import importlib, subprocess, sys\nfor n in sys.argv[1:]:\n    importlib.import_module(n)"
    for name in (n for n in wanted if n.count(".") == 3 and ".cli.commands." in n):
        subprocess.run([sys.executable, "-c", code, name], check=True)
    subprocess.run([sys.executable, "-c", code, *reversed(wanted)], check=True)
