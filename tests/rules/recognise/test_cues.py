"""The cues: found as whole words, and worth so much that one is heard alone."""

from __future__ import annotations

import pytest

from arcollect.domain.languages import LANGUAGES
from arcollect.rules.playbook import built_in, codes
from arcollect.rules.recognise.cues import by_start, cued, with_cues
from arcollect.rules.recognise.reading import read

ENGLISH = by_start([("cash tight", 0), ("cash flow", 1), ("broke", 2)], "en")
CHINESE = by_start([("手头紧", 0), ("没钱", 1)], "zh")


def test_cues_are_found_as_whole_words() -> None:
    assert cued(ENGLISH, "says cash tight", "en") == {0: ("cash tight",)}
    assert cued(ENGLISH, "cash tightens", "en") == {}
    assert cued(ENGLISH, "cash is tight", "en") == {}
    assert cued(ENGLISH, "broke as cash flow is bad", "en") == {2: ("broke",), 1: ("cash flow",)}


def test_the_first_cue_of_a_code_is_what_it_rests_on() -> None:
    cues = by_start([("moving offices", 0), ("nobody to process", 0), ("books are packed", 0)], "en")
    plain = "moving offices the books are packed nobody to process"
    assert cued(cues, plain, "en") == {0: ("moving offices",)}


def test_chinese_cues_are_found_anywhere() -> None:
    assert cued(CHINESE, "最近手头紧啊", "zh") == {0: ("手头紧",)}
    assert cued(CHINESE, "手头不紧", "zh") == {}


def test_a_cue_speaks_for_its_code_and_against_none() -> None:
    assert with_cues([-0.5, 0.25, 0.5], {0: ("broke",)}) == pytest.approx([0.3, 0.25, -0.3])
    assert with_cues([-0.5, 0.0, 0.5], {}) == [-0.5, 0.0, 0.5]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_almost_every_cue_is_heard_alone(lang: str) -> None:
    cues = [(cue, code) for code in codes() for cue in built_in(code).cues[lang]]
    missed = [(cue, code) for cue, code in cues if code not in read(cue, lang).codes]
    assert len(missed) <= len(cues) * 0.03, missed
