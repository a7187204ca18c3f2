"""The options every command shares, and the decorator that gives them to it."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from typing import Annotated, Any, get_type_hints

import typer

from arcollect.cli.desk import Desk
from arcollect.errors import NotMeant

Ledger = Annotated[str | None, typer.Option("--ledger", help="The ledger's file.", show_default=False, rich_help_panel="Shared")]  # fmt: skip
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day taken for today.", show_default=False, rich_help_panel="Shared")]  # fmt: skip
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.", rich_help_panel="Shared")]
Lang = Annotated[str | None, typer.Option("--lang", help="en, zh or es.", show_default=False, rich_help_panel="Shared")]
MOST = 2**53
"""The largest number that a row may be asked for by; beyond it no file can hold one."""
SHARED: dict[str, Any] = {
    "ledger": (Ledger, None),
    "as_of": (AsOf, None),
    "as_json": (Json, False),
    "lang": (Lang, None),
}


def shared(function: Callable[..., None]) -> Callable[..., None]:
    """Gives a command its `desk` as first argument, made from the shared options before or after its name."""
    hints = get_type_hints(function, include_extras=True)
    own = [p.replace(annotation=hints[p.name]) for p in list(inspect.signature(function).parameters.values())[1:]]

    def command(ctx: typer.Context, **values: Any) -> None:
        given: dict[str, Any] = {name: values.pop(name) for name in SHARED}
        base: dict[str, Any] = ctx.find_root().obj or {}
        chosen: dict[str, Any] = {name: value or base.get(name) for name, value in given.items()}
        desk = Desk(**chosen)
        desk.check_language()
        function(desk, **values)

    extra = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in SHARED.items()
    ]
    first = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    command.__name__, command.__doc__, command.__module__ = function.__name__, function.__doc__, function.__module__
    command.__signature__ = inspect.Signature([first, *own, *extra])  # type: ignore[attr-defined]  # as Typer reads it
    command.__annotations__ = {p.name: p.annotation for p in (first, *own, *extra)}
    return command


def checked_channel(text: str) -> str:
    """The channel of a contact; NotMeant when it is none."""
    if text not in ("visit", "call", "message"):
        raise NotMeant(f"`{text}` is no channel; give visit, call or message")
    return text


def complete_customer(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Codes and names that go on from what is typed, for the shell's completion; silence when there is no ledger."""
    from arcollect.domain.naming import folded
    from arcollect.errors import ArcollectError

    root = ctx.find_root().params
    try:
        customers = Desk(ledger=root.get("ledger") or os.environ.get("ARCOLLECT_LEDGER")).customers
    except ArcollectError:
        return []
    wanted, space = folded(incomplete), "\\ " if "bash" in os.environ.get("_ARCOLLECT_COMPLETE", "") else " "
    pairs = [(text, c.name) for c in customers for text in (c.code, c.name) if folded(text).startswith(wanted)]
    # The shell takes only what begins as it was typed, so the typed letters keep their case.
    return [(incomplete + text[len(incomplete) :].replace(" ", space), name) for text, name in pairs]


CustomerArg = Annotated[str | None, typer.Argument(metavar="CUSTOMER", help="Code, name or part of a name.", autocompletion=complete_customer, show_default=False)]  # fmt: skip
CustomerOpt = Annotated[str | None, typer.Option("--customer", help="Code, name or part of a name.", autocompletion=complete_customer, show_default=False)]  # fmt: skip
