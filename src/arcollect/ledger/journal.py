"""Who changed what when: one entry a command, chained by hash, so that a changed past shows.

An entry's changes name tables and fields as they were called at the entry's schema version. They are read
by `told`, through the steps from then to now, so that a field may be renamed without a word of the journal
being rewritten.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

GENESIS = "0" * 64
CHUNK = 5000
KEYS = {"setting": "key"}
"""Tables whose rows have no number: the column that names them instead."""
UNMARKED = "0002"
"""The schema of entries that do not say theirs.

They are of version 0.2.0 or before, which named all fields alike.
"""


@record
class Told:
    """One row that an entry changed.

    What it was before (None when it was added) and after (None when taken away).
    """

    table: str
    id: Any
    before: dict[str, Any] | None
    after: dict[str, Any] | None


STEPS: dict[str, Callable[[Told], Told]] = {}
"""For a migration that renames a table or field.

Its version, and how a change from before it reads afterwards.
"""


def canonical(changes: object) -> str:
    """The one way to write changes down, so that the hash is the same everywhere."""
    return json.dumps(changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def written(changes: Sequence[Mapping[str, Any]]) -> str:
    """The changes as the entry keeps them.

    Those of very many rows are put together in pieces to spare memory.
    """
    return f"[{','.join(map(_written, changes))}]"


def _written(change: Mapping[str, Any]) -> str:
    rows = change.get("rows")
    if rows is None:
        return canonical(change)
    head, tail = canonical({**change, "rows": []}).split('"rows":[]')
    pieces = (canonical(rows[n : n + CHUNK])[1:-1] for n in range(0, len(rows), CHUNK))
    return f'{head}"rows":[{",".join(pieces)}]{tail}'


def rows_noted(table: str, ids: range, entry_id: int, columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Many new rows as one change: what all have in common stands once, the rest row by row."""
    common = same(columns)
    differ = [name for name in columns if name not in common]
    rows = list(zip(*(columns[name] for name in differ), strict=True)) if differ else [()] * len(ids)
    told_once = {"entry_id": entry_id, **common}
    return {"table": table, "first": ids[0], "same": told_once, "columns": differ, "rows": rows}


def same(columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Of the columns that have one value in all rows, that value."""
    ends = {name: values[0] for name, values in columns.items() if values[0] == values[-1]}
    return {name: value for name, value in ends.items() if columns[name].count(value) == len(columns[name])}


def told(changes: Iterable[Mapping[str, Any]], schema_version: str | None) -> Iterator[Told]:
    """The changes of an entry row by row, in the names of today's schema.

    Args:
        changes: as the entry keeps them.
        schema_version: the entry's; None for entries of 0.2.0 and before.

    """
    steps = [step for version, step in sorted(STEPS.items()) if version > (schema_version or UNMARKED)]
    for one in _each(changes):
        for step in steps:
            one = step(one)
        yield one


def _each(changes: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    for change in changes:
        if "rows" not in change:
            yield Told(table=change["table"], id=change["id"], before=change["before"], after=change["after"])
            continue
        for number, row in enumerate(change["rows"], change["first"]):
            after = {"id": number, **change["same"], **dict(zip(change["columns"], row, strict=True))}
            yield Told(table=change["table"], id=number, before=None, after=after)


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash of an entry: over the entry before and everything this one says."""
    names = ["previous", "id", "at", "who", "command", "changes", "undoes"]
    names += ["schema_version"] if entry["schema_version"] else []  # entries of 0.2.0 and before had none
    return hashlib.sha256(canonical([entry[name] for name in names]).encode()).hexdigest()


def first_break(entries: Iterable[Mapping[str, Any]]) -> int | None:
    """The id of the first entry that does not follow from the one before it, None when the chain is whole."""
    previous = GENESIS
    for entry in entries:
        if entry["previous"] != previous or entry["hash"] != entry_hash(entry):
            return int(entry["id"])
        previous = entry["hash"]
    return None
