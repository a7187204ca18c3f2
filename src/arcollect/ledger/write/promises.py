"""Changes to promises: a new one with what it covers, replaces and its level; withdrawing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arcollect.domain import promises as rules
from arcollect.errors import NotFound, Refused
from arcollect.ledger.tables import Promise, PromiseInvoice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from arcollect.domain.promises import Verdict
    from arcollect.domain.records import Customer, Invoice, Settings
    from arcollect.ledger.write.change import Change


@dataclass(frozen=True)
class Draft:
    """A promise as it was given; `amount` None is everything open of what it covers."""

    customer: Customer
    amount: int | None
    currency: str
    due: date
    invoices: Sequence[str] = ()
    channel: str = "visit"
    said_by: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Pinned:
    """The promise as kept, and the earlier ones it took the place of."""

    promise_id: int
    replaced: tuple[Verdict, ...]


def covered(change: Change, draft: Draft) -> list[Invoice]:
    """The invoices a promise covers: those named, else all the customer's open ones in its currency, oldest first."""
    open_ones = change.book.invoices(change.by.today, customer=draft.customer.id, open_only=True)
    mine = [i for i in open_ones if i.currency == draft.currency]
    if not draft.invoices:
        return mine
    by_number = {i.number: i for i in mine}
    missing = [number for number in draft.invoices if number not in by_number]
    if missing:
        raise NotFound(
            f"{draft.customer.name} has no open invoice {missing[0]} in {draft.currency}; "
            f"`arcollect invoice list --customer {draft.customer.code} --open` shows them"
        )
    return [by_number[number] for number in dict.fromkeys(draft.invoices)]


def add_promise(change: Change, draft: Draft, settings: Settings) -> Pinned:
    """Pins the promise to its date and amount; replaces earlier open ones that no longer fit beside it.

    Refused when nothing is open, the amount is more than is open, or the day lies before today.
    """
    invoices = covered(change, draft)
    open_amount = sum(i.open for i in invoices)
    if not open_amount:
        raise Refused(f"{draft.customer.name} has nothing open in {draft.currency}; there is nothing to promise")
    amount = open_amount if draft.amount is None else draft.amount
    rules.check_amount(amount, open_amount, draft.currency, draft.customer.name)
    if draft.due < change.by.today:
        raise Refused(f"{draft.due} is in the past; a promise date is today ({change.by.today}) or later")
    verdicts = customer_verdicts(change, draft.customer.id, settings)
    ids = [i.id for i in invoices]
    open_by_invoice = {i.id: i.open for i in change.book.invoices(change.by.today, customer=draft.customer.id)}
    pushed = rules.replaces(amount, ids, open_by_invoice, verdicts)
    level = rules.level(ids, verdicts, (v.promise.id for v in pushed))
    for verdict in pushed:
        _end(change, verdict.promise.id, "replaced")
    return Pinned(_pin(change, draft, amount, level, ids), tuple(pushed))


def customer_verdicts(change: Change, customer_id: int, settings: Settings) -> list[Verdict]:
    """The customer's promises judged today."""
    return rules.judge(
        change.book.promises([customer_id]), change.book.receipts([customer_id]), change.by.today,
        settings.grace_days, settings.minimum_percentage,
    )  # fmt: skip


def _pin(change: Change, draft: Draft, amount: int, level: int, invoice_ids: Sequence[int]) -> int:
    promise = change.add(
        Promise(
            customer_id=draft.customer.id, amount=amount, currency=draft.currency, made=change.by.today, due=draft.due,
            level=level, channel=draft.channel, said_by=draft.said_by, words=draft.words,
        )
    )  # fmt: skip
    for invoice_id in invoice_ids:
        change.add(PromiseInvoice(promise_id=promise.id or 0, invoice_id=invoice_id))
    return promise.id or 0


def _end(change: Change, promise_id: int, how: str, reason: str | None = None) -> None:
    change.edit(
        Promise, promise_id, ended=change.by.today, ended_as=how, ended_entry=change.entry_id, void_reason=reason
    )


def withdraw_promise(change: Change, promise_id: int, reason: str, settings: Settings) -> Promise:
    """The promise is taken back; NotFound when there is none, Refused when it is no longer open."""
    promise = change.session.get(Promise, promise_id)
    if promise is None:
        raise NotFound(f"no promise {promise_id} in this ledger; `arcollect promise list` shows them")
    verdicts = customer_verdicts(change, promise.customer_id, settings)
    status = next((v.status for v in verdicts if v.promise.id == promise_id), "not yet made")
    if status != rules.OPEN:
        raise Refused(f"promise {promise_id} is {status}; only an open one can be withdrawn")
    _end(change, promise_id, "withdrawn", reason)
    return promise
