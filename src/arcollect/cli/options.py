"""The options every command shares, and the ones that many do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

from arcollect.cli.reading.declare import Argument, Option, Parameter
from arcollect.domain.languages import NAMED
from arcollect.errors import UsageError

if TYPE_CHECKING:
    from arcollect.cli.context import Context

MOST = 2**53
"""The largest number that a row may be asked for by; beyond it no file can hold one."""
_PANEL: dict[str, Any] = {"show_default": False, "rich_help_panel": "Shared"}
SHARED = [
    Parameter("ledger", Option("--ledger", help="The ledger's file.", **_PANEL), str, False, False, None),
    Parameter("as_of", Option("--as-of", help="The day taken for today.", **_PANEL), str, False, False, None),
    Parameter(
        "as_json", Option("--json", help="Print one JSON object.", **_PANEL), bool, False, False, False
    ),
    Parameter("lang", Option("--lang", help=f"{NAMED}.", **_PANEL), str, False, False, None),
]


def context_for(base: dict[str, Any], given: dict[str, Any]) -> Context:
    """The context, from the shared options before and after the command's name."""
    from arcollect.cli.context import Context

    context = Context(**{p.name: given.get(p.name) or base.get(p.name) or p.default for p in SHARED})
    context.check_language()
    return context


def checked_channel(text: str) -> str:
    """The channel of a contact; UsageError when it is none."""
    if text not in ("visit", "call", "message"):
        raise UsageError(f"`{text}` is no channel; give visit, call or message")
    return text


def complete_customer(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """Codes and names that go on from what is typed, for the shell's completion.

    Silence when there is no ledger.
    """
    from arcollect.cli.context import Context
    from arcollect.domain.naming import folded
    from arcollect.errors import ArcollectError

    root = ctx.find_root().params
    try:
        customers = Context(ledger=root.get("ledger")).ledger.customers
    except ArcollectError:
        return []
    wanted, space = folded(incomplete), "\\ " if "bash" in os.environ.get("_ARCOLLECT_COMPLETE", "") else " "
    pairs = [
        (text, c.name) for c in customers for text in (c.code, c.name) if folded(text).startswith(wanted)
    ]
    # The shell takes only what begins as it was typed, so the typed letters keep their case.
    return [(incomplete + text[len(incomplete) :].replace(" ", space), name) for text, name in pairs]


_WHO = "Code, name or part of a name."
CustomerArg = Annotated[
    str | None, Argument(metavar="CUSTOMER", help=_WHO, autocompletion=complete_customer, show_default=False)
]
CustomerOpt = Annotated[
    str | None, Option("--customer", help=_WHO, autocompletion=complete_customer, show_default=False)
]
Reason = Annotated[str, Option("--reason", help="Why.")]
Terms = Annotated[str | None, Option("--terms", help="Days to pay, as 30 or `30 days`.")]
On = Annotated[str | None, Option("--on", help="The day; today if not given.")]
AmountArg = Annotated[
    str | None, Argument(metavar="AMOUNT", help="As 1250, 1,250.50, €40 or 1.2万.", show_default=False)
]
AmountOpt = Annotated[
    str | None, Option("--amount", help="The payment that was announced.", show_default=False)
]
IdArg = Annotated[int, Argument(metavar="ID", help="Its number in the list.", max=MOST)]
Channel = Annotated[str, Option("--channel", help="visit, call or message.")]
Who = Annotated[str | None, Option("--who", help="Who said it.")]
