"""How arcollect stands beside hledger, ledger and the floors on books of 1,000 to 1,000,000 invoices, and how it grows.

    python tests/bench/scale.py [--rounds N] [SIZE...]

Makes the books, imports them, asks them, all in one run; hledger and ledger are Debian's packages, left out with a word
where they are absent, and above a size at which they take minutes. Ratios above 1 mean slower than the peer.
"""

from __future__ import annotations

import argparse
import csv
import os
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import books
from measure import FLOOR, PROGRAM, Measured, in_turn, once, there

SIZES = [1_000, 10_000, 100_000, 1_000_000]
MOST = {"hledger": 100_000, "ledger": 1_000_000}
PAST = "2024-01-01"
BARE = "--bare"


def bare(folder: Path) -> None:
    """What an import costs at the least: the rows of both files in two tables without an index."""
    (folder / "bare.db").unlink(missing_ok=True)
    connection = sqlite3.connect(folder / "bare.db")
    for kind in ("invoices", "payments"):
        with (folder / f"{kind}.csv").open(newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            heads = next(rows)
            columns, marks = '", "'.join(heads), ", ".join("?" * len(heads))
            connection.execute(f'CREATE TABLE {kind} ("{columns}")')
            connection.executemany(f"INSERT INTO {kind} VALUES ({marks})", rows)  # noqa: S608 — our own names
    connection.commit()


def imported(folder: Path, rounds: int) -> None:
    """Both files into a new ledger, beside the bare reading of them."""
    ledger = folder / "ledger.db"
    found = {"bare": Measured(), "invoices": Measured(), "payments": Measured()}
    for _ in range(rounds):
        ledger.unlink(missing_ok=True)
        once([*PROGRAM, "config", "company", "Bench"], Measured(), settings(folder))
        once([sys.executable, __file__, BARE, str(folder)], found["bare"])
        for kind in ("invoices", "payments"):
            once([*PROGRAM, "import", kind, str(folder / f"{kind}.csv")], found[kind], settings(folder))
    both = found["invoices"].median + found["payments"].median
    for name, one in found.items():
        print(f"  {'import ' + name if name != 'bare' else 'bare csv + sqlite3':24}{one}")
    print(
        f"  import, both files: {both / found['bare'].median:.1f} x the bare reading; {ledger.stat().st_size / 2**20:.0f} MB"
    )


def settings(folder: Path) -> dict[str, str]:
    return {"ARCOLLECT_LEDGER": str(folder / "ledger.db"), "ARCOLLECT_AS_OF": books.TODAY.isoformat()}


def asked(folder: Path, size: int, rounds: int, peers: Mapping[str, bool]) -> dict[str, Measured]:
    """The questions of a morning and those of the peers, in turn."""
    commands = {
        "floor": FLOOR,
        "due --week": [*PROGRAM, "due", "--week"], "aging": [*PROGRAM, "aging"], "show": [*PROGRAM, "show", "C00001"],
        f"due on {PAST}": [*PROGRAM, "--as-of", PAST, "due", "--week"], f"aging on {PAST}": [*PROGRAM, "--as-of", PAST, "aging"],
    }  # fmt: skip
    for peer, here in peers.items():
        if here and size <= MOST[peer]:
            commands[f"{peer} bal"] = [peer, "-f", str(folder / "books.journal"), "bal"]
    found = in_turn(commands, rounds, settings(folder))
    for name, one in found.items():
        ratios = [
            f"{one.median / found[p].median:.2f} x {p}" for p in found if p.endswith(" bal") or p == "floor"
        ]
        own = name == "floor" or name.endswith(" bal")
        print(f"  {name:24}{one}  {'' if own else ', '.join(ratios)}")
    return found


def growth(found: Mapping[int, Mapping[str, Measured]]) -> None:
    """How many times as long each takes when there is ten times as much."""
    sizes = sorted(found)
    for small, large in pairwise(sizes):
        both = [name for name in found[small] if name in found[large] and name != "floor"]
        times = ", ".join(
            f"{name} {found[large][name].median / found[small][name].median:.1f}" for name in both
        )
        print(f"from {small:,} to {large:,} invoices, times as long: {times}")


def machine() -> str:
    with Path("/proc/meminfo").open(encoding="utf-8") as file:
        memory = int(file.readline().split()[1]) / 2**20
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(BARE, dest="bare", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        bare(Path(options.bare))
        return
    print(machine())
    peers = {peer: there(peer) for peer in MOST}
    found = {}
    for size in options.sizes:
        rounds = options.rounds if size < SIZES[-1] else max(1, options.rounds // 2)
        with tempfile.TemporaryDirectory() as name:
            print(f"{size:,} invoices, {size * 4 // 5:,} payments, medians of {rounds}")
            books.make(Path(name), size)
            imported(Path(name), min(3, rounds))
            found[size] = asked(Path(name), size, rounds, peers)
    growth(found)


if __name__ == "__main__":
    main()
