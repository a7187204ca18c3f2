"""Chooses the recogniser's thresholds and measures its confidence, on samples held out in folds."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from arcollect.rules.classify import by_start, cued, decide, second_reason, with_cues
from arcollect.rules.features import clauses, features, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDS = 5
FIRST = (-0.9, -0.75, -0.6, -0.45, -0.3, -0.15, 0.0)
MARGIN = (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
PENALTY = (0.2, 0.5)
SHIFTS = (-2.0, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0)
BINS = 12
NONE_WORTH, TWO_WORTH = 1.2, 0.2
"""A false alarm sends the rep after a reason that was never given: it weighs more than a miss."""


NEVER = (-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Borders:
    """Where the borders lie."""

    first: float
    margin: float
    penalty: float
    second: tuple[float, ...] = NEVER


@dataclass(frozen=True)
class Held:
    """A sample with the scores a model gave it that had not seen it: the whole, and each of its clauses."""

    wanted: frozenset[int]
    whole: list[float]
    parts: list[list[float]]


def choose(found: Sequence[tuple[str, frozenset[str]]], codes: Sequence[str], lang: str) -> dict[str, Any]:
    """The borders that answer most held-out samples rightly, and the confidence curve they have."""
    held = list(_held_out(found, codes, lang))
    alone = max((Borders(*values) for values in product(FIRST, MARGIN, PENALTY)), key=lambda b: _value(held, b))
    signs = _second_signs(held, alone)
    choices = (replace(alone, second=(round(signs[0] - shift, 4), *signs[1:])) for shift in SHIFTS)
    borders = max(choices, key=lambda b: _value(held, b))
    return {**asdict(borders), "curve": _curve(held, borders), "held_out": shares(held, borders)}


def _second_signs(held: Sequence[Held], borders: Borders) -> tuple[float, ...]:
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


def _held_out(found: Sequence[tuple[str, frozenset[str]]], codes: Sequence[str], lang: str) -> Iterator[Held]:
    from arcollect.rules.samples import cues
    from arcollect.rules.train import fit

    known = by_start(cues(codes, lang), lang)
    order = list(found)
    random.Random(lang).shuffle(order)  # noqa: S311 — reproducible on purpose
    for fold in range(FOLDS):
        tests = order[fold::FOLDS]
        learned = fit([s for n, s in enumerate(order) if n % FOLDS != fold], codes, lang)
        parts = [[c for c in clauses(p) if len(features(normal(c, lang), lang)) > 3] for p, _ in tests]
        whole = learned.scores([p for p, _ in tests])
        pieces = iter(learned.scores([c for cs in parts for c in cs] or [""]))
        for (phrase, wanted), scores, own in zip(tests, whole, parts, strict=True):
            lifted = with_cues(scores.tolist(), cued(known, normal(phrase, lang), lang))
            yield Held(frozenset(codes.index(c) for c in wanted), lifted, [next(pieces).tolist() for _ in own])


def shares(held: Sequence[Held], borders: Borders) -> dict[str, float]:
    """The share answered rightly: of phrases with no reason, with one, with two (both found)."""
    right = {"none": [0, 0], "one": [0, 0], "two": [0, 0]}
    for sample in held:
        got, _ = decide(sample.whole, sample.parts, borders)
        kind = ("none", "one", "two")[len(sample.wanted)]
        right[kind][0] += set(got) == sample.wanted
        right[kind][1] += 1
    return {kind: round(hits / max(total, 1), 4) for kind, (hits, total) in right.items()}


def _value(held: Sequence[Held], borders: Borders) -> float:
    share = shares(held, borders)
    return share["one"] + NONE_WORTH * share["none"] + TWO_WORTH * share["two"]


def _curve(held: Sequence[Held], borders: Borders) -> list[list[float]]:
    """Points (score, share right), rising: of the answers with such a score, how many had the code."""
    points = []
    for sample in held:
        got, best = decide(sample.whole, sample.parts, borders)
        if got:
            points.append((best[got[0]], float(got[0] in sample.wanted)))
    points.sort()
    size = max(len(points) // BINS, 1)
    bins = [points[i : i + size] for i in range(0, len(points), size)]
    curve = [[round(float(np.mean([p[0] for p in b])), 3), round(float(np.mean([p[1] for p in b])), 3)] for b in bins]
    for before, after in pairwise(curve):
        after[1] = max(after[1], before[1])
    return curve
