"""Learning itself, on few samples; it runs where the extra `train` is installed."""

from __future__ import annotations

import pytest

from arcollect.rules.learn.samples import columns, samples
from arcollect.rules.recognise.features import features, normal
from arcollect.rules.recognise.model import Model

pytest.importorskip("sklearn", reason="learning needs the extra `train`")

from arcollect.rules.learn.train import fit, pack

BORDERS = {"first": 0.0, "margin": 0.0, "penalty": 0.5, "second": [-1.0], "curve": [[0.0, 1.0]]}


def test_the_packed_model_scores_as_the_learned_one() -> None:
    learned = fit(samples("en")[::8], "en")
    packed = Model(pack(learned, BORDERS))
    phrases = ["the cheque is in the mail", "cash is very tight this month", "good morning"]
    # a byte holds a weight: the heaviest one in ten thousand are cut off
    for phrase, scores in zip(phrases, learned.scores(phrases), strict=True):
        got = packed.scores(features(normal(phrase, "en"), "en"))
        assert got == pytest.approx(scores.tolist(), abs=0.15)
        assert len(got) == len(columns())


def test_the_same_samples_give_the_same_file() -> None:
    few = samples("zh")[::10]
    assert pack(fit(few, "zh"), BORDERS) == pack(fit(few, "zh"), BORDERS)
