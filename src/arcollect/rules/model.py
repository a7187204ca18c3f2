"""An excuse as the playbook holds it: what it means and what to do about it, in each language."""

from __future__ import annotations

from dataclasses import dataclass, field

LANGUAGES = ("en", "zh", "es")


@dataclass(frozen=True)
class Step:
    """One thing to do; `days` from today, or from the cheque's issue where `start` is `issue`."""

    text: str
    days: int = 0
    start: str = "today"


@dataclass(frozen=True)
class Script:
    """The words to say; {today} and {date} are filled in."""

    opening: str
    insist: str
    closing: str


@dataclass(frozen=True)
class Countermeasure:
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


@dataclass(frozen=True)
class Excuse:
    """One excuse of the playbook. `not_codes` are its neighbours, `closing_days` when the script's {date} lies."""

    code: str
    source: str
    not_codes: tuple[str, ...]
    closing_days: int
    texts: dict[str, Countermeasure]
    cues: dict[str, tuple[str, ...]] = field(default_factory=dict)
