"""Whether a file of the user's own does what it says.

Its phrases are recognised, and nothing else is taken for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.domain.languages import LANGUAGES
from arcollect.errors import BadData, Problem
from arcollect.rules.own import by_cue, read
from arcollect.rules.playbook import codes
from arcollect.rules.recognise.features import normal

if TYPE_CHECKING:
    from arcollect.rules.own import Own


@record
class Clash:
    """A phrase of the file that would be another code without it."""

    phrase: str
    code: str


@record
class Proof:
    """How many phrases of the file are read as it says, and which the built-in playbook reads otherwise."""

    phrases: int
    clashes: tuple[Clash, ...]


def prove(own: Own, name: str) -> Proof:
    """What the phrases of the file prove; BadData with the remedy when they are not read as it says.

    Args:
        own: the user's file, as `own.load` gives it.
        name: the file as the user named it, for the error.

    """
    samples = tuple(sample for found in own.samples.values() for sample in found)
    if own.excuse.code not in codes() and not samples and not any(own.cues.values()):
        raise BadData(
            f"{name}: nothing recognises {own.excuse.code}, for it has neither cues nor samples; "
            'add cues = ["…"] or samples = ["…"] to a language'
        )
    phrases = (*own.examples, *samples)
    faults = (*_missed(own, phrases), *_false_alarms(own))
    if faults:
        raise BadData(
            f"{name}: {len(faults)} of its phrases are not read as it says; see below",
            tuple(Problem(line=0, message=fault) for fault in faults),
        )
    _check_cues(own, name)
    return Proof(phrases=len(phrases) + len(own.counter_examples), clashes=_clashes(own, phrases))


def _missed(own: Own, phrases: tuple[str, ...]) -> list[str]:
    return [
        f"example `{phrase}` is not recognised; add a cue or a sample like it"
        for phrase in phrases
        if own.excuse.code not in read(phrase, None, [own]).codes
    ]


def _false_alarms(own: Own) -> list[str]:
    return [
        f"counter-example `{phrase}` is taken for {own.excuse.code}; make the cue narrower"
        for phrase in own.counter_examples
        if own.excuse.code in read(phrase, None, [own]).codes
    ]


def _check_cues(own: Own, name: str) -> None:
    """BadData when there are cues and examples, but no cue is in any example."""
    if any(own.cues.values()) and own.examples and not any(_has_cue(phrase, own) for phrase in own.examples):
        raise BadData(
            f"{name}: none of its cues is in any of its examples; correct the cues, "
            "or add an example that holds one"
        )


def _has_cue(phrase: str, own: Own) -> bool:
    return any(by_cue(phrase, normal(phrase, lang), lang, own) for lang in LANGUAGES)


def _clashes(own: Own, phrases: tuple[str, ...]) -> tuple[Clash, ...]:
    meant = {own.excuse.code, *own.excuse.not_codes}
    return tuple(
        Clash(phrase=phrase, code=code)
        for phrase in phrases
        for code in read(phrase, None, []).codes
        if code not in meant
    )
