"""Settings: what each may be, how it is stored, read and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.frozen import changed, values_of
from arcollect.domain.points import POINTS
from arcollect.domain.settings import EXPLAINED, SETTINGS, Settings, checked, settings_from, shown
from arcollect.errors import UsageError

NUMBERS = [("terms_days", 0, 3650), ("grace_days", 0, 365), ("minimum_percentage", 1, 100), ("success_percentage", 1, 100), ("contact_gap_days", 0, 365),
           ("points.broken_promise", -1000, 1000)]  # fmt: skip
DEFAULTS = {
    "company": "", "currency": "EUR", "language": "", "terms_days": "30", "grace_days": "0", "minimum_percentage": "100", "success_percentage": "50",
    "age_edges": "30,60,90,120", "working_days": "mon,tue,wed,thu,fri", "contact_gap_days": "5", "date_order": "",
}  # fmt: skip


def test_the_defaults() -> None:
    points = {f"points.{name}": str(most) for name, most in POINTS.items()}
    assert shown(Settings()) == DEFAULTS | points
    assert settings_from({}) == Settings()
    assert Settings().working_days == frozenset(range(5))


def test_every_setting_is_a_field_and_explained() -> None:
    assert [*SETTINGS, "points"] == list(values_of(Settings()))
    assert list(EXPLAINED) == list(SETTINGS)
    assert all(EXPLAINED.values())


@pytest.mark.parametrize(("key", "low", "high"), NUMBERS)
def test_numbers_have_a_range(key: str, low: int, high: int) -> None:
    assert checked(key, f" {low} ") == str(low)
    assert checked(key, str(high)) == str(high)
    for text in (str(low - 1), str(high + 1), "x", "", "1.5"):
        with pytest.raises(
            UsageError, match=f"cannot be the {key}; give a whole number from {low} to {high}"
        ):
            checked(key, text)


@pytest.mark.parametrize(
    ("key", "text", "stored"),
    [("company", " Sol ", "Sol"), ("currency", "mxn", "MXN"), ("language", "es", "es"), ("language", "", ""), ("date_order", "mdy", "mdy"),
     ("date_order", "", ""), ("grace_days", "007", "7"), ("age_edges", "15, 45", "15,45"), ("age_edges", "1,36500", "1,36500"), ("age_edges", "30", "30"),
     ("working_days", "mon-fri", "mon,tue,wed,thu,fri"), ("working_days", "Monday, Thursday", "mon,thu"), ("working_days", "sun", "sun"),
     ("working_days", "sat-mon", "mon,sat,sun"), ("working_days", "sun - thu", "mon,tue,wed,thu,sun"), ("working_days", "tue-tue", "tue")],
)  # fmt: skip
def test_checked_is_what_is_stored(key: str, text: str, stored: str) -> None:
    assert checked(key, text) == stored
    assert shown(settings_from({key: stored}))[key] == stored


@pytest.mark.parametrize(
    ("key", "text", "trouble"),
    [("currency", "XQQ", "no currency"), ("language", "fr", "give one of en, zh, es"), ("date_order", "ymd", "give one of dmy, mdy"),
     ("age_edges", "60,30", "do not rise"), ("age_edges", "30,30", "do not rise"), ("age_edges", "0,30", "number from 1 to 36500"), ("age_edges", "36501", "number from 1 to 36500"),
     ("age_edges", "", "number from 1"), ("working_days", "", "names no working days"), ("working_days", "mon-xyz", "names no working days"),
     ("working_days", "mo", "names no working days"), ("working_days", "mon,", "names no working days"), ("colour", "red", "no setting `colour`; there are company, currency"),
     ("points.luck", "3", r"no setting `points.luck`; .*date_order, points.NAME")],
)  # fmt: skip
def test_what_it_cannot_be(key: str, text: str, trouble: str) -> None:
    with pytest.raises(UsageError, match=trouble):
        checked(key, text)


def test_what_is_stored_stands_over_the_defaults() -> None:
    stored = {
        "grace_days": "2",
        "points.broken_promise": "80",
        "age_edges": "10,20",
        "working_days": "sat,sun",
        "gone_setting": "1",
    }
    found = settings_from(stored)
    wanted = changed(
        Settings(),
        grace_days=2,
        age_edges=(10, 20),
        working_days=frozenset({5, 6}),
        points={"broken_promise": 80},
    )
    assert found == wanted
    assert shown(found)["points.broken_promise"] == "80"


@given(st.frozensets(st.integers(0, 6), min_size=1), st.lists(st.integers(1, 36500), min_size=1, unique=True))
def test_what_is_shown_can_be_given_again(days: frozenset[int], edges: list[int]) -> None:
    settings = Settings(working_days=days, age_edges=tuple(sorted(edges)))
    again = {
        key: checked(key, text)
        for key, text in shown(settings).items()
        if key in ("working_days", "age_edges")
    }
    assert settings_from(again) == settings
