"""Mutation run: plants faults in modules and counts how many their tests notice.

    python tests/bench/mutation.py [MODULE ...] [--sample N] [--seed N] [--only FILE:LINE] [--tests PATH ...]

MODULE is a file or folder below src/arcollect, as `domain` or `domain/promises.py`; without one, the rules of money.
A fault is killed when a test fails, a test module cannot be loaded, or the tests take far too long. Survivors that
change nothing a test could see stand in survivors.toml with the reason, and are counted apart.

Written here because mutmut 3.8 plants nothing in properties, cached functions and module tables, deletes no
statement, changes no returned value, and cannot leave the texts of errors alone.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import planted
from edits import Mutant
from mutants import plant
from pool import EQUIVALENT, KILLED, NOT_COVERED, SURVIVED, Pool
from sql_mutants import plant_sql

HERE = Path(__file__).resolve().parent
IMPORTS = tuple(f"services/importing/test_{name}.py" for name in ("importer", "invoices", "payments"))
MONEY = (
    "domain",
    "ledger/check",
    "ledger/balances.py",
    "ledger/work.py",
    "ledger/undo.py",
    "ledger/journal.py",
    "ledger/views.sql",
)
MORE_TESTS = {
    "domain/agenda/facts.py": ("domain/agenda/test_promises.py",),
    "services/cheques.py": ("services/test_refunds.py",),
    "services/credits.py": ("services/test_refunds.py",),
    "services/importing": IMPORTS,
    "ledger/check": (
        "ledger/check/test_check.py",
        "ledger/check/test_books.py",
        "ledger/check/test_entries.py",
        "ledger/check/test_sums.py",
        "ledger/test_new_table.py",
    ),
    "ledger/balances.py": (
        "ledger/test_balances.py",
        "ledger/test_balance_law.py",
        "ledger/check/test_sums.py",
    ),
    "ledger/work.py": ("ledger/test_new_table.py", "ledger/test_undo.py", "ledger/backends/test_sqlite.py"),
    "ledger/undo.py": ("ledger/test_new_table.py", "ledger/test_journal.py"),
    "ledger/journal.py": ("ledger/test_new_table.py", "ledger/check/test_entries.py"),
}
FATES = (KILLED, SURVIVED, EQUIVALENT, NOT_COVERED)
HEAD = f"{'module':<34}{'mutants':>9}" + "".join(f"{fate:>13}" for fate in FATES) + f"{'share':>8}{'s':>6}"

Accepted = dict[tuple[str, str, str], str]
Fates = list[tuple[Mutant, str]]


def accepted(file: Path) -> Accepted:
    """The reasons why survivors are accepted, by module, line before and line after."""
    if not file.exists():
        return {}
    entries = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", [])
    return {(e["module"], e["before"], e["after"]): e["reason"] for e in entries}


def modules(root: Path, names: Sequence[str]) -> list[Path]:
    """The files behind the names; the default ones are left out where they do not exist."""
    source, files = root / "src/arcollect", []
    for name in names or MONEY:
        path = source / name.removeprefix("src/arcollect/")
        path = path if path.exists() else path.with_suffix(".py")
        if not path.exists() and names:
            raise SystemExit(f"no module {name} in {source}; name a file or folder as domain/promises.py")
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists()
    return list(dict.fromkeys(files))


def module_of(file: Path, root: Path) -> str:
    return file.relative_to(root / "src/arcollect").as_posix()


def tests_for(root: Path, module: str, more: Sequence[str]) -> tuple[Path, ...]:
    """The test file that mirrors a module, or its folder's tests when there is none, and those added to it."""
    tests, path = root / "tests", Path(module)
    own = tests / path.with_name(f"test_{path.name}")
    added = [tests / name for key, names in MORE_TESTS.items() if module.startswith(key) for name in names]
    found = [file for file in (own, *added, *(root / name for name in more)) if file.exists()]
    folder = tests / path.parent
    while not found:
        found = sorted(folder.rglob("test_*.py"))
        folder = folder.parent
    return tuple(dict.fromkeys(found))


