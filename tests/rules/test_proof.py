"""`playbook check`: a file is well only when its phrases prove it."""

from __future__ import annotations

from pathlib import Path

import pytest

from arcollect.errors import BadData
from arcollect.rules.own import load
from arcollect.rules.proof import Clash, prove
from conftest import Arcollect
from rules.made import own, toml
from transcripts import check

HERE = Path(__file__).parent
EXAMPLE = HERE.parent.parent / "examples" / "house-rules.toml"


def test_the_example_is_well() -> None:
    proof = prove(load(EXAMPLE), "house-rules.toml")
    assert proof.phrases == 3


@pytest.mark.parametrize("top", ["", 'examples = ["the container is at sea"]'])
def test_a_file_that_nothing_recognises_is_refused(tmp_path: Path, top: str) -> None:
    with pytest.raises(BadData, match=r"nothing recognises container-late.*; add cues"):
        prove(own(tmp_path, toml(top=top, cues=[], samples=[])), "mine.toml")


def test_one_cue_or_one_sample_is_enough(tmp_path: Path) -> None:
    assert prove(own(tmp_path, toml(cues=["at sea"])), "mine.toml").phrases == 0
    assert prove(own(tmp_path, toml(samples=["at sea"])), "mine.toml").phrases == 1


def test_a_built_in_code_is_recognised_without_cues_of_its_own(tmp_path: Path) -> None:
    assert prove(own(tmp_path, toml("cash-tight")), "mine.toml").phrases == 0


def test_cues_that_are_in_no_example_are_refused(tmp_path: Path) -> None:
    text = toml(top='examples = ["stuck in customs"]', cues=["at sea"], samples=["it is stuck in customs"])
    with pytest.raises(BadData, match="none of its cues is in any of its examples"):
        prove(own(tmp_path, text), "mine.toml")
    both = text.replace('["stuck in customs"]', '["stuck in customs", "still at sea"]')
    assert prove(own(tmp_path, both, "both.toml"), "mine.toml").phrases == 3


def test_an_example_in_another_language_proves_its_cue(tmp_path: Path) -> None:
    mine = own(tmp_path, toml(lang="zh", top='examples = ["货柜还在海上"]', cues=["还在海上"]))
    assert prove(mine, "mine.toml").phrases == 1


def test_missed_examples_and_false_alarms_are_all_told(tmp_path: Path) -> None:
    top = 'examples = ["hello there"]\ncounter_examples = ["nobody at sea"]'
    with pytest.raises(BadData, match="2 of its phrases") as told:
        prove(own(tmp_path, toml(top=top, cues=["at sea"])), "mine.toml")
    assert [problem.message for problem in told.value.problems] == [
        "example `hello there` is not recognised; add a cue or a sample like it",
        "counter-example `nobody at sea` is taken for container-late; make the cue narrower",
    ]


def test_a_phrase_of_another_excuse_clashes_unless_that_is_meant(tmp_path: Path) -> None:
    text = toml(top='examples = ["cash is tight"]', cues=["tight"])
    assert prove(own(tmp_path, text), "mine.toml").clashes == (
        Clash(phrase="cash is tight", code="cash-tight"),
    )
    meant = text.replace("examples", 'not = ["cash-tight"]\nexamples')
    assert prove(own(tmp_path, meant, "meant.toml"), "mine.toml").clashes == ()


def test_what_the_command_says(arcollect: Arcollect, request: pytest.FixtureRequest) -> None:
    check(HERE / "proof.txt", arcollect, update=request.config.getoption("--update-transcripts"))
