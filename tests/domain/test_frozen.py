"""Records: fields by name, frozen, compared by value; never unpacked."""

from __future__ import annotations

from typing import Any

import pytest

from arcollect.domain.frozen import changed, record, values_of


@record
class Point:
    """A record to try."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        return self.x + self.y


LOOSE: Any = Point


def test_fields_are_given_by_name() -> None:
    assert values_of(Point(x=1)) == {"x": 1, "y": 2}
    assert (Point(x=1, y=5).sum, Point.__doc__) == (6, "A record to try.")
    for positions, names in (((1,), {}), ((), {}), ((), {"x": 1, "z": 3})):
        with pytest.raises(TypeError):
            LOOSE(*positions, **names)


def test_a_record_is_frozen() -> None:
    point: Any = Point(x=1)
    for name in ("x", "y", "other"):
        with pytest.raises(AttributeError, match="frozen"):
            setattr(point, name, 3)
    assert changed(point, y=9) == Point(x=1, y=9)
    assert point == Point(x=1)


def test_records_are_compared_by_their_values_and_type() -> None:
    @record
    class Other:
        x: int
        y: int = 2

    assert Point(x=1) == Point(x=1, y=2)
    assert Point(x=1) != Point(x=2)
    other: Any = Other(x=1)
    assert Point(x=1) != other
    assert len({Point(x=1), Point(x=1), Point(x=2)}) == 2
    assert repr(Point(x=1)) == "Point(x=1, y=2)"


def test_a_record_is_not_unpacked() -> None:
    point: Any = Point(x=1)
    with pytest.raises(TypeError):
        tuple(point)
    with pytest.raises(TypeError):
        point[0]
