"""Where the answer goes: a full disk, a reader that leaves, an output that is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Arcollect

FULL = Path("/dev/full")


def command(ledger: Path, *arguments: str, redirect: str) -> subprocess.CompletedProcess[str]:
    line = " ".join([sys.executable, "-m", "arcollect", *arguments, redirect])
    environment = {**os.environ, "ARCOLLECT_LEDGER": str(ledger)}
    return subprocess.run(["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True, env=environment, check=False)  # fmt: skip


@pytest.fixture
def ledger(arcollect: Arcollect) -> Path:
    assert arcollect("demo", "--at", "ledger.db").code == 0
    return arcollect.folder / "ledger.db"


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize(
    "arguments",
    [["due"], ["aging", "--json"], ["payment", "add", "pepe", "5"], ["nosuch", "--json"]],
    ids=" ".join,
)
def test_a_full_disk_is_said_in_one_line(ledger: Path, arguments: list[str]) -> None:
    done = command(ledger, *arguments, redirect="> /dev/full")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "could not be written: No space left" in done.stderr


def test_what_was_changed_is_kept_though_its_answer_was_not_written(
    ledger: Path, arcollect: Arcollect
) -> None:
    if FULL.exists():
        command(ledger, "payment", "add", "pepe", "5.25", redirect="> /dev/full")
        assert "5.25" in arcollect("payment", "list").out


@pytest.mark.parametrize("redirect", ["| head -1", ">&-", "2>&-"])
def test_nobody_listens(ledger: Path, redirect: str) -> None:
    done = command(ledger, "due", redirect=redirect)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_input_is_no_file(ledger: Path) -> None:
    done = command(ledger, "import", "invoices", "-", redirect="<&-")
    assert (done.returncode, done.stderr) == (3, "error: - is empty; there is nothing to import\n")


def test_a_device_is_not_replaced(ledger: Path, arcollect: Arcollect) -> None:
    os.mkfifo(arcollect.folder / "pipe")
    said = arcollect("export", "invoices", "pipe", "--force")
    assert (said.code, "no file that could be replaced" in said.err) == (1, True)
    assert not (arcollect.folder / "pipe").is_file()
