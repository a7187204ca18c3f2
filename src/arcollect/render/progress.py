"""A progress bar for long work, on stderr and only where somebody looks."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 2000


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Gives a function to be called at each step; a bar shows only for long work on a terminal."""
    if total < LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=total)
        steps = 0

        def tick() -> None:
            nonlocal steps
            steps += 1
            if steps % 200 == 0:
                bar.update(task, completed=steps)

        yield tick
