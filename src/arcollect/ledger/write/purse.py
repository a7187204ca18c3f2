"""What is open of a customer's invoices while a file of payments is taken, kept in memory."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from arcollect.domain.money import human, to_minor
from arcollect.errors import ArcollectError, Refused
from arcollect.ledger.queries import NEVER
from arcollect.ledger.write.bulk import indexes_after, ticked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arcollect.ledger.read import Book
    from arcollect.ledger.write.change import Change
    from arcollect.ledger.write.import_payments import Values
    from arcollect.ledger.write.imports import Bar

COLUMNS = "i.id, i.number, i.customer_id, i.issued, i.due, i.currency, i.open, i.last_reduced"
NUMBERED = f"""
    SELECT {COLUMNS} FROM json_each(?) n CROSS JOIN invoice i ON i.number = n.value WHERE i.voided_on IS NULL"""
OPEN = f"""
    SELECT {COLUMNS} FROM invoice i
    WHERE i.customer_id IN (SELECT value FROM json_each(?)) AND i.open_until = '{NEVER}' AND i.voided_on IS NULL"""
FIGURE = re.compile(r"\s*[-+]?[0-9]{1,15}(?:\.[0-9]{1,6})?\s*")
SETTLE = "UPDATE invoice SET open = ?, last_reduced = ?, open_until = ? WHERE id = ?"


Piece = tuple[int, int, str]
"""What a payment pays: the invoice, how much, and from which day it counts."""


class Slot:
    """An invoice and what is still open of it; `free` is that without what cheques in hand are to pay."""

    __slots__ = ("currency", "customer_id", "due", "free", "id", "issued", "last_reduced", "number", "open")

    def __init__(self, row: tuple[Any, ...], held: int) -> None:
        self.id, self.number, self.customer_id, self.issued, self.due, self.currency, self.open, self.last_reduced = row
        self.free = self.open - held

    def pay(self, amount: int, on: str) -> Piece:
        """Takes the amount off; money cannot pay an invoice before that is issued, so the later of the two days counts."""
        self.free -= amount
        self.open -= amount
        return self.id, amount, max(self.issued, on)


class Purse:
    """The invoices that a file's payments may pay: those it names, and when it names too little, all open ones of `owners`."""

    def __init__(self, book: Book, named: Iterable[str]) -> None:
        self._book, self._held = book, book.held()
        self._slots: dict[int, Slot] = {}
        self._by_number: dict[str, Slot] = {}
        self._by_owner: dict[tuple[int, str], list[Slot]] = defaultdict(list)
        self._paid: dict[int, str] = {}
        self._full = False
        for row in book.tuples(NUMBERED, json.dumps(list(named))):
            self._by_number[row[1]] = self._slot(row)
        self.owners = {slot.customer_id for slot in self._slots.values()}

    def _slot(self, row: tuple[Any, ...]) -> Slot:
        if row[0] not in self._slots:
            self._slots[row[0]] = Slot(row, self._held.get(row[0], 0))
        return self._slots[row[0]]

    def _fill_up(self) -> None:
        """Takes in what is open of all `owners`, in the order in which money without a name is used up."""
        self._full = True
        for row in self._book.tuples(OPEN, json.dumps(sorted(self.owners))):
            slot = self._slot(row)
            self._by_owner[slot.customer_id, slot.currency].append(slot)
        for slots in self._by_owner.values():
            slots.sort(key=lambda slot: (slot.due, slot.number), reverse=True)  # the next to be paid stands last

    def first_named(self, text: str | None) -> Slot | None:
        """The first invoice a payment names, None when it names none; Refused when there is no such invoice."""
        if not text or text == "-":
            return None
        return self._by_number.get(text) or self._numbered(parts(text)[0][0])

    def _numbered(self, number: str) -> Slot:
        if number not in self._by_number:
            raise Refused(f"no invoice {number}; import the invoices first, or correct the number")
        return self._by_number[number]

    def allocate(self, values: Values, text: str | None) -> list[Piece]:
        """The pieces of a payment: the invoices it names first; the rest oldest first, unless each has its amount."""
        pieces: list[Piece] = []
        slot = self._by_number.get(text or "")
        if slot and slot.currency == values.currency and values.amount <= slot.free:  # wholly for one invoice, as most
            piece = slot.pay(values.amount, values.on_day)
            self._note(piece)
            return [piece]
        try:
            self._fill(pieces, values, text)
        except ArcollectError:
            for invoice_id, amount, _ in pieces:
                self._slots[invoice_id].free += amount
                self._slots[invoice_id].open += amount
            raise
        for piece in pieces:
            self._note(piece)
        return pieces

    def _note(self, piece: Piece) -> None:
        invoice_id, _, on = piece
        if on > self._paid.get(invoice_id, ""):
            self._paid[invoice_id] = on

    def _fill(self, pieces: list[Piece], values: Values, text: str | None) -> None:
        currency, left = values.currency, values.amount
        exact = text == "-"
        for number, amount in [] if exact or not text else self._parts(text):
            slot = self._numbered(number)
            if slot.customer_id != values.customer_id:
                raise Refused(f"invoice {number} is not that customer's; a payment pays the invoices of one customer")
            if slot.currency != currency:
                raise Refused(f"invoice {number} is in another currency than the payment; enter them apart")
            wanted = None if amount is None else to_minor(amount, currency)
            exact = exact or wanted is not None
            left -= _pay(pieces, slot, left, wanted, values.on_day)
        if not exact:
            self._oldest_first(pieces, values, left)

    def _parts(self, text: str) -> list[tuple[str, Decimal | None]]:
        return [(text, None)] if text in self._by_number else parts(text)

    def _oldest_first(self, pieces: list[Piece], values: Values, left: int) -> None:
        if left and not self._full:
            self._fill_up()
        slots = self._by_owner[values.customer_id, values.currency]
        while left and slots:
            left -= _pay(pieces, slots[-1], left, None, values.on_day)
            if slots[-1].free <= 0:
                slots.pop()

    def settle(self, change: Change, bar: Bar) -> None:
        """Writes what is open of the invoices that were paid."""
        rows = []
        for invoice_id, day in self._paid.items():
            slot = self._slots[invoice_id]
            last = max(day, slot.last_reduced or "")
            rows.append((slot.open, last, NEVER if slot.open else last, invoice_id))
        with indexes_after(change.connection, "invoice", len(rows), "open_until"):
            change.connection.executemany(SETTLE, ticked(rows, bar("settling invoices", len(rows))))


