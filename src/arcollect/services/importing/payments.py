"""Payments of a file into the ledger, each allocated as the file says, else in the default order."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING, Any

from arcollect.domain.money import human
from arcollect.errors import ArcollectError, Refused
from arcollect.ledger.balances import of_new_payments, settle_new
from arcollect.services.importing.importer import ticked
from arcollect.services.importing.open_invoices import Allocated, OpenInvoices, named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arcollect.ledger.work import Bar, Work
    from arcollect.services.importing.importer import Importer, Rows
    from arcollect.services.importing.open_invoices import OpenInvoice

    Columns = dict[str, Sequence[Any]]

SAME = ("customer_id", "on_day", "currency", "amount", "method", "reference")
"""What makes two payments the same; a file that holds two such lines means two, and so does a ledger."""


def take_payments(importer: Importer, rows: Rows, bar: Bar) -> None:
    """Adds the payments that are not there yet, in the order of their days."""
    lines, columns = _by_day(rows)
    invoices = OpenInvoices(importer.work, importer.grace_days, named_in(rows.columns["invoice"]))
    columns |= _Payers(importer, invoices, columns).stored(columns, lines)
    importer.outcome.unchanged += _drop_known(importer, invoices.owners, lines, columns)
    _drop(columns, lines, importer.outcome.faulty)
    taken = _Taken(importer, invoices)
    taken.allocate(columns, ticked(lines, bar("checking payments", len(lines))))
    if taken.accepted:
        taken.write(importer.work, columns, bar)
    importer.outcome.added += len(taken.accepted)


def _by_day(rows: Rows) -> tuple[list[int], Columns]:
    """The lines and columns in the order of the payments' days, as the file has them within a day."""
    order = sorted(range(len(rows.lines)), key=rows.columns["on_day"].__getitem__)
    columns: Columns = {name: list(map(cells.__getitem__, order)) for name, cells in rows.columns.items()}
    return list(map(rows.lines.__getitem__, order)), columns


def _drop(columns: Columns, lines: list[int], gone: set[int]) -> None:
    """Takes the rows of these lines out of the columns."""
    if gone:
        keep = [line not in gone for line in lines]
        columns |= {name: list(compress(cells, keep)) for name, cells in columns.items()}
        lines[:] = compress(lines, keep)


class _Payers:
    """Whose payments the rows are, and in which currency; what many share is looked up once."""

    def __init__(self, importer: Importer, invoices: OpenInvoices, columns: Columns) -> None:
        self._importer, self._invoices = importer, invoices
        found = {name: importer.find(name) for name in set(columns["customer"]) if name}
        self._customers = {name: (own.id, own.currency) for name, own in found.items() if own}
        invoices.owners |= {number for number, _ in self._customers.values()}

    def stored(self, columns: Columns, lines: Sequence[int]) -> Columns:
        """The customers by their ids, the currencies, and the amounts in minor units.

        Faults go to the outcome.
        """
        owners, usual = self._owned(columns, lines)
        currencies = [given or own for given, own in zip(columns["currency"], usual, strict=True)]
        amounts = self._importer.minor_units(columns["amount"], currencies, lines)
        return {"customer_id": owners, "currency": currencies, "amount": amounts}

    def _owned(self, columns: Columns, lines: Sequence[int]) -> tuple[list[int], list[str]]:
        """The customer of each row and its usual currency."""
        by_number, customers = self._invoices.by_number, self._customers
        today = self._importer.work.today.isoformat()
        names = ("customer", "on_day", "invoice")
        owners, usual = [], []
        for line, name, on_day, text in zip(lines, *(columns[name] for name in names), strict=True):
            invoice, named = by_number.get(text), customers.get(name)
            if not (invoice and named and named[0] == invoice.customer_id and on_day <= today):
                owner, currency = self._looked_up(line, name, on_day, text)
            else:  # as most
                owner, currency = invoice.customer_id, invoice.currency
            owners.append(owner)
            usual.append(currency)
        return owners, usual

    def _looked_up(self, line: int, name: str | None, on_day: str, text: str | None) -> tuple[int, str]:
        """The customer and currency of a row; what is wrong with it goes to the outcome."""
        try:
            today = self._importer.work.today.isoformat()
            if on_day > today:
                raise Refused(f"{on_day} lies after today ({today}); a payment is entered when it has come")
            return self._owner(name, self._invoices.first_named(text) if text else None)
        except ArcollectError as error:
            self._importer.outcome.fault(line, error)
            return 0, self._importer.currency

    def _owner(self, name: str | None, invoice: OpenInvoice | None) -> tuple[int, str]:
        named = self._customers.get(name or "")
        if invoice is None:
            if named is None:
                raise Refused(
                    f"no customer `{name}`; import the customers or invoices first, or correct the name"
                )
            return named
        if named and named[0] != invoice.customer_id:
            raise Refused(f"invoice {invoice.number} is not {name}'s")
        if name and not named:
            self._importer.outcome.strangers.setdefault(name, invoice.number)
        return invoice.customer_id, invoice.currency


