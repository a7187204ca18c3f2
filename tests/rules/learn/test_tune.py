"""The choice of borders: what is found quickly is what the recogniser's own rule gives."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("sklearn", reason="learning needs the extra `train`")

from arcollect.domain.frozen import changed
from arcollect.rules.learn import tune
from arcollect.rules.learn.tune import Chosen, Held

CODES = 4


def held(count: int = 200) -> list[Held]:
    """Samples with none to two codes out of four, whose scores lean to them."""
    dice = random.Random(1)
    found = []
    for number in range(count):
        wanted = frozenset(dice.sample(range(CODES), number % 3))
        lean = [*(0.8 if code in wanted else 0.0 for code in range(CODES)), 0.0 if wanted else 0.8]
        rows = [[dice.gauss(mean - 0.5, 0.5) for mean in lean] for _ in range(1 + number % 4)]
        found.append(Held(wanted=wanted, whole=rows[0], parts=rows[1:]))
    return found


@pytest.mark.parametrize("penalty", tune.PENALTY)
@pytest.mark.parametrize("first", [-0.9, -0.3])
@pytest.mark.parametrize("margin", [-0.2, 0.8])
def test_the_quick_value_is_the_value(first: float, margin: float, penalty: float) -> None:
    samples, borders = held(), Chosen(first=first, margin=margin, penalty=penalty)
    quick = tune._value_alone(tune._tops(samples, penalty), borders)
    assert quick == pytest.approx(tune._value(samples, borders))


def test_the_borders_chosen_are_worth_no_less_than_their_neighbours() -> None:
    samples = held()
    chosen = tune.first_alone(samples)
    best = tune._value(samples, chosen)
    for other in (
        *(changed(chosen, first=first) for first in tune.FIRST),
        *(changed(chosen, margin=margin) for margin in tune.MARGIN),
        *(changed(chosen, penalty=penalty) for penalty in tune.PENALTY),
    ):
        assert tune._value(samples, other) <= best


def test_the_shares_of_the_settings_are_those_of_their_borders() -> None:
    samples = held()
    found = tune.settings(samples)
    borders = Chosen(**{name: found[name] for name in ("first", "margin", "penalty", "second")})
    assert found["held_out"] == tune.shares(samples, borders)
    assert [right for _, right in found["curve"]] == sorted(right for _, right in found["curve"])
