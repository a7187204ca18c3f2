"""Numbers written as words, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.numerals import (
    CHINESE_CLASS,
    ENGLISH,
    SPANISH,
    chinese,
    english_words_to_digits,
    spanish_words_to_digits,
)

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def written(number: int) -> str:
    """The number in full Chinese numerals, below 100 million."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = "零" if 0 < low < 1000 else ""
        return f"{written(high)}万{zero}{written(low) if low else ''}"
    text, rest = "", number
    for unit, name in UNITS:
        count, rest = divmod(rest, unit)
        if count:
            text += DIGITS[count] + name
        elif text and rest and not text.endswith("零"):
            text += "零"
    return text + (DIGITS[rest] if rest or not text else "")


@given(st.integers(0, 99_999_999))
def test_chinese_in_full(number: int) -> None:
    assert chinese(written(number)) == number
    assert chinese(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十五", 15), ("二十", 20), ("廿五", 25), ("卅", 30), ("卅一", 31), ("两百", 200), ("一百零五", 105), ("一百〇五", 105), ("一百一十", 110),
     ("三千五", 3500), ("一百五", 150), ("二十五", 25), ("三万五", 35_000), ("一亿二", 120_000_000), ("两万三千", 23_000), ("一千零五十", 1050),
     ("一万零五", 10_005), ("二〇二六", 2026), ("一五", 15), ("俩", 2), ("仨", 3), ("幺", 1), ("壹拾贰", 12), ("叁佰", 300), ("伍仟陆佰", 5600), ("柒捌玖", 789),
     ("肆萬", 40_000), ("百", 100), ("1250", 1250), ("零", 0), ("一千五百", 1500), ("二百零", 200), ("三千零五", 3005), ("一万五百", 10_500),
     ("二十零五", 25)],
)  # fmt: skip
def test_chinese(text: str, number: int) -> None:
    assert chinese(text) == number


@pytest.mark.parametrize("text", ["", "五月", "一二百三四", "x", "十x", "三四百", "1.5", "１２"])
def test_no_chinese_number(text: str) -> None:
    assert chinese(text) is None


@given(st.text(CHINESE_CLASS + "万亿x5", max_size=8))
def test_any_run_is_a_number_or_none(text: str) -> None:
    found = chinese(text)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("text", "digits"),
    [("three days", "3 days"), ("twenty five", "25"), ("twenty-fifth", "25th"), ("the twenty first", "the 21th"), ("first", "1th"), ("twelvth", "12th"),
     ("thirty", "30"), ("fourty two", "42"), ("ninety-nine", "99"), ("thirtieth", "30th"), ("nineth", "9th"), ("fourthteenth", "14th"), ("zero", "0"),
     ("nineteen", "19"), ("twentieth", "20th"), ("often", "often"), ("someone", "someone"), ("twenty", "20"), ("fortnight", "fortnight"),
     ("two hundred", "2 hundred"), ("twenty ten", "20 10")],
)  # fmt: skip
def test_english(text: str, digits: str) -> None:
    assert english_words_to_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [("tres dias", "3 dias"), ("treinta y uno", "31"), ("cuarenta y una", "41"), ("noventa y nueve", "99"), ("veinticinco", "25"), ("veinti cinco", "25"),
     ("veinte y dos", "22"), ("veinte y una", "21"), ("diez y seis", "16"), ("diec y siete", "17"), ("un dia", "1 dia"), ("una", "1"), ("veintiun", "21"),
     ("veintiuna", "21"), ("quince", "15"), ("treinta", "30"), ("cien", "100"), ("ciento", "100"), ("doscientos", "200"), ("novecientos", "900"), ("cero", "0"),
     ("luna", "luna"), ("diez", "10"), ("cincuenta", "50"), ("dos y tres", "2 y 3")],
)  # fmt: skip
def test_spanish(text: str, digits: str) -> None:
    assert spanish_words_to_digits(text) == digits


def test_every_word_has_its_value() -> None:
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 — as they are counted
    assert [ENGLISH[word] for word in tens] == list(range(20, 100, 10))
    assert [ENGLISH[word] for word in ("one", "eleven", "thirteen", "fifteen", "sixteen", "fourty")] == [
        1,
        11,
        13,
        15,
        16,
        40,
    ]
    spanish = (
        "uno diez once quince dieciseis veinte veintinueve treinta cuarenta noventa quinientos setecientos"
    )
    assert [SPANISH[word] for word in spanish.split()] == [1, 10, 11, 15, 16, 20, 29, 30, 40, 90, 500, 700]
