"""A customer's fixed collection day, as people write it and on which days it falls."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.calendar_names import ENGLISH_WEEKDAYS
from arcollect.domain.collection_days import MONTH_END, collection_day, occurrences
from arcollect.errors import UsageError

D = date.fromisoformat
RULES = st.sampled_from([*ENGLISH_WEEKDAYS, MONTH_END, *map(str, range(1, 32))])


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Friday", "friday"), ("every friday", "friday"), ("each Monday", "monday"), ("sun", "sunday"), ("tue", "tuesday"),
     ("los viernes", "friday"), ("cada miércoles", "wednesday"), ("el sábado", "saturday"), ("每周五", "friday"), ("周日", "sunday"),
     ("25", "25"), ("25th", "25"), ("1st", "1"), ("day 3", "3"), ("31", "31"), ("01", "1"), ("每月25号", "25"),
     ("25日", "25"), ("el 15", "15"),
     ("month end", MONTH_END), ("End of month", MONTH_END), ("EOM", MONTH_END), ("fin de mes", MONTH_END), ("月底", MONTH_END)],
)  # fmt: skip
def test_as_people_write_it(text: str, rule: str) -> None:
    assert collection_day(text) == rule


@pytest.mark.parametrize("text", ["", "0", "32", "sometimes", "friday 25", "2026-03-01", "-3", "125"])
def test_no_collection_day(text: str) -> None:
    with pytest.raises(UsageError, match="no collection day"):
        collection_day(text)


@given(RULES)
def test_what_is_kept_is_read_back(rule: str) -> None:
    assert collection_day(rule) == rule


@pytest.mark.parametrize(
    ("rule", "start", "end", "days"),
    [("friday", "2026-03-06", "2026-03-20", ["2026-03-06", "2026-03-13", "2026-03-20"]), ("friday", "2026-03-07", "2026-03-12", []),
     ("31", "2026-02-01", "2026-04-30", ["2026-02-28", "2026-03-31", "2026-04-30"]), ("29", "2028-02-01", "2028-02-29", ["2028-02-29"]),
     ("30", "2028-02-01", "2028-02-29", ["2028-02-29"]), ("28", "2026-02-01", "2026-03-01", ["2026-02-28"]),
     (MONTH_END, "2026-02-01", "2026-03-31", ["2026-02-28", "2026-03-31"]), ("1", "2026-03-01", "2026-03-01", ["2026-03-01"]),
     ("1", "2026-03-02", "2026-03-01", [])],
)  # fmt: skip
def test_the_days_it_falls_on(rule: str, start: str, end: str, days: list[str]) -> None:
    assert occurrences(rule, D(start), D(end)) == [D(d) for d in days]


@given(RULES, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_once_a_week_or_once_a_month(rule: str, start: date) -> None:
    if rule in ENGLISH_WEEKDAYS:
        (day,) = occurrences(rule, start, start + timedelta(days=6))
        assert calendar.day_name[day.weekday()].lower() == rule
    else:
        first = start.replace(day=1)
        last = calendar.monthrange(start.year, start.month)[1]
        (day,) = occurrences(rule, first, start.replace(day=last))
        assert day.day == (last if rule == MONTH_END else min(int(rule), last))
