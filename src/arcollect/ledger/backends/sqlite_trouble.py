"""What SQLite's errors mean to the user, in one line with the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends.base import WAIT_SECONDS

if TYPE_CHECKING:
    from pathlib import Path

MEANINGS = (
    (("locked", "busy"), "{path} is in use by another command for over {wait:.0f} seconds; try again"),
    (
        ("disk is full", "no space"),
        "the disk with {path} is full, nothing was changed; make room and try again",
    ),
    (
        ("readonly", "read-only"),
        "{path} may not be written to, nothing was changed; check the permissions of it and its folder",
    ),
    (
        ("unable to open",),
        "{path} cannot be opened; check that the folder exists and may be read and written",
    ),
    (
        ("no such table: alembic_version",),
        "{path} is a database but no arcollect ledger; name another file with --ledger",
    ),
    (
        ("not a database", "malformed", "disk i/o"),
        (
            "{path} is damaged or no ledger ({error}); `arcollect restore COPY NEW` takes your last copy, "
            "`arcollect check` tells what can still be read"
        ),
    ),
)


def trouble(error: Exception, path: Path) -> LedgerTrouble:
    """The one line for what the database said."""
    words = str(error).lower()
    for signs, meaning in MEANINGS:
        if any(sign in words for sign in signs):
            return LedgerTrouble(meaning.format(path=path, wait=WAIT_SECONDS, error=error))
    return LedgerTrouble(f"{path}: {error}; restore your last copy of it if this stays")


def cause_of(error: Exception) -> Exception:
    """What the driver said, which SQLAlchemy wraps."""
    cause: Exception = getattr(error, "orig", None) or error
    return cause
