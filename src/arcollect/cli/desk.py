"""What every command works at: the ledger, the day, the language, and the ways to ask and to answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arcollect import render
from arcollect.domain.records import Customer, Settings
from arcollect.errors import Ambiguous, NotFound, NotMeant
from arcollect.render.page import Page

if TYPE_CHECKING:
    from arcollect.domain.promises import Verdict
    from arcollect.domain.spoken.numeric import Order
    from arcollect.ledger.read import Book
    from arcollect.ledger.write import Change
    from arcollect.reports.excuses import Use

LANGUAGES = ("en", "zh", "es")


class Desk:
    """The shared options of one run, and what is opened for it when it is first needed."""

    def __init__(
        self, ledger: str | None = None, as_of: str | None = None, as_json: bool = False, lang: str | None = None,
        quiet: bool = False,
    ) -> None:  # fmt: skip
        self.ledger, self.as_of, self.as_json, self.lang, self.quiet = ledger, as_of, as_json, lang, quiet

    @cached_property
    def today(self) -> date:
        """The day that everything this command does is done on."""
        text = self.as_of or os.environ.get("ARCOLLECT_AS_OF")
        now = datetime.now().astimezone().date()
        if not text:
            return now
        if day := in_full(text):
            return sane(day)
        from arcollect.domain.spoken.past import understand_any

        return sane(understand_any(text, now, self.lang))

    @cached_property
    def path(self) -> Path:
        """Where the ledger is."""
        from arcollect.ledger.paths import ledger_path

        return ledger_path(self.ledger)

    @cached_property
    def book(self) -> Book:
        """The ledger, open for reading."""
        from arcollect.ledger.read import Book

        return Book.at(self.path)

    @cached_property
    def settings(self) -> Settings:
        """The ledger's settings; the defaults while there is no ledger."""
        from arcollect.domain.settings import settings_from

        return settings_from(self.book.settings() if self.path.exists() else {})

    @cached_property
    def customers(self) -> list[Customer]:
        """All customers, by name."""
        return self.book.customers()

    @cached_property
    def by_id(self) -> dict[int, Customer]:
        """Customers by their row, void ones too: what was once done with them can still be named."""
        return {c.id: c for c in self.book.customers(void=True)}

    def check_language(self) -> None:
        """NotMeant when a language was asked for that arcollect does not speak."""
        asked = self.lang or os.environ.get("ARCOLLECT_LANG")
        if asked and asked not in LANGUAGES:
            raise NotMeant(f"`{asked}` is no language of arcollect; give en, zh or es")

    def language(self, customer: Customer | None = None) -> str:
        """The language of what is said to the customer: asked for, else theirs, else the setting, else the locale."""
        asked = self.lang or os.environ.get("ARCOLLECT_LANG")
        settled = customer.language if customer else None
        locale = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[:2]
        fallback = locale if locale in LANGUAGES else "en"
        return asked or settled or (self.settings.language if self.ledger_exists else "") or fallback

    @property
    def ledger_exists(self) -> bool:
        """Whether there is a ledger to ask for settings."""
        return self.path.exists()

    @property
    def order(self) -> Order | None:
        """What 5/3 means, if the ledger has it set."""
        order = self.settings.date_order
        return order if order in ("dmy", "mdy") else None  # type: ignore[return-value]  # one of the two

    def day(self, text: str, customer: Customer | None = None) -> date:
        """A day to come, as people say it: `friday`, `月底`, `el 15`."""
        from arcollect.domain.spoken import understand

        return sane(understand(text, self.today, self._date_language(customer), self.order))

    def past_day(self, text: str, customer: Customer | None = None) -> date:
        """A day that may lie behind: `yesterday`, `last Friday`, 2026-03-01."""
        if day := in_full(text):
            return sane(day)
        from arcollect.domain.spoken.past import understand_any

        return sane(understand_any(text, self.today, self._date_language(customer), self.order))

    def due_day(self, text: str, customer: Customer | None = None) -> date:
        """A day something falls due: ahead as people say it, or any day given in full."""
        try:
            return self.day(text, customer)
        except Ambiguous:
            raise
        except NotMeant:
            return self.past_day(text, customer)

    def _date_language(self, customer: Customer | None) -> str | None:
        settled = self.lang or os.environ.get("ARCOLLECT_LANG") or (customer.language if customer else None)
        return settled or (self.settings.language if self.ledger_exists else None) or None

    def customer(self, text: str) -> Customer:
        """The customer meant by a code, a name, or a part of a name."""
        if found := self.book.customer_coded(text):  # as most are named, without reading all the others
            return found
        from arcollect.domain.naming import find

        return find(text, self.customers)

    def customer_or_ask(self, text: str | None) -> Customer:
        """The customer meant, asked for on a terminal when none was given."""
        names = [] if text else [c.name for c in self.customers]
        return self.customer(text or self.ask("customer", "CUSTOMER", names, check=self.customer))

    def verdicts(self, customers: Collection[int] | None = None) -> list[Verdict]:
        """The promises of these customers, or of all, judged on the day."""
        from arcollect.domain.promises import judge

        promises = self.book.promises(customers)
        receipts = self.book.receipts(customers) if promises else []
        return judge(promises, receipts, self.today, self.settings.grace_days, self.settings.minimum_percentage)

    def verdict(self, promise_id: int) -> Verdict:
        """One promise judged on the day; NotFound when there is none with that number."""
        row = self.book.require("promise", promise_id, ("customer_id",))
        for verdict in self.verdicts([row["customer_id"]]) if row else ():
            if verdict.promise.id == promise_id:
                return verdict
        raise NotFound(f"no promise {promise_id} in this ledger; `arcollect promise list` shows them")

    def excuse_uses(self) -> list[Use]:
        """Every excuse that was given by the day, with the money that followed it."""
        from arcollect.reports.excuses import uses

        given = [c for c in self.book.contacts(until=self.today) if c.excuses]
        return uses(given, self.book.money_days({c.customer_id for c in given}, self.today))

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """A change of the ledger, with its journal entry; says where a new ledger was made."""
        from arcollect.ledger.write.change import By, changing

        by = By(_who(), command_line(), self.today)
        with changing(self.path, by) as change:
            yield change
        if change.made_ledger and change.kept and not self.quiet:
            render.say(f"made a new ledger at {self.path}")
        if change.kept and change.clock_back:
            render.say(
                f"note: the clock stands before the last entry, made at {change.clock_back}; the new one is kept all the same"
            )
        for name in ("book", "settings", "customers", "by_id"):
            self.__dict__.pop(name, None)

    def answer(self, data: Mapping[str, Any] | Callable[[], Mapping[str, Any]], page: Callable[[], Page]) -> None:
        """The command's answer, on stdout."""
        render.show(data, page, as_json=self.as_json)

    def say(self, message: str) -> None:
        """Talk, on stderr."""
        render.say(message)

    def ask(
        self,
        what: str,
        option: str,
        choices: Sequence[str] = (),
        default: str = "",
        check: Callable[[str], object] | None = None,
    ) -> str:
        """Asks on a terminal; elsewhere a missing argument is a usage error that names the option."""
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or self.as_json:
            raise NotMeant(f"{option} is missing; give it, as the command's --help shows")
        from arcollect.cli.prompt import ask

        return ask(what, choices, default, check)


def in_full(text: str) -> date | None:
    """The day of a text like 2026-03-02, which needs no grammar; None for any other."""
    if len(text) != len("2026-03-02") or not text.replace("-", "").isdecimal():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def sane(day: date) -> date:
    """The day itself; NotMeant for a year in which nobody pays an invoice."""
    if not 1970 <= day.year <= 2199:
        raise NotMeant(f"the year of {day} cannot be meant; give a day between 1970 and 2199")
    return day


def _who() -> str:
    if who := os.environ.get("ARCOLLECT_WHO"):
        return who
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def command_line() -> str:
    """The command as typed, for the journal."""
    import shlex

    return shlex.join(["arcollect", *sys.argv[1:]])[:2000]
