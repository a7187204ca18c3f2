"""Whether a customer's credit standing is good, bad or not known yet."""

from __future__ import annotations

import pytest

from arcollect.domain.promises import KeptRate
from arcollect.domain.standing import BAD, GOOD, UNKNOWN, standing
from builders import day, invoice

TODAY = day("06-30")


def rate(kept: int, partly: int = 0, broken: int = 0) -> KeptRate:
    return KeptRate(kept=kept, partly=partly, broken=broken, promised=0, paid=0)


@pytest.mark.parametrize(
    ("promises", "expected"),
    [
        (rate(0), UNKNOWN),
        (rate(1), GOOD),
        (rate(4, 1), GOOD),
        (rate(4, 0, 1), GOOD),
        (rate(3, 1), UNKNOWN),
        (rate(2, 1), UNKNOWN),
        (rate(1, 1), BAD),
        (rate(0, 1), BAD),
        (rate(0, 0, 1), BAD),
        (rate(20, 0, 1), GOOD),
        (rate(20, 0, 2), BAD),
        (rate(20, 0, 3), BAD),
    ],
)
def test_by_the_promises_kept(promises: KeptRate, expected: str) -> None:
    assert standing(promises, [], TODAY) == expected


@pytest.mark.parametrize(("due", "expected"), [("05-01", GOOD), ("04-30", BAD), ("07-30", GOOD)])
def test_something_open_over_sixty_days_past_due_is_bad(due: str, expected: str) -> None:
    assert standing(rate(5), [invoice(1, due)], TODAY) == expected
    assert (
        standing(rate(5), [invoice(9, "06-30", 2), invoice(1, due), invoice(9, "06-29", 3)], TODAY)
        == expected
    )


def test_what_is_paid_does_not_count_against_them() -> None:
    assert standing(rate(5), [invoice(9, "01-01", open=0)], TODAY) == GOOD
    assert standing(rate(0), [invoice(1, "01-01")], TODAY) == BAD
    assert standing(rate(0), [invoice(1, "06-01")], TODAY) == UNKNOWN
