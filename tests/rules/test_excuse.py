"""The records of the playbook: given by name, never changed."""

from __future__ import annotations

import pytest

from arcollect.rules.excuse import Step
from rules.made import excuse


def test_a_step_is_for_today_unless_it_says_so() -> None:
    assert (Step(text="ask").days, Step(text="ask").start) == (0, "today")


def test_an_excuse_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        excuse().code = "other"  # type: ignore[misc]  # that is the test
