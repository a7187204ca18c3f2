"""Text without accents, and slips in names."""

from __future__ import annotations

import pytest

from arcollect.domain.calendar_names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from arcollect.domain.spoken.latin import mend_slips, without_accents

NAMES = (*ENGLISH_WEEKDAYS, *ENGLISH_MONTHS)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Miércoles", "miercoles"), ("MAÑANA", "manana"), ("straße", "strasse"), ("月底", "月底")],
)
def test_without_accents(text: str, plain: str) -> None:
    assert without_accents(text) == plain


@pytest.mark.parametrize(
    ("text", "mended"),
    [("febuary", "february"), ("wendesday", "wednesday"), ("munday", "monday"), ("thursdya", "thursday"), ("on firday 3", "on friday 3"), ("monday", "monday"),
     ("juli", "juli"), ("sunda", "sunday"), ("money", "money"), ("mnay", "mnay"), ("septmbr", "september"), ("frixyz", "frixyz"), ("tuxsdxy", "tuxsdxy"),
     ("xmonday", "xmonday"), ("mon", "mon"), ("marhc", "march"), ("agust", "august"), ("frday", "friday"), ("frdy", "frdy"), ("sxptxmbxr", "sxptxmbxr"), ("thrsdy", "thursday"),
     ("thxrsdxy", "thursday"), ("octxbxr", "octxbxr")],
)  # fmt: skip
def test_a_word_one_slip_from_a_name(text: str, mended: str) -> None:
    assert mend_slips(text, NAMES, {"money"}) == mended


def test_a_word_as_near_to_two_names_stays() -> None:
    assert mend_slips("abcdx", ["abcde", "abcdf"], ()) == "abcdx"
    assert mend_slips("abcdx", ["abcde", "aqqqq"], ()) == "abcde"
    assert mend_slips("abcdx", ["abcde"], ["abcdx"]) == "abcdx"
