"""The head of the journal: its last entry, which stands for everything before it.

A journal that is chained from its first entry to its last shows a change of its middle, and nothing of a
whole journal written anew or of an older copy put in its place. So its head is kept after every change,
beside the ledger and in the user's own state directory, and compared before the next one and by `check`.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.errors import LedgerTrouble, UsageError
from arcollect.sentences import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from arcollect.ledger.backends.base import Connection

SHORT = 16
"""So many hexadecimal digits of the hash are written on paper: 64 bits."""
LONGEST = 1000
_TEXT = re.compile(r"(\d{1,18})-(\d{4})(\d\d)(\d\d)-([0-9a-f]{16,64})")


@record
class Head:
    """An entry: its number, the day it was made, its hash, and the hash of the journal's first entry."""

    entry: int
    day: str
    hash: str
    first: str = ""

    @property
    def text(self) -> str:
        """Short enough for paper or a message: `57-20260302-9f86d081884c7d65`."""
        return f"{self.entry}-{self.day.replace('-', '')}-{self.hash[:SHORT]}"


NO_HEAD = Head(entry=0, day="0000-00-00", hash="0" * 64)


def head_of(connection: Connection) -> Head:
    """The head of a ledger; that of an empty journal is entry 0."""
    sql = "SELECT id, at, hash FROM entry WHERE id = (SELECT MAX(id) FROM entry)"
    found = connection.tuples(sql)
    if not found:
        return NO_HEAD
    entry, at, own = found[0]
    return Head(entry=entry, day=str(at)[:10], hash=str(own), first=_hash_of(connection, 1))


def _hash_of(connection: Connection, entry: int) -> str:
    found = connection.tuples("SELECT hash FROM entry WHERE id = :entry", entry=entry)
    return str(found[0][0]) if found else ""


def parsed(text: str) -> Head:
    """A head from its text; UsageError when it is none."""
    found = _TEXT.fullmatch(text.strip().lower())
    if found is None:
        words = (
            "`{text}` is no head; give it as `arcollect log --head` prints it, 57-20260302-9f86d081884c7d65"
        )
        raise UsageError(_(words, text=text.strip()[:80]))
    entry, year, month, day, own = found.groups()
    return Head(entry=int(entry), day=f"{year}-{month}-{day}", hash=own)


def fault(connection: Connection, seen: Head, where: str) -> str | None:
    """Why a ledger does not go on from a head that was seen `where`; None when it does."""
    own = head_of(connection)
    values = {"last": own.entry, "where": where, "entry": seen.entry, "day": seen.day}
    if seen.first and own.first != seen.first and own.entry:
        return _(
            "this is another ledger than the one that {where} knows ({entry} entries on {day})", **values
        )
    if own.entry < seen.entry:
        words = "this ledger ends at entry {last}; {where} has seen entry {entry}, of {day}"
        return _(words, **values)
    if not _hash_of(connection, seen.entry).startswith(seen.hash) and seen.entry:
        return _("entry {entry} is not the one of {day} that {where} has seen", **values)
    return None


def faults(connection: Connection, path: Path) -> Iterator[str]:
    """Why the ledger at `path` does not go on from what was kept of it, a sentence for each place."""
    for place, where in _places(path):
        seen = _read(place)
        if seen and (told := fault(connection, seen, where)):
            yield told


def refuse_other(connection: Connection, path: Path) -> None:
    """LedgerTrouble when the ledger is not, or not as far as, the one that was kept."""
    for told in faults(connection, path):
        words = (
            "{fault}: an older copy or another ledger was put in its place; put {path} back, "
            "or go on with this one knowingly: `arcollect check --accept REASON`"
        )
        raise LedgerTrouble(_(words, fault=told, path=path))


def keep(path: Path, head: Head) -> None:
    """Keep the head of the ledger at `path`, where that is possible.

    What cannot be written is left: the head is a witness, and no part of the change.
    """
    line = f"{head.entry} {head.day} {head.hash} {head.first}\n"
    for place, _where in _places(path):
        draft = place.with_name(f".{place.name}.{os.getpid()}.new")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
                file.write(line)
            if place.parent == path.parent:
                draft.chmod(path.stat().st_mode & 0o777)  # who shares the ledger shares its head
            draft.replace(place)


def forget(path: Path) -> None:
    """Forget what was kept of a ledger that was at `path`, because a new file takes its place."""
    for place, _where in _places(path):
        with suppress(OSError):
            place.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """The file beside a ledger that keeps its head."""
    return path.with_name(f"{path.name}.head")


def _places(path: Path) -> Iterator[tuple[Path, str]]:
    """Where the head of a ledger is kept, and what the place is called in a sentence."""
    yield beside(path), _("the file {name}", name=beside(path).name)
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
    yield _state_folder() / f"{name}.head", _("this computer")


def _state_folder() -> Path:
    """The user's folder for what programs remember.

    The rule of most systems stands here, because the library that knows them all takes longer to load than
    the change it is asked for (https://specifications.freedesktop.org/basedir-spec/).
    """
    if sys.platform in ("win32", "darwin"):
        from platformdirs import user_state_path

        return user_state_path("arcollect", appauthor=False) / "heads"
    given = Path(os.environ.get("XDG_STATE_HOME") or "")
    state = given if given.is_absolute() else Path.home() / ".local" / "state"
    return state / "arcollect" / "heads"


def _read(place: Path) -> Head | None:
    """What a place has kept; None when there is nothing that can be read."""
    try:
        with place.open(encoding="utf-8") as file:
            entry, day, own, first = file.read(LONGEST).split()
        return Head(entry=int(entry), day=day, hash=own, first=first)
    except (OSError, ValueError):
        return None
