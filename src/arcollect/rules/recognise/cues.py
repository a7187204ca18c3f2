"""The cues of the playbook: words that lift the code they belong to, wherever they stand in a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CUE_WORTH = 0.8
"""How far a cue lifts its code: enough to be heard alone, not enough to drown what the rest says."""
Cues: TypeAlias = dict[str, list[tuple[str, int]]]


def by_start(cues: Iterable[Sequence[Any]], lang: str) -> Cues:
    """The cues with their columns, by their first word (in Chinese, their first character)."""
    index: Cues = {}
    for cue, column in cues:
        index.setdefault(cue[0] if lang == "zh" else cue.split()[0], []).append((cue, column))
    return index


def cued(cues: Cues, normalised: str, lang: str) -> dict[int, tuple[str, ...]]:
    """The columns whose cues stand in the phrase, each with the first of its cues there."""
    found: dict[int, tuple[str, ...]] = {}
    chinese = lang == "zh"
    padded = normalised if chinese else f" {normalised} "
    for start in normalised if chinese else normalised.split():
        for cue, column in cues.get(start, ()):
            if (cue if chinese else f" {cue} ") in padded:
                found.setdefault(column, (cue,))
    return found


def with_cues(scores: list[float], given: Mapping[int, tuple[str, ...]]) -> list[float]:
    """The scores with what the cues add; what speaks for a code speaks against `none`, the last column."""
    for column in given:
        scores[column] += CUE_WORTH
    if given:
        scores[-1] -= CUE_WORTH
    return scores
