"""What commands cost beside a floor: the time of importing the libraries that any Typer and Rich program loads.

    python tests/bench/startup.py [ROUNDS]

Prints the median of each command as a ratio to the floor, all measured in turn in one run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

FLOOR = [sys.executable, "-c", "import typer, sqlite3, rich.console, rich.table"]
COMMANDS = {
    "excuse": ["excuse", "check sent"],
    "due --week": ["due", "--week"],
    "show": ["show", "pepe"],
    "aging": ["aging"],
    "when": ["when", "by friday"],
    "--help": ["--help"],
    "payment add": ["payment", "add", "pepe", "1"],
}


def once(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARCOLLECT_LEDGER"] = f"{folder}/demo.db"
        program = [sys.executable, "-m", "arcollect"]
        once([*program, "demo", "--at", f"{folder}/demo.db"])
        times: dict[str, list[float]] = {"floor": [], **{name: [] for name in COMMANDS}}
        for _ in range(rounds):
            times["floor"].append(once(FLOOR))
            for name, arguments in COMMANDS.items():
                times[name].append(once([*program, *arguments]))
        floor = median(times["floor"])
        print(f"floor: {floor * 1000:.0f} ms ({' '.join(FLOOR[1:])})")
        for name in COMMANDS:
            print(f"{name:14} {median(times[name]) / floor:5.2f} x the floor")


if __name__ == "__main__":
    main()
