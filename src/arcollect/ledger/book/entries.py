"""The journal as it stands in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from arcollect.ledger.backends.base import Connection

HEAD_FIELDS = ("id", "at", "who", "command", "undoes", "hash", "schema_version")
FIELDS = (*HEAD_FIELDS, "changes", "previous")


class Entries:
    """One entry for each command that changed the ledger."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def heads(self) -> list[dict[str, Any]]:
        """All entries without what changed, the first one first."""
        return list(self._each(HEAD_FIELDS))

    def whole(self) -> Iterator[dict[str, Any]]:
        """All entries with what changed as text, one after another, the first one first."""
        return self._each(FIELDS)

    def _each(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        for row in self._connection.each(f"SELECT {', '.join(names)} FROM entry ORDER BY id"):
            yield dict(zip(names, row, strict=True))

    def changes(self, entry: int) -> list[dict[str, Any]]:
        """What an entry changed, as it is kept; see `journal.told`."""
        import json  # reading needs it for the journal alone

        text = self._connection.tuples("SELECT changes FROM entry WHERE id = :entry", entry=entry)[0][0]
        found: list[dict[str, Any]] = json.loads(text)
        return found
