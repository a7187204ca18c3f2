"""Rebuilds the models from the playbook's samples: `python -m arcollect.rules.train`. Needs the extra `train`.

Each code has a linear support vector machine of its own over hashed features, so that one phrase may hold two codes. Samples are
also joined two by two, which teaches that a reason stays a reason beside another one or beside small talk. The confidence
curve is measured on samples that were held out, in five folds. Everything is seeded: the same samples give the same files.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from arcollect.rules.features import features, normal
from arcollect.rules.model import LANGUAGES
from arcollect.rules.samples import PLAYBOOK, Sample, cues, fingerprint, joined, samples

if TYPE_CHECKING:
    from collections.abc import Sequence

JOINED = 6000
FOLDS = 5
STRENGTH = 1.0
SEEN = 2


@dataclass(frozen=True)
class Learned:
    """What one language's samples teach: the features seen at least twice, how rare each is, weights and biases."""

    lang: str
    keys: Any
    rarity: Any
    weights: Any
    biases: Any

    def scores(self, phrases: Sequence[str]) -> Any:
        """The scores of phrases, a row each; the last column is `none`."""
        return weighted(counted(phrases, self.lang, self.keys), self.rarity) @ self.weights + self.biases


def counted(phrases: Sequence[str], lang: str, keys: Any) -> Any:
    """Which of the known features are in which phrase."""
    column = {int(key): n for n, key in enumerate(keys)}
    rows = [sorted(column[f] for f in features(normal(p, lang), lang) if f in column) for p in phrases]
    starts = np.cumsum([0, *map(len, rows)])
    where = np.concatenate([np.array(r, dtype=np.int32) for r in rows]) if rows else np.array([], dtype=np.int32)
    return csr_matrix((np.ones(len(where)), where, starts), shape=(len(rows), len(keys)))


def weighted(table: Any, rarity: Any) -> Any:
    """Each feature by its rarity, each phrase of length one."""
    return normalize(table.multiply(rarity).tocsr())


def fit(train: Sequence[Sample], codes: Sequence[str], lang: str) -> Learned:
    """A linear support vector machine for each code; the last code is `none`."""
    seen = Counter(f for phrase, _ in train for f in features(normal(phrase, lang), lang))
    keys = np.array(sorted(f for f, times in seen.items() if times >= SEEN), dtype=np.uint32)
    rarity = np.array([np.log((len(train) + 1) / (seen[int(k)] + 1)) + 1 for k in keys])
    known = [*train, *joined(train, lang, JOINED)]
    table = weighted(counted([phrase for phrase, _ in known], lang, keys), rarity)
    weights, biases = [], []
    for code in codes:
        wanted = [(not c) if code == "none" else code in c for _, c in known]
        learner = LinearSVC(C=STRENGTH, random_state=1).fit(table, wanted)
        weights.append(learner.coef_[0])
        biases.append(float(learner.intercept_[0]))
    return Learned(lang, keys, rarity, np.array(weights).T, np.array(biases))


def pack(learned: Learned, codes: Sequence[str], settings: dict[str, Any]) -> bytes:
    """The model's file: a line of JSON, the features' hashes, a row of bytes for each."""
    steps = float(learned.rarity.max()) / 255
    rare = np.clip(np.round(learned.rarity / steps), 1, 255)
    spoken = learned.weights * learned.rarity[:, None]
    scale = float(np.quantile(np.abs(spoken), 0.9999)) / 127
    small = np.clip(np.round(spoken / scale), -127, 127) + 128
    head = {
        "lang": learned.lang, "codes": list(codes), "biases": [round(float(b), 4) for b in learned.biases], "scale": scale,
        "rarity": steps, "count": len(learned.keys), "cues": cues(codes, learned.lang),
        "samples": fingerprint(learned.lang), **settings,
    }  # fmt: skip
    table = np.concatenate([rare[:, None], small], axis=1).astype(np.uint8)
    keys: bytes = learned.keys.astype("<u4").tobytes()
    rows: bytes = table.tobytes()
    return json.dumps(head).encode() + b"\n" + keys + rows


def main() -> None:
    """Writes the models of the languages named, or of all."""
    from arcollect.rules.tune import choose

    for lang in sys.argv[1:] or LANGUAGES:
        found = samples(lang)
        codes = [*sorted({c for _, cs in found for c in cs}), "none"]
        settings = choose(found, codes, lang)
        target = PLAYBOOK / "model" / f"{lang}.bin"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(pack(fit(found, codes, lang), codes, settings))
        sys.stdout.write(f"{lang}: {len(found)} samples, {target.stat().st_size // 1024} KB, {settings}\n")


if __name__ == "__main__":
    main()
