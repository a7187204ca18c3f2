"""From scores to codes: borders of the first reason, signs of the second."""

from __future__ import annotations

from arcollect.domain.frozen import changed, record
from arcollect.rules.recognise.decision import decide, second_reason

NEVER = (-1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@record
class Borders:
    """Borders for a test."""

    first: float = 0.0
    margin: float = 0.5
    penalty: float = 0.25
    second: tuple[float, ...] = NEVER


def test_the_best_code_is_heard_from_the_border_on() -> None:
    assert decide([0.0, -1.0, -1.0, -2.0], [], Borders())[0] == [0]
    assert decide([-0.1, -1.0, -1.0, -2.0], [], Borders())[0] == []
    assert decide([-0.1, 0.4, -1.0, -2.0], [], Borders())[0] == [1]


def test_the_best_code_must_be_ahead_of_none() -> None:
    assert decide([1.0, -1.0, -1.0, 0.5], [], Borders())[0] == [0]
    assert decide([1.0, -1.0, -1.0, 0.6], [], Borders())[0] == []


def test_a_clause_counts_less_than_the_whole() -> None:
    columns, best = decide([-1.0, -1.0, -1.0, -2.0], [[-1.0, 0.75, -1.0, 0.0]], Borders())
    assert (columns, best) == ([1], [-1.0, 0.5, -1.0])
    assert decide([-1.0, -1.0, -1.0, -2.0], [[-1.0, 0.2, -1.0, 0.0]], Borders())[0] == []


def test_the_weights_of_the_signs_decide_on_a_second_reason() -> None:
    by_score = changed(Borders(), second=(-0.5, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    assert decide([1.0, 0.5, -1.0, -2.0], [], by_score)[0] == [0, 1]
    assert decide([1.0, 0.4, -1.0, -2.0], [], by_score)[0] == [0]


def test_the_signs_of_a_second_reason() -> None:
    parts = [[1.0, 0.0, -1.0], [0.0, 0.75, -1.0]]
    second, signs = second_reason(0, [2.0, 0.5, -0.5], parts)
    assert second == 1
    assert signs == (1.0, 0.5, 1.0, 1.5, 0.75, 1.0, 0.5)


def test_a_code_at_the_top_of_a_clause_is_the_likelier_second() -> None:
    assert second_reason(0, [2.0, 0.5, 0.4], [[0.0, -1.0, 0.2]])[0] == 2
    assert second_reason(0, [2.0, 0.5, 0.4], [])[0] == 1


def test_without_clauses_nothing_is_strong_in_one() -> None:
    assert second_reason(0, [2.0, 0.5, -0.5], [])[1][4:] == (-1.0, -1.0, 0.0)
