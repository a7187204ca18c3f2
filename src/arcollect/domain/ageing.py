"""How old the receivables are: one row a customer and currency, columns that always sum to the balance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from arcollect.errors import NotMeant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

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


class AgeRow(NamedTuple):
    """One line: who, which currency, minor units by column, and their sum, the balance."""

    name: str
    currency: str
    amounts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The balance: the sum of the columns."""
        return sum(self.amounts.values())


class Ageing(NamedTuple):
    """The report: what the columns are, a row for each who and currency, totals for each currency."""

    as_of: date
    base: Base
    columns: tuple[str, ...]
    rows: tuple[AgeRow, ...]
    totals: tuple[AgeRow, ...]


def columns(edges: Sequence[int] = DEFAULT_EDGES) -> tuple[str, ...]:
    """Column names for the edges: not_due, 1-30, 31-60, …, over_120, on_account. Both ends are unlimited."""
    if not edges or any(b <= a for a, b in zip((0, *edges), edges, strict=False)):
        raise NotMeant(f"age edges {','.join(map(str, edges))} do not rise from above 0; give them as 30,60,90,120")
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
    on_account: Iterable[tuple[int, str, int]],
    names: Mapping[int, str],
    day: date,
    edges: Sequence[int] = DEFAULT_EDGES,
    base: Base = "due",
) -> Ageing:
    """Ages open items as of `day`; `on_account` is (customer id, currency, unallocated money), shown negative.

    `names` says under which name each customer's money is shown: their own, their group's or their rep's.
    """
    names_of_columns = columns(edges)
    sums: dict[tuple[str, str], dict[str, int]] = {}
    bands: dict[date, str] = {}  # each day once: there may be very many items

    def row(customer: int, currency: str) -> dict[str, int]:
        key = (names[customer], currency)
        if key not in sums:
            sums[key] = dict.fromkeys(names_of_columns, 0)
        return sums[key]

    for item in items:
        start = item.due if base == "due" else item.issued
        if start not in bands:
            bands[start] = band((day - start).days, edges)
        row(item.customer_id, item.currency)[bands[start]] += item.open
    for customer, currency, amount in on_account:
        row(customer, currency)[ON_ACCOUNT] -= amount
    rows = tuple(AgeRow(name, currency, own) for (name, currency), own in sorted(sums.items()) if any(own.values()))
    return Ageing(day, base, names_of_columns, rows, _totals(rows, names_of_columns))


def _totals(rows: Iterable[AgeRow], names_of_columns: Sequence[str]) -> tuple[AgeRow, ...]:
    sums: dict[str, dict[str, int]] = {}
    for row in rows:
        total = sums.setdefault(row.currency, dict.fromkeys(names_of_columns, 0))
        for column, amount in row.amounts.items():
            total[column] += amount
    return tuple(AgeRow("total", currency, amounts) for currency, amounts in sorted(sums.items()))
