"""The ledger as jobs need it: open for reading, or for one change."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from arcollect.ledger.backends import backend_for
from arcollect.ledger.book import Book
from arcollect.ledger.location import ledger_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from arcollect.domain.records import Customer
    from arcollect.domain.settings import Settings
    from arcollect.ledger.work import Work


class Ledger:
    """A ledger, the day on which it is asked and changed, and who does it.

    Args:
        where: a path or URL; without one ARCOLLECT_LEDGER, else the user's data directory.
        today: the day for everything that is asked or done.
        who: who changes it; `command` is what they typed. Both stand in the journal.

    """

    def __init__(
        self, where: str | Path | None, today: date, who: Callable[[], str] = str, command: str = "arcollect"
    ) -> None:
        self._where, self.today, self._who, self._command = where, today, who, command
        self.talk: list[str] = []

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
        return Book(backend_for(self.path).to_read())

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
    def change(self) -> Iterator[Work]:
        """One change with its journal entry, kept only if the block ends well.

        `talk` then holds what the user is to be told besides: where a new ledger was made, a clock that
        stands back.
        """
        from arcollect.ledger.work import Actor, working

        actor = Actor(who=self._who(), command=self._command, today=self.today)
        with working(backend_for(self.path), actor) as work:
            yield work
        if work.made_ledger and work.kept:
            self.talk.append(f"made a new ledger at {self.path}")
        if work.kept and work.clock_back:
            self.talk.append(
                f"note: the clock stands before the last entry, made at {work.clock_back}; "
                "the new one is kept all the same"
            )
        for name in ("book", "settings", "customers", "by_id"):
            self.__dict__.pop(name, None)
