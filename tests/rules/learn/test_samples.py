"""What is learned from: samples for every excuse, and chance that one more sample hardly changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from arcollect.domain.languages import LANGUAGES
from arcollect.rules import data
from arcollect.rules.learn.samples import (
    FOLDS,
    JOINS,
    Sample,
    columns,
    cues,
    drawn,
    fold,
    joined,
    samples,
)
from arcollect.rules.playbook import codes

LEAST = 200
"""Fewer phrases of an excuse in one language are too few; today the fewest are 393."""
BLIND = Path(__file__).parent.parent / "blind"
NEW = Sample(phrase="the container is still at sea", codes=frozenset({"dispute"}))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_excuse_has_samples_and_nothing_else_has(lang: str) -> None:
    files = {file.stem for file in Path(data.path("samples", lang)).glob("*.txt")}
    assert files == {*codes(), "none", "two"}


def test_every_language_has_words_to_join_with() -> None:
    assert set(JOINS) == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_samples_have_known_codes(lang: str) -> None:
    found = samples(lang)
    assert {code for sample in found for code in sample.codes} == set(codes())
    assert {len(sample.codes) for sample in found} == {0, 1, 2}
    assert all(sample.phrase.strip() for sample in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_more_sample_leaves_the_pairs_as_they_are(lang: str) -> None:
    found = samples(lang)[::4]
    before = {pair.phrase for pair in joined(found, lang, 0.6)}
    for place in (0, len(found) // 2, len(found)):
        after = {pair.phrase for pair in joined([*found[:place], NEW, *found[place:]], lang, 0.6)}
        assert len(before & after) >= 0.95 * len(before)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_sample_less_leaves_the_pairs_as_they_are(lang: str) -> None:
    found = samples(lang)[::4]
    before = {pair.phrase for pair in joined(found, lang, 0.6)}
    after = {pair.phrase for pair in joined(found[1:], lang, 0.6)}
    assert len(before & after) >= 0.95 * len(before)


def test_a_new_sample_is_joined_too() -> None:
    found = samples("en")[::40]
    ours = [
        joined([*found, Sample(phrase=f"{NEW.phrase} {n}", codes=NEW.codes)], "en", 0.6) for n in range(20)
    ]
    assert any(NEW.phrase in pair.phrase for pairs in ours for pair in pairs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pairs_hold_the_codes_of_both_and_differ(lang: str) -> None:
    found = samples(lang)[::20]
    known = {sample.phrase: sample.codes for sample in found}
    pairs = joined(found, lang, 1.0)
    for pair in pairs:
        ways = [
            (known[a], known[b])
            for join in JOINS[lang]
            for a, _, b in (_cut(pair.phrase, join, at) for at in range(1, pair.phrase.count(join) + 1))
            if a in known and b in known
        ]
        assert any(a | b == pair.codes and a != b for a, b in ways), pair
    assert 0.5 * len(found) < len(pairs) <= len(found)


def _cut(phrase: str, join: str, at: int) -> tuple[str, str, str]:
    parts = phrase.split(join)
    return join.join(parts[:at]), join, join.join(parts[at:])


def test_each_draw_joins_others() -> None:
    found = samples("en")[::4]
    one, other = ({pair.phrase for pair in joined(found, "en", 0.6, draw)} for draw in (0, 1))
    assert len(one & other) < 0.05 * len(one)


def test_no_sample_comes_second_all_the_time() -> None:
    found = samples("en")[::4]
    second = Counter(
        next(join.join(pair.phrase.split(join)[1:]) for join in JOINS["en"] if join in pair.phrase)
        for pair in joined(found, "en", 1.0)
    )
    assert second.most_common(1)[0][1] <= 5


def test_folds_are_even_and_depend_on_the_phrase_alone() -> None:
    counts = Counter(fold(sample.phrase) for sample in samples("en"))
    assert set(counts) == set(range(FOLDS))
    assert max(counts.values()) < 1.1 * min(counts.values())
    assert fold(NEW.phrase) == fold(NEW.phrase)


def test_what_is_drawn_is_the_same_on_every_machine() -> None:
    assert drawn("ring", "cash tight") == 1552165169
    assert drawn("a", "b") != drawn("ab")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cues_have_the_columns_of_their_codes(lang: str) -> None:
    names = columns()
    assert names[-1] == "none"
    assert {names[column] for _, column in cues(lang)} == set(codes())
    assert all(cue for cue, _ in cues(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_excuse_has_far_fewer_samples_than_the_others(lang: str) -> None:
    counts = Counter(code for sample in samples(lang) for code in sample.codes)
    few = {code: counts[code] for code in codes() if counts[code] < LEAST}
    assert not few, f"write at least {LEAST} phrases into playbook/samples/{lang}/CODE.txt: {few}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_excuse_is_scored_on_blind_phrases(lang: str) -> None:
    """They are written by somebody who has seen neither its cues nor its samples."""
    rows = [
        row for file in BLIND.glob(f"{lang}-*.tsv") for row in file.read_text(encoding="utf-8").splitlines()
    ]
    missing = [code for code in codes() if not any(code in row for row in rows)]
    assert not missing, f"no phrase of tests/rules/blind/{lang}-*.tsv tells of {missing}"
