"""`arcollect --profile COMMAND`: where the time of a command goes, on stderr after its answer."""

from __future__ import annotations

import sys
import time
from cProfile import Profile
from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = 20
LOADING = "_find_and_load"
"""The function of the interpreter that every import goes through."""


def profiled(command: Callable[[], int]) -> int:
    """Runs the command and tells its time: in all, for imports, in the database, and by function."""
    profile, started = Profile(), time.perf_counter()
    code = profile.runcall(command)
    whole = time.perf_counter() - started
    entries = [(_name(entry.code), entry) for entry in profile.getstats()]
    imports = max((entry.totaltime for name, entry in entries if name.startswith(LOADING)), default=0.0)
    database = sum(entry.inlinetime for name, entry in entries if "sqlite3." in name)
    lines = [f"{whole * 1000:.0f} ms, of them imports {imports * 1000:.0f}, database {database * 1000:.0f}"]
    for name, entry in sorted(entries, key=lambda pair: -pair[1].inlinetime)[:SHOWN]:
        lines.append(f"{entry.inlinetime * 1000:9.1f} ms {entry.callcount:>9} x {name}")
    sys.stderr.write("\n".join(lines) + "\n")
    return code


def _name(code: CodeType | str) -> str:
    return f"{code.co_name} {code.co_filename}:{code.co_firstlineno}" if isinstance(code, CodeType) else code
