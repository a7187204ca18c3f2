"""The file of weights: scores as plain arithmetic gives them, for short phrases and long ones."""

from __future__ import annotations

import json
import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.languages import LANGUAGES
from arcollect.rules import data
from arcollect.rules.learn.samples import columns, fingerprint
from arcollect.rules.recognise.features import features, normal
from arcollect.rules.recognise.model import MANY, MOST_ROWS, Model, model


class Plain:
    """The same file, read and added up number by number."""

    def __init__(self, lang: str) -> None:
        raw = data.content("model", f"{lang}.bin")
        end = raw.index(b"\n") + 1
        self.head = json.loads(raw[:end])
        count, width = self.head["count"], len(self.head["codes"]) + 1
        keys = array("I", raw[end : end + 4 * count])
        rows = raw[end + 4 * count :]
        self.rows = {key: rows[n * width : (n + 1) * width] for n, key in enumerate(keys)}

    def scores(self, found: set[int]) -> list[float]:
        rows = [self.rows[feature] for feature in found if feature in self.rows]
        length = math.sqrt(sum(row[0] ** 2 for row in rows)) * self.head["rarity"]
        return [
            sum(row[n] - 128 for row in rows) * self.head["scale"] / length + bias if rows else bias
            for n, bias in enumerate(self.head["biases"], 1)
        ]


PLAIN = {lang: Plain(lang) for lang in LANGUAGES}
PHRASES = {"en": "the cheque is in the mail", "zh": "支票已经寄出", "es": "el cheque ya salió por correo"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_model_is_learned_from_this_very_playbook(lang: str) -> None:
    """After a change of samples or cues: `python -m arcollect.rules.learn`."""
    same = model(lang).samples == fingerprint(lang)
    assert same, (
        f"samples or cues were changed: `python -m arcollect.rules.learn {lang}` learns the model anew"
    )
    assert model(lang).codes == columns()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scores_are_sums_of_weights(lang: str) -> None:
    found = features(normal(PHRASES.get(lang, ""), lang), lang)
    assert model(lang).scores(found) == pytest.approx(PLAIN[lang].scores(found))


@given(st.sampled_from(LANGUAGES), st.data())
def test_any_features_are_added_up_well(lang: str, draw: st.DataObject) -> None:
    keys = sorted(PLAIN[lang].rows)
    chosen = draw.draw(st.sets(st.sampled_from(keys), max_size=20)) | {1, 2}
    assert model(lang).scores(chosen) == pytest.approx(PLAIN[lang].scores(chosen))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [MOST_ROWS, MOST_ROWS + 1, 1500])
def test_a_long_phrase_does_not_overflow(lang: str, count: int) -> None:
    """The heaviest rows of one column, more of them than 16 bits can hold."""
    rows = PLAIN[lang].rows
    heaviest = set(sorted(rows, key=lambda key: -rows[key][1])[:count])
    assert model(lang).scores(heaviest) == pytest.approx(PLAIN[lang].scores(heaviest))


def test_unknown_features_leave_the_biases() -> None:
    assert model("en").scores({0, 1}) == PLAIN["en"].head["biases"]
    assert model("en").weight(1, 0) == 0


@pytest.mark.parametrize("column", [0, 1, 20])
def test_the_weight_of_one_feature(column: int) -> None:
    key, row = next(iter(PLAIN["en"].rows.items()))
    assert model("en").weight(key, column) == row[column + 1] - 128


def test_many_phrases_are_looked_up_as_one_is() -> None:
    fresh = Model(data.content("model", "en.bin"))
    found = features(normal(PHRASES["en"], "en"), "en")
    before = fresh.scores(found)
    for feature in range(MANY):
        fresh.row(feature)
    assert fresh.scores(found) == before


def test_confidence_follows_the_curve() -> None:
    fresh = Model(data.content("model", "en.bin"))
    fresh.curve = [[0.0, 0.5], [1.0, 0.75], [2.0, 1.0]]
    measured = [fresh.confidence(score) for score in (-1.0, 0.0, 0.5, 1.5, 2.0, 9.0)]
    assert measured == [0.5, 0.5, 0.625, 0.875, 1.0, 1.0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_higher_score_is_never_less_sure(lang: str) -> None:
    sure = [model(lang).confidence(score / 10) for score in range(-20, 60)]
    assert sure == sorted(sure)
