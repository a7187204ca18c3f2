"""Verdict and standing to an answer.

Questions, evidence, steps with days, the branch that fits, the words to say.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.domain.working_days import MONDAY_TO_FRIDAY, working_day_on_or_after
from arcollect.rules.saying import long_day

if TYPE_CHECKING:
    from arcollect.rules.excuse import Excuse, Script, Step


@record
class Due:
    """A step with the day it is to be done on."""

    text: str
    due: date


@record
class Answer:
    """What to do about one excuse, in one language, on one day."""

    code: str
    title: str
    analysis: str
    questions: tuple[str, ...]
    evidence: tuple[str, ...]
    steps: tuple[Due, ...]
    refuse: tuple[str, ...]
    further: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    script: tuple[str, ...]
    closing_day: date


def answer(
    excuse: Excuse,
    lang: str,
    today: date,
    *,
    standing: str | None = None,
    issued: date | None = None,
    working: frozenset[int] = MONDAY_TO_FRIDAY,
) -> Answer:
    """The countermeasure on a day; in the excuse's first language where it has no text in the one asked for.

    Args:
        excuse: what they said.
        lang: the language of the answer.
        today: the day on which it is given.
        standing: `good` or `bad` keeps that branch alone, None and anything else both (A4).
        issued: the cheque's date where the customer said it; its 14 days count from there, else from today
            (A3).
        working: the working days of the week, Monday 0; other steps and {date} fall on one of them.

    """
    text = excuse.texts.get(lang) or next(iter(excuse.texts.values()))
    closing = working_day_on_or_after(today + timedelta(days=excuse.closing_days), working)
    return Answer(
        code=excuse.code,
        title=text.title,
        analysis=text.analysis,
        questions=text.questions,
        evidence=text.evidence,
        steps=tuple(Due(text=step.text, due=_step_day(step, today, issued, working)) for step in text.steps),
        refuse=text.refuse,
        further=text.further,
        good=() if standing == "bad" else text.good,
        bad=() if standing == "good" else text.bad,
        script=_said(text.script, long_day(today, lang), long_day(closing, lang)),
        closing_day=closing,
    )


def _said(script: Script, today: str, closing: str) -> tuple[str, ...]:
    parts = (script.opening, script.insist, script.closing)
    return tuple(part.replace("{today}", today).replace("{date}", closing) for part in parts)


def _step_day(step: Step, today: date, issued: date | None, working: frozenset[int]) -> date:
    """A step for another day falls on a working day; the cheque's own clock counts calendar days (A3)."""
    if step.start == "issue":
        return (issued or today) + timedelta(days=step.days)
    return working_day_on_or_after(today + timedelta(days=step.days), working) if step.days else today
