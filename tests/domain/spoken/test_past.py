"""Days that may lie behind, seen from a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import pairs

from arcollect.domain.spoken.numeric import Order
from arcollect.domain.spoken.past import understand_any
from arcollect.errors import Ambiguous, UsageError

TODAY = date(2026, 3, 4)
FROM_TODAY = """
yesterday = 2026-03-03 | YESTERDAY = 2026-03-03 | ayer = 2026-03-03 | 昨天 = 2026-03-03 | 昨日 = 2026-03-03
the day before yesterday = 2026-03-02 | day before yesterday = 2026-03-02 | anteayer = 2026-03-02 | antier = 2026-03-02
antes de ayer = 2026-03-02 | 前天 = 2026-03-02 | 大前天 = 2026-03-01 | today = 2026-03-04 | hoy = 2026-03-04 | 今天 = 2026-03-04
"""
AGO = """
3 days ago = 2026-03-01 | 0 days ago = 2026-03-04 | a week ago = 2026-02-25 | 2 weeks back = 2026-02-18 | a month ago = 2026-02-04 | 2 months ago = 2026-01-04
hace 3 dias = 2026-03-01 | hace 3 días = 2026-03-01 | hace una semana = 2026-02-25 | hace 2 semanas = 2026-02-18
hace un mes = 2026-02-04 | hace 2 meses = 2026-01-04 | 3 dias atras = 2026-03-01 | 2 meses atrás = 2026-01-04
三天前 = 2026-03-01 | 两周前 = 2026-02-18 | 2个星期前 = 2026-02-18 | 一个月前 = 2026-02-04 | 3天以前 = 2026-03-01
10日之前 = 2026-02-22 | 两个礼拜前 = 2026-02-18 | 3 days = 2026-03-07
"""
WEEKDAYS = """
last friday = 2026-02-27 | last wednesday = 2026-02-25 | last tuesday = 2026-03-03 | friday = 2026-02-27 | fri = 2026-02-27
wednesday = 2026-03-04 | thursday = 2026-02-26 | on friday = 2026-02-27 | this friday = 2026-02-27 | on wednesday = 2026-03-04
this wednesday = 2026-03-04 | el viernes = 2026-02-27 | vie = 2026-02-27 | el viernes pasado = 2026-02-27
el miercoles pasado = 2026-02-25 | miercoles = 2026-03-04 | el miercoles = 2026-03-04 | el miércoles = 2026-03-04 | 周五 = 2026-02-27 | 周三 = 2026-03-04
上周五 = 2026-02-27 | 上周三 = 2026-02-25 | 上周一 = 2026-02-23 | 上周二 = 2026-02-24 | 上星期天 = 2026-03-01 | 上个星期五 = 2026-02-27
上礼拜二 = 2026-02-24 | next friday = 2026-03-13 | 下周五 = 2026-03-13
"""
NUMBERS = """
the 3rd = 2026-03-03 | the 4th = 2026-03-04 | the 5th = 2026-02-05 | 5 = 2026-02-05 | 31 = 2026-01-31 | 29 = 2026-01-29 | 1 = 2026-03-01
el 28 = 2026-02-28 | 28号 = 2026-02-28 | 30th = 2026-01-30 | on the 15 = 2026-02-15 | dia 2 = 2026-03-02
"""
FULL = """
2026-01-31 = 2026-01-31 | 2030-01-01 = 2030-01-01 | 31/01/2026 = 2026-01-31 | 1/31/2026 = 2026-01-31 | 20/1/26 = 2026-01-20 | 20/1/1999 = 1999-01-20
13/5/2031 = 2031-05-13 | 6/6/2026 = 2026-06-06
"""
MONTHS = """
3 january = 2026-01-03 | 3 march = 2026-03-03 | 4 march = 2026-03-04 | 5 march = 2025-03-05 | january 3 = 2026-01-03 | 15 may = 2025-05-15
3 de enero = 2026-01-03 | el 5 de marzo = 2025-03-05 | ago 5 = 2025-08-05 | 5 de dic = 2025-12-05 | 3月5日 = 2025-03-05
三月五号 = 2025-03-05 | 1月3日 = 2026-01-03 | 15/2 = 2026-02-15 | 15/5 = 2025-05-15 | 3 january 2027 = 2027-01-03
3 april next year = 2027-04-03 | tomorrow = 2026-03-05 | in 3 days = 2026-03-07 | el viernes que viene = 2026-03-06 | 明天 = 2026-03-05
"""


@pytest.mark.parametrize(("text", "day"), pairs(FROM_TODAY, AGO, WEEKDAYS, NUMBERS, FULL, MONTHS))
def test_meant(text: str, day: str) -> None:
    assert understand_any(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["32", "0", "2026-02-30", "31/2/2026", "13/13/2026", "an", "soon", "", "last", "friday 31 february"],
)
def test_no_day(text: str) -> None:
    with pytest.raises(UsageError):
        understand_any(text, TODAY)


def test_figures_with_a_year_in_both_orders() -> None:
    with pytest.raises(Ambiguous, match="could be 2025-04-05 or 2025-05-04; type one"):
        understand_any("5/4/25", TODAY)
    orders: list[tuple[str | None, Order | None]] = [
        (None, "dmy"),
        (None, "mdy"),
        ("es", None),
        ("zh", None),
        ("zh", "dmy"),
    ]
    days = [understand_any("5/4/2025", TODAY, lang, order) for lang, order in orders]
    april, may = date(2025, 4, 5), date(2025, 5, 4)
    assert days == [april, may, april, may, april]
    assert understand_any("25/4/2025", TODAY, None, "mdy") == date(2025, 4, 25)


def test_on_another_day_of_the_week() -> None:
    sunday = date(2026, 3, 8)
    assert understand_any("上周一", sunday) == date(2026, 2, 23)
    assert understand_any("上周日", sunday) == date(2026, 3, 1)
    assert understand_any("last monday", sunday) == date(2026, 3, 2)
    assert understand_any("31", date(2026, 3, 31)) == date(2026, 3, 31)


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(1, 28),
    st.sampled_from(["monday", "friday", "sunday"]),
)
def test_what_is_no_full_date_lies_behind(today: date, number: int, weekday: str) -> None:
    for text in (str(number), weekday, f"last {weekday}"):
        found = understand_any(text, today, "en")
        assert 0 <= (today - found).days <= 31
        assert found < today if text.startswith("last") else found <= today
