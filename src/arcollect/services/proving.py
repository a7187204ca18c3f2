"""Proving the books, and copies of them that are proven."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble, Refused
from arcollect.ledger.backends import backend_for
from arcollect.ledger.book import Book

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from arcollect.ledger.check import Result
    from arcollect.services.opening import Ledger


def check(ledger: Ledger) -> list[Result]:
    """Every check in order with what it says."""
    from arcollect.ledger.check import run_all

    return run_all(ledger.book, ledger.today)


def copy(source: Path, target: Path, today: date) -> list[Result]:
    """A consistent copy of a ledger in a new file; returns what the checks say of the copy.

    Refused when the target is there already, LedgerTrouble when it cannot be read or written. Nothing
    half-made stays.
    """
    from arcollect.ledger.check import run_all

    if target.exists():
        raise Refused(f"{target} is there already; name a file that is not")
    backend_for(source).to_read(upgrade=False).close()  # says in one line when there is no ledger to copy
    backend_for(target).refuse_left_over()
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        backend_for(source).copy_to(draft)
        with closing(backend_for(draft).to_read()) as connection:
            results = run_all(Book(connection), today)
        backend_for(draft).rename_to(target)
    except OSError as error:
        raise LedgerTrouble(f"cannot write {target}: {error.strerror}; name another file") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return results
