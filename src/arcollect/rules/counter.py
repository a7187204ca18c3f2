"""Verdict and standing to an answer: questions, evidence, steps with real dates, the branch that fits, the words to say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from arcollect.domain.dates import MONDAY_TO_FRIDAY
from arcollect.rules.saying import long_day

if TYPE_CHECKING:
    from arcollect.rules.model import Excuse, Step


class Due(NamedTuple):
    """A step with the day it is to be done on."""

    text: str
    due: date


class Answer(NamedTuple):
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
    excuse: Excuse, lang: str, today: date, *, standing: str | None = None, issued: date | None = None,
    working: frozenset[int] = MONDAY_TO_FRIDAY,
) -> Answer:  # fmt: skip
    """The countermeasure on `today`. `standing` good or bad keeps that branch alone, None both (A4).

    `issued` is the cheque's date where the customer said it; its 14 days count from there, else from today (A3).
    """
    text = excuse.texts.get(lang) or next(iter(excuse.texts.values()))
    closing = next_working_day(today + timedelta(days=excuse.closing_days), working)
    steps = tuple(Due(step.text, _step_day(step, today, issued, working)) for step in text.steps)
    said = {"today": long_day(today, lang), "date": long_day(closing, lang)}
    script = tuple(
        part.replace("{today}", said["today"]).replace("{date}", said["date"])
        for part in (text.script.opening, text.script.insist, text.script.closing)
    )
    return Answer(
        excuse.code, text.title, text.analysis, text.questions, text.evidence, steps, text.refuse, text.further,
        () if standing == "bad" else text.good, () if standing == "good" else text.bad, script, closing,
    )  # fmt: skip


def _step_day(step: Step, today: date, issued: date | None, working: frozenset[int]) -> date:
    """A step for another day falls on a working day; the cheque's own clock counts calendar days (A3)."""
    if step.start == "issue":
        return (issued or today) + timedelta(days=step.days)
    return next_working_day(today + timedelta(days=step.days), working) if step.days else today


def next_working_day(day: date, working: frozenset[int]) -> date:
    """`day` itself when it is a working day, else the next one."""
    while day.weekday() not in working:
        day += timedelta(days=1)
    return day
