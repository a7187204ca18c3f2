"""Children at work on mutants, so many at a time, and what became of each mutant."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import planted
from edits import Mutant

KILLED, SURVIVED, EQUIVALENT, NOT_COVERED = "killed", "survived", "equivalent", "not covered"
# How long a mutant may take: these seconds, and so many times what its tests took without a fault.
GRACE, PATIENCE = 10, 5


@dataclass(frozen=True)
class Job:
    """A child at work on a mutant, and when it will have taken too long."""

    mutant: Mutant
    folder: Path
    deadline: float


class Pool:
    """Children at work, so many at a time."""

    def __init__(self, work: planted.Work, reach: planted.Reach, size: int) -> None:
        self.work, self.reach, self.size = work, reach, size
        self.jobs: dict[int, Job] = {}

    def run(self, mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, str]]:
        """The fate of each mutant, as it becomes known."""
        try:
            for number, mutant in enumerate(mutants):
                names = self.reach.of(mutant.statement)
                if not names:
                    yield mutant, NOT_COVERED
                    continue
                while len(self.jobs) >= self.size:
                    yield self._next()
                self._start(mutant, names, self.work.scratch / str(number))
            while self.jobs:
                yield self._next()
        finally:
            for child in self.jobs:
                planted.end(child)
                os.waitpid(child, 0)

    def _start(self, mutant: Mutant, names: Sequence[str], folder: Path) -> None:
        folder.mkdir()
        allowed = GRACE + PATIENCE * sum(self.reach.seconds[name] for name in names)
        child = planted.start(self.work, mutant.source, folder, names)
        self.jobs[child] = Job(mutant, folder, time.monotonic() + allowed)

    def _next(self) -> tuple[Mutant, str]:
        while True:
            for child, job in self.jobs.items():
                done, status = os.waitpid(child, os.WNOHANG)
                if done:
                    code = os.waitstatus_to_exitcode(status)
                    return self._finished(child, SURVIVED if code in planted.UNNOTICED else KILLED)
                if time.monotonic() > job.deadline:
                    planted.end(child)
                    os.waitpid(child, 0)
                    return self._finished(child, KILLED)
            time.sleep(0.005)

    def _finished(self, child: int, fate: str) -> tuple[Mutant, str]:
        job = self.jobs.pop(child)
        shutil.rmtree(job.folder, ignore_errors=True)
        return job.mutant, fate
