"""The command line as Typer has it: help, completion, and everything that is not plain.

Made from the declarations.
"""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from arcollect.cli import COMMANDS, noun_of
from arcollect.cli.options import SHARED, context_for
from arcollect.cli.reading.declare import Function, Option, Parameter, parameters


class LazyGroup(TyperGroup):
    """Imports a command's module only when that command is run or asked about."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 — as Typer calls it
        """The commands in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 — as Typer calls it
        """The command, made from its module."""
        if cmd_name not in COMMANDS:
            return None
        made = typer.main.get_command(_typer_of(cmd_name))
        made.name, made.short_help = cmd_name, COMMANDS[cmd_name][1]
        return made

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 — as Typer calls it
        """The list of commands with their lines, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Names the nearest command when there is none by that name."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            from arcollect.errors import UsageError

            near = get_close_matches(name, COMMANDS, 1)
            hint = f"did you mean `{near[0]}`?" if near else "`arcollect --help` lists them"
            raise UsageError(f"no command `{name}`; {hint}")
        return super().resolve_command(ctx, args)


def _shared(ctx: typer.Context, **values: Any) -> None:
    """Whom to see about unpaid invoices today, what to answer, and what was promised.

    Your books are one file on this machine: `--ledger`, else ARCOLLECT_LEDGER, else your data directory.

    \b
    Example: the morning, the counter, after the visit
      arcollect due --week
      arcollect excuse "check sent"
      arcollect promise add Acme 500 --on friday
    """
    values.pop("version")
    ctx.obj = values


def _version(asked: bool) -> None:
    if asked:
        from arcollect import __version__

        typer.echo(f"arcollect {__version__}")
        raise typer.Exit


def command() -> Any:
    """The whole command line, ready to be called with arguments."""
    app = typer.Typer(
        cls=LazyGroup,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    print_it = Option("--version", help="Print the version.", is_eager=True, callback=_version)
    version = Parameter("version", print_it, bool, False, False, False)
    app.callback()(_signed(_shared, [*SHARED, version]))
    return typer.main.get_command(app)


def _typer_of(name: str) -> typer.Typer:
    noun = noun_of(name)
    if not noun.has_verbs:
        app = typer.Typer(rich_markup_mode=None)
    else:
        app = typer.Typer(
            help=COMMANDS[name][1], rich_markup_mode=None, no_args_is_help=True, callback=_nothing
        )
    for verb, function in noun.verbs.items():
        own = parameters(function)
        app.command(verb if noun.has_verbs else None)(_signed(_with_context(function), [*own, *SHARED]))
    return app


def _nothing() -> None:
    """Makes a noun with one verb a group all the same."""


def _with_context(function: Function) -> Function:
    def run(ctx: typer.Context, **values: Any) -> Any:
        given = {p.name: values.pop(p.name) for p in SHARED}
        return function(context_for(ctx.find_root().obj or {}, given), **values)

    run.__name__, run.__doc__, run.__module__ = function.__name__, function.__doc__, function.__module__
    return run


def _signed(function: Function, declared: list[Parameter]) -> Function:
    """The function with the signature that Typer reads the parameters from."""
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    signature = inspect.Signature([context, *map(_as_typer_reads, declared)])
    function.__signature__ = signature  # type: ignore[attr-defined]  # where inspect looks for it
    function.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return function


def _as_typer_reads(parameter: Parameter) -> inspect.Parameter:
    spec = parameter.spec
    if isinstance(spec, Option):
        info: Any = typer.Option(*spec.names, help=spec.help, **spec.more)
    else:
        info = typer.Argument(help=spec.help, **spec.more)
    kind: Any = list[parameter.core] if parameter.many else parameter.core  # type: ignore[name-defined]  # a type made while running
    if parameter.default is None and not parameter.required:
        kind = kind | None
    default = inspect.Parameter.empty if parameter.required else parameter.default
    return inspect.Parameter(
        parameter.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info]
    )
