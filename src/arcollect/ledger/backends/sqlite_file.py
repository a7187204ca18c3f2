"""Making, upgrading and copying the ledger's file; a copy is kept before a migration."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble
from arcollect.ledger.backends.base import WAIT_SECONDS
from arcollect.ledger.backends.sqlite_catalogue import DECLARED
from arcollect.ledger.backends.sqlite_leftover import new_number, refuse_foreign, refuse_left_over
from arcollect.ledger.backends.sqlite_opening import hold_to, refuse_folder, schema_version
from arcollect.ledger.backends.sqlite_trouble import cause_of, trouble
from arcollect.ledger.versions import HEAD, refuse_newer

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def make_sure(path: Path) -> bool:
    """Make the ledger when there is none, upgrade an older one; True when it was made just now."""
    refuse_folder(path)
    if not path.exists():
        refuse_left_over(path)
        _make(path)
        return True
    refuse_foreign(path)
    with closing(_raw(path)) as connection:
        version = schema_version(connection, path)
    refuse_newer(version, path)
    if version != HEAD:
        upgrade(path, version)
    return False


def may_change(path: Path) -> bool:
    """Whether the file may be written to, and a copy laid beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def upgrade(path: Path, version: str, *, keep: bool = True) -> None:
    """Bring an older ledger to this program's schema, a copy of it kept.

    LedgerTrouble when it cannot be done.
    """
    try:
        if keep:
            keep_copy(path, f"before-{HEAD}")
        _migrate(path)
    except Exception as error:
        cause = cause_of(error)
        if not isinstance(cause, OSError | sqlite3.Error):
            raise
        told = trouble(cause, path) if isinstance(cause, sqlite3.Error) else cause
        raise LedgerTrouble(
            f"{path} is of schema {version} and cannot be upgraded to {HEAD}: {told}"
        ) from error


def _migrate(path: Path) -> None:
    from arcollect.ledger.migrations.run import migrate

    with engine(path).begin() as connection:
        migrate(connection)


def upgraded_copy(path: Path, version: str) -> sqlite3.Connection:
    """A copy of an older ledger that may not be written to, upgraded for this reading alone."""
    from tempfile import mkstemp

    handle, name = mkstemp(suffix=".db")
    os.close(handle)
    draft = Path(name)
    try:
        _copy_into(path, draft)
        upgrade(draft, version, keep=False)
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA query_only = ON")  # also opens the file, which is about to lose its name
        return connection
    finally:
        with suppress(PermissionError):  # where an open file keeps its name, the system's clean-up takes it
            draft.unlink()


def _make(path: Path) -> None:
    """Built beside the place and moved there whole, so that no half-made ledger is ever found."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(_raw(draft)) as connection:
            connection.executescript(f"BEGIN;\n{DECLARED.read_text(encoding='utf-8')}\nCOMMIT;")
            new_number(connection)
        put_in_place(draft, path)
    except FileExistsError:
        if not path.exists():
            raise LedgerTrouble(f"{draft} is in the way of making {path}; remove it and try again") from None
    except OSError as error:
        raise LedgerTrouble(
            f"cannot make {path}: {error.strerror}; name another file with --ledger"
        ) from error
    except sqlite3.Error as error:
        raise trouble(error, path) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished file its name, which unlike a rename never replaces a file that is there.

    FileExistsError then.

    On a disk without links the name is taken first and the file copied into it, so a power cut may leave a
    part of it.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        taken = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(taken, "wb") as file:
                file.write(draft.read_bytes())
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink()
            raise


def _raw(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise trouble(error, path) from error


def keep_copy(path: Path, why: str) -> None:
    """A consistent copy beside the ledger, for its owner alone, named for the reason.

    Another terminal may have upgraded the ledger meanwhile; such a late copy is not kept.
    """
    target = path.with_name(f"{path.stem}.{why}{path.suffix}")
    for number in count(2):
        if not target.exists():
            break
        target = path.with_name(f"{path.stem}.{why}-{number}{path.suffix}")
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
        _copy_into(path, draft)
        with closing(_raw(draft)) as copy:
            upgraded = schema_version(copy, draft) == HEAD
        if not upgraded:
            draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _copy_into(path: Path, target: Path) -> None:
    """Copy the file as it is, also while it is in use."""
    with closing(_raw(path)) as source, closing(_raw(target)) as copy:
        source.backup(copy)
        new_number(copy)


def copy_to(path: Path, target: Path) -> None:
    """A consistent copy in a file that is new and for its owner alone, upgraded to this program's schema."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy_into(path, target)
        with closing(_raw(target)) as copy:
            version = schema_version(copy, target)
        if version != HEAD:
            upgrade(target, version, keep=False)  # the source is the copy that is kept, as it is
    except sqlite3.Error as error:
        raise trouble(error, path) from error


def engine(path: Path) -> Engine:
    """An engine whose transactions take the write lock at once, so that two terminals wait for each other."""
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    made = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT_SECONDS}, poolclass=NullPool
    )

    @event.listens_for(made, "connect")
    def _no_implicit_begin(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        hold_to(connection)

    @event.listens_for(made, "begin")
    def _begin_immediate(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made
