"""The command line, the only package that knows Typer. A new command: a file here, and its line in COMMANDS."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from arcollect.cli.options import AsOf, Json, Lang, Ledger

COMMANDS = {
    "due": ("due", "Whom to see today or this week, and why."),
    "show": ("show", "One customer on one page."),
    "excuse": ("excuse", "What to answer when they have a reason not to pay."),
    "promise": ("promise", "Promises to pay: add, plan, list, withdraw."),
    "payment": ("payment", "Payments: add, list, void, cheques."),
    "visit": ("visit", "Visits, calls and messages: log and list them."),
    "invoice": ("invoice", "Invoices: add, list, edit, void, credit, dispute."),
    "customer": ("customer", "Customers and who is who there."),
    "aging": ("aging", "How old the receivables are, on any day."),
    "statement": ("statement", "A statement of account to agree with the customer."),
    "when": ("when", "What day a spoken date means."),
    "import": ("importing", "Read customers, invoices or payments from CSV or XLSX."),
    "export": ("exporting", "Write them as CSV."),
    "report": ("report", "Which answer to which excuse works here."),
    "playbook": ("playbook", "The excuses that are known, and your own."),
    "log": ("log", "Who changed what, when."),
    "explain": ("explain", "The rows and the rule behind a figure."),
    "undo": ("undo", "Take back the last change, and again the one before."),
    "check": ("check", "The books prove that they are whole."),
    "backup": ("backup", "Copy the ledger, also while it is in use."),
    "restore": ("restore", "Make a ledger from a copy."),
    "config": ("config", "The ledger's own settings."),
    "demo": ("demo", "A small company to try everything on."),
}


class LazyGroup(TyperGroup):
    """Imports a command's module only when that command is run or asked about."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 — as Typer calls it
        """The commands in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 — as Typer calls it
        """The command, made from its module."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"arcollect.cli.{COMMANDS[cmd_name][0]}")
        made = typer.main.get_command(module.app)
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

            from arcollect.errors import NotMeant

            near = get_close_matches(name, COMMANDS, 1)
            hint = f"did you mean `{near[0]}`?" if near else "`arcollect --help` lists them"
            raise NotMeant(f"no command `{name}`; {hint}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=LazyGroup, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip


@app.callback()
def main(
    ctx: typer.Context,
    ledger: Ledger = None,
    as_of: AsOf = None,
    as_json: Json = False,
    lang: Lang = None,
    version: bool = typer.Option(False, "--version", help="Print the version.", is_eager=True),
) -> None:
    """Whom to see about unpaid invoices today, what to answer, and what was promised.

    Your books are one file on this machine: `--ledger`, else ARCOLLECT_LEDGER, else your data directory.

    \b
    Example: the morning, the counter, after the visit
      arcollect due --week
      arcollect excuse "check sent"
      arcollect promise add Acme 500 --on friday
    """
    if version:
        from arcollect import __version__

        typer.echo(f"arcollect {__version__}")
        raise typer.Exit
    ctx.obj = {"ledger": ledger, "as_of": as_of, "as_json": as_json, "lang": lang}


def group(module_help: str) -> typer.Typer:
    """A noun with its verbs."""
    return typer.Typer(help=module_help, rich_markup_mode=None, no_args_is_help=True, callback=_nothing)


def _nothing() -> None:
    """Makes a noun with one verb a group all the same."""


def single() -> typer.Typer:
    """A command without verbs."""
    return typer.Typer(rich_markup_mode=None)


def command() -> Any:
    """The whole command line, ready to be called with arguments."""
    return typer.main.get_command(app)
