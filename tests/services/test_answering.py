"""Phrases read and answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from arcollect.errors import NotFound
from arcollect.services.answering import Answering, known_excuses, proven, skeleton
from services.conftest import TODAY, Books


def test_answers(books: Books, tmp_path: Path) -> None:
    answering = Answering(None, TODAY, books.on().settings)
    found = answering.answered(answering.read("the cheque is in the post", "en"), "es", "bad")
    assert [a.code for a in found.answers] == ["cheque-mailed"]
    unsure = answering.answered(answering.read("blue elephants", "en"), "en")
    assert unsure.answers == ()
    with pytest.raises(NotFound):
        answering.answer("no-such-code", "en")
    file = tmp_path / "mine.toml"
    file.write_text(skeleton("my-own"), encoding="utf-8")
    assert "my-own" in file.read_text(encoding="utf-8")
    assert proven(file, "mine.toml")[0] == "my-own"
    known = known_excuses(str(file))
    assert (known["my-own"].file, known["cheque-mailed"].file) == (file, None)
    assert known["cheque-mailed"].title("es") != known["cheque-mailed"].title("en")
