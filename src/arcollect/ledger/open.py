"""Making and upgrading the ledger's file; a copy is kept before a migration, a newer file is refused."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from importlib.resources import files
from itertools import count
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble
from arcollect.ledger.paths import (
    HEAD,
    WAIT_SECONDS,
    cause_of,
    refuse_folder,
    refuse_newer,
    schema_version,
    trouble,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def make_sure(path: Path) -> bool:
    """Makes the ledger when there is none, upgrades an older one; True when it was made just now."""
    refuse_folder(path)
    if path.exists():
        with closing(_raw(path)) as connection:
            version = schema_version(connection, path)
        refuse_newer(version, path)
        if version != HEAD:
            upgrade(path, version)
        return False
    _make(path)
    return True


def upgrade(path: Path, version: str, *, keep: bool = True) -> None:
    """Brings an older ledger to this program's schema, a copy of it kept; LedgerTrouble when it cannot be done."""
    try:
        if keep:
            keep_copy(path, f"before-{HEAD}")
        migrate(path)
    except Exception as error:
        cause = cause_of(error)
        if not isinstance(cause, OSError | sqlite3.Error):
            raise
        told = trouble(cause, path) if isinstance(cause, sqlite3.Error) else cause
        raise LedgerTrouble(f"{path} is of schema {version} and cannot be upgraded to {HEAD}: {told}") from error


def upgraded_copy(path: Path, version: str) -> sqlite3.Connection:
    """A copy of an older ledger that may not be written to, upgraded for this reading alone."""
    handle, name = mkstemp(suffix=".db")
    os.close(handle)
    draft = Path(name)
    try:
        copy_into(path, draft)
        upgrade(draft, version, keep=False)
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA query_only = ON")  # also opens the file, which is about to lose its name
        return connection
    finally:
        draft.unlink()  # the open connection holds on to it


def _make(path: Path) -> None:
    """Built beside the place and moved there whole, so that no half-made ledger is ever found."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        migrate(draft)
        os.link(draft, path)  # unlike a rename it never replaces a ledger that another terminal has just made
    except FileExistsError:
        if not path.exists():
            raise LedgerTrouble(f"{draft} is in the way of making {path}; remove it and try again") from None
    except OSError as error:
        raise LedgerTrouble(f"cannot make {path}: {error.strerror}; name another file with --ledger") from error
    finally:
        draft.unlink(missing_ok=True)


def _raw(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, timeout=WAIT_SECONDS)
    except sqlite3.Error as error:
        raise trouble(error, path) from error


def keep_copy(path: Path, why: str) -> None:
    """A consistent copy beside the ledger, for its owner alone, named for the reason; not of one upgraded meanwhile."""
    target = path.with_name(f"{path.stem}.{why}{path.suffix}")
    for number in count(2):
        if not target.exists():
            break
        target = path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
        copy_into(path, draft)
        with closing(_raw(draft)) as copy:
            upgraded = schema_version(copy, draft) == HEAD
        if not upgraded:
            draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def copy_into(path: Path, target: Path) -> None:
    """Copies the file as it is, also while it is in use."""
    with closing(_raw(path)) as source, closing(_raw(target)) as copy:
        source.backup(copy)


class _Held(sqlite3.Connection):
    """Begins, keeps and takes back by statements alone: the ORM, which rolls back to be tidy, does not end a change."""

    def commit(self) -> None:
        pass

    def rollback(self) -> None:
        pass


def connect_to_write(path: Path) -> sqlite3.Connection:
    """A connection that waits for other terminals and holds references."""
    try:
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, factory=_Held)
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    _hold_to(connection)
    connection.execute("PRAGMA cache_size = -65536")  # 64 MB, used by imports alone
    return connection


def _hold_to(connection: sqlite3.Connection) -> None:
    """What every change is held to: references that are there, and a disk that has it."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def engine_for(path: Path) -> Engine:
    """An engine whose transactions take the write lock at once, so that two terminals wait for each other."""
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT_SECONDS}, poolclass=NullPool
    )

    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        _hold_to(connection)

    @event.listens_for(engine, "begin")
    def _begin_immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def migrate(path: Path) -> None:
    """Brings the file to this program's schema and renews the views, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("arcollect.ledger") / "migrations"))
    config.set_main_option("path_separator", "os")
    with engine_for(path).begin() as connection:
        config.attributes["connection"] = connection
        for (view,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            connection.exec_driver_sql(f'DROP VIEW "{view}"')
        command.upgrade(config, "head")
        for statement in statements("views.sql"):
            connection.exec_driver_sql(statement)
        for statement in statements("settle.sql"):
            connection.exec_driver_sql(_EVERY.sub(r"SELECT id FROM \1", statement))


_EVERY = re.compile(r"SELECT value FROM json_each\(:(invoice|payment)s\)")


def statements(name: str) -> list[str]:
    """The statements of one of the .sql files beside this module."""
    text = (files("arcollect.ledger") / name).read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return [part.strip() for part in code.split(";") if part.strip()]
