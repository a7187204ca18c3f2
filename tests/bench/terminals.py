"""Several processes changing one ledger at once: nothing lost, nobody told that it is locked, the books clean.

python tests/bench/terminals.py [PROCESSES] [COMMANDS EACH]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from arcollect.ledger.check import run_all
from arcollect.services.opening import Ledger

TODAY = date(2026, 3, 2)
PROGRAM = [sys.executable, "-m", "arcollect"]


def one_terminal(number: int, commands: int) -> list[str]:
    """What went wrong in one terminal."""
    faults = []
    for turn in range(commands):
        command = (
            ["visit", "add", "kite", "--words", f"{number}-{turn}"]
            if turn % 2
            else ["payment", "add", "pepe", f"0.{number + 1:02}"]
        )
        done = subprocess.run([*PROGRAM, *command], capture_output=True, text=True, check=False)
        if done.returncode:
            faults.append(done.stderr.strip())
    return faults


def main() -> None:
    processes = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    commands = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.db"
        os.environ.update(ARCOLLECT_LEDGER=str(ledger), ARCOLLECT_AS_OF=str(TODAY))
        subprocess.run(
            [*PROGRAM, "demo", "--at", str(ledger)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        before = len(Ledger(ledger, TODAY).book.entries.heads())
        with ThreadPoolExecutor(processes) as pool:
            faults = [
                f for found in pool.map(lambda n: one_terminal(n, commands), range(processes)) for f in found
            ]
        book = Ledger(ledger, TODAY).book
        lost = processes * commands - len(faults) - (len(book.entries.heads()) - before)
        locked = sum("in use" in f or "locked" in f for f in faults)
        unclean = [r for r in run_all(book, TODAY) if not r.ok]
    print(
        f"{processes} processes x {commands} commands: {len(faults)} refused, {locked} locked, {lost} lost, {len(unclean)} checks failed"
    )
    for fault in faults[:5]:
        print(fault)
    sys.exit(bool(faults or lost or unclean))


if __name__ == "__main__":
    main()
