"""What commands cost on a small ledger beside a floor: importing what any Typer and Rich program loads.

    python tests/bench/startup.py [ROUNDS]

Prints the median of each command as a ratio to its floor, all measured in turn in one run.
"""

from __future__ import annotations

import sys
import tempfile

from measure import FLOOR, PROGRAM, Measured, in_turn, once

READING = ["due --week", "show pepe", "aging", "promise list", "when friday", "--help", "excuse"]
CHANGING = ["payment add pepe 0.01", "promise add pepe 0.01 --on viernes", "visit add pepe --words away"]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        settings = {"ARCOLLECT_LEDGER": f"{folder}/demo.db"}
        once([*PROGRAM, "demo", "--at", f"{folder}/demo.db"], Measured(), settings)
        lines = {name: [*PROGRAM, *name.split()] for name in (*READING, *CHANGING)}
        lines["excuse"] = [*PROGRAM, "excuse", "check sent"]
        lines["excuse --customer"] = [*PROGRAM, "excuse", "check sent", "--customer", "pepe"]
        found = in_turn({"floor": FLOOR, **lines}, rounds, settings)
    for name, one in found.items():
        print(f"{name:40}{one}  {one.median / found['floor'].median:.2f} x the floor")


if __name__ == "__main__":
    main()
