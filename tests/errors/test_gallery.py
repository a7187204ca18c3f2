"""The gallery of errors: the smallest input and the exact line for each type; a type without one fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from arcollect.errors import ArcollectError
from conftest import Arcollect
from transcripts import check

FOLDER = Path(__file__).parent


def kinds(of: type[ArcollectError] = ArcollectError) -> list[type[ArcollectError]]:
    return [k for child in of.__subclasses__() for k in (child, *kinds(child))]


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.code)
def test_each_type_has_its_place(kind: type[ArcollectError]) -> None:
    text = (FOLDER / f"{kind.code}.txt").read_text(encoding="utf-8")
    assert f"[exit {kind.exit_code}]" in text
    assert "! error: " in text


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_gallery(path: Path, arcollect: Arcollect, request: pytest.FixtureRequest) -> None:
    check(path, arcollect, update=request.config.getoption("--update-transcripts"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_an_error_is_one_line_that_says_what_to_do(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("! error: "):
            assert any(mark in line for mark in (";", "?", ": ")), line
            assert "Traceback" not in line
