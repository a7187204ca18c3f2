"""The file of weights that `rules.learn` writes for each language, and the scores that it gives."""

from __future__ import annotations

import json
import math
import sys
from array import array
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from arcollect.rules import data
from arcollect.rules.recognise.cues import by_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row: TypeAlias = tuple[int, int, int]
BIAS = 128
MANY = 2000
MOST_ROWS = 257
"""So many bytes of 255 can be added up in 16 bits."""


class Model:
    """The weights learned from the playbook's samples in one language.

    The file is a line of JSON, the hashes of the known features in rising order (32 bits each), and for
    each of them a row of bytes: how rare it is, then its weight for each code, with 128 added.
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
        self.samples: str = head["samples"]
        self.cues = by_start(head["cues"], self.lang)
        count, self._width = head["count"], len(self.codes) + 1
        self._even = int.from_bytes(b"\xff\x00" * (self._width // 2 + 1), "little")
        self._keys = array("I")
        self._keys.frombytes(raw[end + 1 : end + 1 + 4 * count])
        if sys.byteorder == "big":
            self._keys.byteswap()
        self._table = raw[end + 1 + 4 * count :]
        self._known: dict[int, Row] = {}
        self._looked_up = 0

    def _row(self, place: int) -> Row:
        """One feature's bytes as two long integers, the even and the odd ones, and its rarity squared."""
        raw = self._table[place * self._width : (place + 1) * self._width]
        value = int.from_bytes(raw, "little")
        return value & self._even, value >> 8 & self._even, raw[0] * raw[0]

    def row(self, feature: int) -> Row | None:
        """What is known of a feature, None when it was never seen.

        One phrase looks its few features up in the sorted keys; many phrases are worth a dictionary of them
        all.
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
        found = self.row(feature)
        place = column + 1  # the first byte is the rarity
        return (found[place % 2] >> 16 * (place // 2) & 0xFFFF) - BIAS if found else 0

    def scores(self, found: Iterable[int]) -> list[float]:
        """The score of each code for a phrase with these features.

        0 is the border, above it speaks for the code.
        """
        rows = [row for row in map(self._known.get if self._known else self.row, found) if row]
        if not rows:
            return list(self.biases)
        factor = self.scale / (math.sqrt(sum(row[2] for row in rows)) * self.rarity)
        shift = BIAS * len(rows)
        return [(s - shift) * factor + b for s, b in zip(self._sums(rows), self.biases, strict=False)]

    def _sums(self, rows: Sequence[Row]) -> Iterator[int] | list[int]:
        """The sum of the rows, code by code.

        The rows are added up as long integers with 16 bits for each column, which is many times quicker
        than number by number.
        """
        if len(rows) > MOST_ROWS:
            return map(sum, zip(self._sums(rows[:MOST_ROWS]), self._sums(rows[MOST_ROWS:]), strict=True))
        half = (self._width + 1) // 2
        sums = [0] * (2 * half)
        for start in (0, 1):
            lane = sum(row[start] for row in rows).to_bytes(2 * half, "little")
            sums[start::2] = memoryview(lane).cast("H").tolist()
        return sums[1:]

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


@cache
def model(lang: str) -> Model:
    """The model of one language, read once."""
    return Model(data.content("model", f"{lang}.bin"))
