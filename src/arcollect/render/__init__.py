"""The only way anything reaches the user's screen: a page is made once, then shown as a table, plainly, or as JSON."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from arcollect.render.page import Page


def show(data: Mapping[str, Any], page: Callable[[], Page], *, as_json: bool) -> None:
    """The answer on stdout: JSON when asked for, a rich page on a terminal, a plain one in a pipe."""
    if as_json:
        from arcollect.render.machine import to_json

        sys.stdout.write(to_json(data) + "\n")
    elif on_terminal(sys.stdout):
        from arcollect.render.table import print_page

        print_page(page(), sys.stdout)
    else:
        from arcollect.render.plain import page_text

        sys.stdout.write(page_text(page()))


def say(message: str) -> None:
    """Talk, on stderr: it never mixes with an answer."""
    from arcollect.render.clean import clean

    sys.stderr.write(clean(message) + "\n")


def on_terminal(stream: TextIO) -> bool:
    """Whether somebody looks at it; ARCOLLECT_FORCE_TERMINAL=1 says so for screenshots."""
    return stream.isatty() or os.environ.get("ARCOLLECT_FORCE_TERMINAL") == "1"
