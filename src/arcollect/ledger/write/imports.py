"""Whole files into the ledger: what is new is added, what is the same left alone, what is safe to change changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from arcollect.domain.money import human, to_minor
from arcollect.domain.naming import folded, new_code
from arcollect.errors import ArcollectError, Problem, Refused
from arcollect.ledger.read import FAR
from arcollect.ledger.tables import Customer
from arcollect.ledger.write.customers import check_currency
from arcollect.ledger.write.invoices import edit_invoice

if TYPE_CHECKING:
    from arcollect.domain.records import Invoice as InvoiceRecord
    from arcollect.ledger.write.change import Change


class Draft(Protocol):
    """A row of a file: its line and its fields."""

    @property
    def line(self) -> int: ...
    @property
    def values(self) -> Mapping[str, Any]: ...


@dataclass
class Outcome:
    """What became of the rows of a file."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    created: list[str] = field(default_factory=list)


Step = Callable[[], None]
INVOICE = ("number", "customer_id", "issued", "due", "due_assumed", "currency", "amount", "note")
PAYMENT = ("customer_id", "on_day", "currency", "amount", "method", "reference", "note")


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value


class Importer:
    """Takes drafts into one change; the same file a second time adds nothing."""

    def __init__(self, change: Change, currency: str, terms_days: int) -> None:
        self._change = change
        self.currency, self.terms_days = currency, terms_days
        self._by_code: dict[str, dict[str, Any]] = {}
        self._by_name: dict[str, dict[str, Any]] = {}
        self._codes: set[str] = set()
        self.outcome = Outcome()
        for row in change.book.rows("SELECT * FROM customer WHERE voided_on IS NULL"):
            self._know(dict(row))
        self._codes |= {row["code"] for row in change.book.rows("SELECT code FROM customer")}

    def _know(self, row: dict[str, Any]) -> None:
        self._codes.add(row["code"])
        self._by_name.setdefault(folded(row["name"]), row)
        self._by_code[folded(row["code"])] = row

    def find(self, text: str) -> dict[str, Any] | None:
        """The customer with that code or exact name."""
        return self._by_code.get(folded(text)) or self._by_name.get(folded(text))

    def fault(self, draft: Draft, error: ArcollectError) -> None:
        """Notes what is wrong with a line."""
        self.outcome.problems.append(Problem(draft.line, str(error)))

    def take_customer(self, draft: Draft) -> None:
        """Adds or updates one customer; Refused when its currency cannot change any more."""
        values = {k: v for k, v in draft.values.items() if v is not None}
        code, name = values.get("code"), folded(values["name"])
        known = self._by_code.get(folded(code)) if code else self._by_name.get(name)
        currency = values.get("currency") or (known["currency"] if known else self.currency)
        if isinstance(values.get("credit_limit"), Decimal):
            values["credit_limit"] = to_minor(values["credit_limit"], currency)
        if known is None:
            self.new_customer(values | {"currency": currency})
            self.outcome.added += 1
            return
        check_currency(self._change, known["id"], values)
        self.count(
            self._change.edit(Customer, known["id"], **{k: v for k, v in values.items() if k in Customer.model_fields})
        )

    def new_customer(self, values: Mapping[str, Any]) -> dict[str, Any]:
        code = values.get("code") or new_code(values["name"], self._codes)
        if code in self._codes:
            raise Refused(f"code {code} belongs to a customer that is void; give another")
        row = self._change.add(Customer(**{**values, "code": code}))
        made = row.model_dump()
        self._know(made)
        return made

    def count(self, changed: Mapping[str, Any]) -> None:
        """Counts a row that was there already."""
        if changed:
            self.outcome.updated += 1
        else:
            self.outcome.unchanged += 1

    def customer_for(self, text: str, currency: str | None) -> dict[str, Any]:
        """The customer a file names by code or exact name; an unknown one is made and listed."""
        known = self.find(text)
        if known is None:
            compact = " " not in text and len(text) <= 20 and any(c.isdigit() for c in text)
            known = self.new_customer(
                {"name": text, "currency": currency or self.currency, "code": text if compact else None}
            )
            self.outcome.created.append(text)
        return known


def take(change: Change, kind: str, drafts: Sequence[Draft], currency: str, terms_days: int, tick: Step) -> Outcome:
    """Takes the drafts of a file into the change; faults are in the outcome with their lines."""
    importer = Importer(change, currency, terms_days)
    {"customers": _customers, "invoices": _invoices, "payments": _payments}[kind](importer, change, drafts, tick)
    return importer.outcome


def _customers(importer: Importer, _change: Change, drafts: Sequence[Draft], tick: Step) -> None:
    for draft in drafts:
        try:
            importer.take_customer(draft)
        except ArcollectError as error:
            importer.fault(draft, error)
        tick()


