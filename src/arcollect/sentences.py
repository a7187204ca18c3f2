"""Marks the sentences that a person reads, so that they can be collected and translated.

`_("no customer `{name}`", name=…)` gives the sentence in the language of the interface, with its values;
`plural` chooses by a number; `marked` marks what is translated later, where it is shown: a table of labels
that is made once, when a module is loaded. Help texts need no mark: those who collect the sentences find
them by their place (docstrings of commands, `help=`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

CATALOGUE: list[tuple[Callable[[str], str], Callable[[str, str, int], str]]] = []
"""How the chosen language translates a sentence and a plural; empty for English, which costs nothing."""


def _(text: str, /, **values: Any) -> str:
    """The sentence in the language of the interface; `{name}` in it stands for a value."""
    said = CATALOGUE[-1][0](text) if CATALOGUE else text
    return said.format(**values) if values else said


def plural(one: str, many: str, count: int, /, **values: Any) -> str:
    """One of two sentences by a number, which stands in them as `{count}`; other values as in `_`."""
    english = one if count == 1 else many
    said = CATALOGUE[-1][1](one, many, count) if CATALOGUE else english
    return said.format(count=count, **values)


def marked(text: str, /) -> str:
    """The text itself, marked; `_` translates it where it is shown."""
    return text
