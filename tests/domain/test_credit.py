"""The credit limit: none never blocks, nought always does."""

from __future__ import annotations

import pytest

from arcollect.domain.credit import beyond_limit


@pytest.mark.parametrize(
    ("exposure", "limit", "expected"),
    [(10**12, None, None), (0, None, None), (100, 100, None), (101, 100, 101), (99, 100, None), (1, 0, 1)],
)
def test_the_exposure_beyond_the_limit(exposure: int, limit: int | None, expected: int | None) -> None:
    assert beyond_limit(exposure, limit) == expected
