"""SQLite, the embedded database: one file, which is the whole ledger."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends.sqlite_connection import SQLiteConnection
from arcollect.ledger.backends.sqlite_leftover import move_companions, refuse_left_over
from arcollect.ledger.backends.sqlite_opening import refuse_folder, schema_version, to_read, to_write
from arcollect.ledger.versions import HEAD, refuse_newer

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


class SQLite:
    """A ledger in a SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        return self.path.exists()

    def refuse_left_over(self) -> None:
        refuse_left_over(self.path)

    def make_sure(self) -> bool:
        from arcollect.ledger.backends import sqlite_file

        return sqlite_file.make_sure(self.path)

    def unmake_if_empty(self) -> None:
        with closing(self.to_read()) as connection:
            used = connection.tuples("SELECT 1 FROM entry LIMIT 1")
        if not used:
            self.path.unlink()

    def to_read(self, *, upgrade: bool = True) -> SQLiteConnection:
        if not self.path.exists():
            raise LedgerTrouble(
                f"no ledger at {self.path}; `arcollect customer add` or `arcollect import` makes one, "
                "`arcollect demo` shows one"
            )
        refuse_folder(self.path)
        connection = to_read(self.path)
        version = schema_version(connection, self.path)
        refuse_newer(version, self.path)
        if version == HEAD or not upgrade:
            return SQLiteConnection(connection, self.path)
        connection.close()
        from arcollect.ledger.backends import sqlite_file

        if not sqlite_file.may_change(self.path):
            return SQLiteConnection(sqlite_file.upgraded_copy(self.path, version), self.path)
        self.make_sure()
        return self.to_read()

    def snapshot(self) -> SQLiteConnection:
        connection = self.to_read()
        copy = sqlite3.connect("")  # in memory as far as there is room, else in a file without a name
        try:
            connection.raw.backup(copy)
        except sqlite3.Error:  # what cannot be copied can still be read in part
            return connection
        connection.close()
        return SQLiteConnection(copy, self.path)

    def to_write(self) -> SQLiteConnection:
        return SQLiteConnection(to_write(self.path), self.path)

    def copy_to(self, target: Path) -> None:
        from arcollect.ledger.backends import sqlite_file

        sqlite_file.copy_to(self.path, target)

    def rename_to(self, target: Path) -> None:
        from arcollect.ledger.backends import sqlite_file

        sqlite_file.put_in_place(self.path, target)
        self.path.unlink()

    def set_aside(self, target: Path) -> None:
        with suppress(LedgerTrouble):
            self.to_read(upgrade=False).close()  # ends a change that was interrupted
        self.path.replace(target)
        move_companions(self.path, target)

    def engine(self) -> Engine:
        from arcollect.ledger.backends import sqlite_file

        return sqlite_file.engine(self.path)
