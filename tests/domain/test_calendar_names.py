"""Names of weekdays and months are in order and complete."""

from __future__ import annotations

import calendar

from arcollect.domain import calendar_names as names


def test_english() -> None:
    assert tuple(day.lower() for day in calendar.day_name) == names.ENGLISH_WEEKDAYS
    assert tuple(month.lower() for month in calendar.month_name if month) == names.ENGLISH_MONTHS
    assert tuple(day[:3] for day in names.ENGLISH_WEEKDAYS) == names.SHORT_WEEKDAYS


def test_spanish_and_chinese() -> None:
    assert (len(names.SPANISH_WEEKDAYS), len(names.SPANISH_MONTHS)) == (7, 12)
    assert (names.SPANISH_WEEKDAYS[0], names.SPANISH_WEEKDAYS[6]) == ("lunes", "domingo")
    assert (names.SPANISH_MONTHS[0], names.SPANISH_MONTHS[11]) == ("enero", "diciembre")
    assert "".join(day[1] for day in names.CHINESE_WEEKDAYS) == "一二三四五六日"


def test_ordinals() -> None:
    words = (
        "first",
        "second",
        "ninth",
        "twentieth",
        "thirtieth",
        "nineth",
        "twelvth",
        "fourtieth",
        "fourthteenth",
    )
    assert [names.ENGLISH_ORDINALS[word] for word in words] == [1, 2, 9, 20, 30, 9, 12, 40, 14]
    assert list(names.SPANISH_ORDINALS.values()) == [1, 2, 3, 4]
