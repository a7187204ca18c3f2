"""The measurements in their short form, so that they keep running."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    "command",
    [
        ["fuzz.py", "250", "3"],
        ["excuses.py"],
        ["phrases.py"],
        ["scale.py", "200", "--rounds", "1"],
        ["startup.py", "1"],
    ],
    ids=lambda c: c[0],
)
def test_a_measurement_runs(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout
