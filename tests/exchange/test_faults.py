"""Faults among values."""

from __future__ import annotations

from arcollect.exchange.faults import Fault, Faults, each


def test_the_first_thing_found_of_a_row_is_kept() -> None:
    faults = Faults()
    column: list[object] = ["a", Fault("bad b"), "", None, 5]
    faults.of(column)
    faults.of(column)
    faults.of([Fault("bad a"), Fault("worse"), "", "", ""])
    faults.blank(column, lambda n: f"{n} is empty")
    faults.where([0, 4], lambda n: f"{n} is odd")
    assert faults == {0: "bad a", 1: "bad b", 2: "2 is empty", 3: "3 is empty", 4: "4 is odd"}


def test_each_text_is_read_once() -> None:
    read: list[str] = []

    def upper(text: str) -> str:
        read.append(text)
        return text.upper()

    assert each(["a", "b", "a"], upper) == ["A", "B", "A"]
    assert read == ["a", "b"]
