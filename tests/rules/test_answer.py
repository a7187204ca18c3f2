"""The answer: the branch that fits the standing, and clocks that are days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.languages import LANGUAGES
from arcollect.rules.answer import answer
from arcollect.rules.excuse import Step
from arcollect.rules.playbook import built_in, codes
from rules.made import excuse

MONDAY, FRIDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 7)
SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
WEEKS = st.frozensets(st.integers(min_value=0, max_value=6), min_size=1)


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_built_in_answer_is_filled_in(code: str, lang: str) -> None:
    found = answer(built_in(code), lang, MONDAY)
    assert not any("{" in part for part in found.script)
    assert all(step.due >= MONDAY for step in found.steps)
    assert found.closing_day.weekday() < 5


@pytest.mark.parametrize(
    ("standing", "good", "bad"),
    [
        ("good", ("good",), ()),
        ("bad", (), ("bad",)),
        (None, ("good",), ("bad",)),
        ("new", ("good",), ("bad",)),
    ],
)
def test_the_standing_keeps_its_branch(
    standing: str | None, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    found = answer(excuse(), "en", MONDAY, standing=standing)
    assert (found.good, found.bad) == (good, bad)


def test_fourteen_days_count_from_the_cheques_date() -> None:
    cheque = excuse(Step(text="cancel it", days=14, start="issue"))
    assert answer(cheque, "en", MONDAY, issued=date(2026, 2, 25)).steps[0].due == date(2026, 3, 11)
    assert answer(cheque, "en", MONDAY).steps[0].due == date(2026, 3, 16)


def test_the_cheques_clock_counts_calendar_days() -> None:
    cheque = excuse(Step(text="cancel it", days=14, start="issue"))
    assert answer(cheque, "en", MONDAY, issued=date(2026, 2, 21)).steps[0].due == SATURDAY


def test_a_step_for_a_day_without_work_waits_for_the_next_working_day() -> None:
    found = answer(excuse(Step(text="call", days=5)), "en", MONDAY)
    assert found.steps[0].due == date(2026, 3, 9)
    sunday = answer(excuse(Step(text="call", days=4)), "en", MONDAY, working=SUNDAY_TO_THURSDAY)
    assert sunday.steps[0].due == date(2026, 3, 8)


def test_a_step_for_today_is_for_today_on_any_day() -> None:
    assert answer(excuse(Step(text="ask")), "en", SATURDAY).steps[0].due == SATURDAY


def test_the_closing_day_is_a_working_day_and_is_said() -> None:
    found = answer(excuse(closing_days=1), "en", FRIDAY)
    assert found.closing_day == date(2026, 3, 9)
    assert found.script == ("o Friday 6 March 2026", "i", "c Monday 9 March 2026")
    assert answer(excuse(closing_days=2), "en", MONDAY).closing_day == date(2026, 3, 4)


def test_a_language_without_a_text_is_answered_in_the_first_one() -> None:
    assert answer(excuse(), "zh", MONDAY).title == "t"


@given(DAYS, st.integers(min_value=1, max_value=60), WEEKS)
def test_later_steps_are_working_days_and_never_early(
    today: date, days: int, working: frozenset[int]
) -> None:
    due = answer(excuse(Step(text="call", days=days)), "en", today, working=working).steps[0].due
    assert due.weekday() in working
    assert timedelta(days) <= due - today < timedelta(days + 7)
