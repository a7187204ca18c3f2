"""Items and their points, and the order in which they press."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.agenda.model import KINDS, OVERDUE, Agenda, Item, Term, rank
from builders import customer, day


def item(points: int, on: str = "03-02", **more: Any) -> Item:
    terms = (Term(rule="a", points=points - 1), Term(rule="b", points=1))
    own = {
        "kind": OVERDUE,
        "customer": customer(),
        "ref": "F-1",
        "amount": 1,
        "currency": "EUR",
        "terms": terms,
    }
    return Item(**{**own, "date": day(on), **more})


def agenda(*found: Item) -> Agenda:
    return Agenda(day("03-02"), day("03-08"), found)


@given(st.lists(st.integers(-1000, 1000)))
def test_points_are_the_sum_of_the_terms(points: list[int]) -> None:
    terms = tuple(Term(rule="r", points=one) for one in points)
    assert item(0, terms=terms).points == sum(points)


def test_most_points_first_then_the_earliest_then_by_name_and_reference() -> None:
    other = customer(2, name="Anders")
    rows = [item(5, ref=3), item(9), item(5, ref=2), item(5, "03-01", ref=4), item(5, customer=other, ref=5)]
    assert [(one.points, one.ref) for one in agenda(*rows).items] == [
        (9, "F-1"),
        (5, 4),
        (5, 5),
        (5, 2),
        (5, 3),
    ]
    assert rank(item(5)) == (-5, day("03-02"), "Customer 1", "F-1")


def test_items_with_a_reason_stand_apart_and_none_is_dropped() -> None:
    rows = [item(1), item(2, reason="in dispute"), item(3), item(4, reason="promised")]
    list_ = agenda(*rows)
    assert [one.points for one in list_.items] == [3, 1]
    assert [one.points for one in list_.suppressed] == [4, 2]
    assert (list_.to_do, list_.start, list_.end) == ([rows[0], rows[2]], day("03-02"), day("03-08"))


def test_the_kinds_of_items() -> None:
    assert len(set(KINDS)) == len(KINDS) == 8
