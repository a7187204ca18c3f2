"""Chooses the recogniser's borders and measures its confidence, on samples held out in folds."""

from __future__ import annotations

import math
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from arcollect.domain.frozen import changed, record, values_of
from arcollect.rules.learn.samples import FOLDS, columns, cues, fold
from arcollect.rules.learn.train import fit
from arcollect.rules.recognise.cues import by_start, cued, with_cues
from arcollect.rules.recognise.decision import decide, second_reason
from arcollect.rules.recognise.features import clauses, features, normal
from arcollect.rules.recognise.reading import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from arcollect.rules.learn.samples import Sample

FIRST = (-0.9, -0.75, -0.6, -0.45, -0.3, -0.15, 0.0)
MARGIN = (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
PENALTY = (0.2, 0.5, 0.8, 1.1, 1.4, 1.7, 2.0, 3.0, 4.0)
"""At 4.0 hardly any clause outweighs the whole phrase: a greater one would change nothing."""
SHIFTS = (-2.0, -1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0)
BINS = 12
NONE_WORTH, TWO_WORTH = 1.2, 0.2
"""A false alarm sends the rep after a reason that was never given: it weighs more than a miss. A missed
second reason weighs little, for the first one is answered all the same. Choose the numbers of this file by
held-out samples, never by the blind sets of the tests: those only measure."""
NEVER = (-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@record
class Chosen:
    """Where the borders lie (`decision.Borders` says what each means)."""

    first: float
    margin: float
    penalty: float
    second: tuple[float, ...] = NEVER


@record
class Held:
    """A sample with the scores a model gave it that had not seen it: the whole, and each of its clauses."""

    wanted: frozenset[int]
    whole: list[float]
    parts: list[list[float]]


def choose(found: Sequence[Sample], lang: str) -> dict[str, Any]:
    """The borders that answer most held-out samples rightly, and the confidence curve they have."""
    return settings([one for number in range(FOLDS) for one in _held_out(found, lang, number)])


def settings(held: Sequence[Held]) -> dict[str, Any]:
    """The same, from the samples' scores."""
    alone = first_alone(held)
    signs = _second_signs(held, alone)
    choices = (changed(alone, second=(round(signs[0] - shift, 4), *signs[1:])) for shift in SHIFTS)
    borders = max(choices, key=lambda borders: _value(held, borders))
    return {**values_of(borders), "curve": _curve(held, borders), "held_out": shares(held, borders)}


def first_alone(held: Sequence[Held]) -> Chosen:
    """The borders that answer most samples rightly while no second reason is named.

    A phrase's likeliest code depends on the penalty alone: it is found once for all other borders.
    """
    tops = {penalty: _tops(held, penalty) for penalty in PENALTY}
    return max(
        (Chosen(first=f, margin=m, penalty=p) for f, m, p in product(FIRST, MARGIN, PENALTY)),
        key=lambda borders: _value_alone(tops[borders.penalty], borders),
    )


def _tops(held: Sequence[Held], penalty: float) -> Any:
    """Of each sample: the likeliest code's score, that of `none`, whether the code is right, how many are."""
    open_wide = Chosen(first=-math.inf, margin=-math.inf, penalty=penalty)
    rows = []
    for sample in held:
        (first, *_), best = decide(sample.whole, sample.parts, open_wide)
        rows.append((best[first], sample.whole[-1], first in sample.wanted, len(sample.wanted)))
    return np.array(rows, dtype=float).T


def _value_alone(tops: Any, borders: Chosen) -> float:
    """What `_value` gives for borders without a second reason."""
    best, none, right, count = tops
    heard = (best >= borders.first) & (best >= none + borders.margin)
    rightly = (heard & (right > 0))[count == 1], (~heard)[count == 0]
    one, quiet = (round(float(hits.sum()) / max(len(hits), 1), 4) for hits in rightly)
    return one + NONE_WORTH * quiet


def _held_out(found: Sequence[Sample], lang: str, number: int) -> Iterator[Held]:
    """The samples of a fold, read by what all the others teach."""
    tests = [sample for sample in found if fold(sample.phrase) == number]
    learned = fit([sample for sample in found if fold(sample.phrase) != number], lang)
    parts = [_parts(sample.phrase, lang) for sample in tests]
    whole = learned.scores([sample.phrase for sample in tests])
    pieces = iter(learned.scores([part for own in parts for part in own] or [""]))
    known, codes = by_start(cues(lang), lang), columns()
    for sample, scores, own in zip(tests, whole, parts, strict=True):
        given = cued(known, normal(sample.phrase, lang), lang)
        wanted = frozenset(codes.index(code) for code in sample.codes)
        heard = [next(pieces).tolist() for _ in own]
        yield Held(wanted=wanted, whole=with_cues(scores.tolist(), given), parts=heard)


def _parts(phrase: str, lang: str) -> list[str]:
    """The clauses that are long enough to be judged alone."""
    return [c for c in clauses(phrase) if len(features(normal(c, lang), lang)) >= FEWEST]


def _second_signs(held: Sequence[Held], borders: Chosen) -> tuple[float, ...]:
    """How much each sign of a second reason counts: a logistic regression on phrases held out."""
    signs, wanted = [], []
    for sample in held:
        found, best = decide(sample.whole, sample.parts, borders)
        if found and found[0] in sample.wanted:
            second, seen = second_reason(found[0], best, sample.parts)
            signs.append(seen)
            wanted.append(second in sample.wanted)
    learner = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000).fit(signs, wanted)
    return tuple(round(float(w), 4) for w in learner.coef_[0])


def shares(held: Sequence[Held], borders: Chosen) -> dict[str, float]:
    """The share answered rightly: of phrases with no reason, with one, with two (both found)."""
    right = {"none": [0, 0], "one": [0, 0], "two": [0, 0]}
    for sample in held:
        got, _ = decide(sample.whole, sample.parts, borders)
        kind = ("none", "one", "two")[len(sample.wanted)]
        right[kind][0] += set(got) == sample.wanted
        right[kind][1] += 1
    return {kind: round(hits / max(total, 1), 4) for kind, (hits, total) in right.items()}


def _value(held: Sequence[Held], borders: Chosen) -> float:
    share = shares(held, borders)
    return share["one"] + NONE_WORTH * share["none"] + TWO_WORTH * share["two"]


def _curve(held: Sequence[Held], borders: Chosen) -> list[list[float]]:
    """Points (score, share right), rising: of the answers with such a score, how many had the code."""
    points = []
    for sample in held:
        got, best = decide(sample.whole, sample.parts, borders)
        if got:
            points.append((best[got[0]], float(got[0] in sample.wanted)))
    points.sort()
    size = max(len(points) // BINS, 1)
    bins = [points[i : i + size] for i in range(0, len(points), size)]
    curve = [[_mean(p[0] for p in one), _mean(p[1] for p in one)] for one in bins]
    for before, after in pairwise(curve):
        after[1] = max(after[1], before[1])
    return curve


def _mean(numbers: Iterator[float]) -> float:
    return round(float(np.mean(list(numbers))), 3)
