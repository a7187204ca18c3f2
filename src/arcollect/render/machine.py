"""JSON for programs: one object, the same on a terminal and in a pipe."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from arcollect.render.clean import BIDI, INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Mapping

# Inside JSON strings these may stand bare, but a terminal would act on them.
RISKY = {ord(c): f"\\u{ord(c):04x}" for c in (*BIDI, *INVISIBLE, *map(chr, range(0x7F, 0xA0)))}


def json_pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """The object as JSON bit by bit, as `to_json` writes it.

    A value that is an iterator becomes a list while it is read.
    """
    start = "{\n  "
    for name, value in data.items():
        yield f"{start}{to_json(name)}: "
        if isinstance(value, Iterator):
            yield from _list(value)
        else:
            yield to_json(value).replace("\n", "\n  ")
        start = ",\n  "
    yield "{}" if start.startswith("{") else "\n}"


def _list(values: Iterator[Any]) -> Iterator[str]:
    start = "[\n    "
    for number, value in enumerate(values, 1):
        if number % 5000 == 0:
            gc.collect(0)  # an indenting encoder leaves a loop of functions behind, and collecting is off
        yield start + to_json(value).replace("\n", "\n    ")
        start = ",\n    "
    yield "[]" if start.startswith("[") else "\n  ]"


def to_json(data: Any, *, indent: int | None = 2) -> str:
    """The object as JSON, days as ISO dates, with nothing in it that steers a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, default=_other)
    return text.translate(RISKY).encode("utf-8", "backslashreplace").decode("utf-8")


def _other(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | frozenset | set):
        return sorted(value) if not isinstance(value, tuple) else list(value)
    msg = f"{type(value).__name__} has no JSON form"
    raise TypeError(msg)
