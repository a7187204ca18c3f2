"""The ledger's own settings."""

from __future__ import annotations

from arcollect.services import settings
from services.conftest import Books


def test_settings(books: Books) -> None:
    settings.put(books.on(), "grace_days", "3")
    assert (books.on().settings.grace_days, settings.all_settings(books.on())["grace_days"]) == (3, "3")
    settings.put(books.on(), "grace_days", None)
    assert books.on().settings.grace_days == 0
