"""Whole files into the ledger: what is new is added, what is the same left alone, what is safe to change changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from arcollect.domain.money import to_minor
from arcollect.domain.naming import Codes, folded
from arcollect.errors import ArcollectError, Problem, Refused
from arcollect.ledger.write.bulk import ticked
from arcollect.ledger.write.customers import check_currency

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from arcollect.ledger.write.change import Change

    Bar = Callable[[str, int], Callable[[int], None]]

CUSTOMER = ("code", "name", "currency", "language", "terms_days", "credit_limit", "group_name", "rep", "collection_day",
            "phone", "email", "birthday", "notes")  # fmt: skip


@dataclass
class Outcome:
    """What became of the rows of a file."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    strangers: dict[str, str] = field(default_factory=dict)
    """Names that no customer has, where the invoice said whose the payment is: the invoice's number by the name."""

    def count(self, changed: Mapping[str, Any]) -> None:
        """Counts a row that was there already."""
        if changed:
            self.updated += 1
        else:
            self.unchanged += 1

    def fault(self, line: int, error: ArcollectError) -> None:
        """Notes what is wrong with a line."""
        self.problems.append(Problem(line, str(error)))


class Importer:
    """Takes drafts into one change; the same file a second time adds nothing."""

    def __init__(self, change: Change, currency: str, terms_days: int) -> None:
        self.change, self.currency, self.terms_days = change, currency, terms_days
        self.outcome = Outcome()
        self._by_code: dict[str, dict[str, Any]] = {}
        self._by_name: dict[str, dict[str, Any]] = {}
        self._fresh: list[dict[str, Any]] = []
        self._next = change.next_id("customer")
        self._codes = Codes(row["code"] for row in change.book.rows("SELECT code FROM customer"))
        for row in change.book.rows("SELECT * FROM customer WHERE voided_on IS NULL"):
            self._know(dict(row))

    def _know(self, row: dict[str, Any]) -> None:
        self._by_name.setdefault(folded(row["name"]), row)
        self._by_code[folded(row["code"])] = row

    def find(self, text: str) -> dict[str, Any] | None:
        """The customer with that code or exact name."""
        key = folded(text)
        return self._by_code.get(key) or self._by_name.get(key)

    def take_customer(self, draft: Any) -> None:
        """Adds or updates one customer; Refused when its currency cannot change any more."""
        values = {k: v for k, v in draft._asdict().items() if v is not None and k != "line"}
        code, name = values.get("code"), folded(values["name"])
        known = self._by_code.get(folded(code)) if code else self._by_name.get(name)
        currency = values.get("currency") or (known["currency"] if known else self.currency)
        if "credit_limit" in values:
            values["credit_limit"] = to_minor(values["credit_limit"], currency)
        if known is None:
            self._new_customer(values | {"currency": currency})
            self.outcome.added += 1
            return
        self.write_customers()
        check_currency(self.change, known["id"], values)
        self.outcome.count(self.change.edit("customer", known["id"], **values))

    def _new_customer(self, values: Mapping[str, Any]) -> dict[str, Any]:
        code = values.get("code") or self._codes.new(values["name"])
        if code in self._codes:
            raise Refused(f"code {code} belongs to a customer that is void; give another")
        self._codes.add(code)
        row = {**dict.fromkeys(CUSTOMER), **values, "code": code}
        self._fresh.append(row)
        self._know(made := {**row, "id": self._next})
        self._next += 1
        return made

    def customer_for(self, text: str, currency: str | None) -> dict[str, Any]:
        """The customer a file names by code or exact name; an unknown one is made and listed."""
        known = self.find(text)
        if known is None:
            compact = " " not in text and len(text) <= 20 and any(c.isdigit() for c in text)
            values = {"name": text, "currency": currency or self.currency, "code": text if compact else None}
            known = self._new_customer(values)
            self.outcome.created.append(text)
        return known

    def write_customers(self) -> None:
        """Adds the new customers to the ledger."""
        if self._fresh:
            self.change.add_columns("customer", {name: [row[name] for row in self._fresh] for name in CUSTOMER})
        self._fresh = []


def _unseen(_what: str, _total: int) -> Callable[[int], None]:
    return lambda _done: None


def take(
    change: Change, kind: str, drafts: Sequence[Any], currency: str, terms_days: int, bar: Bar = _unseen
) -> Outcome:
    """Takes the drafts of a file into the change; faults are in the outcome with their lines.

    `bar` is told what is being done, of how much, and then how much of it is done.
    """
    from arcollect.ledger.write.import_invoices import take_invoices
    from arcollect.ledger.write.import_payments import take_payments

    importer = Importer(change, currency, terms_days)
    {"customers": _customers, "invoices": take_invoices, "payments": take_payments}[kind](importer, drafts, bar)
    importer.outcome.problems.sort(key=lambda p: p.line)
    return importer.outcome


def _customers(importer: Importer, drafts: Sequence[Any], bar: Bar) -> None:
    for draft in ticked(drafts, bar("checking customers", len(drafts))):
        try:
            importer.take_customer(draft)
        except ArcollectError as error:
            importer.outcome.fault(draft.line, error)
    importer.write_customers()
