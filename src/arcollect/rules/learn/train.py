"""Learns the weights of one language: a linear support vector machine for each code, over hashed features.

Each code has a machine of its own, so that one phrase may hold two codes. Samples are also joined two by
two, which teaches that a reason stays a reason beside another one or beside small talk.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from arcollect.domain.frozen import record
from arcollect.rules.learn.samples import NONE, Sample, columns, cues, fingerprint, joined
from arcollect.rules.recognise.features import features, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

JOINED = 0.6
"""The share of samples that are joined with another one."""
DRAWS = 3
STRENGTH = 1.0
SEEN = 2
"""A feature counts when so many samples have it."""


@record
class Learned:
    """What one language's samples teach: the features that count, how rare each is, weights and biases."""

    lang: str
    keys: Any
    rarity: Any
    weights: Any
    biases: Any

    def scores(self, phrases: Sequence[str]) -> Any:
        """The scores of phrases, a row each; the last column is `none`."""
        return weighted(counted(phrases, self.lang, self.keys), self.rarity) @ self.weights + self.biases


def counted(phrases: Sequence[str], lang: str, keys: Any) -> Any:
    """Which of the known features are in which phrase: a row for each phrase, a column for each feature."""
    column = {int(key): n for n, key in enumerate(keys)}
    rows = [sorted(column[f] for f in features(normal(p, lang), lang) if f in column) for p in phrases]
    starts = np.cumsum([0, *map(len, rows)])
    where = np.array([place for row in rows for place in row], dtype=np.int32)
    return csr_matrix((np.ones(len(where)), where, starts), shape=(len(rows), len(keys)))


def weighted(table: Any, rarity: Any) -> Any:
    """Each feature by its rarity, each phrase of length one."""
    return normalize(table.multiply(rarity).tocsr())


def fit(train: Sequence[Sample], lang: str) -> Learned:
    """A linear support vector machine for each column, the mean of several draws of joined samples.

    Which samples happen to be joined shifts a single draw's answers by a few in a thousand; the mean is
    steadier.
    """
    seen = Counter(f for sample in train for f in features(normal(sample.phrase, lang), lang))
    keys = np.array(sorted(f for f, times in seen.items() if times >= SEEN), dtype=np.uint32)
    rarity = np.array([np.log((len(train) + 1) / (seen[int(k)] + 1)) + 1 for k in keys])
    weights: Any = 0
    biases: Any = 0
    for draw in range(DRAWS):
        known = [*train, *joined(train, lang, JOINED, draw)]
        table = weighted(counted([sample.phrase for sample in known], lang, keys), rarity)
        machines = [_machine(table, _wanted(known, code)) for code in columns()]
        weights = weights + np.array([machine.coef_[0] for machine in machines]).T / DRAWS
        biases = biases + np.array([float(machine.intercept_[0]) for machine in machines]) / DRAWS
    return Learned(lang=lang, keys=keys, rarity=rarity, weights=weights, biases=biases)


def _machine(table: Any, wanted: Sequence[bool]) -> Any:
    return LinearSVC(C=STRENGTH, random_state=1).fit(table, wanted)


def _wanted(known: Sequence[Sample], code: str) -> list[bool]:
    return [not sample.codes if code == NONE else code in sample.codes for sample in known]


def pack(learned: Learned, settings: dict[str, Any]) -> bytes:
    """The model's file: a line of JSON, the features' hashes, a row of bytes for each."""
    steps = float(learned.rarity.max()) / 255
    rare = np.clip(np.round(learned.rarity / steps), 1, 255)
    spoken = learned.weights * learned.rarity[:, None]
    scale = float(np.quantile(np.abs(spoken), 0.9999)) / 127
    small = np.clip(np.round(spoken / scale), -127, 127) + 128
    head = {
        "lang": learned.lang,
        "codes": columns(),
        "biases": [round(float(bias), 4) for bias in learned.biases],
        "scale": scale,
        "rarity": steps,
        "count": len(learned.keys),
        "cues": cues(learned.lang),
        "samples": fingerprint(learned.lang),
        **settings,
    }
    table = np.concatenate([rare[:, None], small], axis=1).astype(np.uint8)
    keys: bytes = learned.keys.astype("<u4").tobytes()
    rows: bytes = table.tobytes()
    return json.dumps(head).encode() + b"\n" + keys + rows