def _invoices(importer: Importer, change: Change, drafts: Sequence[Draft], tick: Step) -> None:
    known = {i.number: i for i in change.book.invoices(FAR)}
    void = {row["number"] for row in change.book.rows("SELECT number FROM invoice WHERE voided_on IS NOT NULL")}
    fresh: list[dict[str, Any]] = []
    for draft in drafts:
        try:
            values = _invoice_values(importer, draft.values)
            if draft.values["number"] in void - known.keys():
                importer.count({})  # what was voided by hand does not come back with the next file
            elif draft.values["number"] in known:
                _update_invoice(importer, change, known[draft.values["number"]], values, draft.values)
            else:
                fresh.append(values)
        except ArcollectError as error:
            importer.fault(draft, error)
        tick()
    change.add_rows("invoice", INVOICE, [[_stored(v[name]) for name in INVOICE] for v in fresh])
    importer.outcome.added += len(fresh)


def _invoice_values(importer: Importer, given: Mapping[str, Any]) -> dict[str, Any]:
    customer = importer.customer_for(given["customer"], given["currency"])
    currency = given["currency"] or customer["currency"]
    terms = given["terms_days"] if given["terms_days"] is not None else customer["terms_days"]
    days = importer.terms_days if terms is None else terms
    return {
        "number": given["number"], "customer_id": customer["id"], "issued": given["issued"],
        "due": given["due"] or given["issued"] + timedelta(days=days), "due_assumed": given["due"] is None,
        "currency": currency, "amount": to_minor(given["amount"], currency), "note": given["note"],
    }  # fmt: skip


def _update_invoice(
    importer: Importer, change: Change, known: InvoiceRecord, values: dict[str, Any], given: Mapping[str, Any]
) -> None:
    """What is safe: dates, note, and an amount not below what is paid. Another customer or currency is not."""
    if values["customer_id"] != known.customer_id or values["currency"] != known.currency:
        raise Refused(
            f"invoice {known.number} is another customer's or in another currency in the ledger; void it there first"
        )
    if given["due"] is None and not known.due_assumed:
        values |= {"due": known.due, "due_assumed": False}
    if values["note"] is None:
        values["note"] = known.note
    same = all(getattr(known, name) == value for name, value in values.items())
    importer.count({} if same else edit_invoice(change, known, **values))


def _payments(importer: Importer, change: Change, drafts: Sequence[Draft], tick: Step) -> None:
    purse = _Purse(change)
    seen = _counts(change)
    payments: list[dict[str, Any]] = []
    plans: list[list[tuple[InvoiceRecord, int]]] = []
    for draft in sorted(drafts, key=lambda d: d.values["on"]):
        try:
            values = _payment_values(importer, purse, draft.values, change.by.today)
            key = tuple(values[name] for name in KEY)
            if seen[key] > 0:
                seen[key] -= 1
                importer.outcome.unchanged += 1
            else:
                purse.refuse_corrected(values)
                plans.append(purse.allocate(values, draft.values["invoice"]))
                payments.append(values)
        except ArcollectError as error:
            importer.fault(draft, error)
        tick()
    _write_payments(change, payments, plans)
    importer.outcome.added += len(payments)
    importer.outcome.problems.sort(key=lambda p: p.line)


KEY = ("customer_id", "on_day", "currency", "amount", "method", "reference")
"""What makes two payments the same; a file that holds two such lines means two, and so does a ledger."""


def _counts(change: Change) -> Counter[tuple[Any, ...]]:
    rows = change.book.rows(f"SELECT {', '.join(KEY)} FROM payment")
    return Counter((r[0], date.fromisoformat(r[1]), *r[2:]) for r in (tuple(row) for row in rows))


