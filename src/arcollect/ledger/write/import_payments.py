"""Payments of a file into the ledger, each allocated as the file says, else oldest due first."""

from __future__ import annotations

import json
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from arcollect.domain.money import from_scaled, human
from arcollect.errors import ArcollectError, Refused
from arcollect.ledger.queries import NEVER
from arcollect.ledger.write.bulk import columns_of, ticked
from arcollect.ledger.write.purse import Purse, named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arcollect.ledger.write import bulk
    from arcollect.ledger.write.change import Change
    from arcollect.ledger.write.imports import Bar, Importer
    from arcollect.ledger.write.purse import Piece

KNOWN = """
    SELECT p.id, p.customer_id, p.on_day, p.currency, p.amount, p.method, p.reference, p.voided_on FROM payment p
    WHERE p.customer_id IN (SELECT value FROM json_each(?)) AND p.on_day BETWEEN ? AND ?"""


class Values(NamedTuple):
    """A payment as the ledger stores it.

    The first six fields make two payments the same; a file that holds two such lines means two, and so does a ledger.
    """

    customer_id: int
    on_day: str
    currency: str
    amount: int
    method: str | None
    reference: str | None
    note: str | None


def take_payments(importer: Importer, drafts: Sequence[Any], bar: Bar) -> None:
    """Adds the payments that are not there yet, in the order of their days."""
    if not drafts:
        return
    drafts = sorted(drafts, key=attrgetter("on"))
    purse = Purse(importer.change.book, {text for d in drafts if d.invoice for text in named_in(d.invoice)})
    values_of = _Reader(importer, purse, drafts)
    purse.owners |= values_of.owners
    seen, taken = _Seen(importer, purse.owners, drafts), _Taken()
    for draft in ticked(drafts, bar("checking payments", len(drafts))):
        try:
            values = values_of(draft)
            if not (seen and seen.take(values)):
                taken.add(values, purse.allocate(values, draft.invoice))
        except ArcollectError as error:
            importer.outcome.fault(draft.line, error)
    if taken.payments:
        taken.write(importer.change, bar)
        purse.settle(importer.change, bar)
    importer.outcome.added += len(taken.payments)


class _Reader:
    """Whose payment a draft is, and in which currency; what many share is looked up once."""

    def __init__(self, importer: Importer, purse: Purse, drafts: Sequence[Any]) -> None:
        self._purse, self._today = purse, importer.change.by.today
        self._strangers = importer.outcome.strangers
        found = {name: importer.find(name) for name in {draft.customer for draft in drafts}}
        self._customers = {name: (own["id"], own["currency"]) for name, own in found.items() if own}
        self._iso = {day: day.isoformat() for day in {draft.on for draft in drafts}}
        self.owners = {number for number, _ in self._customers.values()}

    def __call__(self, draft: Any) -> Values:
        _line, name, on, currency, scaled, method, text, reference, note = draft
        if on > self._today:
            raise Refused(f"{on} lies after today ({self._today}); a payment is entered when it has come")
        slot = self._purse.first_named(text) if text else None
        if slot is not None:
            owner, usual = slot.customer_id, slot.currency
            if self._customers.get(name, (owner,))[0] != owner:
                raise Refused(f"invoice {slot.number} is not {name}'s")
            if name and name not in self._customers:
                self._strangers.setdefault(name, slot.number)
        elif name in self._customers:
            owner, usual = self._customers[name]
        else:
            raise Refused(f"no customer `{name}`; import the customers or invoices first, or correct the name")
        currency = currency or usual
        return Values(owner, self._iso[on], currency, from_scaled(scaled, currency), method, reference, note)


class _Seen:
    """What the ledger holds already of the file's customers and days."""

    def __init__(self, importer: Importer, owners: Iterable[int], drafts: Sequence[Any]) -> None:
        self._outcome = importer.outcome
        days = (drafts[0].on.isoformat(), drafts[-1].on.isoformat())
        rows = importer.change.book.tuples(KNOWN, json.dumps(sorted(owners)), *days)
        self._counts = Counter(row[1:7] for row in rows)
        self._referenced = {
            (customer, day, reference): (number, amount)
            for number, customer, day, _currency, amount, _method, reference, voided in rows
            if reference is not None and voided is None
        }

    def __bool__(self) -> bool:
        return bool(self._counts)

    def take(self, values: Values) -> bool:
        """Whether the payment is there; Refused when it is there with another amount, for nobody can say which is right."""
        key = values[:6]
        if self._counts and self._counts[key] > 0:
            self._counts[key] -= 1
            self._outcome.unchanged += 1
            return True
        before = self._referenced.get((values.customer_id, values.on_day, values.reference or ""))
        if before:
            number, amount = before
            raise Refused(
                f"payment {number} with reference {values.reference} is in the ledger with {human(amount, values.currency)}; "
                "void it first, or correct the file"
            )
        return False


class _Taken:
    """New payments with their pieces, and what derives from both: nothing needs to be added up again."""

    def __init__(self) -> None:
        self.payments: list[Values] = []
        self._pieces: list[tuple[int, Piece]] = []
        self._left: list[int] = []
        self._last: list[str | None] = []

    def add(self, values: Values, pieces: list[Piece]) -> None:
        """Takes one payment."""
        position = len(self.payments)
        self.payments.append(values)
        left, last = values.amount, ""
        for piece in pieces:
            self._pieces.append((position, piece))
            left -= piece[1]
            last = max(last, piece[2])
        self._left.append(left)
        self._last.append(last or None)

    def write(self, change: Change, bar: Bar) -> None:
        """Adds them to the ledger."""
        derived: bulk.Columns = {
            "on_account": self._left, "last_allocated": self._last,
            "on_account_until": [NEVER if rest else day for rest, day in zip(self._left, self._last, strict=True)],
        }  # fmt: skip
        ids = change.add_columns("payment", columns_of(Values._fields, self.payments), derived, bar)
        flat = [(ids[position], *piece) for position, piece in self._pieces]
        if flat:
            change.add_columns(
                "allocation", columns_of(("payment_id", "invoice_id", "amount", "on_day"), flat), None, bar
            )
