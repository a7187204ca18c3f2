"""What the recogniser learns from: the playbook's sample phrases and cues."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.rules.features import normal
from arcollect.rules.load import built_in, codes

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAYBOOK = Path(__file__).parent.parent / "playbook"
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


def cues(codes: Sequence[str], lang: str) -> list[tuple[str, int]]:
    """The playbook's cues as the recogniser compares them, each with the column of its code."""
    return [(normal(cue, lang), n) for n, code in enumerate(codes[:-1]) for cue in built_in(code).cues[lang]]


def fingerprint(lang: str) -> str:
    """A hash of all that a model is learned from: it tells whether the model is older than the playbook."""
    known = [(phrase, sorted(found)) for phrase, found in samples(lang)]
    told = json.dumps([known, cues([*codes(), "none"], lang)], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
