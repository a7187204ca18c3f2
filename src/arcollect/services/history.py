"""The journal: what was changed, and taking a change back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record
from arcollect.ledger.heads import Head, head_of
from arcollect.ledger.journal import Told, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from arcollect.domain.records import Customer
    from arcollect.ledger.undo import TakenBack
    from arcollect.services.opening import Ledger


@record
class Entry:
    """One command that changed the ledger."""

    id: int
    at: str
    who: str
    command: str
    undoes: int | None
    hash: str
    schema_version: str | None


def entries(ledger: Ledger, customer: Customer | None = None, on: date | None = None) -> list[Entry]:
    """The entries, the first one first: all, those of a day, those that touch a customer."""
    found = [Entry(**head) for head in ledger.book.entries.heads()]
    if on is not None:
        found = [entry for entry in found if entry.at.startswith(on.isoformat())]
    if customer is None:
        return found
    return [entry for entry in found if any(_about(one, customer.id) for one in changes(ledger, entry))]


def head(ledger: Ledger) -> Head:
    """The head of the journal."""
    return head_of(ledger.book.connection)


def changes(ledger: Ledger, entry: Entry) -> Iterator[Told]:
    """What an entry changed, row by row."""
    return told(ledger.book.entries.changes(entry.id), entry.schema_version)


def counts(ledger: Ledger, entry: Entry) -> dict[str, int]:
    """How many rows of each table an entry changed."""
    found: dict[str, int] = {}
    for change in ledger.book.entries.changes(entry.id):
        name = str(change["table"])
        found[name] = found.get(name, 0) + (len(change["rows"]) if "rows" in change else 1)
    return found


def _about(one: Told, customer: int) -> bool:
    if one.table == "customer" and one.id == customer:
        return True
    sides: tuple[dict[str, Any] | None, ...] = (one.before, one.after)
    return any(side is not None and side.get("customer_id") == customer for side in sides)


def undo(ledger: Ledger, entry: int | None) -> TakenBack:
    """Take back the last entry that still stands, or the one named; see `ledger.undo.undo`."""
    from arcollect.ledger.undo import undo as take_back

    with ledger.change() as work:
        return take_back(work, entry)
