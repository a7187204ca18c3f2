"""Which column of a file is which of our fields.

By its heading, in English, Chinese and Spanish, or by `--map`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from arcollect.errors import BadData, UsageError
from arcollect.exchange.fields import FIELDS, names, required

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LINE_HEADINGS = frozenset(("lineamount", "linetotal"))
"""Headings of amounts that belong to one line of an invoice and add up."""


@cache
def folded(heading: str) -> str:
    """The heading as headings are compared: without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def parse_map(text: str | None, kind: str) -> dict[str, str]:
    """`ours=theirs,…` as a mapping; UsageError when one of ours is no field of that kind."""
    pairs: dict[str, str] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        ours, equals, theirs = part.partition("=")
        ours = ours.strip()
        if not equals or ours not in names(kind):
            raise UsageError(f"`{part}` in --map is not ours=theirs; ours may be {', '.join(names(kind))}")
        pairs[ours] = theirs.strip()
    return pairs


def find_columns(
    rows: Sequence[Sequence[str]], kind: str, mapped: Mapping[str, str], name: str
) -> tuple[int, dict[str, int]]:
    """The index of the heading row among the first rows, and the column of each field that it has.

    The heading row is the one with most headings that are known. BadData when a needed one is missing, or
    one that `mapped` names; `name` is the file's, for the message.
    """
    index, columns = 0, dict[str, int]()
    for number, cells in enumerate(rows):
        found = _match(cells, kind, mapped)
        if len(found) > len(columns):
            index, columns = number, found
    heads = ", ".join(filter(None, rows[index])) if rows else ""
    for ours, theirs in mapped.items():
        if ours not in columns:
            raise BadData(f"{name} has no column `{theirs}`; its columns are {heads}")
    missing = [f for f in required(kind) if f not in columns and not _spared(f, kind, columns)]
    if missing:
        raise BadData(
            f"{name} has no column for {' and '.join(missing)}; name it with --map {missing[0]}=… "
            f"(columns: {heads[:300] or 'none'})"
        )
    return index, columns


def _spared(field: str, kind: str, columns: Mapping[str, int]) -> bool:
    return kind == "customers" and field == "name" and "code" in columns


def _match(cells: Sequence[str], kind: str, mapped: Mapping[str, str]) -> dict[str, int]:
    """The column of each field whose heading is in this row; a column is taken by one field only."""
    heads = [folded(cell) for cell in cells]
    columns = {
        ours: heads.index(folded(theirs)) for ours, theirs in mapped.items() if folded(theirs) in heads
    }
    for field in FIELDS[kind]:
        if field.name in mapped:
            continue
        taken = set(columns.values())
        for known in map(folded, field.known):
            where = next((i for i, head in enumerate(heads) if head == known and i not in taken), None)
            if where is not None:
                columns[field.name] = where
                break
    return columns
