"""Words to verdict: which excuses a phrase holds, how sure that is, and the words it rests on."""

from __future__ import annotations

import json
import math
import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias
from zlib import crc32

from arcollect.rules.features import HAN, clauses, features, normal, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Lanes: TypeAlias = tuple[int, int, int]
LANES = int.from_bytes(b"\xff\x00" * 16, "little")
BIAS = 128
MANY = 2000


class Match(NamedTuple):
    """A code with how sure it is (0 to 1) and the words of the phrase it rests on."""

    code: str
    confidence: float
    because: tuple[str, ...] = ()


class Reading(NamedTuple):
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
    """The weights learned from the playbook's samples in one language.

    The file is a line of JSON, the hashes of the known features in rising order (32 bits each), and for each of them a
    row of bytes: how rare it is, then its weight for each code, with 128 added.
    """

    def __init__(self, raw: bytes) -> None:
        end = raw.index(b"\n")
        head = json.loads(raw[:end])
        self.lang: str = head["lang"]
        self.codes: list[str] = head["codes"]
        self.biases: list[float] = head["biases"]
        self.scale: float = head["scale"]
        self.rarity: float = head["rarity"]
        self.first: float = head["first"]
        self.second: list[float] = head["second"]
        self.penalty: float = head["penalty"]
        self.margin: float = head["margin"]
        self.curve: list[list[float]] = head["curve"]
        self.cues = by_start(head["cues"], self.lang)
        count, self._width = head["count"], len(self.codes) + 1
        self._keys = array("I")
        self._keys.frombytes(raw[end + 1 : end + 1 + 4 * count])
        if sys.byteorder == "big":
            self._keys.byteswap()
        self._table = raw[end + 1 + 4 * count :]
        self._known: dict[int, Lanes] = {}
        self._looked_up = 0

    def _row(self, place: int) -> Lanes:
        """One feature's bytes as two long integers, the even bytes and the odd ones, and its rarity squared."""
        raw = self._table[place * self._width : (place + 1) * self._width]
        value = int.from_bytes(raw, "little")
        return value & LANES, value >> 8 & LANES, raw[0] * raw[0]

    def lanes(self, feature: int) -> Lanes | None:
        """What is known of a feature, None when it was never seen.

        One phrase looks its few features up in the sorted keys; many phrases are worth a dictionary of them all.
        """
        self._looked_up += 1
        if self._looked_up == MANY:
            self._known = {key: self._row(place) for place, key in enumerate(self._keys)}
        if self._known:
            return self._known.get(feature)
        place = bisect_left(self._keys, feature)
        found = place < len(self._keys) and self._keys[place] == feature
        return self._row(place) if found else None

    def weight(self, feature: int, column: int) -> int:
        """How much a feature speaks for a code; 0 when it was never seen."""
        found = self.lanes(feature)
        place = column + 1  # the first byte is the rarity
        return (found[place % 2] >> 16 * (place // 2) & 0xFFFF) - BIAS if found else 0

    def scores(self, found: set[int]) -> list[float]:
        """The score of each code for a phrase with these features: 0 is the border, above it speaks for the code.

        The rows are added up as long integers with 16 bits for each column, which is many times quicker than number by
        number.
        """
        rows = [row for row in map(self._known.get if self._known else self.lanes, found) if row]
        if not rows:
            return list(self.biases)
        even, odd, rare = map(sum, zip(*rows, strict=True))
        half = (self._width + 1) // 2
        sums = [0] * (2 * half)
        sums[::2] = memoryview(even.to_bytes(2 * half, "little")).cast("H").tolist()
        sums[1::2] = memoryview(odd.to_bytes(2 * half, "little")).cast("H").tolist()
        factor = self.scale / (math.sqrt(rare) * self.rarity)
        shift = BIAS * len(rows)
        return [(s - shift) * factor + b for s, b in zip(sums[1:], self.biases, strict=False)]

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


def read(text: str, lang: str | None = None, *, explain: bool = True) -> Reading:
    """What the phrase says; `lang` is the language of the answer, which helps where the phrase's own is not clear.

    Without `explain` the words it rests on are not looked for, which saves time on many phrases.
    """
    plain = normal(text, "zh" if HAN.search(text) else "en")  # English and Spanish are made plain alike
    readings = [_read(text, plain, code, explain=explain) for code in languages(text, plain, lang)]
    heard = [reading for reading in readings if reading.matches]
    return max(heard, key=_certainty) if heard else readings[0]


_EN = """the to is we for and it of i our not on in have has says you that they be are this with was will he she at from
out my there until cust been can't don't"""
_ES = """el la de que los las se un una y en con por para es esta ya le lo su al del mi nos dice hasta pero como cuando q
todavia usted porque mas muy si cliente"""
ENGLISH, SPANISH = frozenset(_EN.split()), frozenset(_ES.split())


def languages(text: str, plain: str, lang: str | None) -> tuple[str, ...]:
    """The languages a phrase may be in, the likelier first: Chinese characters leave no choice.

    Small words tell English from Spanish; where they do not, `lang` does, the language of the answer.
    """
    if HAN.search(text):
        return ("zh",)
    words = plain.split()
    lead = len(SPANISH.intersection(words)) - len(ENGLISH.intersection(words))
    likely, other = ("es", "en") if lead > 0 or (lead == 0 and lang == "es") else ("en", "es")
    return (likely,) if abs(lead) >= 2 else (likely, other)


def _certainty(reading: Reading) -> float:
    best = (*reading.matches, *reading.near)
    return best[0].confidence if best else 0.0


def _read(text: str, normalised: str, lang: str, *, explain: bool) -> Reading:
    learned = model(lang)
    if not normalised:
        return Reading(text, lang, (), ())
    given = cued(learned.cues, normalised, lang)
    whole = with_cues(learned.scores(features(normalised, lang)), given)
    parts = [
        learned.scores(found) for found in (features(normal(c, lang), lang) for c in clauses(text)) if len(found) > 3
    ]
    columns, best = decide(whole, parts, learned)
    if not columns:
        ranked = sorted(range(len(best)), key=lambda i: -best[i])[:3]
        return Reading(text, lang, (), tuple(Match(learned.codes[i], learned.confidence(best[i])) for i in ranked))
    words = [given.get(i) or because(learned, normalised, lang, i) if explain else () for i in columns]
    sure = [learned.confidence(best[i]) for i in columns]
    matches = (Match(learned.codes[i], s, w) for i, s, w in zip(columns, sure, words, strict=True))
    return Reading(text, lang, tuple(matches), ())


CUE_WORTH = 0.8
"""How far a cue of the playbook lifts its code: enough to be heard alone, not enough to drown what the rest says."""


Cues: TypeAlias = dict[str, list[tuple[str, int]]]


def by_start(cues: Iterable[Sequence[Any]], lang: str) -> Cues:
    """The cues with their columns, by their first word (in Chinese, their first character)."""
    index: Cues = {}
    for cue, column in cues:
        index.setdefault(cue[0] if lang == "zh" else cue.split()[0], []).append((cue, column))
    return index


def cued(cues: Cues, normalised: str, lang: str) -> dict[int, tuple[str, ...]]:
    """The columns whose cues stand in the phrase, each with the cue."""
    found: dict[int, tuple[str, ...]] = {}
    chinese = lang == "zh"
    padded = normalised if chinese else f" {normalised} "
    for start in set(normalised if chinese else normalised.split()) & cues.keys():
        for cue, column in cues[start]:
            if (cue if chinese else f" {cue} ") in padded:
                found[column] = (cue,)
    return found


def with_cues(scores: list[float], given: Mapping[int, tuple[str, ...]]) -> list[float]:
    """The scores with what the cues add; what speaks for a code speaks against `none`."""
    for column in given:
        scores[column] += CUE_WORTH
    if given:
        scores[-1] -= CUE_WORTH
    return scores


class Borders(Protocol):
    """Where the borders lie; chosen on held-out samples by `tune`. `second` weighs the signs of a second reason."""

    @property
    def first(self) -> float: ...
    @property
    def penalty(self) -> float: ...
    @property
    def margin(self) -> float: ...
    @property
    def second(self) -> Sequence[float]: ...


def decide(whole: Sequence[float], parts: Sequence[Sequence[float]], borders: Borders) -> tuple[list[int], list[float]]:
    """The columns of the codes found, the deciding one first, and the score of each code; the last column is `none`."""
    best = list(whole[:-1])
    for part in parts:
        best = [max(a, b - borders.penalty) for a, b in zip(best, part, strict=False)]
    first = max(range(len(best)), key=best.__getitem__)
    if best[first] < borders.first or best[first] < whole[-1] + borders.margin:
        return [], best
    second, signs = second_reason(first, best, parts)
    heard = sum(weight * sign for weight, sign in zip(borders.second, signs, strict=True)) >= 0
    return [first, second] if heard else [first], best


def second_reason(first: int, best: Sequence[float], parts: Sequence[Sequence[float]]) -> tuple[int, tuple[float, ...]]:
    """The likeliest second code and the signs for it.

    They are: always 1; its score; its lead over the third; how far the first is ahead; how strong it is at the top of a
    clause of its own; how strong the first is in another clause; how many clauses there are, up to four.
    """
    tops = [(max(range(len(best)), key=part.__getitem__), part) for part in parts]
    own = {top: max(p[top] for t, p in tops if t == top) for top, _ in tops}
    second = max((i for i in range(len(best)) if i != first), key=lambda i: best[i] + 0.3 * (i in own))
    third = max(best[i] for i in range(len(best)) if i not in (first, second))
    signs = (
        1.0, best[second], best[second] - third, best[first] - best[second], max(own.get(second, -1.0), -1.0),
        max(own.get(first, -1.0), -1.0), min(len(parts), 4) / 4,
    )  # fmt: skip
    return second, signs


def because(learned: Model, normalised: str, lang: str, column: int) -> tuple[str, ...]:
    """The words of the phrase that speak most for the code, at most three."""
    weights: dict[str, int] = {}
    for piece in pieces(normalised, lang):
        kind, _, words = piece.partition(":")
        words = words.strip()
        if (lang == "zh" and len(words) >= 2 and " " not in words) or kind in ("w", "b"):
            weights[words] = max(weights.get(words, 0), learned.weight(crc32(piece.encode()), column))
    chosen: list[str] = []
    for words, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0 and not any(words in other or other in words for other in chosen):
            chosen.append(words)
        if len(chosen) == 3:
            break
    return tuple(chosen)
