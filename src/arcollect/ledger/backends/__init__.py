"""The databases that can hold a ledger; nothing outside this folder and the migrations names one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from arcollect.ledger.backends.base import Backend


def backend_for(path: Path) -> Backend:
    """The backend that opens the ledger at `path`."""
    from arcollect.ledger.backends.sqlite import SQLite

    return SQLite(path)
