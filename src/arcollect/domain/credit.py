"""How much may be sold on credit: the credit limit (C7)."""

from __future__ import annotations


def beyond_limit(exposure: int, limit: int | None) -> int | None:
    """The exposure when it is beyond the limit, else None.

    Both in minor units. No limit is never exceeded.
    """
    return exposure if limit is not None and exposure > limit else None
