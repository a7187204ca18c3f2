"""The list of commands. A new one: a file in `commands`, and its line below.

A new verb of a noun needs no line: a function under `@app.command()` in the noun's file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arcollect.cli.reading.declare import Noun

COMMANDS: dict[str, tuple[str, str]] = {
    "due": ("due", "Whom to see today or this week, and why."),
    "show": ("show", "One customer on one page."),
    "excuse": ("excuse", "What to answer when they have a reason not to pay."),
    "promise": ("promise", "Promises to pay: add, plan, list, show, withdraw."),
    "payment": ("payment", "Payments: add, list, allocate, refund, recover, void; cheques: clear, bounce."),
    "visit": ("visit", "Visits, calls and messages; follow-ups."),
    "invoice": ("invoice", "Invoices: add, list, show, edit, void, credit, write off, dispute."),
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
"""By name its module in `commands`, and what the help and README say it does."""


def noun_of(name: str) -> Noun:
    """The command or noun of that name, its module imported now."""
    noun: Noun = import_module(f"arcollect.cli.commands.{COMMANDS[name][0]}").app
    return noun
