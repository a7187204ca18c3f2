"""The words of each language: the same keys, the same names in braces, and every sentence in its place."""

from __future__ import annotations

import re
import tomllib

import pytest

from arcollect.domain.frozen import values_of
from arcollect.domain.languages import LANGUAGES
from arcollect.rules import data
from arcollect.rules.words import sections, words

SECTIONS = ("promise", "statement", "answer")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_is_read_as_toml_is(lang: str) -> None:
    text = data.text("words", f"{lang}.toml")
    assert sections(text) == tomllib.loads(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_7_weekdays_and_12_months(lang: str) -> None:
    found = words(lang)
    assert (len(set(found.weekdays)), len(set(found.months))) == (7, 12)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_each_language_says_the_same_things(lang: str, section: str) -> None:
    here, there = (values_of(words(code))[section] for code in (lang, LANGUAGES[0]))
    assert list(here) == list(there)
    for key, sentence in here.items():
        assert sentence.strip(), (lang, key)
        assert _names(sentence) == _names(there[key]), (lang, section, key)


def _names(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_a_language_without_words_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        words("xx")
