"""What the recogniser learns from: the playbook's sample phrases, pairs of them, and its cues.

What is drawn by chance is drawn by the hash of each phrase. One more sample so leaves almost all pairs and
every other sample's fold as they are, and changes the answers to other codes hardly at all.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect
from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.rules import data
from arcollect.rules.playbook import built_in, codes
from arcollect.rules.recognise.features import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JOINS = {
    "en": (" and ", ", ", " but ", ". ", " plus "),
    "zh": ("，", "而且", "，再说", "。", " "),
    "es": (" y ", ", ", " pero ", ". ", " además "),
}
NONE = "none"
"""The file of samples without a reason, and the last column of a model."""
FOLDS = 5
POINTS = 16
"""With so many places on the ring, each sample is about as likely as another to be joined."""


@record
class Sample:
    """A phrase with the codes of the reasons in it, none to two."""

    phrase: str
    codes: frozenset[str]


def samples(lang: str) -> list[Sample]:
    """Every sample phrase of a language with its codes."""
    found: list[Sample] = []
    for file in sorted(Path(data.path("samples", lang)).glob("*.txt")):
        found += _of_file(file)
    return found


def _of_file(file: Path) -> Iterator[Sample]:
    """The samples of a file: lines `code+code<TAB>phrase` in `two.txt`; others are named by their code."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if file.stem == "two":
            both, _, phrase = line.partition("\t")
            yield Sample(phrase=phrase, codes=frozenset(both.split("+")))
        elif line.strip():
            yield Sample(phrase=line, codes=frozenset({file.stem} - {NONE}))


def drawn(*words: str) -> int:
    """A number of 32 bits that is as good as drawn by chance, and always the same for the same words."""
    return _numbers(words, 1)[0]


def _numbers(words: Sequence[str], count: int) -> list[int]:
    """Numbers of 32 bits from the hash of the words, 16 at most."""
    raw = hashlib.blake2b("\0".join(words).encode(), digest_size=4 * count).digest()
    return [int.from_bytes(raw[at : at + 4], "little") for at in range(0, len(raw), 4)]


def fold(phrase: str) -> int:
    """In which fold (0 to 4) a phrase is held out."""
    return drawn("fold", phrase) % FOLDS


def joined(found: Sequence[Sample], lang: str, share: float, draw: int = 0) -> list[Sample]:
    """Pairs of samples put together, with the codes of both.

    All samples lie on a ring, each at 16 places that its hash gives. One that is drawn to come first has a
    place of its own on it, and is joined with the sample that lies next; with none when that has the same
    codes. A new sample so takes over the pairs of a few short stretches of the ring, and perhaps brings its
    own.

    Args:
        found: the samples.
        lang: the language, for the words between the two.
        share: how many of the samples come first, 0 to 1.
        draw: a number; each gives other pairs.

    """
    seed = str(draw)
    ring = sorted(
        (place, number)
        for number, sample in enumerate(found)
        for place in _numbers(("ring", seed, sample.phrase), POINTS)
    )
    places = [place for place, _ in ring]
    pairs = []
    for first in found:
        if drawn("first", seed, first.phrase) < share * 2**32:
            at = bisect(places, drawn("place", seed, first.phrase)) % len(ring)
            second = found[ring[at][1]]
            if first.codes != second.codes:
                pairs.append(_pair(first, second, lang))
    return pairs


def _pair(first: Sample, second: Sample, lang: str) -> Sample:
    between = JOINS[lang][drawn("join", first.phrase, second.phrase) % len(JOINS[lang])]
    return Sample(phrase=f"{first.phrase}{between}{second.phrase}", codes=first.codes | second.codes)


def columns() -> list[str]:
    """The columns of a model: the codes of the playbook, then `none`."""
    return [*codes(), NONE]


def cues(lang: str) -> list[tuple[str, int]]:
    """The playbook's cues as the recogniser compares them, each with the column of its code."""
    return [(normal(cue, lang), n) for n, code in enumerate(codes()) for cue in built_in(code).cues[lang]]


def fingerprint(lang: str) -> str:
    """A hash of all that a model is learned from: it tells whether the model is older than the playbook."""
    known = [(sample.phrase, sorted(sample.codes)) for sample in samples(lang)]
    told = json.dumps([known, cues(lang)], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
