"""Opening a SQLite file: what every connection is held to, and what kind of file stands there."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends.base import WAIT_SECONDS
from arcollect.ledger.backends.sqlite_leftover import refuse_foreign
from arcollect.ledger.backends.sqlite_trouble import trouble

if TYPE_CHECKING:
    from pathlib import Path


def to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    refuse_foreign(path)
    try:
        # A command that was killed leaves its half-done change beside the file; only who may write can take
        # it back.
        mode = "rw" if os.access(path, os.W_OK) else "ro"
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS)
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    return connection


def to_write(path: Path) -> sqlite3.Connection:
    """A connection for changes, whose transactions are begun and kept by statements alone."""
    refuse_foreign(path)
    try:
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        hold_to(connection)
        connection.execute("PRAGMA cache_size = -65536")  # 64 MB, used by imports alone
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    return connection


def hold_to(connection: sqlite3.Connection) -> None:
    """What every change is held to: references that are there, and a disk that has it.

    A change is kept when its journal is gone from the folder: EXTRA has the folder written as well.
    """
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")


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
