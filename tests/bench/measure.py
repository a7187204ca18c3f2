"""Whole processes, measured in turn: seconds and memory of each, their medians and spread."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

PROGRAM = [sys.executable, "-m", "arcollect"]
FLOOR = [sys.executable, "-c", "import typer, sqlite3, rich.console, rich.table"]


@dataclass
class Measured:
    """What the runs of one command took; `most` is the memory of the largest, in MB."""

    seconds: list[float] = field(default_factory=list)
    most: float = 0.0

    @property
    def median(self) -> float:
        return median(self.seconds)

    def __str__(self) -> str:
        return f"{self.median:8.3f} s  ({min(self.seconds):.3f}-{max(self.seconds):.3f})  {self.most:6.0f} MB"


def once(command: Sequence[str], into: Measured, environment: Mapping[str, str] | None = None) -> None:
    """Runs the command and adds what it took; stops everything when it fails."""
    settings = {**os.environ, **(environment or {})}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    started = time.perf_counter()
    process = subprocess.Popen(list(command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=settings)
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    into.seconds.append(time.perf_counter() - started)
    into.most = max(into.most, usage.ru_maxrss / 1024)
    if status:
        sys.exit(f"{' '.join(command)} failed: {errors.decode(errors='replace')}")
    process.returncode = 0


def in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str] | None = None
) -> dict[str, Measured]:
    """Runs all the commands one after another, so many times over; a first round is not counted."""
    found = {name: Measured() for name in commands}
    for command in commands.values():
        once(command, Measured(), environment)
    for _ in range(rounds):
        for name, command in commands.items():
            once(command, found[name], environment)
    return found


def there(name: str) -> bool:
    """Whether a peer is installed; says so when it is not."""
    if shutil.which(name) is None:
        print(f"{name} is not installed; left out")
        return False
    return True
