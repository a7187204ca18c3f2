"""Sentences are given in English, or by the chosen language with their values in its order."""

from __future__ import annotations

import pytest

from arcollect import sentences
from arcollect.sentences import _, marked, plural


def test_english_needs_no_catalogue() -> None:
    assert _("no customer `{name}`", name="Böhm {x}") == "no customer `Böhm {x}`"
    assert _("braces {stay} without values") == "braces {stay} without values"
    assert [plural("{count} row", "{count} rows of {of}", n, of="A") for n in (0, 1, 2)] == [
        "0 rows of A",
        "1 row",
        "2 rows of A",
    ]
    assert marked("due") == "due"


def test_a_language_says_it_in_its_own_order(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"{a} of {b}": "{b}的{a}", "{count} rows": "{count}行"}
    catalogue = (said.__getitem__, lambda _one, many, _count: said[many])
    monkeypatch.setattr(sentences, "CATALOGUE", [catalogue])
    assert _("{a} of {b}", a=1, b=2) == "2的1"
    assert plural("{count} row", "{count} rows", 1) == "1行"
