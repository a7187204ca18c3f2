"""Invoices of a file into the ledger."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import compress
from typing import TYPE_CHECKING, Any

from arcollect.errors import ArcollectError, Refused
from arcollect.ledger.balances import of_new_invoices
from arcollect.ledger.book import FAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arcollect.domain.records import Invoice
    from arcollect.ledger.work import Bar
    from arcollect.services.importing.importer import Importer, Rows

    Columns = dict[str, Sequence[Any]]


def take_invoices(importer: Importer, rows: Rows, bar: Bar) -> None:
    """Adds new invoices; of known ones changes what is safe. What was voided by hand does not come back."""
    tick = bar("checking invoices", len(rows.lines))
    columns = _as_stored(importer, rows)
    known, void = _there_already(importer, columns["number"])
    importer.write_customers()
    faulty = importer.outcome.faulty
    if known or void or faulty:
        gone = {n for n, line in enumerate(rows.lines) if line in faulty}
        old = {n for n, number in enumerate(columns["number"]) if number in known or number in void}
        for n in sorted(old - gone):
            _take_known(importer, known, rows, columns, n)
        keep = [n not in old and n not in gone for n in range(len(rows.lines))]
        columns = {name: list(compress(column, keep)) for name, column in columns.items()}
    tick(len(rows.lines))
    if columns["number"]:  # nothing is paid of a new invoice yet, so all of it is open
        derived = of_new_invoices(columns["amount"])
        importer.outcome.added += len(importer.work.add_columns("invoice", columns, derived, bar))


def _there_already(importer: Importer, numbers: Sequence[str]) -> tuple[dict[str, Invoice], set[str]]:
    """The invoices of the ledger that have one of these numbers, and the numbers that only void ones have."""
    book = importer.work.book
    found = book.invoices.taken(json.dumps(numbers))
    valid = [number for number, is_valid in found if is_valid]
    known = {i.number: i for i in book.invoices.numbered(json.dumps(valid), FAR)} if valid else {}
    return known, {number for number, _ in found if number not in known}


class _Owners(dict[tuple[str, "str | None"], tuple[int, str, int]]):
    """The customer, currency and days to pay of those that a file names, each looked up once.

    `refused` says why one that the file names can neither be found nor made.
    """

    def __init__(self, importer: Importer) -> None:
        self._importer = importer
        self.refused: dict[tuple[str, str | None], ArcollectError] = {}

    def __missing__(self, key: tuple[str, str | None]) -> tuple[int, str, int]:
        text, currency = key
        try:
            known = self._importer.customer_for(text, currency)
            terms = self._importer.terms_days if known.terms_days is None else known.terms_days
            owner = (known.id, currency or known.currency, terms)
        except ArcollectError as error:
            self.refused[key] = error
            owner = (0, self._importer.currency, 0)
        self[key] = owner
        return owner


def _as_stored(importer: Importer, rows: Rows) -> Columns:
    """The columns as the table has them.

    The customer by its id, the due day worked out, the amount in minor units.
    """
    columns: Columns = {
        name: rows.columns[name] for name in rows.columns if name not in ("customer", "terms")
    }
    owners = _Owners(importer)
    keys = list(zip(rows.columns["customer"], rows.columns["currency"], strict=True))
    owned = list(map(owners.__getitem__, keys))
    for line, key in zip(rows.lines, keys, strict=True) if owners.refused else ():
        if key in owners.refused:
            importer.outcome.fault(line, owners.refused[key])
    columns["customer_id"] = [customer for customer, _, _ in owned]
    columns["currency"] = currencies = [currency for _, currency, _ in owned]
    columns["due_assumed"] = [0 if due else 1 for due in columns["due"]]
    if None in columns["due"]:
        usual = [terms for _, _, terms in owned]
        given = zip(columns["due"], columns["issued"], rows.columns["terms"], usual, strict=True)
        columns["due"] = [due or _after(issued, own, terms) for due, issued, own, terms in given]
    columns["amount"] = importer.minor_units(columns["amount"], currencies, rows.lines)
    return columns


def _after(issued: str, own: int | None, usual: int) -> str:
    """The day on which an invoice falls due by its own days to pay, or by the usual ones."""
    return (date.fromisoformat(issued) + timedelta(days=usual if own is None else own)).isoformat()


def _take_known(importer: Importer, known: dict[str, Invoice], rows: Rows, columns: Columns, n: int) -> None:
    """Takes row `n`, whose number the ledger has."""
    values = {name: column[n] for name, column in columns.items()}
    invoice = known.get(values["number"])
    try:
        importer.outcome.count(_update(importer, invoice, values) if invoice else {})
    except ArcollectError as error:
        importer.outcome.fault(rows.lines[n], error)


def _update(importer: Importer, known: Invoice, values: dict[str, Any]) -> dict[str, Any]:
    """What is safe: dates, note, and an amount not below what is paid.

    Another customer or currency is not.
    """
    from arcollect.services.invoices import edited

    if values["customer_id"] != known.customer_id or values["currency"] != known.currency:
        raise Refused(
            f"invoice {known.number} is another customer's or in another currency in the ledger; void it "
            "there first"
        )
    given = {name: value for name, value in values.items() if value is not None}
    given |= {name: date.fromisoformat(values[name]) for name in ("issued", "due")}
    if values["due_assumed"] and not known.due_assumed:
        given |= {"due": known.due, "due_assumed": False}
    same = all(getattr(known, name) == value for name, value in given.items())
    return {} if same else edited(importer.work, known, given)
