"""Copies of the ledger: made while it is in use, read back and checked before they are called good."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble, Refused
from arcollect.ledger.check import Result, run_all
from arcollect.ledger.open import upgrade
from arcollect.ledger.paths import HEAD, connect_to_read, schema_version, trouble
from arcollect.ledger.read import Book

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def copy_to(source: Path, target: Path, today: date) -> list[Result]:
    """A consistent copy of `source` in a new file; gives what the checks say of the copy.

    Refused when the target is there already; LedgerTrouble when it cannot be read or written. Nothing half-made stays.
    """
    if target.exists():
        raise Refused(f"{target} is there already; name a file that is not")
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(connect_to_read(source, upgrade=False)) as reading, closing(sqlite3.connect(draft)) as writing:
            reading.backup(writing)
            version = schema_version(writing, draft)
        if version != HEAD:
            upgrade(draft, version, keep=False)  # the source is the copy that is kept, as it is
        results = run_all(Book.at(draft), today)
        os.link(draft, target)
    except OSError as error:
        raise LedgerTrouble(f"cannot write {target}: {error.strerror}; name another file") from error
    except sqlite3.Error as error:
        raise trouble(error, source) from error
    finally:
        draft.unlink(missing_ok=True)
    return results