def _payment_values(importer: Importer, purse: _Purse, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    if given["on"] > today:
        raise Refused(f"{given['on']} lies after today ({today}); a payment is entered when it has come")
    customer = importer.find(given["customer"]) if given["customer"] else None
    named = purse.first_named(given["invoice"])
    customer_id = customer["id"] if customer else named.customer_id if named else None
    if customer_id is None:
        raise Refused(f"no customer `{given['customer']}`; import the customers or invoices first, or correct the name")
    if named and named.customer_id != customer_id:
        raise Refused(f"invoice {named.number} is not {given['customer']}'s")
    currency = given["currency"] or (
        named.currency if named else customer["currency"] if customer else importer.currency
    )
    return {
        "customer_id": customer_id, "on_day": given["on"], "currency": currency, "amount": to_minor(given["amount"], currency),
        "method": given["method"], "reference": given["reference"], "note": given["note"],
    }  # fmt: skip


class _Purse:
    """What is open of every invoice while a file of payments is taken, kept in memory."""

    def __init__(self, change: Change) -> None:
        invoices = change.book.invoices(FAR)
        self._by_number = {i.number: i for i in invoices}
        held = change.book.held()
        rows = change.book.rows("SELECT * FROM payment WHERE voided_on IS NULL AND reference IS NOT NULL")
        self._referenced = {(r["customer_id"], r["on_day"], r["reference"]): (r["id"], r["amount"]) for r in rows}
        self._open = {i.id: i.open - held.get(i.id, 0) for i in invoices}
        self._by_owner: dict[tuple[int, str], list[InvoiceRecord]] = defaultdict(list)
        for invoice in invoices:
            if invoice.open:
                self._by_owner[invoice.customer_id, invoice.currency].append(invoice)

    def refuse_corrected(self, values: Mapping[str, Any]) -> None:
        """Refused when the ledger holds the payment already with another amount: nobody can say which is right."""
        key = (values["customer_id"], values["on_day"].isoformat(), values["reference"])
        if values["reference"] and key in self._referenced:
            number, amount = self._referenced[key]
            kept = human(amount, values["currency"])
            raise Refused(
                f"payment {number} with reference {values['reference']} is in the ledger with {kept}; void it first, or correct the file"
            )

    def first_named(self, text: str | None) -> InvoiceRecord | None:
        """The first invoice a payment names, None when it names none; Refused when there is no such invoice."""
        if not text or text == "-":
            return None
        number = _parts(text)[0][0]
        if number not in self._by_number:
            raise Refused(f"no invoice {number}; import the invoices first, or correct the number")
        return self._by_number[number]

    def allocate(self, values: Mapping[str, Any], text: str | None) -> list[tuple[InvoiceRecord, int]]:
        """The pieces of a payment: the invoices it names first; the rest oldest first, unless each has its amount."""
        pieces: list[tuple[InvoiceRecord, int]] = []
        try:
            self._fill(pieces, values, text)
        except ArcollectError:
            for invoice, piece in pieces:
                self._open[invoice.id] += piece
            raise
        return pieces

    def _fill(self, pieces: list[tuple[InvoiceRecord, int]], values: Mapping[str, Any], text: str | None) -> None:
        currency, left = values["currency"], values["amount"]
        exact = text == "-"
        for number, amount in [] if exact or not text else _parts(text):
            invoice = self.first_named(number)
            if invoice is None or invoice.currency != currency:
                raise Refused(f"invoice {number} is in another currency than the payment; enter them apart")
            wanted = None if amount is None else to_minor(amount, currency)
            exact = exact or wanted is not None
            left -= self._piece(pieces, invoice, left, wanted)
        if not exact:
            for invoice in self._by_owner[values["customer_id"], currency]:
                left -= self._piece(pieces, invoice, left, None)

    def _piece(
        self, pieces: list[tuple[InvoiceRecord, int]], invoice: InvoiceRecord, left: int, wanted: int | None
    ) -> int:
        open_ = self._open[invoice.id]
        piece = min(left, open_) if wanted is None else wanted
        if wanted is not None and wanted <= 0:
            raise Refused(f"{human(wanted, invoice.currency)} for invoice {invoice.number} is not more than zero")
        if piece > open_ or piece > left:
            raise Refused(
                f"{human(piece, invoice.currency)} for invoice {invoice.number} is more than is open of it or left of the payment"
            )
        if piece:
            pieces.append((invoice, piece))
            self._open[invoice.id] = open_ - piece
        return piece


def _parts(text: str) -> list[tuple[str, Decimal | None]]:
    """`F-1` or `F-1=100.00;F-2=50.00` as (number, amount or None)."""
    parts: list[tuple[str, Decimal | None]] = []
    for part in text.split(";"):
        number, equals, amount = part.strip().rpartition("=")
        try:
            parts.append((number, Decimal(amount)) if equals else (part.strip(), None))
        except ArithmeticError:
            raise Refused(f"`{part}` is not INVOICE=AMOUNT, as F-1=100.00") from None
    return parts


def _write_payments(
    change: Change, payments: Sequence[Mapping[str, Any]], plans: Sequence[Sequence[tuple[InvoiceRecord, int]]]
) -> None:
    first = change.add_rows("payment", PAYMENT, [[_stored(v[name]) for name in PAYMENT] for v in payments])
    change.add_rows(
        "allocation",
        ("payment_id", "invoice_id", "amount", "on_day"),
        [
            (first + n, invoice.id, amount, max(values["on_day"], invoice.issued).isoformat())
            for n, (values, plan) in enumerate(zip(payments, plans, strict=True))
            for invoice, amount in plan
        ],
    )
