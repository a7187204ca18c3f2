"""Every way a command can fail, each with the exit code that scripts rely on.

ArcollectError
├── Refused          1  the books or the policy do not allow it
├── UsageError         2  a date, an amount or an option that cannot be meant
│   ├── Ambiguous    2  it could mean two things; the message says what to type instead
│   └── BadPath      2  a path that no file can have
├── BadData          3  a file with faults, listed by line
├── NotFound         4  no such customer, invoice, promise…
└── LedgerTrouble    5  the ledger cannot be opened, is damaged, or is newer than the program
    └── Outdated     5  it was changed by another command while this one was prepared
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class Problem(NamedTuple):
    """One fault in one line of an input file; line 0 is the file as a whole."""

    line: int
    message: str


class ArcollectError(Exception):
    """A failure the user can understand and act on: one sentence, with the value and the remedy."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "error"

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class Refused(ArcollectError):
    """The books or the policy do not allow it."""

    exit_code = 1
    code = "refused"


class UsageError(ArcollectError):
    """A date, amount or option that cannot be meant."""

    exit_code = 2
    code = "usage"


class Ambiguous(UsageError):
    """It could mean two things, so nothing was guessed."""

    code = "ambiguous"


class BadPath(UsageError):
    """A path that no file can have."""

    code = "path"


class BadData(ArcollectError):
    """A file with faults; `problems` lists them by line."""

    exit_code = 3
    code = "bad-data"


class NotFound(ArcollectError):
    """Nothing in the ledger goes by that name or number."""

    exit_code = 4
    code = "not-found"


class LedgerTrouble(ArcollectError):
    """The ledger cannot be opened, is damaged, or is newer than the program."""

    exit_code = 5
    code = "ledger"


class Outdated(LedgerTrouble):
    """The ledger was changed by another command while this one was prepared; it is run once more."""
