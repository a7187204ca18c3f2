"""What every test may use: a command line in a folder of its own, and transcripts that one flag renews."""

from __future__ import annotations

import gc
import io
import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from arcollect.__main__ import run

TODAY = "2026-03-02"  # a Monday
settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="write what the commands say now into the transcripts",
    )


@dataclass(frozen=True)
class Said:
    """What one command said."""

    code: int
    out: str
    err: str


class Arcollect:
    """The command line, run in this process with a fixed day and a ledger of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = monkeypatch

    def __call__(self, *arguments: str, stdin: str = "") -> Said:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with self._patch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "argv", ["arcollect", *arguments])
            code = run(list(arguments))
            gc.enable()  # one command leaves its garbage to its end; a thousand would run out of open files
        return Said(code, *(s.buffer.getvalue().decode() for s in (out, err)))

    def line(self, command: str) -> Said:
        """Runs a command line as typed; `< file` gives it standard input."""
        words = shlex.split(command)
        stdin = ""
        if "<" in words:
            at = words.index("<")
            stdin = (self.folder / words[at + 1]).read_text(encoding="utf-8")
            words = words[:at]
        assert words[0] == "arcollect"
        return self(*words[1:], stdin=stdin)


@pytest.fixture
def arcollect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Arcollect:
    """The command line in an empty folder, on Monday 2 March 2026."""
    monkeypatch.chdir(tmp_path)
    for name in ("ARCOLLECT_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "ARCOLLECT_FORCE_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARCOLLECT_AS_OF", TODAY)
    monkeypatch.setenv("ARCOLLECT_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("ARCOLLECT_WHO", "ana")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Arcollect(tmp_path, monkeypatch)
