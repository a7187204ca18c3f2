"""Words to verdict: which excuses a phrase holds, how sure that is, and the words it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from arcollect.domain.frozen import record
from arcollect.rules.recognise.cues import cued, with_cues
from arcollect.rules.recognise.decision import decide
from arcollect.rules.recognise.features import HAN, clauses, features, normal, pieces
from arcollect.rules.recognise.language import languages
from arcollect.rules.recognise.model import model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arcollect.rules.recognise.model import Model

NEAREST = 3
"""So many codes are named where none is sure."""
FEWEST = 4
"""A clause with fewer features is too short to be judged alone."""
MOST_WORDS = 3


@record
class Match:
    """A code with how sure it is (0 to 1) and the words of the phrase it rests on."""

    code: str
    confidence: float
    because: tuple[str, ...] = ()


@record
class Reading:
    """What a phrase says: the codes found, the deciding one first.

    Else the nearest ones, which are not sure.
    """

    text: str
    lang: str
    matches: tuple[Match, ...] = ()
    near: tuple[Match, ...] = ()

    @property
    def codes(self) -> list[str]:
        """The codes found."""
        return [match.code for match in self.matches]


def read(text: str, lang: str | None = None, *, explain: bool = True) -> Reading:
    """What the phrase says.

    Args:
        text: what they said, or a note of it.
        lang: the language of the answer, which helps where the phrase's own is not clear.
        explain: whether to look for the words it rests on; without it many phrases are read quicker.

    """
    plain = normal(text, "zh" if HAN.search(text) else "en")  # English and Spanish are made plain alike
    readings = [_read(text, plain, model(code), explain=explain) for code in languages(text, plain, lang)]
    heard = [reading for reading in readings if reading.matches]
    return max(heard, key=_certainty) if heard else readings[0]


def _certainty(reading: Reading) -> float:
    return reading.matches[0].confidence


def _read(text: str, plain: str, learned: Model, *, explain: bool) -> Reading:
    lang = learned.lang
    if not plain:
        return Reading(text=text, lang=lang)
    given = cued(learned.cues, plain, lang)
    whole = with_cues(learned.scores(features(plain, lang)), given)
    columns, best = decide(whole, _parts(text, learned), learned)
    if not columns:
        return Reading(text=text, lang=lang, near=_nearest(learned, best))
    matches = tuple(
        Match(
            code=learned.codes[column],
            confidence=learned.confidence(best[column]),
            because=(given.get(column) or because(learned, plain, column)) if explain else (),
        )
        for column in columns
    )
    return Reading(text=text, lang=lang, matches=matches)


def _parts(text: str, learned: Model) -> list[list[float]]:
    """The scores of each clause that is long enough to be judged alone."""
    lang = learned.lang
    found = (features(normal(clause, lang), lang) for clause in clauses(text))
    return [learned.scores(one) for one in found if len(one) >= FEWEST]


def _nearest(learned: Model, best: Sequence[float]) -> tuple[Match, ...]:
    ranked = sorted(range(len(best)), key=lambda column: -best[column])[:NEAREST]
    return tuple(
        Match(code=learned.codes[column], confidence=learned.confidence(best[column])) for column in ranked
    )


def because(learned: Model, plain: str, column: int) -> tuple[str, ...]:
    """The words of the phrase that speak most for the code, at most three."""
    chosen: list[str] = []
    weights = _weights(learned, plain, column)
    for words, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0 and not any(words in other or other in words for other in chosen):
            chosen.append(words)
        if len(chosen) == MOST_WORDS:
            break
    return tuple(chosen)


def _weights(learned: Model, plain: str, column: int) -> dict[str, int]:
    """The whole words of the phrase (in Chinese, runs of two characters or more), weighed for a code."""
    weights: dict[str, int] = {}
    chinese = learned.lang == "zh"
    for piece in pieces(plain, learned.lang):
        kind, _, words = piece.partition(":")
        words = words.strip()
        if (chinese and len(words) >= 2 and " " not in words) or kind in ("w", "b"):
            weights[words] = max(weights.get(words, 0), learned.weight(crc32(piece.encode()), column))
    return weights
