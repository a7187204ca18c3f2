"""The only way anything reaches the user's screen.

A page is made once, then shown as a table, plainly, or as JSON.
"""

from __future__ import annotations

import os
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from arcollect.render.page import Page

    Data = Mapping[str, Any] | Callable[[], Mapping[str, Any]]


def show(data: Data, page: Callable[[], Page], *, as_json: bool) -> None:
    """The answer on stdout: JSON when asked for, a rich page on a terminal, a plain one in a pipe."""
    if as_json:
        from arcollect.render.machine import json_pieces

        _write_out(json_pieces(data() if callable(data) else data))
        sys.stdout.write("\n")
    elif on_terminal(sys.stdout):
        from arcollect.render.table import print_page

        print_page(page(), sys.stdout)
    else:
        from arcollect.render.plain import page_lines

        _write_out(page_lines(page()))


def _write_out(pieces: Iterator[str]) -> None:
    """Written a thousand at a time: an answer may be longer than there is memory for."""
    while some := "".join(islice(pieces, 1000)):
        sys.stdout.write(some)


def say(message: str) -> None:
    """Talk, on stderr: it never mixes with an answer."""
    from arcollect.render.clean import clean

    sys.stderr.write(clean(message) + "\n")


def on_terminal(stream: TextIO) -> bool:
    """Whether somebody looks at it; ARCOLLECT_FORCE_TERMINAL=1 says so for screenshots."""
    return stream.isatty() or os.environ.get("ARCOLLECT_FORCE_TERMINAL") == "1"
