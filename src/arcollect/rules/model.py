"""An excuse as the playbook holds it: what it means and what to do about it, in each language."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "zh", "es")


class Step(NamedTuple):
    """One thing to do; `days` from today, or from the cheque's issue where `start` is `issue`."""

    text: str
    days: int = 0
    start: str = "today"


class Script(NamedTuple):
    """The words to say; {today} and {date} are filled in."""

    opening: str
    insist: str
    closing: str


class Countermeasure(NamedTuple):
    """The answer to one excuse in one language."""

    title: str
    analysis: str
    questions: tuple[str, ...]
    evidence: tuple[str, ...]
    steps: tuple[Step, ...]
    refuse: tuple[str, ...]
    further: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    script: Script


class Excuse(NamedTuple):
    """One excuse of the playbook. `not_codes` are its neighbours, `closing_days` when the script's {date} lies."""

    code: str
    source: str
    not_codes: tuple[str, ...]
    closing_days: int
    texts: dict[str, Countermeasure]
    cues: Mapping[str, tuple[str, ...]] = MappingProxyType({})
