"""Replacing pieces of a sentence."""

from __future__ import annotations

from arcollect.domain.spoken.editing import replaced, without


def test_replaced_in_order() -> None:
    assert replaced("a b", [("a", "b"), ("b", "c")]) == "c c"
    assert replaced("day 15", [(r"day (\d+)", r"the \1th")]) == "the 15th"


def test_without() -> None:
    assert without("by noon friday", [r"by \w+"]) == "  friday"
    assert without("下午周五", ["下午"], by="") == "周五"
