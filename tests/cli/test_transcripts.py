"""Every transcript says what the commands say."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Arcollect
from transcripts import check

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_transcript(path: Path, arcollect: Arcollect, request: pytest.FixtureRequest) -> None:
    check(path, arcollect, update=request.config.getoption("--update-transcripts"))
