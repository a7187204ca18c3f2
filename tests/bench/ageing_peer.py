"""Ageing of a file of invoices with settlement dates, computed here from the file alone and by arcollect, on several days.

    python tests/bench/ageing_peer.py FILE.csv NUMBER CUSTOMER ISSUED DUE AMOUNT SETTLED DAY [DAY…]

The file's dates are month/day/year. Every difference is printed; the exit code is their number (at most 100).
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

EDGES = ((30, "1-30"), (60, "31-60"), (90, "61-90"), (120, "91-120"))


def american(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def own(path: str, heads: list[str], day: date) -> dict[tuple[str, str], Decimal]:
    """Open amounts by customer and column: issued by the day, settled after it, aged from the due date."""
    _, customer, issued, due, amount, settled = heads
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    with Path(path).open(newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if american(row[issued]) <= day < american(row[settled]):
                late = (day - american(row[due])).days
                column = (
                    "not_due"
                    if late <= 0
                    else next((name for edge, name in EDGES if late <= edge), "over_120")
                )
                sums[row[customer], column] += Decimal(row[amount])
    return sums


def arcollect(*arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "arcollect", *arguments, "--json"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def main() -> None:
    path, heads, days = sys.argv[1], sys.argv[2:8], sys.argv[8:]
    number, customer, issued, due, amount, settled = heads
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ARCOLLECT_LEDGER"] = f"{folder}/ledger.db"
        arcollect(
            "import",
            "invoices",
            path,
            "--map",
            f"number={number},customer={customer},issued={issued},due={due},amount={amount}",
        )
        arcollect(
            "import",
            "payments",
            path,
            "--map",
            f"customer={customer},on={settled},amount={amount},invoice={number}",
        )
        faults = 0
        for day in map(date.fromisoformat, days):
            wanted = own(path, heads, day)
            rows: list[dict[str, str]] = arcollect("--as-of", day.isoformat(), "aging")["rows"]  # type: ignore[assignment]  # from JSON
            got = {
                (r["customer"], c): Decimal(a)
                for r in rows
                for c, a in r.items()
                if c not in ("customer", "currency", "total", "name")
            }
            different = {
                k for k in wanted.keys() | got.keys() if wanted.get(k, Decimal()) != got.get(k, Decimal())
            }
            faults += len(different)
            print(f"{day}: {len(rows)} customers, {sum(got.values())} open, {len(different)} different")
    sys.exit(min(faults, 100))


if __name__ == "__main__":
    main()
