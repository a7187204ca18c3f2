"""The ledger as jobs need it: open for reading, or for one change."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from arcollect.errors import Refused
from arcollect.ledger.backends import backend_for
from arcollect.ledger.book import Book
from arcollect.ledger.location import ledger_path
from arcollect.sentences import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from arcollect.domain.records import Customer
    from arcollect.domain.settings import Settings
    from arcollect.ledger.work import Actor, Work


BEGUN: list[ExitStack] = []
"""Changes that were begun at the first look at a ledger, and may not have been used."""


@contextmanager
def locked_from_the_start() -> Iterator[None]:
    """Commands in this block hold the ledger from their first look at it: nobody changes it under them."""
    Ledger.lock_first = True
    try:
        yield
    finally:
        Ledger.lock_first = False
        while BEGUN:
            BEGUN.pop().close()


class Ledger:
    """A ledger, the day on which it is asked and changed, and who does it.

    Args:
        where: a path or URL; without one ARCOLLECT_LEDGER, else the user's data directory.
        today: the day for everything that is asked or done.
        who: who changes it; `command` is what they typed. Both stand in the journal.

    """

    lock_first: ClassVar[bool] = False
    """Whether the ledger is held for a change from the first look at it; see `locked_from_the_start`."""

    def __init__(
        self, where: str | Path | None, today: date, who: Callable[[], str] = str, command: str = "arcollect"
    ) -> None:
        self._where, self.today, self._who, self._command = where, today, who, command
        self.talk: list[str] = []
        self._seen: str | None = None
        self._begun = ExitStack()
        self._work: Work | None = None

    @cached_property
    def path(self) -> Path:
        """Where it is."""
        return ledger_path(str(self._where) if self._where else None)

    @property
    def exists(self) -> bool:
        """Whether there is one already."""
        return backend_for(self.path).exists()

    @cached_property
    def book(self) -> Book:
        """The ledger, open for reading; LedgerTrouble when it cannot be read."""
        if Ledger.lock_first:
            return self._begin().book
        book = Book(backend_for(self.path).to_read())
        self._seen = book.last_hash()
        return book

    @cached_property
    def settings(self) -> Settings:
        """Its settings; the defaults while there is no ledger."""
        from arcollect.domain.settings import settings_from

        return settings_from(self.book.settings() if self.exists else {})

    @cached_property
    def customers(self) -> list[Customer]:
        """All customers, by name."""
        return self.book.customers.all()

    @cached_property
    def by_id(self) -> dict[int, Customer]:
        """Customers by their row, void ones too: what was once done with them can still be named."""
        return {customer.id: customer for customer in self.book.customers.all(void=True)}

    def customer(self, text: str) -> Customer:
        """The customer meant by a code, a name, or a part of a name.

        NotFound or Ambiguous when there is not one.
        """
        if found := self.book.customers.coded(text):  # as most are named, without reading all the others
            return found
        from arcollect.domain.naming import find

        return find(text, self.customers)

    @contextmanager
    def change(self, *, reads_anew: bool = False, accepts: bool = False) -> Iterator[Work]:
        """One change with its journal entry, kept only if the block ends well.

        What was read before it still holds: else Outdated is raised. With `reads_anew` the block reads
        everything that it rests on itself; with `accepts` an older copy is changed all the same.

        `talk` then holds what the user is to be told besides: where a new ledger was made, a clock that
        stands back.
        """
        from arcollect.ledger.work import working

        if self._work is None:
            seen = None if reads_anew else self._seen
            with working(backend_for(self.path), self._actor(accepts=accepts), seen) as work:
                yield work
        else:
            with self._begun:
                yield (work := self._work)
            self._work, Ledger.lock_first = None, False
        self._tell(work)

    def _actor(self, *, accepts: bool = False) -> Actor:
        from arcollect.ledger.work import Actor

        self._refuse_ahead()
        return Actor(who=self._who(), command=self._command, today=self.today, accepts=accepts)

    def _refuse_ahead(self) -> None:
        """Refused for a day that has not come: nothing has happened then yet.

        Where the day changes, clocks of two time zones may be a day apart.
        """
        clock = date.today()  # noqa: DTZ011 — as the user's clock says
        if self.today > clock + timedelta(days=1):
            words = (
                "{day} has not come ({clock} by this computer's clock); a change is made for today or earlier"
            )
            raise Refused(_(words, day=self.today, clock=clock))

    def _begin(self) -> Work:
        """The change of a command that holds the ledger from its start, the first try was too late."""
        if self._work is None:
            from arcollect.ledger.work import working

            self._work = self._begun.enter_context(working(backend_for(self.path), self._actor()))
            BEGUN.append(self._begun)
        return self._work

    def _tell(self, work: Work) -> None:
        if work.made_ledger and work.kept:
            self.talk.append(f"made a new ledger at {self.path}")
        if work.kept and work.clock_back:
            self.talk.append(
                f"note: the clock stands before the last entry, made at {work.clock_back}; "
                "the new one is kept all the same"
            )
        for name in ("book", "settings", "customers", "by_id"):
            self.__dict__.pop(name, None)
