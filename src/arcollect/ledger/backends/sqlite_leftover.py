"""The journal that an interrupted change leaves beside its ledger, and whether it is this ledger's.

SQLite finds a file's rollback journal by its name alone. When the ledger was renamed meanwhile and another
one has its name, the journal would put the pages of the first into the second. So every ledger's file has a
random number of its own (SQLite's user version), every change journals the first page before all others, and
a journal is let through only when its first page is this file's: the same number, and a change counter that
is the file's or one less. Formats: https://www.sqlite.org/fileformat2.html, 1.3 and 3.
"""

from __future__ import annotations

import os
import struct
import time
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.errors import LedgerTrouble
from arcollect.sentences import _

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path
    from typing import BinaryIO

COMPANIONS = ("-journal", "-wal", "-shm")
MAGIC = bytes.fromhex("d9d505f920a163d7")
HEADER = struct.Struct(">8s5I")
"""Of a journal: the magic, records, nonce, pages of the file, bytes of a sector, bytes of a page."""
LOOKS, BETWEEN_SECONDS = 3, 0.02
"""A journal of a change that is being made now goes or changes meanwhile; one that was left does not."""


@record
class _First:
    """What the first page of a file says of it; `nonce` is the journal's own mark."""

    counter: int
    number: int
    nonce: int = 0


def new_number(connection: sqlite3.Connection) -> None:
    """Give a new file, or a copy, a number of its own."""
    connection.execute(f"PRAGMA user_version = {_random()}")


def _random() -> int:
    return int.from_bytes(os.urandom(4), "big") >> 1 or 1


def number_again(number: int) -> str:
    """The statement that writes a file's number anew: the first page is then journalled before all others.

    A file without a number (0) is given one.
    """
    return f"PRAGMA user_version = {number or _random()}"


def refuse_left_over(path: Path) -> None:
    """LedgerTrouble when a change of a ledger that had this name before was interrupted."""
    for end in COMPANIONS[:2]:
        left = path.with_name(path.name + end)
        if left.exists() and left.stat().st_size:
            raise _not_ours(left, path)


def move_companions(path: Path, target: Path) -> None:
    """Move what lay beside a file that was moved from `path` to `target`.

    It replaces what was left of a file that was at `target` before.
    """
    for end in COMPANIONS:
        left, new = path.with_name(path.name + end), target.with_name(target.name + end)
        if left.exists():
            left.replace(new)
        else:
            new.unlink(missing_ok=True)


def refuse_foreign(path: Path) -> None:
    """LedgerTrouble when the journal beside the file is another ledger's, which had this name before."""
    left = path.with_name(path.name + COMPANIONS[0])
    seen: set[int] = set()
    for look in range(LOOKS):
        journal, file = _of_journal(left), _of_file(path)
        if journal is None or file is None or _fit(journal, file):
            return
        seen.add(journal.nonce)
        time.sleep(BETWEEN_SECONDS if look < LOOKS - 1 else 0)
    if len(seen) == 1:
        raise _not_ours(left, path)


def _fit(journal: _First, file: _First) -> bool:
    return journal.number in (0, file.number) and file.counter - journal.counter in (0, 1)


def _not_ours(left: Path, path: Path) -> LedgerTrouble:
    return LedgerTrouble(
        _(
            "{left} holds the unfinished change of another ledger that was once {path}; where that ledger "
            "is now, put this file beside it under its new name and use it once, or, if it is gone, give "
            "this file another name",
            left=left,
            path=path,
        )
    )


def _of_file(path: Path) -> _First | None:
    """What the file says; None when it cannot be read or is empty."""
    try:
        with path.open("rb") as file:
            return _first_page(file.read(100))
    except OSError:
        return None


def _of_journal(left: Path) -> _First | None:
    """What the file's first page was before the change; None when the journal is empty or does not say."""
    try:
        with left.open("rb") as file:
            head = file.read(HEADER.size)
            if len(head) < HEADER.size or not head.startswith(MAGIC):
                return None
            _magic, _records, nonce, _pages, sector, page = HEADER.unpack(head)
            return _found(file, sector, page, nonce)
    except OSError:
        return None


def _found(file: BinaryIO, sector: int, page: int, nonce: int) -> _First | None:
    """The first page among the journal's records; those of older versions may have it later."""
    end = file.seek(0, os.SEEK_END)
    for place in range(sector, end - page - 7, page + 8):
        file.seek(place)
        if file.read(4) == b"\0\0\0\1":
            return _first_page(file.read(100), nonce)
    return None


def _first_page(head: bytes, nonce: int = 0) -> _First | None:
    if len(head) < 100:
        return None
    counter, number = struct.unpack_from(">I", head, 24)[0], struct.unpack_from(">I", head, 60)[0]
    return _First(counter=counter, number=number, nonce=nonce)
