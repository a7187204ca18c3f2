"""How commands declare themselves: with no Typer in sight, so that a plain command line need not load it."""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

Function = Callable[..., Any]


class Option:
    """An option: its names, its line in the help, and what a number may be."""

    def __init__(self, *names: str, help: str, **more: Any) -> None:  # noqa: A002 — as Typer calls it
        self.names, self.help, self.more = names, help, more


class Argument:
    """A positional argument."""

    def __init__(self, *, help: str, **more: Any) -> None:  # noqa: A002 — as Typer calls it
        self.help, self.more = help, more


class Parameter(NamedTuple):
    """One parameter of a command.

    Its type's core (str, int or bool), whether it may be repeated, its default.
    """

    name: str
    spec: Option | Argument
    core: type
    many: bool
    required: bool
    default: Any


class Noun:
    """A command, or a noun with its verbs: functions whose first parameter is the context."""

    def __init__(self, *, has_verbs: bool) -> None:
        self.has_verbs = has_verbs
        self.verbs: dict[str, Function] = {}

    def command(self, name: str | None = None) -> Callable[[Function], Function]:
        """Takes a function for a verb, under its own name or another."""

        def take(function: Function) -> Function:
            self.verbs[name or function.__name__] = function
            return function

        return take


def group() -> Noun:
    """A noun with its verbs."""
    return Noun(has_verbs=True)


def single() -> Noun:
    """A command without verbs."""
    return Noun(has_verbs=False)


def parameters(function: Function) -> list[Parameter]:
    """The parameters of a command after the context, as its signature declares them."""
    code = function.__code__
    names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    positional = function.__defaults__ or ()
    given = dict(
        zip(code.co_varnames[code.co_argcount - len(positional) : code.co_argcount], positional, strict=True)
    )
    given |= function.__kwdefaults__ or {}
    return [_parameter(function, name, name in given, given.get(name)) for name in names]


def _parameter(function: Function, name: str, has_default: bool, default: Any) -> Parameter:
    hint = eval(function.__annotations__[name], function.__globals__)  # noqa: S307 — our own annotation
    spec, kind = hint.__metadata__[0], hint.__origin__
    if isinstance(kind, UnionType):  # `str | None`: it may be left away
        kind = next(part for part in get_args(kind) if part is not NoneType)
    many = get_origin(kind) is list
    return Parameter(name, spec, get_args(kind)[0] if many else kind, many, not has_default, default)
