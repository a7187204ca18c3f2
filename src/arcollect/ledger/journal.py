"""Who changed what when: one entry a command, chained by hash, so that a changed past shows."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

GENESIS = "0" * 64
CHUNK = 5000


def canonical(changes: object) -> str:
    """The one way to write changes down, so that the hash is the same everywhere."""
    return json.dumps(changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def written(changes: Sequence[Mapping[str, Any]]) -> str:
    """The changes as the entry keeps them, those of very many rows put together bit by bit to spare memory."""
    return f"[{','.join(map(_written, changes))}]"


def _written(change: Mapping[str, Any]) -> str:
    rows = change.get("rows")
    if rows is None:
        return canonical(change)
    head, tail = canonical({**change, "rows": []}).split('"rows":[]')
    pieces = (canonical(rows[n : n + CHUNK])[1:-1] for n in range(0, len(rows), CHUNK))
    return f'{head}"rows":[{",".join(pieces)}]{tail}'


def told(changes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The changes of an entry one by one: the table, the row's id, what it was before and after."""
    for change in changes:
        if "rows" not in change:
            yield change
            continue
        for number, row in enumerate(change["rows"], change["first"]):
            after = {"id": number, **change["same"], **dict(zip(change["columns"], row, strict=True))}
            yield {"table": change["table"], "id": number, "before": None, "after": after}


def entry_hash(entry: Mapping[str, Any]) -> str:
    """The hash of an entry: over the entry before and everything this one says."""
    fields = [entry[name] for name in ("previous", "id", "at", "who", "command", "changes", "undoes")]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def first_break(entries: list[Mapping[str, Any]]) -> int | None:
    """The id of the first entry that does not follow from the one before it, None when the chain is whole."""
    previous = GENESIS
    for entry in entries:
        if entry["previous"] != previous or entry["hash"] != entry_hash(entry):
            return int(entry["id"])
        previous = entry["hash"]
    return None
