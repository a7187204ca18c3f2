"""From scores to codes: whether a phrase gives a reason, which one, and whether it gives a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Borders(Protocol):
    """Where the borders lie, chosen on held-out samples by `learn.tune`.

    `first` is the least score of a reason, `margin` its least lead over `none`, `penalty` what a clause's
    score loses against the whole phrase's, `second` the weights of the signs of a second reason.
    """

    @property
    def first(self) -> float: ...
    @property
    def penalty(self) -> float: ...
    @property
    def margin(self) -> float: ...
    @property
    def second(self) -> Sequence[float]: ...


def decide(
    whole: Sequence[float], parts: Sequence[Sequence[float]], borders: Borders
) -> tuple[list[int], list[float]]:
    """The columns of the codes found, the deciding one first, and the score of each code.

    Args:
        whole: the scores of the whole phrase; the last column is `none`.
        parts: the scores of each of its clauses, in the same columns.
        borders: from where a score counts.

    """
    best = list(whole[:-1])
    for part in parts:
        best = [max(a, b - borders.penalty) for a, b in zip(best, part, strict=False)]
    first = max(range(len(best)), key=best.__getitem__)
    if best[first] < borders.first or best[first] < whole[-1] + borders.margin:
        return [], best
    second, signs = second_reason(first, best, parts)
    heard = sum(weight * sign for weight, sign in zip(borders.second, signs, strict=True)) >= 0
    return [first, second] if heard else [first], best


def second_reason(
    first: int, best: Sequence[float], parts: Sequence[Sequence[float]]
) -> tuple[int, tuple[float, ...]]:
    """The likeliest second code and the signs for it.

    They are: always 1; its score; its lead over the third; how far the first is ahead; how strong it is at
    the top of a clause of its own; how strong the first is in another clause; how many clauses there are,
    up to four.
    """
    tops = [(max(range(len(best)), key=part.__getitem__), part) for part in parts]
    own = {top: max(p[top] for t, p in tops if t == top) for top, _ in tops}
    second = max((i for i in range(len(best)) if i != first), key=lambda i: best[i] + 0.3 * (i in own))
    third = max(best[i] for i in range(len(best)) if i not in (first, second))
    signs = (
        1.0,
        best[second],
        best[second] - third,
        best[first] - best[second],
        max(own.get(second, -1.0), -1.0),
        max(own.get(first, -1.0), -1.0),
        min(len(parts), 4) / 4,
    )
    return second, signs
