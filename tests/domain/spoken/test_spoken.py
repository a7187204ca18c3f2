"""Spoken dates against phrases written apart from the grammars, by people who had not seen them.

The sets were written one after another and each was scored once before anybody looked at it; the scores of that first
time are in README. Nothing may fall below the bar again.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.spoken import LONGEST, understand
from arcollect.domain.spoken.past import understand_any
from arcollect.errors import Ambiguous, UsageError

SETS = sorted(Path(__file__).parent.glob("blind-*.tsv"))
BAR = 0.97
TODAY = date(2026, 3, 4)  # a Wednesday


def score(path: Path) -> tuple[int, int, list[str]]:
    lang = path.stem.split("-")[1]
    right, wrong = 0, []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    for line in lines:
        today, phrase, wanted = line.split("\t")
        try:
            got = understand(phrase, date.fromisoformat(today), lang).isoformat()
        except UsageError:
            got = "!"
        right += got == wanted
        if got != wanted:
            wrong.append(f"{today} {phrase}: {got}, not {wanted}")
    return right, len(lines), wrong


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_blind_phrases(path: Path) -> None:
    right, total, wrong = score(path)
    print(f"\n{path.stem}: {right} of {total}, {right / total:.1%}")
    assert right / total >= BAR, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "day"),
    [("下周五", date(2026, 3, 13)), ("这周五", date(2026, 3, 6)), ("周三", date(2026, 3, 11)), ("半个月", date(2026, 3, 19)), ("月底", date(2026, 3, 31)),
     ("a fortnight", date(2026, 3, 18)), ("teusday", date(2026, 3, 10)), ("thurdsay", date(2026, 3, 5)), ("wednesday", date(2026, 3, 11)), ("end of next week", date(2026, 3, 13)), ("mid-month", date(2026, 3, 15)),
     ("el próximo viernes", date(2026, 3, 6)), ("el viernes que viene", date(2026, 3, 6)), ("fin de mes", date(2026, 3, 31)), ("15号", date(2026, 3, 15)),
     ("el 2", date(2026, 4, 2)), ("the 25th", date(2026, 3, 25)), ("ｔｈｅ ２５ｔｈ", date(2026, 3, 25)), ("下周一上午", date(2026, 3, 9))],
)  # fmt: skip
def test_the_rules_of_the_definitions(text: str, day: date) -> None:
    assert understand(text, TODAY) == day


def test_one_month_from_the_31st_clamps() -> None:
    assert understand("in one month", date(2026, 1, 31)) == date(2026, 2, 28)


def test_figures_need_a_language_or_a_setting() -> None:
    with pytest.raises(Ambiguous):
        understand("5/3", TODAY)
    assert understand("5/3", TODAY, "es") == date(2026, 3, 5)
    assert understand("5/3", TODAY, "zh") == date(2026, 5, 3)
    assert understand("5/3", TODAY, None, "mdy") == date(2026, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "尽快",
        "cuando pueda",
        "31 Feb",
        "yesterday",
        "ayer",
        "昨天",
        "",
        "call me",
        "x" * 500,
        "\x00",
        "32nd",
    ],
)
def test_what_is_no_promise_date(text: str) -> None:
    with pytest.raises(UsageError):
        understand(text, TODAY)


def test_the_longest_sentence() -> None:
    assert understand("friday " + "a" * (LONGEST - 7), TODAY) == date(2026, 3, 6)
    assert LONGEST == 300
    for text in ("friday " + "a" * (LONGEST - 6), "  "):
        with pytest.raises(UsageError, match="is no date; say a day"):
            understand(text, TODAY)


def test_the_words_tell_the_language() -> None:
    assert understand("el 5/3", TODAY) == date(2026, 3, 5)  # Spanish puts the day first, English does not say
    assert understand("5/3 付", TODAY) == date(2026, 5, 3)
    assert understand("5/3付", TODAY, "en", "dmy") == date(2026, 3, 5)
    with pytest.raises(Ambiguous):
        understand("on the 5/3", TODAY)
    with pytest.raises(Ambiguous):
        understand("el 5/3", TODAY, "en")
    assert understand("on the 5/3", TODAY, "es") == date(2026, 3, 5)
    assert understand("viernes", TODAY, "en") == date(2026, 3, 6)
    assert understand("friday", TODAY, "xx") == date(2026, 3, 6)


def test_another_language_may_know_the_day() -> None:
    assert understand("on 31 june mañana", TODAY) == date(2026, 3, 5)
    with pytest.raises(UsageError, match="`31 june` is no day"):
        understand("on 31 june mañana", TODAY, "en")
    with pytest.raises(Ambiguous, match="`friday`"):
        understand("on friday or monday mañana", TODAY)
    with pytest.raises(UsageError, match="`few days` names no day"):
        understand("in a few days ayer", TODAY)
    with pytest.raises(UsageError, match="`hello` names no day; say one"):
        understand("hello", TODAY)


@given(st.text(max_size=60), st.sampled_from(["en", "zh", "es", None]))
def test_any_text_is_a_day_or_a_plain_error(text: str, lang: str | None) -> None:
    try:
        assert understand(text, TODAY, lang) >= TODAY
    except UsageError as error:
        assert str(error)


WORDS = "next friday 25th of the end month in three days 下 周 五 月底 15号 el viernes mañana de mes".split()  # noqa: SIM905 — a list of words


@given(st.lists(st.sampled_from(WORDS), max_size=7))
def test_any_words_are_a_day_or_a_plain_error(words: list[str]) -> None:
    for reading in (understand, understand_any):
        try:
            reading(" ".join(words), TODAY)
        except UsageError as error:
            assert str(error)
