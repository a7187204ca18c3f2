"""Generated command lines and mutated import files: no traceback, and the books whole after all of it.

    python tests/bench/fuzz.py [RUNS] [SEED]

Commands run in this process; a traceback is an exception that is none of arcollect's own errors.
"""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from arcollect.__main__ import run

NASTY = [
    "", " ", "\x00", "\x1b[2J", "[bold]x[/bold]", "\u202eabc", "=cmd|' /C calc'!A0", "@SUM(1)", "-1", "0", "1e999", "9" * 1000, "9999-12-31", "0001-01-01",
    "2026-02-30", "'; DROP TABLE entry; --", "../../etc/passwd", "/dev/null", "NaN", "1.250", "1,250", "€40", "1.2万", "x" * 10_000, "🙂", "南山", "O'Brien", "%s", "{0}",
    "--", "--json", "\n", "\t", "a=b", "A-1003=5", "A-1003=", "=5", "friday", "yesterday", "tomorrow", "月底", "el 15", "31 feb", "pepe", "bar", "NUNEZ", "A-1003", "1", "2", "3", "99",
    "EUR", "XXX", "check sent", "手头紧", "vuelva mañana", "\ud83d", "-", "--help", "none", "dmy", "30,60", "mon-fri", "visit", "call",
]  # fmt: skip
COMMANDS = [
    "due", "due --week", "due --why", "due --day {}", "due --within {}", "due --rep {} --group {}", "show {}", "excuse {}", "excuse {} --customer {}", "excuse {} --took {} --customer {}",
    "promise add {} {} --on {}", "promise add {} --on {} --invoice {}", "promise plan {} {} --parts {} --every {} --from {}", "promise list --customer {}", "promise show {}", "promise withdraw {}",
    "payment add {} {}", "payment add {} {} --on {} --to {}", "payment add {} {} --cheque {} --issued {}", "payment void {}", "payment clear {} --on {}", "payment bounce {}", "payment allocate {} --to {}",
    "invoice add {} {}", "invoice add {} {} --number {} --issued {} --due {} --terms {} --currency {}", "invoice edit {} --amount {}", "invoice edit {} --due {}", "invoice void {}", "invoice credit {} {}",
    "invoice write-off {} {}", "invoice dispute {} --reason {} --review {}", "invoice resolve {}", "invoice show {}", "invoice list --customer {}", "customer add {}", "customer add {} --code {} --terms {} --limit {}",
    "customer edit {} --name {}", "customer edit {} --currency {}", "customer edit {} --collection-day {}", "customer void {}", "customer contact {} {}", "customer credit {} {}", "visit add {} --words {} --next {}",
    "visit edit {} --words {}", "visit done {}", "aging --edges {}", "aging --by {}", "when {}", "when {} --lang {}", "config {} {}", "statement {}", "log --on {}", "undo", "undo {}", "report excuses",
    "playbook show {}", "playbook check {}", "export invoices", "export {}", "import invoices {file}", "import payments {file}", "import customers {file}", "import invoices {file} --skip-bad",
    "import payments {file} --map {} --skip-bad", "import invoices {file} --dates {} --encoding {}", "--as-of {} due", "--ledger {} due", "backup {}", "{}", "{} {}",
]  # fmt: skip
FILES = [
    "number,customer,issued,due,amount,currency\nF-{n},Bar Pepe,2026-01-05,2026-02-05,12.50,EUR\nF-{n}b,New Shop,05/01/2026,,1.250,00,\n",
    "customer,on,amount,invoice,reference\nPEPE,2026-02-01,5,A-1008,R{n}\nNobody,2026-02-01,5,,\n,2026-02-01,5,A-1003=1;A-1004=2,\n",
    "code,name,terms,limit,language\nC{n},Shop {n},30,1000,es\n,,pay when sold,,\n",
]


def mutated(dice: random.Random, turn: int) -> bytes:
    raw = bytearray(
        dice.choice(FILES)
        .replace("{n}", str(turn))
        .encode(dice.choice(["utf-8", "gb18030", "utf-16", "cp1252"]), "replace")
    )
    for _ in range(dice.randint(0, 6)):
        kind, at = dice.random(), dice.randrange(len(raw) + 1)
        if kind < 0.4:
            raw[at:at] = dice.choice(NASTY).encode("utf-8", "replace")[:200]
        elif kind < 0.7:
            del raw[at : at + dice.randint(1, 8)]
        else:
            raw[at : at + 1] = bytes([dice.randrange(256)])
    return bytes(raw) if dice.random() < 0.95 else b"PK\x03\x04" + bytes(raw)


def words(dice: random.Random, file: Path) -> list[str]:
    line = dice.choice(COMMANDS).split(" ")
    filled = [str(file) if w == "{file}" else dice.choice(NASTY) if w == "{}" else w for w in line]
    return filled + (["--json"] if dice.random() < 0.2 else [])


def one(arguments: list[str]) -> tuple[int | None, str]:
    """The exit code, or None with the traceback."""
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(b"x\n"), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.argv = ["arcollect", *arguments]
    try:
        return run(arguments), ""
    except BaseException:
        return None, traceback.format_exc()
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    codes: Counter[int | None] = Counter()
    seen: Counter[str] = Counter()
    damaged = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        os.environ.update(
            ARCOLLECT_LEDGER=str(folder / "ledger.db"),
            ARCOLLECT_AS_OF="2026-03-02",
            HOME=name,
            XDG_DATA_HOME=name,
            XDG_CONFIG_HOME=name,
        )
        one(["demo", "--at", str(folder / "ledger.db")])
        for turn in range(runs):
            file = folder / "import.csv"
            file.write_bytes(mutated(dice, turn))
            arguments = words(dice, file)
            code, trace = one(arguments)
            codes[code] += 1
            if code is None:
                last = trace.strip().splitlines()[-1][:150]
                seen[last] += 1
                if seen[last] == 1:
                    print(f"{arguments!r:.300}\n{trace[-1500:]}")
            if turn % 500 == 499 and one(["check"])[0] != 0:
                damaged += 1
                print(f"check fails after {turn + 1}: {arguments!r:.300}")
                break
    print(
        f"{sum(codes.values())} runs, exit codes {dict(sorted((k, v) for k, v in codes.items() if k is not None))}, {codes[None]} tracebacks, {damaged} ledgers damaged"
    )
    sys.exit(bool(codes[None] or damaged))


if __name__ == "__main__":
    main()
