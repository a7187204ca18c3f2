"""How old the receivables are: one row a customer and currency, columns that always sum to the balance."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, Protocol

from arcollect.domain.frozen import record
from arcollect.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from arcollect.domain.records import OnAccount

DEFAULT_EDGES = (30, 60, 90, 120)
NOT_DUE, ON_ACCOUNT = "not_due", "on_account"
Base = Literal["due", "invoice"]


class Dated(Protocol):
    """An open item as far as ageing needs it."""

    @property
    def customer_id(self) -> int: ...
    @property
    def currency(self) -> str: ...
    @property
    def open(self) -> int: ...
    @property
    def due(self) -> date: ...
    @property
    def issued(self) -> date: ...


@record
class AgeRow:
    """One line: who, which currency, minor units by column, and their sum, the balance."""

    name: str
    currency: str
    amounts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The balance: the sum of the columns."""
        return sum(self.amounts.values())


@record
class Ageing:
    """The report: what the columns are, a row for each who and currency, totals for each currency."""

    as_of: date
    base: Base
    columns: tuple[str, ...]
    rows: tuple[AgeRow, ...]
    totals: tuple[AgeRow, ...]


def columns(edges: Sequence[int] = DEFAULT_EDGES) -> tuple[str, ...]:
    """Column names for the edges: not_due, 1-30, 31-60, …, over_120, on_account. Both ends are unlimited."""
    if not edges or any(b <= a for a, b in zip((0, *edges), edges, strict=False)):
        raise UsageError(
            f"age edges {','.join(map(str, edges))} do not rise from above 0; give them as 30,60,90,120"
        )
    starts = (1, *(edge + 1 for edge in edges[:-1]))
    bands = (f"{start}-{edge}" for start, edge in zip(starts, edges, strict=True))
    return (NOT_DUE, *bands, f"over_{edges[-1]}", ON_ACCOUNT)


def band(days: int, edges: Sequence[int] = DEFAULT_EDGES) -> str:
    """The column for so many days past the base date; overdue starts the day after the due date."""
    if days <= 0:
        return NOT_DUE
    start = 1
    for edge in edges:
        if days <= edge:
            return f"{start}-{edge}"
        start = edge + 1
    return f"over_{edges[-1]}"


def age(
    items: Iterable[Dated],
    on_account: Iterable[OnAccount],
    names: Mapping[int, str],
    day: date,
    *,
    edges: Sequence[int] = DEFAULT_EDGES,
    base: Base = "due",
) -> Ageing:
    """The open items by age, as of `day`; rows that are zero in every column are left out.

    Args:
        items: what is open; of any number.
        on_account: money that is allocated to nothing, which is shown negative.
        names: under which name each customer's money is shown: their own, their group's or their rep's.
        day: the day that ages are counted to.
        edges: where the columns end, in days; UsageError when they do not rise.
        base: whether days count from the due date or the invoice date.

    """
    heads = columns(edges)
    sums: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(heads, 0))
    _add(sums, items, day, edges, base)
    for unused in on_account:
        sums[unused.customer_id, unused.currency][ON_ACCOUNT] -= unused.amount
    merged = _merged((names[customer], currency, own) for (customer, currency), own in sums.items())
    rows = tuple(row for row in merged if any(row.amounts.values()))
    totals = _merged(("total", row.currency, row.amounts) for row in rows)
    return Ageing(as_of=day, base=base, columns=heads, rows=rows, totals=totals)


def _add(
    sums: Mapping[tuple[int, str], dict[str, int]],
    items: Iterable[Dated],
    day: date,
    edges: Sequence[int],
    base: Base,
) -> None:
    """Add what is open of each item to its column."""
    started = attrgetter("due" if base == "due" else "issued")
    bands: dict[date, str] = {}  # each day once: there may be very many items
    for item in items:
        start = started(item)
        if start not in bands:
            bands[start] = band((day - start).days, edges)
        sums[item.customer_id, item.currency][bands[start]] += item.open


def _merged(parts: Iterable[tuple[str, str, Mapping[str, int]]]) -> tuple[AgeRow, ...]:
    """One row for each name and currency, by name."""
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for name, currency, amounts in parts:
        own = sums.setdefault((name, currency), dict.fromkeys(amounts, 0))
        for column, amount in amounts.items():
            own[column] += amount
    return tuple(
        AgeRow(name=name, currency=currency, amounts=own) for (name, currency), own in sorted(sums.items())
    )
