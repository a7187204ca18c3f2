"""Proving the books, and copies of them that are proven."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.errors import LedgerTrouble, Refused
from arcollect.ledger.backends import backend_for
from arcollect.ledger.book import Book
from arcollect.ledger.heads import NO_HEAD, fault, faults, forget, head_of, keep, parsed
from arcollect.ledger.heads import Head as Head  # given on
from arcollect.sentences import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from arcollect.ledger.backends.base import Connection
    from arcollect.ledger.check import Result
    from arcollect.services.opening import Ledger


@record
class Proof:
    """What the checks say, each in order, and the head of the ledger that they were made on."""

    results: tuple[Result, ...]
    head: Head


def check(ledger: Ledger, heads: Sequence[str] = ()) -> Proof:
    """Every check in order with what it says; others may change the ledger meanwhile.

    Args:
        ledger: the ledger.
        heads: heads that were written down elsewhere, as `log --head` prints them.

    """
    from arcollect.ledger.check import Result, run_all

    given = [parsed(text) for text in heads]
    with closing(backend_for(ledger.path).snapshot()) as connection:
        results = run_all(Book(connection), ledger.today)
        told = list(_head_faults(connection, ledger.path, given))
        results.append(Result(name="head", ok=not told, message=told[0] if told else "well"))
        return Proof(results=tuple(results), head=_head(connection))


def _head_faults(connection: Connection, path: Path, given: Iterable[Head]) -> Iterator[str]:
    try:
        yield from faults(connection, path)
        yield from filter(None, (fault(connection, one, _("who wrote it down")) for one in given))
    except LedgerTrouble as error:
        yield _("could not be carried out: {error}", error=error)


def _head(connection: Connection) -> Head:
    try:
        return head_of(connection)
    except LedgerTrouble:  # the checks have told why
        return NO_HEAD


def accept(ledger: Ledger, reason: str) -> Head:
    """Go on with an older copy or another ledger knowingly: an entry says so, and its head is kept.

    Refused when there is nothing to accept.
    """
    with ledger.change(accepts=True) as work:
        told = list(faults(work.connection, ledger.path))
        if not told:
            raise Refused(
                _("{path} goes on from what was kept of it; there is nothing to accept", path=ledger.path)
            )
        work.put("accepted", f"{told[0]}: {reason}")
    return work.head()


def restored(target: Path) -> None:
    """A copy has become a ledger: what is seen of it from now on begins here."""
    with closing(backend_for(target).to_read()) as connection:
        keep(target, head_of(connection))


def copy(source: Path, target: Path, today: date) -> Proof:
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
            proof = Proof(results=tuple(run_all(Book(connection), today)), head=_head(connection))
        backend_for(draft).rename_to(target)
        forget(target)
    except OSError as error:
        raise LedgerTrouble(f"cannot write {target}: {error.strerror}; name another file") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return proof
