"""Who changed what when: one entry a command, chained by hash, so that a changed past shows."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

GENESIS = "0" * 64


def canonical(changes: object) -> str:
    """The one way to write changes down, so that the hash is the same everywhere."""
    return json.dumps(changes, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


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
