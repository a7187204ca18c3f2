"""Words to verdict: which excuses a phrase holds, how sure that is, and the words it rests on."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from arcollect.rules.features import HAN, SIZE, clauses, features, normal, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

EVEN = int.from_bytes(b"\xff\x00" * 16, "little")
BIAS = 128


@dataclass(frozen=True)
class Match:
    """A code with how sure it is (0 to 1) and the words of the phrase it rests on."""

    code: str
    confidence: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a phrase says: the codes found, the deciding one first; else the nearest ones, which are not sure."""

    text: str
    lang: str
    matches: tuple[Match, ...]
    near: tuple[Match, ...]

    @property
    def codes(self) -> list[str]:
        """The codes found."""
        return [match.code for match in self.matches]


class Model:
    """The weights learned from the playbook's samples in one language: a row of small integers for each feature."""

    def __init__(self, raw: bytes) -> None:
        end = raw.index(b"\n")
        head = json.loads(raw[:end])
        self.lang: str = head["lang"]
        self.codes: list[str] = head["codes"]
        self.biases: list[float] = head["biases"]
        self.scale: float = head["scale"]
        self.first: float = head["first"]
        self.second: float = head["second"]
        self.penalty: float = head["penalty"]
        self.margin: float = head["margin"]
        self.curve: list[list[float]] = head["curve"]
        self._table = raw[end + 1 :]
        self._width = len(self.codes)

    def row(self, index: int) -> bytes:
        """The weights of one feature, each with 128 added."""
        return self._table[index * self._width : (index + 1) * self._width]

    def scores(self, rows: Sequence[int] | set[int]) -> list[float]:
        """The score of each code for a phrase with these features (log odds).

        The rows are added up as two long integers, the even columns in one and the odd ones in the other, which is
        many times quicker than number by number.
        """
        even = odd = 0
        table, width = self._table, self._width
        for index in rows:
            value = int.from_bytes(table[index * width : (index + 1) * width], "little")
            even += value & EVEN
            odd += (value >> 8) & EVEN
        sums = [0] * (width + width % 2)
        sums[::2] = memoryview(even.to_bytes(width + 2, "little")).cast("H")[: len(sums[::2])].tolist()
        sums[1::2] = memoryview(odd.to_bytes(width + 2, "little")).cast("H")[: len(sums[1::2])].tolist()
        size = math.sqrt(len(rows) or 1)
        shift = BIAS * len(rows)
        return [(s - shift) * self.scale / size + b for s, b in zip(sums, self.biases, strict=False)]

    def confidence(self, score: float) -> float:
        """The share of answers with such a score that were right, measured on samples held out (`curve`)."""
        previous = self.curve[0]
        for point in self.curve:
            if score < point[0]:
                span = point[0] - previous[0]
                part = (score - previous[0]) / span if span else 0.0
                return round(previous[1] + part * (point[1] - previous[1]), 3)
            previous = point
        return round(previous[1], 3)


@lru_cache(maxsize=3)
def model(lang: str) -> Model:
    """The model of one language, read once."""
    return Model((files("arcollect.playbook") / "model" / f"{lang}.bin").read_bytes())


def read(text: str, lang: str | None = None) -> Reading:
    """What the phrase says. `lang` is the language it is in, if that is known; its letters decide otherwise."""
    return max((_read(text, code) for code in languages(text, lang)), key=_certainty)


def languages(text: str, lang: str | None) -> tuple[str, ...]:
    """The languages a phrase may be in: Chinese characters leave no choice, Latin letters two."""
    if HAN.search(text):
        return ("zh",)
    return (lang,) if lang in ("en", "es") else ("en", "es")


def _certainty(reading: Reading) -> float:
    best = (*reading.matches, *reading.near)
    return best[0].confidence if best else 0.0


def _read(text: str, lang: str) -> Reading:
    learned = model(lang)
    normalised = normal(text, lang)
    rows = features(normalised, lang)
    if not normalised:
        return Reading(text, lang, (), ())
    scores = learned.scores(rows)
    best = _with_clauses(learned, text, lang, scores)
    ranked = sorted(range(len(best)), key=lambda i: -best[i])
    a, b = ranked[:2]
    if best[a] < learned.first or best[a] < scores[-1] + learned.margin:
        return Reading(text, lang, (), tuple(Match(learned.codes[i], learned.confidence(best[i])) for i in ranked[:3]))
    found = sorted((a, b), key=lambda i: -scores[i]) if best[b] >= learned.second else [a]
    matches = [
        Match(learned.codes[i], learned.confidence(best[i]), because(learned, normalised, lang, i)) for i in found
    ]
    return Reading(text, lang, tuple(matches), ())


def _with_clauses(learned: Model, text: str, lang: str, scores: list[float]) -> list[float]:
    """The scores of the codes; a second reason stands in a clause of its own, where it is heard better."""
    best = scores[:-1]
    for clause in clauses(text):
        rows = features(normal(clause, lang), lang)
        if len(rows) > 3:
            best = [max(a, b - learned.penalty) for a, b in zip(best, learned.scores(rows), strict=False)]
    return best


def because(learned: Model, normalised: str, lang: str, column: int) -> tuple[str, ...]:
    """The words of the phrase that speak most for the code, at most three."""
    weights: dict[str, float] = {}
    for piece in pieces(normalised, lang):
        kind, _, words = piece.partition(":")
        if (lang == "zh" and len(words.strip()) >= 2) or kind in ("w", "b"):
            weights[words.strip()] = max(
                weights.get(words.strip(), 0.0), float(learned.row(_row(piece))[column] - BIAS)
            )
    if lang != "zh":
        weights = {w: v + _inner(learned, w, column) for w, v in weights.items()}
    chosen: list[str] = []
    for words, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0 and not any(words in other or other in words for other in chosen):
            chosen.append(words)
        if len(chosen) == 3:
            break
    return tuple(chosen)


def _inner(learned: Model, words: str, column: int) -> float:
    """What the pieces of a single word add: `cheq` speaks as `cheque` does."""
    if " " in words:
        return 0.0
    inside = [p for p in pieces(words, "en") if p.startswith("c:")]
    return sum(learned.row(_row(p))[column] - BIAS for p in inside) / 2


def _row(piece: str) -> int:
    from zlib import crc32

    return crc32(piece.encode()) & (SIZE - 1)
