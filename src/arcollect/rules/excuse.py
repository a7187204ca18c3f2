"""The records of the playbook: an excuse, what it means and what to do about it, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class Step:
    """One thing to do, `days` after today, or after the cheque's issue where `start` is `issue`."""

    text: str
    days: int = 0
    start: str = "today"


@record
class Script:
    """The words to say; {today} and {date} stand for the days."""

    opening: str
    insist: str
    closing: str


@record
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


@record
class Excuse:
    """One excuse of the playbook: all that is true of it stands in its file.

    `not_codes` are the codes that its phrases might be taken for; the script's {date} lies `closing_days`
    days from today. `announces_payment` is true when it says that one payment is on its way, as a cheque in
    the mail: its follow-ups end with that payment. `texts` and `cues` are by language.
    """

    code: str
    source: str
    not_codes: tuple[str, ...]
    closing_days: int
    announces_payment: bool
    texts: Mapping[str, Countermeasure]
    cues: Mapping[str, tuple[str, ...]]
