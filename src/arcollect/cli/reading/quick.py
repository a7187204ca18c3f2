"""The short way for a plain command line.

Read by the declarations, without Typer, which costs more than the work.

What is not plain (help, completion, anything unknown, missing or out of range) is left to Typer, whose
words it takes. A test holds that both ways give a command the same values.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from arcollect.cli import COMMANDS, noun_of
from arcollect.cli.options import SHARED, context_for
from arcollect.cli.reading.declare import Argument, Function, Option, Parameter, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Values = dict[str, Any]


class _NotPlain(Exception):
    """The line is for Typer."""


def plain(arguments: Sequence[str]) -> Callable[[], Any] | None:
    """The command with its values, ready to run; None when the line is not plain."""
    if "_ARCOLLECT_COMPLETE" in os.environ:
        return None
    try:
        function, base, given, values = _read(list(arguments))
    except _NotPlain:
        return None
    return lambda: function(context_for(base, given), **values)


def _read(words: list[str]) -> tuple[Function, Values, Values, Values]:
    base: Values = {}
    words.reverse()  # read from the end, so that a word is taken by pop
    while words and words[-1].startswith("-"):
        _option(words, _by_name(SHARED), base)
    function = _function(words)
    own = parameters(function)
    options = _by_name([*own, *SHARED])
    found: Values = {}
    positions: list[str] = []
    while words:
        if words[-1].startswith("-") and words[-1] != "-":
            _option(words, options, found)
        else:
            positions.append(words.pop())
    given = {p.name: found.pop(p.name) for p in SHARED if p.name in found}
    _place(positions, [p for p in own if isinstance(p.spec, Argument)], found)
    return function, base, given, _filled(own, found)


def _function(words: list[str]) -> Function:
    name = words.pop() if words else ""
    if name not in COMMANDS:
        raise _NotPlain
    noun = noun_of(name)
    if not noun.has_verbs:
        return next(iter(noun.verbs.values()))
    verb = words.pop() if words else ""
    if verb not in noun.verbs:
        raise _NotPlain
    return noun.verbs[verb]


def _by_name(declared: list[Parameter]) -> dict[str, Parameter]:
    return {name: p for p in declared if isinstance(p.spec, Option) for name in p.spec.names}


def _option(words: list[str], options: dict[str, Parameter], found: Values) -> None:
    name, equals, text = words.pop().partition("=")
    parameter = options.get(name)
    if parameter is None or not name.startswith("--") or (equals and parameter.core is bool):
        raise _NotPlain
    if parameter.core is bool:
        found[parameter.name] = True
        return
    if not equals:
        if not words or words[-1].startswith("-"):
            raise _NotPlain
        text = words.pop()
    value = _value(parameter, text)
    found[parameter.name] = [*found.get(parameter.name, []), value] if parameter.many else value


def _place(positions: list[str], arguments: list[Parameter], found: Values) -> None:
    if len(positions) > len(arguments) or any(p.many for p in arguments):
        raise _NotPlain
    for parameter, text in zip(arguments, positions, strict=False):
        found[parameter.name] = _value(parameter, text)


def _value(parameter: Parameter, text: str) -> Any:
    if parameter.core is str:
        return text
    try:
        number = int(text)
    except ValueError:
        raise _NotPlain from None
    low, high = parameter.spec.more.get("min"), parameter.spec.more.get("max")
    if (low is not None and number < low) or (high is not None and number > high):
        raise _NotPlain
    return number


def _filled(own: list[Parameter], found: Values) -> Values:
    if any(p.required and p.name not in found for p in own):
        raise _NotPlain
    return {p.name: found.get(p.name, p.default) for p in own}
