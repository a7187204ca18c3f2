"""What every command is given: the ledger, the day, the language, and the ways to ask and to answer."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

from arcollect import render
from arcollect.domain.languages import LANGUAGES, NAMED
from arcollect.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from arcollect.domain.records import Customer
    from arcollect.domain.settings import Settings
    from arcollect.domain.spoken.numeric import Order
    from arcollect.render.page import Page
    from arcollect.services.opening import Ledger


ANSWERS: list[str] = []
"""What this run was answered on the terminal."""
AGAIN: list[str] = []
"""The answers of a first try, when the command is run once more: nobody is asked twice."""


class Context:
    """The shared options of one run, and what is opened for it when it is first needed."""

    def __init__(
        self,
        ledger: str | None = None,
        as_of: str | None = None,
        as_json: bool = False,
        lang: str | None = None,
    ) -> None:
        self._where, self._as_of, self.as_json, self.lang = ledger, as_of, as_json, lang

    @cached_property
    def today(self) -> date:
        """The day that everything this command does is done on."""
        from arcollect.cli.days import today

        return today(self._as_of or os.environ.get("ARCOLLECT_AS_OF"), self.lang)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of this run."""
        return self.ledger_at(self._where)

    def ledger_at(self, where: str | Path | None) -> Ledger:
        """Another ledger, for the same day and person."""
        from arcollect.services.opening import Ledger

        return Ledger(where, self.today, who, command_line())

    @property
    def settings(self) -> Settings:
        """The ledger's settings; the defaults while there is no ledger."""
        return self.ledger.settings

    def check_language(self) -> None:
        """UsageError when a language was asked for that arcollect does not speak."""
        asked = self.lang or os.environ.get("ARCOLLECT_LANG")
        if asked and asked not in LANGUAGES:
            raise UsageError(f"`{asked}` is no language of arcollect; give {NAMED}")

    def language(self, customer: Customer | None = None) -> str:
        """The language of what is said to the customer.

        Asked for, else theirs, else the setting, else the locale.
        """
        return self.settled_language(customer) or _locale()

    def settled_language(self, customer: Customer | None = None) -> str | None:
        """As `language`, None where nobody has settled one."""
        asked = self.lang or os.environ.get("ARCOLLECT_LANG")
        return asked or (customer.language if customer else None) or self.settings.language or None

    def day(self, text: str, customer: Customer | None = None) -> date:
        """A day to come, as people say it: `friday`, `月底`, `el 15`."""
        from arcollect.cli.days import coming

        return coming(text, self.today, self.settled_language(customer), self._order)

    def past_day(self, text: str | None, customer: Customer | None = None) -> date:
        """A day that may lie behind: `yesterday`, `last Friday`, 2026-03-01; today when none is given."""
        from arcollect.cli.days import any_day

        return any_day(text, self.today, lambda: (self.settled_language(customer), self._order))

    def due_day(self, text: str, customer: Customer | None = None) -> date:
        """A day something falls due: ahead as people say it, or any day given in full."""
        from arcollect.errors import Ambiguous

        try:
            return self.day(text, customer)
        except Ambiguous:
            raise
        except UsageError:
            return self.past_day(text, customer)

    @property
    def _order(self) -> Order | None:
        """What 5/3 means, if the ledger has it set."""
        order = self.settings.date_order
        return order if order in ("dmy", "mdy") else None  # type: ignore[return-value]  # one of the two

    def customer_or_ask(self, text: str | None) -> Customer:
        """The customer meant, asked for on a terminal when none was given."""
        names = [] if text else [customer.name for customer in self.ledger.customers]
        return self.ledger.customer(
            text or self.ask("customer", "CUSTOMER", names, check=self.ledger.customer)
        )

    def customer_if(self, text: str | None) -> Customer | None:
        """The customer meant, None when none is given."""
        return self.ledger.customer(text) if text else None

    def answer(
        self, data: Mapping[str, Any] | Callable[[], Mapping[str, Any]], page: Callable[[], Page]
    ) -> None:
        """The command's answer, on stdout; what the user is to be told besides, before it on stderr."""
        for talk in self.ledger.talk if "ledger" in self.__dict__ else ():
            self.say(talk)
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
        """Ask on a terminal; elsewhere a missing argument is a usage error that names the option."""
        if not at_a_terminal() or self.as_json:
            raise UsageError(f"{option} is missing; give it, as the command's --help shows")
        from arcollect.cli.prompt import ask

        ANSWERS.append(AGAIN.pop(0) if AGAIN else ask(what, choices, default, check))
        return ANSWERS[-1]


def at_a_terminal() -> bool:
    """Whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _locale() -> str:
    code = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def who() -> str:
    """Who works here: ARCOLLECT_WHO, else the user of this machine."""
    if given := os.environ.get("ARCOLLECT_WHO"):
        return given
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without users' names
        return "unknown"


def command_line() -> str:
    """The command as typed, for the journal, with the day it was done for where that was not today."""
    import shlex
    from datetime import date

    typed = any(word.startswith("--as-of") for word in sys.argv)
    day = None if typed else os.environ.get("ARCOLLECT_AS_OF")
    other = [f"ARCOLLECT_AS_OF={day}"] if day and day != date.today().isoformat() else []  # noqa: DTZ011 — as the user's clock says
    return shlex.join([*other, "arcollect", *sys.argv[1:]])[:2000]
