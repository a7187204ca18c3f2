"""Kills commands at random moments and looks at the books after each: nothing confirmed lost, nothing half there.

    python tests/bench/kills.py [KILLS] [SEED]

Prints how many were killed in the middle, how many had been confirmed, what was lost, and how often `check` failed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from arcollect.ledger.check import run_all
from arcollect.services.opening import Ledger

TODAY = date(2026, 3, 2)
LINES = 1500


def commands(folder: Path, dice: random.Random, turn: int) -> list[str]:
    if dice.random() < 0.3:
        file = folder / f"{turn}.csv"
        rows = "".join(f"T{turn}-{n},Bar Pepe,2026-01-05,{n % 90 + 1}\n" for n in range(LINES))
        file.write_text("number,customer,issued,amount\n" + rows, encoding="utf-8")
        return ["import", "invoices", str(file)]
    return dice.choice(
        [
            ["payment", "add", "pepe", "1.50"],
            ["promise", "add", "pepe", "5", "--on", "friday"],
            ["visit", "add", "kite", "--words", "was there"],
            ["undo"],
        ]
    )


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    killed = confirmed = lost = failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder, ledger = Path(name), Path(name) / "ledger.db"
        os.environ.update(ARCOLLECT_LEDGER=str(ledger), ARCOLLECT_AS_OF=str(TODAY))
        program = [sys.executable, "-m", "arcollect"]
        subprocess.run(
            [*program, "demo", "--at", str(ledger)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        entries = len(Ledger(ledger, TODAY).book.entries.heads())
        for turn in range(kills):
            process = subprocess.Popen(
                [*program, *commands(folder, dice, turn)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(dice.uniform(0.02, 0.45))
            process.send_signal(signal.SIGKILL)
            code = process.wait()
            killed, confirmed = killed + (code == -signal.SIGKILL), confirmed + (code == 0)
            book = Ledger(ledger, TODAY).book
            now = len(book.entries.heads())
            lost += (code == 0 and now != entries + 1) or now not in (entries, entries + 1)
            entries = now
            faults = [r for r in run_all(book, TODAY) if not r.ok] if turn % 5 == 4 else []
            failed += bool(faults)
            for fault in faults:
                print(f"turn {turn}: {fault.name}: {fault.message}")
    print(
        f"{kills} commands, {killed} killed in the middle, {confirmed} confirmed, {lost} lost, check failed {failed} times"
    )
    sys.exit(bool(lost or failed))


if __name__ == "__main__":
    main()
