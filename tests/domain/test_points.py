"""The coefficients of the day's list: each can be set, and what presses more gives more."""

from __future__ import annotations

from arcollect.domain.points import POINTS
from arcollect.domain.settings import checked, settings_from
from builders import facts


def test_each_coefficient_has_a_default_that_a_setting_changes() -> None:
    assert {name: facts("03-02").weight(name) for name in POINTS} == POINTS
    for name, points in POINTS.items():
        text = checked(f"points.{name}", str(points + 7))
        own = facts("03-02", settings=settings_from({f"points.{name}": text}))
        assert own.weight(name) == points + 7
        assert all(own.weight(other) == POINTS[other] for other in POINTS if other != name)


def test_what_presses_more_gives_more() -> None:
    order = [
        "broken_promise",
        "promise_due",
        "partly_kept",
        "follow_up",
        "collection_day",
        "call_ahead",
        "invoice_due",
    ]
    assert [POINTS[name] for name in order] == sorted((POINTS[name] for name in order), reverse=True)
    assert all(points > 0 for points in POINTS.values())


def test_the_defaults_stay_as_users_know_them() -> None:
    assert POINTS == {
        "broken_promise": 50,
        "partly_kept": 30,
        "promise_due": 40,
        "follow_up": 25,
        "collection_day": 20,
        "cheque": 20,
        "call_ahead": 15,
        "invoice_due": 10,
        "overdue_day": 1,
        "overdue_most": 60,
        "amount_most": 30,
        "level": 10,
    }
