"""Invoices of a file into the ledger."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from arcollect.domain.money import from_scaled
from arcollect.errors import ArcollectError, Refused
from arcollect.ledger.read import FAR
from arcollect.ledger.write.bulk import columns_of, ticked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arcollect.domain.records import Invoice
    from arcollect.ledger.write.imports import Bar, Importer

FIELDS = ("number", "customer_id", "issued", "due", "due_assumed", "currency", "amount", "note")
VOID = """
    SELECT number FROM invoice i WHERE voided_on IS NOT NULL AND number IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM invoice o WHERE o.number = i.number AND o.voided_on IS NULL)"""


def take_invoices(importer: Importer, drafts: Sequence[Any], bar: Bar) -> None:
    """Adds new invoices; of known ones changes what is safe. What was voided by hand does not come back."""
    book = importer.change.book
    numbers = json.dumps([draft.number for draft in drafts])
    known = {i.number: i for i in book.invoices_numbered(numbers, FAR)}
    void = {row["number"] for row in book.rows(VOID, numbers)}
    owners = _Owners(importer)
    fresh: list[tuple[Any, ...]] = []
    for draft in ticked(drafts, bar("checking invoices", len(drafts))):
        try:
            values = _values(draft, *owners[draft.customer, draft.currency])
            if draft.number in known:
                _update(importer, known[draft.number], dict(zip(FIELDS, values, strict=True)), draft)
            elif draft.number in void:
                importer.outcome.count({})
            else:
                fresh.append(values)
        except ArcollectError as error:
            importer.outcome.fault(draft.line, error)
    importer.write_customers()
    _write(importer, fresh, bar)


class _Owners(dict[tuple[str, "str | None"], tuple[int, str, int]]):
    """The customer, currency and days to pay of those that a file names, each looked up once."""

    def __init__(self, importer: Importer) -> None:
        self._importer = importer

    def __missing__(self, key: tuple[str, str | None]) -> tuple[int, str, int]:
        text, currency = key
        customer = self._importer.customer_for(text, currency)
        terms = self._importer.terms_days if customer["terms_days"] is None else customer["terms_days"]
        self[key] = owner = (customer["id"], currency or customer["currency"], terms)
        return owner


def _values(draft: Any, customer_id: int, currency: str, terms: int) -> tuple[Any, ...]:
    _line, number, _customer, issued, due, _currency, scaled, own_terms, note = draft
    amount = from_scaled(scaled, currency)
    if due is not None:
        return number, customer_id, issued, due, 0, currency, amount, note
    days = terms if own_terms is None else own_terms
    return number, customer_id, issued, issued + timedelta(days=days), 1, currency, amount, note


def _write(importer: Importer, fresh: list[tuple[Any, ...]], bar: Bar) -> None:
    """Nothing is paid of a new invoice yet, so all of it is open."""
    if not fresh:
        return
    columns = columns_of(FIELDS, fresh)
    for name in ("issued", "due"):
        iso = {day: day.isoformat() for day in set(columns[name])}
        columns[name] = list(map(iso.__getitem__, columns[name]))
    importer.outcome.added += len(importer.change.add_columns("invoice", columns, {"open": columns["amount"]}, bar))


def _update(importer: Importer, known: Invoice, values: dict[str, Any], draft: Any) -> None:
    """What is safe: dates, note, and an amount not below what is paid. Another customer or currency is not."""
    from arcollect.ledger.write.invoices import edit_invoice

    if values["customer_id"] != known.customer_id or values["currency"] != known.currency:
        raise Refused(
            f"invoice {known.number} is another customer's or in another currency in the ledger; void it there first"
        )
    if draft.due is None and not known.due_assumed:
        values |= {"due": known.due, "due_assumed": False}
    if values["note"] is None:
        values["note"] = known.note
    same = all(getattr(known, name) == value for name, value in values.items())
    importer.outcome.count({} if same else edit_invoice(importer.change, known, **values))
