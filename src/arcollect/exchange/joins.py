"""Several lines of one invoice are its items: their amounts add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.exchange.headings import LINE_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arcollect.exchange.faults import Faults
    from arcollect.exchange.kinds import Columns

SHARED = ("customer", "issued", "due", "currency")
"""What all lines of one invoice have in common."""


def joined(columns: Columns, lines: Sequence[int], heading: str, faults: Faults) -> set[int]:
    """Adds the amounts of lines with the same number to the first of them; gives the indexes of the others.

    Where the `heading` of the amounts says that each line repeats the invoice's total, it counts once. A
    line that is wholly the same as another is a fault: nobody can tell whether it was sold twice or
    exported twice. Rows that have a fault take no part; `lines` are the lines of the file, for the
    messages.
    """
    numbers = columns["number"]
    if len(set(numbers)) == len(numbers):
        return set()
    repeats = heading.endswith("total") and heading not in LINE_HEADINGS
    contents = list(zip(*columns.values(), strict=True))
    amounts = columns["amount"]
    each_amount = list(amounts)
    seen: dict[str, dict[tuple[object, ...], int]] = {}
    others = set()
    for n in [n for n in range(len(numbers)) if n not in faults]:
        before = seen.setdefault(numbers[n], {})
        first = next(iter(before.values()), n)
        if fault := _why_not(columns, lines, first, n, before.get(contents[n])):
            faults[n] = fault
            continue
        before[contents[n]] = n
        if n != first:
            others.add(n)
            amounts[first] += 0 if repeats and each_amount[n] == each_amount[first] else each_amount[n]
    return others


def _why_not(columns: Columns, lines: Sequence[int], first: int, second: int, same: int | None) -> str | None:
    """Why a line cannot be joined to the first of its invoice.

    `same` is a line with the very same content.
    """
    number = columns["number"][first]
    for name in SHARED:
        if columns[name][first] != columns[name][second]:
            return (
                f"invoice {number} stands on line {lines[first]} with another {name} ({columns[name][first]})"
            )
    if same is not None:
        return (
            f"invoice {number} stands on line {lines[same]} with the very same content; remove one of the two"
        )
    return None
