"""The ledger's own settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.settings import shown

if TYPE_CHECKING:
    from arcollect.services.opening import Ledger


def put(ledger: Ledger, key: str, value: str | None) -> None:
    """Set a setting to a checked value (`domain.settings.checked`), or with None back to the default."""
    with ledger.change() as work:
        work.put(key, value)


def all_settings(ledger: Ledger) -> dict[str, str]:
    """Every setting as text, the defaults filled in."""
    return shown(ledger.settings)
