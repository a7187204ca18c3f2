"""Days and sums as they are said aloud and written down."""

from __future__ import annotations

from datetime import date

import pytest

from arcollect.domain.languages import LANGUAGES
from arcollect.rules.saying import book_line, long_day, ordinal, sentence, short_day

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


@pytest.mark.parametrize(
    ("lang", "long", "short"),
    [
        ("en", "Friday 6 March 2026", "Friday the 6th of March"),
        ("es", "viernes 6 de marzo de 2026", "viernes 6 de marzo"),
        ("zh", "2026年3月6日星期五", "3月6日"),
    ],
)
def test_days_are_said_as_people_say_them(lang: str, long: str, short: str) -> None:
    assert (long_day(FRIDAY, lang), short_day(FRIDAY, lang)) == (long, short)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_day_of_a_week_and_of_a_year_has_its_own_name(lang: str) -> None:
    days = [date(2026, month, day) for month in range(1, 13) for day in range(1, 29)]
    assert len({long_day(day, lang) for day in days}) == len(days)
    assert len({short_day(day, lang) for day in days}) == len(days)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (20, "20th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st"), (111, "111th")],
)  # fmt: skip
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("due", "lang", "said"),
    [
        (MONDAY, "en", "Today, Monday 2 March 2026, I will come back to collect 5 EUR."),
        (TUESDAY, "en", "Today is Monday 2 March 2026; tomorrow is Tuesday 3 March 2026. I will come on Tuesday the 3rd of March to collect 5 EUR."),
        (date(2026, 3, 4), "en", "Today is Monday 2 March 2026; in 2 days is Wednesday 4 March 2026. I will come on Wednesday the 4th of March to collect 5 EUR."),
        (FRIDAY, "en", "Today is Monday 2 March 2026; in 4 days is Friday 6 March 2026. I will come on Friday the 6th of March to collect 5 EUR."),
        (MONDAY, "zh", "今天是2026年3月2日星期一，我今天再过来收5 EUR。"),
        (TUESDAY, "zh", "今天是2026年3月2日星期一，明天是2026年3月3日星期二，我3月3日过来收5 EUR。"),
        (FRIDAY, "zh", "今天是2026年3月2日星期一，4天后是2026年3月6日星期五，我3月6日那天过来收5 EUR。"),
        (MONDAY, "es", "Hoy es lunes 2 de marzo de 2026; vuelvo hoy mismo a cobrar 5 EUR."),
        (TUESDAY, "es", "Hoy es lunes 2 de marzo de 2026; mañana es martes 3 de marzo de 2026. Vendré el martes 3 de marzo a cobrar 5 EUR."),
        (FRIDAY, "es", "Hoy es lunes 2 de marzo de 2026; dentro de 4 días es viernes 6 de marzo de 2026. Vendré el viernes 6 de marzo a cobrar 5 EUR."),
    ],
)  # fmt: skip
def test_a_promise_is_said_with_both_days(due: date, lang: str, said: str) -> None:
    assert sentence(MONDAY, due, "5 EUR", lang) == said


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Acme: Agreed: 5 EUR on Friday 6 March 2026. Collection date no. 3. Said by: Ana. Signature: ________"),
        ("zh", "Acme: 约定2026年3月6日星期五付款5 EUR。约定第3次收款。答复人：Ana。签字：________"),
        ("es", "Acme: Acordado: 5 EUR el viernes 6 de marzo de 2026. Fecha de cobro n.º 3. Lo dijo: Ana. Firma: ________"),
    ],
)  # fmt: skip
def test_the_line_for_their_book(lang: str, line: str) -> None:
    assert book_line(FRIDAY, "5 EUR", lang, company="Acme", who="Ana", level=1) == line


def test_a_name_that_is_not_known_is_left_to_be_filled_in() -> None:
    assert book_line(FRIDAY, "5 EUR", "en").endswith(
        "Collection date no. 2. Said by: ________. Signature: ________"
    )
