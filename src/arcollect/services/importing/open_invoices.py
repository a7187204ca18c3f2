"""What is open of the invoices that a file of payments may pay, kept in memory during the import."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from arcollect.domain.money import human, to_minor
from arcollect.domain.records import Receipt
from arcollect.errors import Refused
from arcollect.ledger.book import FAR
from arcollect.services.payments import Payer, claims

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arcollect.ledger.work import Work

FIGURE = re.compile(r"\s*[-+]?[0-9]{1,15}(?:\.[0-9]{1,6})?\s*")
NOTHING = "-"
"""What a file says where a payment is for no invoice yet."""


class OpenInvoice:
    """An invoice and what is still to be paid of it.

    `free` is what is open less what cheques in hand are to pay.
    """

    __slots__ = ("currency", "customer_id", "due", "free", "id", "number", "payable_from")

    def __init__(self, row: tuple[Any, ...], held: int, reopened: str) -> None:
        self.id, self.number, self.customer_id, issued, self.due, self.currency, still_open = row
        self.free: int = still_open - held
        self.payable_from: str = max(issued, reopened) if reopened else issued


class Allocated:
    """One payment while it is allocated: to which invoices how much, and what is left of it."""

    def __init__(self, customer_id: int, on_day: str, currency: str, amount: int) -> None:
        self.customer_id, self.on_day, self.currency = customer_id, on_day, currency
        self.left = amount
        self.pieces: list[tuple[OpenInvoice, int]] = []

    def pay(self, invoice: OpenInvoice, at_most: int | None = None) -> None:
        """Takes what is free of the invoice from what is left, or `at_most` so much (minor units)."""
        wanted = self.left if at_most is None else min(at_most, self.left)
        amount = min(wanted, invoice.free)
        if amount > 0:  # cheques in hand may be more than is open
            self._take(invoice, amount)

    def pay_exactly(self, invoice: OpenInvoice, amount: int) -> None:
        """Takes that amount (minor units).

        Refused when it is not more than zero, or more than is free or left.
        """
        said = f"{human(amount, invoice.currency)} for invoice {invoice.number} is"
        if amount <= 0:
            raise Refused(f"{said} not more than zero")
        if amount > invoice.free or amount > self.left:
            raise Refused(f"{said} more than is open of it or left of the payment")
        self._take(invoice, amount)

    def _take(self, invoice: OpenInvoice, amount: int) -> None:
        invoice.free -= amount
        self.left -= amount
        before = sum(piece for one, piece in self.pieces if one is invoice)
        if before:  # promised money first, and now more of the same invoice: one allocation all the same
            self.pieces = [(one, piece) for one, piece in self.pieces if one is not invoice]
        self.pieces.append((invoice, before + amount))

    def give_back(self) -> None:
        """Undoes what was allocated."""
        for invoice, amount in self.pieces:
            invoice.free += amount


class OpenInvoices:
    """The invoices that a file's payments may pay.

    Those it names, and all open ones of `owners` once they are needed.

    `owners` are the ids of the customers of the file, `promising` of those with promises on something open.
    """

    def __init__(self, work: Work, grace_days: int, named: Iterable[str]) -> None:
        self._book, self._grace_days = work.book, grace_days
        self._held = self._book.payments.held()
        self._reopened = self._book.invoices.all_reopened()
        self._entry = work.entry_id
        self.promising = frozenset(self._book.promises.promising(FAR))
        self._came: dict[int, list[Receipt]] = defaultdict(list)
        self._by_owner: dict[tuple[int, str], list[OpenInvoice]] | None = None
        found = self._book.invoices.payable_numbered(json.dumps(list(named)))
        self._by_id = {row[0]: self._open(row) for row in found}
        self.by_number = {invoice.number: invoice for invoice in self._by_id.values()}
        self.owners = {invoice.customer_id for invoice in self._by_id.values()}

    def _open(self, row: tuple[Any, ...]) -> OpenInvoice:
        return OpenInvoice(row, self._held.get(row[0], 0), self._reopened.get(row[0], ""))

    def first_named(self, text: str) -> OpenInvoice | None:
        """The first invoice a payment names, None when it names none.

        Refused when there is no such invoice.
        """
        return None if text == NOTHING else self._numbered(self._parts(text)[0][0])

    def _numbered(self, number: str) -> OpenInvoice:
        if number not in self.by_number:
            raise Refused(f"no invoice {number}; import the invoices first, or correct the number")
        return self.by_number[number]

    def _parts(self, text: str) -> list[tuple[str, Decimal | None]]:
        return [(text, None)] if text in self.by_number else parts(text)

    def allocate(self, payment: Allocated, text: str | None) -> None:
        """Allocates a payment to the invoices that `text` names; the rest in the default order.

        Nothing goes in the default order when the text is `-`, or says how much is for each invoice.
        Refused when an invoice is not there, another customer's, or in another currency; then nothing is
        allocated.
        """
        try:
            exact = bool(text) and self._as_named(payment, text or "")
        except BaseException:
            payment.give_back()
            raise
        if not exact:
            self._in_default_order(payment)

    def _as_named(self, payment: Allocated, text: str) -> bool:
        """Pays what is named; whether that is all that the payment is for."""
        exact = text == NOTHING
        for number, amount in [] if exact else self._parts(text):
            invoice = self._numbered(number)
            if invoice.customer_id != payment.customer_id:
                raise Refused(
                    f"invoice {number} is not that customer's; a payment pays the invoices of one customer"
                )
            if invoice.currency != payment.currency:
                raise Refused(f"invoice {number} is in another currency than the payment; enter them apart")
            if amount is None:
                payment.pay(invoice)
            else:
                payment.pay_exactly(invoice, to_minor(amount, payment.currency))
                exact = True
        return exact

    def _in_default_order(self, payment: Allocated) -> None:
        """What an open promise covers first, then the oldest due, ties by number, disputed invoices last."""
        if not payment.left:
            return
        if self._by_owner is None:
            self._by_owner = self._all_open()
        self._promised_first(payment)
        invoices = self._by_owner[payment.customer_id, payment.currency]
        while payment.left and invoices:
            payment.pay(invoices[-1])
            if invoices[-1].free <= 0:
                invoices.pop()

    def _promised_first(self, payment: Allocated) -> None:
        """Pays what open promises of the payer lack, the earliest due first; see `domain.allocation`."""
        if payment.customer_id not in self.promising:
            return
        on = date.fromisoformat(payment.on_day)
        whose = Payer(customer=payment.customer_id, currency=payment.currency, on=on)
        for claim in claims(self._book, whose, self._grace_days, self._came[payment.customer_id]):
            lacking = claim.lacking
            for invoice in self._covered(payment, claim.invoice_ids):
                before = payment.left
                payment.pay(invoice, lacking)
                lacking -= before - payment.left

    def remember(self, payment: Allocated, pieces: Iterable[tuple[OpenInvoice, int]]) -> None:
        """Notes what a payment pays: money that promises count, before it is in the book."""
        if payment.customer_id in self.promising:
            on = date.fromisoformat(payment.on_day)
            self._came[payment.customer_id] += [
                Receipt(
                    payment_id=0,
                    customer_id=payment.customer_id,
                    invoice_id=invoice.id,
                    on=on,
                    currency=payment.currency,
                    amount=amount,
                    known=max(on, date.fromisoformat(invoice.payable_from)),
                    entry=self._entry,
                )
                for invoice, amount in pieces
            ]

    def _covered(self, payment: Allocated, ids: frozenset[int]) -> list[OpenInvoice]:
        """The payer's open invoices that a promise covers and that are not in dispute, oldest first."""
        open_ones = (self._by_owner or {}).get((payment.customer_id, payment.currency), [])
        return [i for i in reversed(open_ones) if i.id in ids and i.id not in self._disputed]

    @cached_property
    def _disputed(self) -> frozenset[int]:
        return self._book.invoices.in_dispute()

    def _all_open(self) -> dict[tuple[int, str], list[OpenInvoice]]:
        """What is open of all `owners` by customer and currency, the next to be paid last."""
        by_owner: dict[tuple[int, str], list[OpenInvoice]] = defaultdict(list)
        for row in self._book.invoices.payable_of(self.owners):
            invoice = self._by_id.get(row[0])
            if invoice is None:
                invoice = self._by_id[row[0]] = self._open(row)
            by_owner[invoice.customer_id, invoice.currency].append(invoice)
        disputed = self._disputed
        for invoices in by_owner.values():
            invoices.sort(key=lambda one: (one.id in disputed, one.due, one.number), reverse=True)
        return by_owner


def parts(text: str) -> list[tuple[str, Decimal | None]]:
    """`F-1` or `F-1=100.00;F-2=50.00` as (number, amount or None); Refused when an amount is no figure."""
    found: list[tuple[str, Decimal | None]] = []
    for part in text.split(";"):
        number, equals, amount = part.strip().rpartition("=")
        if equals and not FIGURE.fullmatch(amount):
            raise Refused(f"`{part}` is not INVOICE=AMOUNT, as F-1=100.00")
        found.append((number, Decimal(amount)) if equals else (part.strip(), None))
    return found


def named_in(texts: Iterable[str | None]) -> list[str]:
    """The invoice numbers that these texts may name, each once, in their order."""
    named = dict.fromkeys(text for text in texts if text)
    for text in [text for text in named if "=" in text or ";" in text]:
        named |= dict.fromkeys(part.strip().rpartition("=")[0] or part.strip() for part in text.split(";"))
    return list(named)
