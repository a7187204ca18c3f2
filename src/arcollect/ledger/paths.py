"""Where the ledger is, and what kind of file stands there."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from arcollect.domain.paths import user_path
from arcollect.errors import LedgerTrouble

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "0002"
"""The schema version this program writes; a file with another one is migrated, or newer than the program."""
KNOWN = ("0001", "0002")
WAIT_SECONDS = 30.0
"""How long one terminal waits for another to finish its change."""


def ledger_path(given: str | None) -> Path:
    """The ledger to use: as given (a path or sqlite:/// URL), else ARCOLLECT_LEDGER, else the user's data directory."""
    text = given or os.environ.get("ARCOLLECT_LEDGER") or ""
    if text.startswith("sqlite:///"):
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


def schema_version(connection: sqlite3.Connection, path: Path) -> str:
    """The schema version the file carries; LedgerTrouble when it is damaged or no ledger at all."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise trouble(error, path) from error
    return str(row[0]) if row else ""


def refuse_folder(path: Path) -> None:
    """LedgerTrouble when the path is a folder."""
    if path.is_dir():
        raise LedgerTrouble(f"{path} is a folder; name the ledger's file in it")


def refuse_newer(version: str, path: Path) -> None:
    """LedgerTrouble when a newer program wrote the file."""
    if version not in KNOWN:
        raise LedgerTrouble(f"{path} was written by a newer arcollect (schema {version}); update this program")


def cause_of(error: Exception) -> Exception:
    """What the driver said, which the ORM wraps."""
    cause: Exception = getattr(error, "orig", None) or error
    return cause


def trouble(error: Exception, path: Path) -> LedgerTrouble:
    """The one line for what the database said."""
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return LedgerTrouble(f"{path} is in use by another command for over {WAIT_SECONDS:.0f} seconds; try again")
    if "disk is full" in words or "no space" in words:
        return LedgerTrouble(f"the disk with {path} is full, nothing was changed; make room and try again")
    if "readonly" in words or "read-only" in words:
        return LedgerTrouble(
            f"{path} may not be written to, nothing was changed; check the permissions of it and its folder"
        )
    if "unable to open" in words:
        return LedgerTrouble(f"{path} cannot be opened; check that the folder exists and may be read and written")
    if "no such table: alembic_version" in words:
        return LedgerTrouble(f"{path} is a database but no arcollect ledger; name another file with --ledger")
    if "not a database" in words or "malformed" in words or "disk i/o" in words:
        way_out = "`arcollect restore COPY NEW` takes your last copy, `arcollect check` tells what can still be read"
        return LedgerTrouble(f"{path} is damaged or no ledger ({error}); {way_out}")
    return LedgerTrouble(f"{path}: {error}; restore your last copy of it if this stays")


def _may_change(path: Path) -> bool:
    """Whether the file may be written to, and a copy laid beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect_to_read(path: Path, *, upgrade: bool = True) -> sqlite3.Connection:
    """A connection that cannot write; LedgerTrouble when there is no ledger, or none this program can read.

    An older ledger is upgraded first, unless that is not wanted.
    """
    if not path.exists():
        raise LedgerTrouble(
            f"no ledger at {path}; `arcollect customer add` or `arcollect import` makes one, `arcollect demo` shows one"
        )
    refuse_folder(path)
    try:
        # A command that was killed leaves its half-done change beside the file; only who may write can take that back.
        mode = "rw" if os.access(path, os.W_OK) else "ro"
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS)
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    connection.row_factory = sqlite3.Row
    version = schema_version(connection, path)
    refuse_newer(version, path)
    if version == HEAD or not upgrade:
        return connection
    connection.close()
    from arcollect.ledger.open import make_sure, upgraded_copy

    if not _may_change(path):
        return upgraded_copy(path, version)
    make_sure(path)
    return connect_to_read(path)
