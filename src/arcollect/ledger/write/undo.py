"""Taking an entry back: its changes are reversed, and that is an entry itself."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from arcollect.errors import NotFound, Refused
from arcollect.ledger.check import BOOKS
from arcollect.ledger.journal import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arcollect.ledger.write.change import Change

Changes = list[dict[str, Any]]


def undo(change: Change, entry_id: int | None = None) -> dict[str, Any]:
    """Takes back the last entry that still stands, or the one named; returns that entry with its changes.

    Refused when there is nothing to take back, or when later entries build on it; NotFound when there is no such entry.
    """
    entries = [e for e in change.book.entry_heads() if e["id"] != change.entry_id]
    undone = {e["undoes"] for e in entries if e["undoes"]}
    standing = [e for e in entries if e["id"] not in undone and not e["undoes"]]
    if entry_id is None and not standing:
        raise Refused("there is nothing to take back; `arcollect log` shows what was done")
    entry = standing[-1] if entry_id is None else _find(entries, standing, entry_id)
    changes: Changes = list(told(change.book.changes(entry["id"])))
    later = [e["id"] for e in standing if e["id"] > entry["id"]]
    builders = [number for number in later if _builds_on(told(change.book.changes(number)), changes)]
    if builders:
        listed = ", ".join(map(str, builders))
        raise Refused(f"entry {entry['id']} cannot be taken back while {listed} build on it; take those back first")
    try:
        for one in reversed(changes):
            _reverse(change, one)
    except sqlite3.IntegrityError as error:
        raise Refused(
            f"entry {entry['id']} cannot be taken back: what came later uses its numbers ({error})"
        ) from error
    faults = [fault for rule in BOOKS for fault in rule(change.book, change.by.today)]
    if faults:
        raise Refused(
            f"entry {entry['id']} cannot be taken back, for then {faults[0]}; take back what came later first"
        )
    change.undoes = entry["id"]
    return {**entry, "changes": changes}


def _find(entries: Iterable[Mapping[str, Any]], standing: Iterable[dict[str, Any]], entry_id: int) -> dict[str, Any]:
    for entry in standing:
        if entry["id"] == entry_id:
            return entry
    if any(e["id"] == entry_id for e in entries):
        raise Refused(f"entry {entry_id} was taken back already, or takes one back itself; `arcollect log` shows them")
    raise NotFound(f"no entry {entry_id} in the journal; `arcollect log` shows them")


def _builds_on(later: Iterable[dict[str, Any]], earlier: Changes) -> bool:
    """Whether later changes touch a row of the earlier ones, or refer to a row that those have made."""
    touched = {(c["table"], c["id"]) for c in earlier}
    made = {(c["table"], c["id"]) for c in earlier if c["before"] is None}
    for one in later:
        if (one["table"], one["id"]) in touched:
            return True
        references = (
            (key.removesuffix("_id"), value) for key, value in (one["after"] or {}).items() if key.endswith("_id")
        )
        if any(reference in made for reference in references):
            return True
    return False


def _reverse(change: Change, one: Mapping[str, Any]) -> None:
    """Puts one row back as it was, over the driver: the journal holds the values as the file does."""
    table, before, after = one["table"], one["before"], one["after"]
    key = "key" if table == "setting" else "id"
    run = change.connection.execute
    if before is None:
        run(f'DELETE FROM "{table}" WHERE {key} = ?', (one["id"],))
    elif after is None or table == "setting":
        run(f'DELETE FROM "{table}" WHERE {key} = ?', (one["id"],))
        names = ", ".join(before)
        marks = ", ".join("?" * len(before))
        run(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(before.values()))
    else:
        sets = ", ".join(f"{name} = ?" for name in before)
        run(f'UPDATE "{table}" SET {sets} WHERE {key} = ?', (*before.values(), one["id"]))
    change.note(table, one["id"], after, before)
