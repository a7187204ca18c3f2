"""Chooses the recogniser's thresholds and measures its confidence, on samples held out in folds."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np

from arcollect.rules.features import clauses, features, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDS = 5
FIRST, SECOND = (-2.0, -1.6, -1.2, -0.8, -0.4), (-0.8, -0.4, 0.0, 0.4, 0.8)
PENALTY, MARGIN = (0.0, 0.7, 1.4), (-1.0, 0.0)
BINS = 12


@dataclass(frozen=True)
class Held:
    """A sample with the scores a model gave it that had not seen it: whole, and the best of its clauses."""

    wanted: frozenset[int]
    whole: Any
    clause: Any


def choose(found: Sequence[tuple[str, frozenset[str]]], codes: Sequence[str], lang: str) -> dict[str, Any]:
    """The thresholds that answer most held-out samples rightly, and the confidence curve they have."""
    held = list(_held_out(found, codes, lang))
    grid = product(FIRST, SECOND, PENALTY, MARGIN)
    first, second, penalty, margin = max(grid, key=lambda g: _value(held, *g))
    return {
        "first": first, "second": second, "penalty": penalty, "margin": margin,
        "curve": _curve(held, first, second, penalty, margin),
    }  # fmt: skip


def _held_out(found: Sequence[tuple[str, frozenset[str]]], codes: Sequence[str], lang: str) -> Iterator[Held]:
    from arcollect.rules.train import fit, matrix

    order = list(found)
    random.Random(lang).shuffle(order)  # noqa: S311 — reproducible on purpose
    for fold in range(FOLDS):
        tests = order[fold::FOLDS]
        weights, biases = fit([s for n, s in enumerate(order) if n % FOLDS != fold], codes, lang)
        whole = matrix([p for p, _ in tests], lang) @ weights + biases
        for (phrase, wanted), scores in zip(tests, whole, strict=True):
            parts = [c for c in clauses(phrase) if len(features(normal(c, lang), lang)) > 3]
            best = (matrix(parts, lang) @ weights + biases).max(0) if parts else np.full(len(codes), -99.0)
            yield Held(frozenset(codes.index(c) for c in wanted), scores, best)


def decide(
    whole: Any, clause: Any, first: float, second: float, penalty: float, margin: float
) -> tuple[list[int], float]:
    """The columns found, the deciding one first, and the score of the best; the last column is `none`."""
    best = np.maximum(whole, clause - penalty)[:-1]
    a, b = np.argsort(-best)[:2]
    if best[a] < first or best[a] < whole[-1] + margin:
        return [], float(best[a])
    return [int(a), *([int(b)] if best[b] >= second else [])], float(best[a])


def _value(held: Sequence[Held], *settings: float) -> float:
    """Right answers, two-reason phrases and false alarms weighed so that none of the three is paid for by another."""
    right = {"none": [0, 0], "one": [0, 0], "two": [0, 0]}
    for sample in held:
        got, _ = decide(sample.whole, sample.clause, *settings)
        kind = ("none", "one", "two")[len(sample.wanted)]
        right[kind][0] += set(got) == sample.wanted
        right[kind][1] += 1
    share = {kind: hits / max(total, 1) for kind, (hits, total) in right.items()}
    return share["one"] + 0.5 * share["none"] + 0.2 * share["two"]


def _curve(held: Sequence[Held], *settings: float) -> list[list[float]]:
    """Points (score, share right), rising: of the answers with such a score, how many had the code."""
    points = []
    for sample in held:
        got, score = decide(sample.whole, sample.clause, *settings)
        if got:
            points.append((score, float(got[0] in sample.wanted)))
    points.sort()
    size = max(len(points) // BINS, 1)
    bins = [points[i : i + size] for i in range(0, len(points), size)]
    curve = [[round(float(np.mean([p[0] for p in b])), 3), round(float(np.mean([p[1] for p in b])), 3)] for b in bins]
    for before, after in pairwise(curve):
        after[1] = max(after[1], before[1])
    return curve
