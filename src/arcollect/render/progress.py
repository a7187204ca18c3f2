"""A progress bar for long work, on stderr and only where somebody looks."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Bar = Callable[[str, int], Callable[[int], None]]

LONG = 2000


@contextmanager
def progress() -> Iterator[Bar]:
    """Gives a function that starts a bar for so much work, and gives back one to be told how much of it is done."""
    if not sys.stderr.isatty():
        yield lambda _what, _total: lambda _done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as shown:

        def start(what: str, total: int) -> Callable[[int], None]:
            if total < LONG:
                return lambda _done: None
            task = shown.add_task(what, total=total)
            return lambda done: shown.update(task, completed=done)

        yield start
