"""What the ledger asks of a database, and the SQL that it is asked in.

The ledger's SQL is the part that SQLite and PostgreSQL share, with named parameters (`:day`) and four marks
that a backend puts into its own words:

- `IN LIST(:ids)` and `IN TEXTS(:names)`: one of the numbers or texts in a JSON array.
- `invoice i /* by ix_invoice_open */`: read by this index; a backend that plans well leaves the comment.
- `/* then */ JOIN`: the tables before it are read first; else as above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Engine

WAIT_SECONDS = 30.0
"""How long one terminal waits for another to finish its change."""


class RuleBroken(Exception):
    """The database's own rules do not allow a change: a number that is taken, a row that is referred to."""


class Row(Protocol):
    """One row of an answer: its values by the names of the columns."""

    def __getitem__(self, name: str) -> Any: ...
    def keys(self) -> Iterable[str]: ...


@record
class Column:
    """A column as the database has it; `refers_to` is the table whose row it names."""

    name: str
    default: Any = None
    refers_to: str | None = None


class Connection(Protocol):
    """One open connection. Every method raises LedgerTrouble with one line when the database fails."""

    def rows(self, sql: str, **values: Any) -> Sequence[Row]:
        """All rows of a query."""

    def tuples(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """All rows as bare tuples, where there are very many."""

    def each(self, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows as bare tuples, one after another, where not all of them need be in memory."""

    def run(self, sql: str, **values: Any) -> None:
        """Carry out a statement; RuleBroken when the database's rules do not allow it."""

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement with `?` marks once for each row."""

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Add one row."""

    def insert_columns(self, table: str, columns: Mapping[str, Sequence[Any]], count: int) -> Iterator[int]:
        """Add very many rows, given by column; yields how many are written, from time to time."""

    def indexes_after(self, table: str, count: int, column: str = "") -> AbstractContextManager[None]:
        """While so many rows of a table are written, its indexes may be left out and built again afterwards.

        With `column` those that hold it, where only that column changes.
        """

    def next_id(self, table: str) -> int:
        """The number that the table's next row gets; a number that was taken back is not given again."""

    def tables(self) -> Mapping[str, tuple[Column, ...]]:
        """Every table of the ledger with its columns, as the database has them."""

    def missing(self) -> Iterator[str]:
        """What of the declared tables, indexes and views is not there or not as declared, a sentence each."""

    def file_faults(self) -> Iterator[str]:
        """What is wrong with the file itself, a sentence each."""

    def reference_faults(self) -> Iterator[str]:
        """Rows that refer to others which are not there, a sentence each."""

    def change(self) -> AbstractContextManager[Change]:
        """A transaction that holds the ledger's write lock from its start."""

    def close(self) -> None:
        """Close the connection."""


class Change(Protocol):
    """A transaction that is kept only when `keep` is called before the block ends."""

    def keep(self) -> None:
        """Commit."""


class Backend(Protocol):
    """A place where a ledger is or may be."""

    path: Path

    def exists(self) -> bool:
        """Whether there is something at the place."""

    def refuse_left_over(self) -> None:
        """LedgerTrouble when an interrupted change was left by a ledger that once had this place."""

    def make_sure(self) -> bool:
        """Make the ledger when there is none, upgrade an older one; True when it was made just now."""

    def unmake_if_empty(self) -> None:
        """Take away a ledger that was made for a command which then came to nothing."""

    def to_read(self, *, upgrade: bool = True) -> Connection:
        """A connection that cannot write; an older ledger is upgraded first, unless that is not wanted.

        Raises LedgerTrouble when there is no ledger or none that this program can read.
        """

    def snapshot(self) -> Connection:
        """The ledger as it is now, for reading at length: others may go on changing it meanwhile."""

    def to_write(self) -> Connection:
        """A connection for changes."""

    def copy_to(self, target: Path) -> None:
        """A consistent copy in a new file, upgraded to this program's schema.

        LedgerTrouble when it cannot be made.
        """

    def rename_to(self, target: Path) -> None:
        """Give this ledger, which nobody has open, a name that is not taken; FileExistsError when it is."""

    def set_aside(self, target: Path) -> None:
        """Move the ledger to another place, and replace what is there."""

    def engine(self) -> Engine:
        """A SQLAlchemy engine, for migrations and for people's own scripts."""
