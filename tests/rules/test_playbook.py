"""The playbook's files: each is whole in every language, and a fault is told with its remedy."""

from __future__ import annotations

import pytest

from arcollect.domain.languages import LANGUAGES
from arcollect.errors import BadData, NotFound
from arcollect.rules.playbook import built_in, codes, parse
from rules.made import toml


@pytest.mark.parametrize("code", codes())
def test_each_excuse_is_whole_in_every_language(code: str) -> None:
    found = built_in(code)
    assert found.code == code
    assert set(found.texts) == set(LANGUAGES)
    assert all(found.cues[lang] for lang in LANGUAGES)
    assert set(found.not_codes) <= set(codes()) - {code}


@pytest.mark.parametrize("code", codes())
def test_the_languages_have_the_same_clocks(code: str) -> None:
    texts = built_in(code).texts.values()
    assert len({tuple((step.days, step.start) for step in text.steps) for text in texts}) == 1
    assert {step.start for text in texts for step in text.steps} <= {"today", "issue"}


@pytest.mark.parametrize("code", ["nothing", "../excuses/dispute", "", "\0"])
def test_a_code_without_a_file_is_not_found(code: str) -> None:
    with pytest.raises(NotFound, match="there are already-paid"):
        built_in(code)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("code = ", "correct the TOML"),
        ("x = 1", "no code"),
        ('code = "a"', r"at least one of \[en\], \[es\], \[zh\]"),
        ('code = "a"\n[en]\ntitle = "t"', "analysis, further, .* missing or empty"),
        (toml(top='announces_payment = "yes"'), "write true or false"),
        (toml().replace('text = "Ask."', 'txt = "Ask."'), "a step is not whole"),
        (toml().replace("days = 7", 'days = "soon"'), "a step is not whole"),
        (toml().replace("insist", "insists"), "the script has no 'insist'"),
    ],
)
def test_faults_in_a_file_are_told(text: str, fault: str) -> None:
    with pytest.raises(BadData, match=fault):
        parse(text, "mine.toml")


def test_what_a_file_leaves_out() -> None:
    found = parse(toml(), "mine.toml")
    assert (found.closing_days, found.announces_payment, found.not_codes, found.cues) == (
        3,
        False,
        (),
        {"en": ()},
    )
