"""Where the ledger is: as given, by the environment, or in the user's data directory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from arcollect.domain.paths import user_path
from arcollect.errors import LedgerTrouble

if TYPE_CHECKING:
    from pathlib import Path


def ledger_path(given: str | None) -> Path:
    """The ledger to use: as given (a path or URL), else ARCOLLECT_LEDGER, else the user's data directory."""
    text = given or os.environ.get("ARCOLLECT_LEDGER") or ""
    if text.startswith("sqlite:///"):  # the URL of a file, as other programs write it
        text = text.removeprefix("sqlite:///")
    if "://" in text:
        raise LedgerTrouble(f"`{text.split('://')[0]}` ledgers are not supported; give the path of a file")
    if text == ":memory:" or text.startswith("file:"):
        raise LedgerTrouble(f"`{text[:40]}` is no file; give the path of one")
    return user_path(text) if text else default_path()


def default_path() -> Path:
    """The ledger in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("arcollect", appauthor=False) / "ledger.db"