def _pay(pieces: list[Piece], slot: Slot, left: int, wanted: int | None, on: str) -> int:
    amount = max(0, min(left, slot.free)) if wanted is None else wanted  # cheques in hand may be more than is open
    if wanted is not None and wanted <= 0:
        raise Refused(f"{human(wanted, slot.currency)} for invoice {slot.number} is not more than zero")
    if amount > slot.free or amount > left:
        raise Refused(
            f"{human(amount, slot.currency)} for invoice {slot.number} is more than is open of it or left of the payment"
        )
    if amount:
        pieces.append(slot.pay(amount, on))
    return amount


def parts(text: str) -> list[tuple[str, Decimal | None]]:
    """`F-1` or `F-1=100.00;F-2=50.00` as (number, amount or None)."""
    found: list[tuple[str, Decimal | None]] = []
    for part in text.split(";"):
        number, equals, amount = part.strip().rpartition("=")
        if equals and not FIGURE.fullmatch(amount):
            raise Refused(f"`{part}` is not INVOICE=AMOUNT, as F-1=100.00")
        found.append((number, Decimal(amount)) if equals else (part.strip(), None))
    return found


def named_in(text: str) -> list[str]:
    """The invoice numbers that a payment's text may name."""
    if "=" not in text and ";" not in text:
        return [text]
    return [text, *(part.strip().rpartition("=")[0] or part.strip() for part in text.split(";"))]
