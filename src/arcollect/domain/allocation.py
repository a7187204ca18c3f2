"""Which invoices a payment pays.

What was promised first, then the oldest due, unless the payer says otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from arcollect.domain.balance import Asked, in_order
from arcollect.domain.frozen import record
from arcollect.domain.money import human
from arcollect.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T", bound=Asked)


@record
class Claim:
    """What an open promise lacks of its amount, in minor units, on the invoices it covers."""

    promise_id: int
    invoice_ids: frozenset[int]
    lacking: int


@record
class Named:
    """An invoice that the payer names; without an amount (minor units) it takes what is open of it."""

    number: str
    amount: int | None = None


class Spread(Generic[T]):
    """A payment while it is cut into pieces; `left` is what no invoice has taken yet, minor units."""

    def __init__(self, amount: int, invoices: Iterable[T]) -> None:
        self.left = amount
        self._invoices = in_order(invoices)
        self._room = {invoice.id: invoice.open for invoice in self._invoices}
        self._taken: dict[int, int] = {}

    def room(self, invoice: T) -> int:
        """What an invoice can still take, minor units."""
        return self._room[invoice.id]

    def give(self, invoice: T, most: int) -> int:
        """Give an invoice at most so much, as far as it and the payment have room; returns what it took."""
        piece = min(self.left, most, self._room[invoice.id])
        if piece <= 0:
            return 0
        self.left -= piece
        self._room[invoice.id] -= piece
        self._taken[invoice.id] = self._taken.get(invoice.id, 0) + piece
        return piece

    def by_default(self, claims: Iterable[Claim] = ()) -> None:
        """Give out the rest in the default order.

        What promises lack, earliest due first, then oldest due first.
        """
        for claim in claims:
            lacking = claim.lacking
            for invoice in self._invoices:
                if invoice.id in claim.invoice_ids and invoice.dispute is None:
                    lacking -= self.give(invoice, lacking)
        for invoice in self._invoices:
            self.give(invoice, self.left)

    def pieces(self) -> list[tuple[T, int]]:
        """Each invoice that took something with its amount, in the order in which they took it."""
        known = {invoice.id: invoice for invoice in self._invoices}
        return [(known[invoice_id], amount) for invoice_id, amount in self._taken.items()]


def by_default(amount: int, invoices: Iterable[T], claims: Iterable[Claim] = ()) -> list[tuple[T, int]]:
    """The pieces of a payment for which no invoice is named; the rest of it stays on account.

    Args:
        amount: the payment, minor units.
        invoices: what the customer has open in its currency; `open` without what cheques in hand are to pay.
        claims: open promises in whose window the payment lies, the earliest due first.

    """
    spread = Spread(amount, invoices)
    spread.by_default(claims)
    return spread.pieces()


def as_named(
    amount: int, named: Sequence[tuple[T, int | None]], invoices: Sequence[T], claims: Sequence[Claim] = ()
) -> list[tuple[T, int]]:
    """The pieces of a payment whose payer names invoices, each with its amount (None: all of it).

    Where a name carries its amount, the rest stays on account; else the rest goes in the default order.
    Refused when a piece is more than is open of its invoice or than is left of the payment.
    """
    spread = Spread(amount, invoices)
    for invoice, wanted in named:
        if wanted is not None:
            _check(invoice, wanted, spread)
        spread.give(invoice, spread.left if wanted is None else wanted)
    if all(wanted is None for _, wanted in named):
        spread.by_default(claims)
    return spread.pieces()


def _check(invoice: T, wanted: int, spread: Spread[T]) -> None:
    room = spread.room(invoice)
    if wanted > room:
        raise Refused(
            f"{human(wanted, invoice.currency)} is more than the {human(room, invoice.currency)} open on "
            f"invoice {invoice.number}; give at most that"
        )
    if wanted > spread.left:
        raise Refused(
            f"{human(wanted, invoice.currency)} for invoice {invoice.number} is more than is left of the "
            "payment"
        )
