"""A progress bar for long work, on stderr and only where somebody looks."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 2000


class Bar(Protocol):
    """Starts a bar for so much work, and gives back what is to be told how much of it is done.

    With `pulse` it moves without saying how far it is, for work that cannot tell.
    """

    def __call__(self, what: str, total: int, *, pulse: bool = False) -> Callable[[int], None]: ...


def silent(what: str, total: int, *, pulse: bool = False) -> Callable[[int], None]:  # noqa: ARG001 — as a Bar is called
    """A bar that nobody sees."""
    return lambda _done: None


@contextmanager
def progress() -> Iterator[Bar]:
    """Bars one below the other while the work is done, taken away when it is."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as shown:

        def start(what: str, total: int, *, pulse: bool = False) -> Callable[[int], None]:
            if total < LONG:
                return lambda _done: None
            task = shown.add_task(what, total=None if pulse else total)
            return lambda done: shown.update(task, total=total, completed=done)

        yield start
