"""All that may be done to the money of a ledger, through the services and within a unit of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from arcollect.domain.allocation import Named
from arcollect.domain.frozen import record
from arcollect.domain.records import Customer, Invoice, Payment
from arcollect.domain.settings import Settings
from arcollect.errors import NotFound
from arcollect.exchange.sheet import Reading, read_sheet
from arcollect.ledger.book import FAR
from arcollect.ledger.undo import undo
from arcollect.ledger.work import Work
from arcollect.services import cheques, invoices, payments, promises, refunds
from arcollect.services import credits as crediting
from arcollect.services.importing import read_grid, take
from arcollect.services.importing.importer import Usual


@record
class Act:
    """One thing that is done: what, to whose books, to which of their rows, how much, and for how many days back."""

    what: str
    who: int
    pick: int
    amount: int
    back: int


class Doing:
    """The acts upon three customers' books; `day` is the day that the act was done for."""

    def __init__(self, work: Work, act: Act, customers: list[Customer], folder: Path) -> None:
        self.work, self.act, self.folder = work, act, folder
        self.customer = customers[act.who % len(customers)]
        self.day = max(work.today - timedelta(days=act.back), date(2026, 1, 1))

    def _invoice(self, fits: Callable[[Invoice], bool] = lambda _: True) -> Invoice:
        found = [invoice for invoice in self.work.book.invoices.of(FAR, self.customer.id) if fits(invoice)]
        if not found:
            raise NotFound("no invoice to do it to")
        return found[self.act.pick % len(found)]

    def _payment(self, fits: Callable[[Payment], bool] = lambda _: True) -> int:
        found = [one.id for one in self.work.book.payments.of(self.customer.id) if fits(one)]
        if not found:
            raise NotFound("no payment to do it to")
        return found[self.act.amount % len(found)]

    def _taken(self, **more: Any) -> None:
        draft: dict[str, Any] = {
            "customer": self.customer,
            "amount": self.act.amount,
            "currency": "EUR",
            "on": self.day,
        }
        payments.taken(self.work, payments.PaymentDraft(**draft, **more))

    def invoice(self) -> None:
        draft: dict[str, Any] = {"customer": self.customer, "amount": 2 * self.act.amount, "currency": "EUR"}
        invoices.added(self.work, invoices.InvoiceDraft(**draft, issued=self.day, terms_days=self.act.pick))

    def invoice_to_come(self) -> None:
        self.day = self.work.today + timedelta(days=self.act.back)
        self.invoice()

    def edit(self) -> None:
        invoices.edited(self.work, self._invoice(), {"amount": self.act.amount})

    def move(self) -> None:
        invoices.edited(self.work, self._invoice(), {"issued": self.day})

    def void_invoice(self) -> None:
        invoices.voided(self.work, self._invoice(lambda one: one.open == one.amount), "mistake")

    def payment(self) -> None:
        self._taken()

    def named_payment(self) -> None:
        self._taken(named=(Named(number=self._invoice(_is_open).number),))

    def held_back(self) -> None:
        self._taken(allocate=False)

    def cheque(self) -> None:
        self._taken(cheque=payments.ChequeDraft(issued=self.day))

    def clear(self) -> None:
        cheques.cleared(self.work, self._payment(_in_hand), self.day)

    def bounce(self) -> None:
        cheques.bounced(self.work, self._payment(_not_bounced), "no funds", self.day)

    def void_payment(self) -> None:
        payments.voided(self.work, self._payment(), "mistake")

    def reallocate(self) -> None:
        self.day = self.work.today
        named = [Named(number=self._invoice(_is_open).number)] if self.act.pick % 2 else []
        payments.allocated(self.work, self._payment(lambda one: bool(one.allocations)), named)

    def refund(self) -> None:
        amount = self.act.amount if self.act.pick % 2 else None
        refunds.refunded(
            self.work,
            self._payment(lambda one: one.on_account > 0),
            refunds.RefundDraft(on=self.day, amount=amount),
        )

    def credit(self, kind: str = crediting.CREDIT_NOTE) -> None:
        amount = self.act.amount if self.act.pick % 3 else None
        draft = crediting.CreditDraft(kind=kind, on=self.day, reason="short", amount=amount)
        crediting.credited(self.work, self._invoice(_is_open), draft)

    def write_off(self) -> None:
        self.credit(crediting.WRITE_OFF)

    def recover(self) -> None:
        invoice = self._invoice(lambda one: bool(self.work.book.invoices.write_offs(one.id)))
        whole = sum(row["amount"] for row in self.work.book.invoices.write_offs(invoice.id))
        draft: dict[str, Any] = {
            "customer": self.customer,
            "amount": min(self.act.amount, whole),
            "currency": "EUR",
            "on": self.day,
        }
        refunds.recovered_by(self.work, payments.PaymentDraft(**draft, named=(Named(number=invoice.number),)))

    def credit_on_account(self) -> None:
        draft = crediting.CreditDraft(kind="credit note", on=self.day, reason="bonus", amount=self.act.amount)
        crediting.customer_credited(self.work, self.customer.id, "EUR", draft)

    def allocate_credit(self) -> None:
        self.day = self.work.today
        crediting.allocated(
            self.work, self.customer, [self._invoice(_is_open).number] if self.act.pick % 2 else []
        )

    def dispute(self) -> None:
        self.day = self.work.today
        invoices.disputed(self.work, self._invoice(), "short", None, None)

    def promise(self) -> None:
        self.day = self.work.today
        due = self.work.today + timedelta(days=self.act.back)
        amount = self.act.amount if self.act.pick % 2 else None
        draft = promises.PromiseDraft(customer=self.customer, amount=amount, currency="EUR", due=due)
        promises.pinned(self.work, draft, Settings())

    def withdraw(self) -> None:
        self.day = self.work.today
        given = [promise.id for promise in self.work.book.promises.all([self.customer.id])]
        if not given:
            raise NotFound("no promise")
        promises.withdrawn(self.work, given[self.act.pick % len(given)], "changed their mind", Settings())

    def import_invoices(self) -> None:
        lines = [
            f"F-{self.act.amount}-{n},{self.customer.code},{self.day},{self.act.amount}.0{n}"
            for n in range(3)
        ]
        self._import("invoices", "number,customer,issued,amount", lines)

    def import_payments(self) -> None:
        named = self._invoice().number
        amount = f"{self.act.amount // 100}.{self.act.amount % 100:02}"
        lines = [
            f"{self.customer.code},{self.day},{amount},{named}",
            f"{self.customer.code},{self.work.today},{amount},",
            f"{self.customer.code},{self.day},{amount},-",
        ]
        self._import("payments", "customer,date,amount,invoice", lines)

    def _import(self, kind: str, heading: str, lines: list[str]) -> None:
        file = self.folder / f"{kind}.csv"
        file.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
        sheet = read_sheet(read_grid(str(file)), kind, Reading(mapped={}, currency="EUR"), file.name)
        assert not sheet.problems
        outcome = take(self.work, kind, sheet, Usual(currency="EUR"))
        if outcome.problems:
            raise NotFound(outcome.problems[0].message)

    def undo(self) -> None:
        if len(self.work.book.entries.heads()) == 1:
            raise NotFound("only the customers are left")
        undo(self.work)


def _is_open(invoice: Invoice) -> bool:
    return invoice.open > 0


def _in_hand(payment: Payment) -> bool:
    return payment.cheque is not None and payment.cheque.state == "in hand"


def _not_bounced(payment: Payment) -> bool:
    return payment.cheque is not None and payment.cheque.state != "bounced"


MONEY_DAYS: dict[str, Callable[[Doing], None]] = {
    name: getattr(Doing, name)
    for name in (
        "invoice", "invoice_to_come", "payment", "named_payment", "held_back", "cheque", "clear", "bounce", "reallocate",
        "refund", "credit", "write_off", "recover", "credit_on_account", "allocate_credit", "dispute", "promise",
        "withdraw", "import_invoices", "import_payments",
    )
}  # fmt: skip
"""What is done for a day, and leaves the days before it as they were."""
CORRECTIONS: dict[str, Callable[[Doing], None]] = {
    name: getattr(Doing, name) for name in ("edit", "move", "void_invoice", "void_payment", "undo")
}
"""What says that the books were wrong from the start."""
ALL = MONEY_DAYS | CORRECTIONS
