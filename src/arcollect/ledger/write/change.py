"""One change of the ledger: done whole with its journal entry, or not at all."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import insert, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, SQLModel, col, select

from arcollect.errors import ArcollectError
from arcollect.ledger.journal import GENESIS, canonical, entry_hash
from arcollect.ledger.open import engine_for, make_sure
from arcollect.ledger.paths import connect_to_read, trouble
from arcollect.ledger.read import Book
from arcollect.ledger.tables import Entry, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class By:
    """Who changes what: the person, the moment, the command as typed, and the day it is done for."""

    who: str
    at: datetime
    command: str
    today: date


@dataclass
class Change:
    """The transaction: rows are added and edited through it, and it writes down what changed."""

    session: Session
    book: Book
    by: By
    entry_id: int
    made_ledger: bool = False
    kept: bool = False
    clock_back: str | None = None
    undoes: int | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: R) -> R:
        """Adds a row, numbered and marked with this entry."""
        row.entry_id = self.entry_id
        self.session.add(row)
        self.session.flush()
        self._note(str(row.__tablename__), row.id, None, row.model_dump(mode="json"))
        return row

    def add_many(self, table: type[R], rows: Iterable[Mapping[str, Any]]) -> list[int]:
        """Adds many rows at once, for imports; returns their ids in order."""
        drafts = list(rows)
        if not drafts:
            return []
        name = str(table.__tablename__)
        first = self._next_id(name)
        blank = {c.name: c.default.arg if c.default is not None else None for c in table.__table__.columns}  # type: ignore[attr-defined]
        full = [{**blank, **draft, "id": first + n, "entry_id": self.entry_id} for n, draft in enumerate(drafts)]
        self.session.execute(insert(table), full)
        for values in full:
            self._note(name, values["id"], None, values)
        return [values["id"] for values in full]

    def _next_id(self, table: str) -> int:
        used = self.book.rows("SELECT seq FROM sqlite_sequence WHERE name = ?", table)
        return int(used[0]["seq"]) + 1 if used else 1

    def edit(self, table: type[R], row_id: int, **values: Any) -> dict[str, Any]:
        """Changes columns of one row; what they were is kept in the journal. Returns only what really differs."""
        before = self.session.execute(select(table).where(col(table.id) == row_id)).scalar_one()
        changed = {key: value for key, value in values.items() if getattr(before, key) != value}
        if changed:
            old = {key: getattr(before, key) for key in changed}
            self.session.execute(update(table).where(col(table.id) == row_id).values(**changed))
            self.session.expire_all()
            self._note(str(table.__tablename__), row_id, old, changed)
        return changed

    def put(self, table: type[SQLModel], key: str, value: str | None) -> None:
        """Sets or (with None) clears a setting."""
        row = self.session.get(table, key)
        before = {"key": key, "value": row.value} if row else None  # type: ignore[attr-defined]
        if (before["value"] if before else None) == value:
            return
        if row is not None:
            self.session.delete(row)
            self.session.flush()
        if value is not None:
            self.session.add(table(key=key, value=value))
            self.session.flush()
        self._note(str(table.__tablename__), key, before, {"key": key, "value": value} if value is not None else None)

    def _note(self, table: str, row_id: object, before: object, after: object) -> None:
        self.changes.append({"table": table, "id": row_id, "before": before, "after": after})

    def close(self, entry: Entry) -> None:
        """Writes the journal entry, chained to the one before."""
        rows = self.book.rows("SELECT hash FROM entry WHERE id < ? ORDER BY id DESC LIMIT 1", self.entry_id)
        entry.previous = rows[0]["hash"] if rows else GENESIS
        entry.changes = canonical(self.changes)
        entry.undoes = self.undoes
        entry.hash = entry_hash({name: getattr(entry, name) for name in Entry.model_fields})
        self.session.add(entry)
        self.session.flush()


@contextmanager
def changing(path: Path, by: By) -> Iterator[Change]:
    """A change of the ledger at `path`, which is made when there is none; kept only if the block ends well.

    A block that changes nothing leaves no entry. Raises LedgerTrouble when the file cannot be changed.
    """
    made = make_sure(path)
    try:
        with engine_for(path).connect() as connection, Session(connection) as session:
            yield from _within(session, path, by, made)
    except DatabaseError as error:
        raise trouble(error.orig or error, path) from error
    finally:
        if made:
            _unmake_if_empty(path)


def _unmake_if_empty(path: Path) -> None:
    """A ledger made for a command that then came to nothing is taken away again."""
    with closing(connect_to_read(path)) as connection:
        used = connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone()
    if not used:
        path.unlink()


def _within(session: Session, path: Path, by: By, made: bool) -> Iterator[Change]:
    at = by.at.isoformat(timespec="seconds")
    entry = Entry(at=at, who=by.who, command=by.command, changes="", previous="", hash="")
    session.add(entry)
    session.flush()
    driver = session.connection().connection.driver_connection
    change = Change(session, Book(driver, path), by, entry.id or 0, made)  # type: ignore[arg-type]
    last = change.book.rows("SELECT at FROM entry WHERE id < ? ORDER BY id DESC LIMIT 1", change.entry_id)
    if last and datetime.fromisoformat(last[0]["at"]) > by.at:
        change.clock_back = last[0]["at"]
    try:
        yield change
    except (ArcollectError, KeyboardInterrupt):
        session.rollback()
        raise
    if change.changes:
        change.close(entry)
        session.commit()
        change.kept = True
    else:
        session.rollback()
