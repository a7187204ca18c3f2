"""Which invoices a payment pays: oldest due date first, ties by invoice number, unless the payer says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from arcollect.domain.money import human
from arcollect.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Open(Protocol):
    """An invoice as far as allocation needs it."""

    @property
    def number(self) -> str: ...
    @property
    def due(self) -> object: ...
    @property
    def open(self) -> int: ...


T = TypeVar("T", bound=Open)


def oldest_first(invoices: Iterable[T]) -> list[T]:
    """The order in which money without a named invoice is used up."""
    return sorted(invoices, key=lambda i: (str(i.due), i.number))


def spread(amount: int, invoices: Sequence[T]) -> list[tuple[T, int]]:
    """The pieces of `amount` that go to each invoice in turn, as far as both last; the rest is on account."""
    pieces = []
    for invoice in invoices:
        piece = min(amount, invoice.open)
        if piece > 0:
            pieces.append((invoice, piece))
            amount -= piece
    return pieces


def as_named(
    amount: int, named: Sequence[tuple[T, int | None]], others: Sequence[T], currency: str
) -> list[tuple[T, int]]:
    """The pieces when invoices are named; a name without an amount takes what is open of it.

    With every name carrying its amount the rest stays on account; otherwise the rest goes oldest first.
    Refused when a piece is more than is open of its invoice or than is left of the payment.
    """
    pieces, left = [], amount
    for invoice, wanted in named:
        piece = min(left, invoice.open) if wanted is None else wanted
        if piece > invoice.open:
            raise Refused(
                f"{human(piece, currency)} is more than the {human(invoice.open, currency)} open on invoice "
                f"{invoice.number}; give at most that"
            )
        if piece > left:
            raise Refused(f"{human(piece, currency)} for invoice {invoice.number} is more than is left of the payment")
        if piece:
            pieces.append((invoice, piece))
        left -= piece
    if any(wanted is not None for _, wanted in named):
        return pieces
    taken = {invoice.number for invoice, _ in named}
    return pieces + spread(left, oldest_first(i for i in others if i.number not in taken))
