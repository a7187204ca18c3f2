"""Taking an entry back: its changes are reversed, and that is an entry itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record
from arcollect.errors import NotFound, Refused
from arcollect.ledger.backends.base import RuleBroken
from arcollect.ledger.journal import Told, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from arcollect.ledger.work import Work

Head = dict[str, Any]


@record
class TakenBack:
    """An entry that was taken back, with what it had changed."""

    id: int
    at: str
    who: str
    command: str
    changes: tuple[Told, ...]


def undo(work: Work, entry_id: int | None = None) -> TakenBack:
    """Take back the last entry that still stands, or the one named.

    Raises Refused when there is nothing to take back or later entries build on it, NotFound when there is
    no such entry.
    """
    entries = work.book.entries.heads()
    undone = {head["undoes"] for head in entries}
    standing = [head for head in entries if head["id"] not in undone and not head["undoes"]]
    if entry_id is None and not standing:
        raise Refused("there is nothing to take back; `arcollect log` shows what was done")
    entry = standing[-1] if entry_id is None else _find(entries, standing, entry_id)
    changes = _changes(work, entry)
    _refuse_when_built_on(work, entry, changes, [head for head in standing if head["id"] > entry["id"]])
    _reverse(work, entry, changes)
    work.undoes = entry["id"]
    names = ("id", "at", "who", "command")
    return TakenBack(**{name: entry[name] for name in names}, changes=tuple(changes))


def _changes(work: Work, entry: Head) -> list[Told]:
    return list(told(work.book.entries.changes(entry["id"]), entry["schema_version"]))


def _find(entries: Iterable[Head], standing: Iterable[Head], entry_id: int) -> Head:
    for entry in standing:
        if entry["id"] == entry_id:
            return entry
    if any(entry["id"] == entry_id for entry in entries):
        raise Refused(
            f"entry {entry_id} was taken back already, or takes one back itself; `arcollect log` shows them"
        )
    raise NotFound(f"no entry {entry_id} in the journal; `arcollect log` shows them")


def _refuse_when_built_on(work: Work, entry: Head, changes: list[Told], later: Iterable[Head]) -> None:
    refers = {
        table: {column.name: column.refers_to for column in columns if column.refers_to}
        for table, columns in work.connection.tables().items()
    }
    builders = [head["id"] for head in later if _builds_on(_changes(work, head), changes, refers)]
    if builders:
        listed = ", ".join(map(str, builders))
        raise Refused(
            f"entry {entry['id']} cannot be taken back while {listed} build on it; take those back first"
        )


def _builds_on(
    later: Iterable[Told], earlier: Iterable[Told], refers: Mapping[str, Mapping[str, str]]
) -> bool:
    """Whether later changes touch a row of the earlier ones, or refer to a row that those have made."""
    touched = {(one.table, one.id) for one in earlier}
    made = {(one.table, one.id) for one in earlier if one.before is None}
    for one in later:
        if (one.table, one.id) in touched:
            return True
        values = one.after or {}
        if any((table, values.get(name)) in made for name, table in refers.get(one.table, {}).items()):
            return True
    return False


def _reverse(work: Work, entry: Head, changes: list[Told]) -> None:
    try:
        for one in reversed(changes):
            work.reverse(one.table, one.id, one.before, one.after)
    except RuleBroken as error:
        raise Refused(
            f"entry {entry['id']} cannot be taken back: what came later uses its numbers ({error})"
        ) from error
    if fault := work.fault():
        raise Refused(
            f"entry {entry['id']} cannot be taken back, for then {fault}; take back what came later first"
        )