def chosen(mutants: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    """The mutants asked for: those of one line, or a sample, or all."""
    if options.only:
        line = int(options.only.partition(":")[2])
        return [m for m in mutants if line in (m.line, *m.statement[:1])]
    if options.sample and options.sample < len(mutants):
        return random.Random(options.seed).sample(mutants, options.sample)
    return mutants


def fates_of(work: planted.Work, mutants: Sequence[Mutant], jobs: int) -> Fates:
    """What becomes of each mutant, after a look that the tests pass without a fault, in either order."""
    reach = planted.look(work)
    planted.load(reach.loaded)
    pool = Pool(work, reach, jobs)
    unchanged = Mutant(0, "", "", work.file.read_text(encoding="utf-8"), range(0))
    if [fate for _, fate in pool.run([unchanged])] == [KILLED]:
        raise SystemExit(f"{work.name}: its tests fail without any fault when the quick ones come first")
    return list(pool.run(mutants))


def run(file: Path, options: argparse.Namespace, reasons: Accepted) -> Fates:
    """Plants in one module and gives the fate of each mutant, in the order of the lines."""
    module = module_of(file, options.root)
    planting = plant_sql if file.suffix == ".sql" else plant
    mutants = chosen(planting(file.read_text(encoding="utf-8")), options)
    if not mutants:
        return []
    tests = tests_for(options.root, module, options.tests)
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as scratch:
        fates = fates_of(planted.Work(options.root, file, tests, Path(scratch)), mutants, options.jobs)
    known = {(before, after) for name, before, after in reasons if name == module}
    marked = [(m, EQUIVALENT if f == SURVIVED and (m.before, m.after) in known else f) for m, f in fates]
    return sorted(marked, key=lambda pair: pair[0].line)


def row(name: str, counts: Counter[str], seconds: float) -> str:
    """One line of the table; the share is of all mutants but the accepted ones."""
    total = counts.total()
    asked = total - counts[EQUIVALENT]
    share = f"{100 * counts[KILLED] / asked:.0f} %" if asked else "-"
    numbers = "".join(f"{counts[fate]:>13}" for fate in FATES)
    return f"{name:<34}{total:>9}{numbers}{share:>8}{seconds:>6.0f}"


def show(name: str, fates: Fates) -> None:
    """The survivors of a module, and the lines that no test runs."""
    for mutant, fate in fates:
        if fate == SURVIVED:
            print(f"\n{name}:{mutant.line}\n  - {mutant.before}\n  + {mutant.after}")
    lines = sorted({mutant.line for mutant, fate in fates if fate == NOT_COVERED})
    if lines:
        print(f"\n{name}: no test runs lines {', '.join(map(str, lines))}")


def show_stale(name: str, fates: Fates, reasons: Accepted) -> None:
    """What survivors.toml accepts of a module and this whole run killed or did not plant."""
    needed = {(mutant.before, mutant.after) for mutant, fate in fates if fate == EQUIVALENT}
    for module, before, after in reasons:
        if module == name and (before, after) not in needed:
            print(f"\n{name}: accepted, but killed or gone: {before} => {after}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("module", nargs="*")
    parser.add_argument("--sample", type=int, metavar="N", help="at most N mutants of each module")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--only", metavar="FILE:LINE", help="the mutants of one line")
    parser.add_argument("--tests", nargs="+", default=[], metavar="PATH", help="more tests for these modules")
    parser.add_argument("--jobs", type=int, default=2, help="children at a time")
    parser.add_argument("--root", type=Path, default=HERE.parents[1], help="folder of src/ and tests/")
    options = parser.parse_args()
    if options.only and not options.only.rpartition(":")[2].isdecimal():
        parser.error("--only takes a file and a line, as domain/promises.py:52")
    options.root = options.root.resolve()
    return options


def stop(*_: object) -> None:
    """Leaves in order when told to end, so that children and folders are cleared away; told twice changes nothing."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def main() -> None:
    signal.signal(signal.SIGTERM, stop)
    options = arguments()
    names = [options.only.partition(":")[0]] if options.only else options.module
    reasons, total, results = accepted(options.root / "tests/bench/survivors.toml"), Counter[str](), {}
    begun = time.monotonic()
    print(HEAD)
    for file in modules(options.root, names):
        since = time.monotonic()
        name = module_of(file, options.root)
        results[name] = run(file, options, reasons)
        counts = Counter(fate for _, fate in results[name])
        total += counts
        if results[name]:
            print(row(name, counts, time.monotonic() - since), flush=True)
    print(row("all", total, time.monotonic() - begun))
    for name, fates in results.items():
        show(name, fates)
        if not (options.sample or options.only):
            show_stale(name, fates, reasons)


if __name__ == "__main__":
    main()
