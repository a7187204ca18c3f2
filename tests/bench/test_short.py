"""The measurements in their short form, so that they keep running."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    "command",
    [
        ["fuzz.py", "250", "3"],
        ["excuses.py"],
        ["phrases.py"],
        ["scale.py", "200", "--rounds", "1"],
        ["startup.py", "1"],
    ],
    ids=lambda c: c[0],
)
def test_a_measurement_runs(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout


TILL = """
def change(paid: int, owed: int) -> int:
    if paid < owed:
        return 0
    return paid - owed

def fee(days: int) -> int:
    return 5 if days > 30 else 0

def unseen(n: int) -> int:
    return n + 1
"""
TILL_TESTS = """
from arcollect.domain.till import change, fee

def test_change() -> None:
    assert (change(5, 3), change(1, 3)) == (2, 0)

def test_fee() -> None:
    assert (fee(31), fee(0)) == (5, 0)
"""
ACCEPTED = """
[[survivor]]
module = "domain/till.py"
before = "if paid < owed:"
after = "if paid <= owed:"
reason = "with nothing to give back both ways give 0"

[[survivor]]
module = "domain/till.py"
before = "return paid - owed"
after = "return paid + owed"
reason = "a wrong claim"
"""


def test_a_mutation_run_finds_what_no_test_would_notice(tmp_path: Path) -> None:
    files = {
        "src/arcollect/__init__.py": "",
        "src/arcollect/domain/till.py": TILL,
        "tests/domain/test_till.py": TILL_TESTS,
        "tests/bench/survivors.toml": ACCEPTED,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(HERE / "mutation.py"), "--root", str(tmp_path), "domain/till.py"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    head, till, *rest = done.stdout.splitlines()
    assert head.split()[:2] == ["module", "mutants"], done.stdout + done.stderr
    assert till.split()[:6] == ["domain/till.py", "17", "12", "1", "1", "3"]
    assert rest[2:] == [
        "domain/till.py:8",
        "  - return 5 if days > 30 else 0",
        "  + return 5 if days >= 30 else 0",
        "",
        "domain/till.py: no test runs lines 11",
        "",
        "domain/till.py: accepted, but killed or gone: return paid - owed => return paid + owed",
    ]
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert written == set(files)
    assert done.returncode == 0
