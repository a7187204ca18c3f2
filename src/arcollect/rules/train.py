"""Rebuilds the models from the playbook's samples: `python -m arcollect.rules.train`. Needs the extra `train`.

Each code has a logistic regression of its own over hashed features, so that one phrase may hold two codes. Samples are
also joined two by two, which teaches that a reason stays a reason beside another one or beside small talk. The confidence
curve is measured on samples that were held out, in five folds. Everything is seeded: the same samples give the same files.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from arcollect.rules.features import SIZE, features, normal
from arcollect.rules.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAYBOOK = Path(__file__).parent.parent / "playbook"
JOINED = 6000
FOLDS = 5
STRENGTH = 20.0
JOINS = {
    "en": (" and ", ", ", " but ", ". ", " plus "),
    "zh": ("，", "而且", "，再说", "。", " "),
    "es": (" y ", ", ", " pero ", ". ", " además "),
}
Sample = tuple[str, frozenset[str]]


def samples(lang: str) -> list[Sample]:
    """Every sample phrase of a language with its codes; `none` has an empty set."""
    found: list[Sample] = []
    for file in sorted((PLAYBOOK / "samples" / lang).glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if file.stem == "two":
                codes, _, phrase = line.partition("\t")
                found.append((phrase, frozenset(codes.split("+"))))
            elif line.strip():
                found.append((line, frozenset(() if file.stem == "none" else (file.stem,))))
    return found


def joined(found: Sequence[Sample], lang: str, count: int) -> list[Sample]:
    """Pairs of samples put together, with the codes of both."""
    dice = random.Random(lang)  # noqa: S311 — reproducible on purpose
    pairs = (dice.sample(list(found), 2) for _ in range(count))
    return [(a + dice.choice(JOINS[lang]) + b, ca | cb) for (a, ca), (b, cb) in pairs if ca != cb]


def matrix(phrases: Sequence[str], lang: str) -> Any:
    """The phrases as rows of features, each of length one."""
    rows = [sorted(features(normal(p, lang), lang)) for p in phrases]
    data = np.concatenate([np.full(len(r), 1 / max(len(r), 1) ** 0.5) for r in rows])
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((data, np.concatenate(rows).astype(np.int32), starts), shape=(len(rows), SIZE))


def fit(train: Sequence[Sample], codes: Sequence[str], lang: str) -> tuple[Any, Any]:
    """Weights (features by codes) and biases; the last code is `none`."""
    known = [*train, *joined(train, lang, JOINED)]
    table = matrix([phrase for phrase, _ in known], lang)
    weights, biases = [], []
    for code in codes:
        wanted = [(not c) if code == "none" else code in c for _, c in known]
        learner = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=1).fit(table, wanted)
        weights.append(learner.coef_[0])
        biases.append(float(learner.intercept_[0]))
    return np.array(weights).T, np.array(biases)


def main() -> None:
    """Writes the three models."""
    from arcollect.rules.tune import choose

    for lang in sys.argv[1:] or LANGUAGES:
        found = samples(lang)
        codes = [*sorted({c for _, cs in found for c in cs}), "none"]
        settings = choose(found, codes, lang)
        weights, biases = fit(found, codes, lang)
        top = float(np.quantile(np.abs(weights[weights != 0]), 0.9995))
        scale = top / 127
        small = np.clip(np.round(weights / scale), -127, 127).astype(np.int16) + 128
        head = {"lang": lang, "codes": codes, "biases": [round(b, 4) for b in biases], "scale": scale, **settings}
        target = PLAYBOOK / "model" / f"{lang}.bin"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(json.dumps(head).encode() + b"\n" + small.astype(np.uint8).tobytes())
        sys.stdout.write(f"{lang}: {len(found)} samples, {target.stat().st_size // 1024} KB, {settings}\n")


if __name__ == "__main__":
    main()