def _drop_known(importer: Importer, owners: Iterable[int], lines: list[int], columns: Columns) -> int:
    """Takes out the payments that the ledger holds already; returns how many.

    One that it holds by the same reference with another amount is a fault: nobody can say which is right.
    """
    days = columns["on_day"]
    found = importer.work.book.payments.between(owners, days[0], days[-1])
    counts = Counter(row[1:7] for row in found)
    by_reference = {
        (customer, day, reference): (number, amount)
        for number, customer, day, _currency, amount, _method, reference, voided in found
        if reference is not None and voided is None
    }
    known = set()
    keys = zip(*(columns[name] for name in SAME), strict=True)
    for line, key in zip(lines, keys, strict=True) if found else ():
        if line in importer.outcome.faulty:
            continue
        if counts[key] > 0:
            counts[key] -= 1
            known.add(line)
        elif before := by_reference.get((key[0], key[1], key[5])):
            importer.outcome.fault(line, _other_amount(*before, *key))
    _drop(columns, lines, known)
    return len(known)


def _other_amount(number: int, amount: int, *key: Any) -> Refused:
    values = dict(zip(SAME, key, strict=True))
    return Refused(
        f"payment {number} with reference {values['reference']} is in the ledger with "
        f"{human(amount, values['currency'])}; void it first, or correct the file"
    )


class _Taken:
    """New payments with their allocations, and what derives from both: nothing needs to be added up again."""

    def __init__(self, importer: Importer, invoices: OpenInvoices) -> None:
        self._importer, self._invoices = importer, invoices
        self.accepted: list[int] = []
        """The indexes of the rows that could be allocated."""
        self._left: list[int] = []
        self._last: list[str | None] = []
        self._pieces: list[tuple[int, int, int, str]] = []
        """The payment by its place among the accepted, the invoice's id, the amount, its day."""

    def allocate(self, columns: Columns, lines: Iterable[int]) -> None:
        """Allocates each payment; a fault goes to the outcome."""
        by_number = self._invoices.by_number
        names = ("customer_id", "on_day", "currency", "amount", "invoice")
        rows = zip(lines, *(columns[name] for name in names), strict=True)
        for n, (line, customer, on_day, currency, amount, text) in enumerate(rows):
            invoice = by_number.get(text)
            if invoice and amount <= invoice.free and invoice.currency == currency:  # wholly for one, as most
                invoice.free -= amount
                if customer in self._invoices.promising:
                    self._invoices.remember(
                        Allocated(customer, on_day, currency, amount), ((invoice, amount),)
                    )
                counts = max(on_day, invoice.payable_from)
                self._pieces.append((len(self.accepted), invoice.id, amount, counts))
                self._left.append(0)
                self._last.append(counts)
                self.accepted.append(n)
                continue
            try:
                payment = Allocated(customer, on_day, currency, amount)
                self._invoices.allocate(payment, text)
                self._note(n, payment)
            except ArcollectError as error:
                self._importer.outcome.fault(line, error)

    def _note(self, n: int, payment: Allocated) -> None:
        """Money cannot pay an invoice before that is issued, so the later of the two days counts."""
        days = [max(invoice.payable_from, payment.on_day) for invoice, _ in payment.pieces]
        for (invoice, amount), day in zip(payment.pieces, days, strict=True):
            self._pieces.append((len(self.accepted), invoice.id, amount, day))
        self._invoices.remember(payment, payment.pieces)
        self._left.append(payment.left)
        self._last.append(max(days, default=None))
        self.accepted.append(n)

    def write(self, work: Work, columns: Columns, bar: Bar) -> None:
        """Adds the accepted ones to the ledger, and brings up to date what is open of their invoices."""
        derived = of_new_payments(self._left, self._last)
        stored = {name: cells for name, cells in columns.items() if name not in ("customer", "invoice")}
        if len(self.accepted) < len(columns["amount"]):
            stored = {name: list(map(cells.__getitem__, self.accepted)) for name, cells in stored.items()}
        ids = work.add_columns("payment", stored, derived, bar)
        if self._pieces:
            places, invoice_ids, amounts, days = zip(*self._pieces, strict=True)
            pieces: Columns = {"invoice_id": invoice_ids, "amount": amounts, "on_day": days}
            payment_ids: dict[str, Any] = {"payment_id": list(map(ids.__getitem__, places))}
            allocations = work.add_columns("allocation", payment_ids | pieces, None, bar)
            tick = bar("settling invoices", len(allocations))
            once = len(set(invoice_ids)) == len(allocations)
            settle_new(work.connection, allocations, once=once)
            tick(len(allocations))
