"""Visits, calls and messages, and what is to be done after them (B6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import record
from arcollect.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from arcollect.domain.records import Contact, Customer
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger


@record
class VisitDraft:
    """A contact as it was reported; `next` is the day of a follow-up."""

    customer: Customer
    on: date
    channel: str = "visit"
    who: str | None = None
    words: str | None = None
    outcome: str | None = None
    rep: str | None = None
    excuses: tuple[str, ...] = ()
    took: str | None = None
    next: date | None = None


@record
class FollowUpDraft:
    """Something to do on a day; `code` is the excuse whose clock it is, `amount` (minor units) announced."""

    on: date
    text: str
    code: str | None = None
    amount: int | None = None


def add(ledger: Ledger, draft: VisitDraft) -> Contact:
    """Log a contact, with a follow-up where one is wanted; Refused for a day that has not come."""
    with ledger.change() as work:
        visit = added(work, draft)
    return _find(ledger, visit, draft.customer.id)


def added(work: Work, draft: VisitDraft) -> int:
    """As `add`, within a change; returns the visit's number."""
    if draft.on > work.today:
        raise Refused(f"{draft.on} lies after today ({work.today}); a visit is logged when it has been made")
    names = ("channel", "who", "words", "outcome", "rep", "took")
    values = {name: getattr(draft, name) for name in names}
    excuses = " ".join(draft.excuses) or None
    visit = work.add("visit", customer_id=draft.customer.id, on_day=draft.on, excuses=excuses, **values)
    if draft.next:
        text = draft.outcome or draft.words or "follow up"
        follow_up_added(work, draft.customer.id, visit, FollowUpDraft(on=draft.next, text=text))
    return visit


def follow_up_added(work: Work, customer: int, visit: int | None, draft: FollowUpDraft) -> int:
    """Put something on the list for a day, within a change; returns its number."""
    values = {"text": draft.text, "code": draft.code, "amount": draft.amount}
    return work.add("follow_up", customer_id=customer, visit_id=visit, on_day=draft.on, **values)


def edit(ledger: Ledger, visit: int, values: Mapping[str, Any]) -> Contact:
    """Correct what was logged; NotFound when there is no such visit."""
    with ledger.change() as work:
        row = _live(work, visit)
        work.change("visit", visit, **values)
    return _find(ledger, visit, row["customer_id"])


def void(ledger: Ledger, visit: int, reason: str) -> None:
    """Void a visit that was logged by mistake; NotFound when there is no such visit."""
    with ledger.change() as work:
        _live(work, visit)
        work.void("visit", visit, reason)


def done(ledger: Ledger, follow_up: int, outcome: str) -> str:
    """A follow-up is done; returns what it was. NotFound when there is none open with that number."""
    with ledger.change() as work:
        row = work.book.row("follow_up", follow_up)
        if row is None or row["done_on"] or row["voided_on"]:
            raise NotFound(f"no open follow-up {follow_up}; `arcollect due` shows them")
        work.change("follow_up", follow_up, done_on=work.today, done_as=outcome)
    return str(row["text"])


def listed(ledger: Ledger, customer: Customer | None) -> list[Contact]:
    """Contacts up to today, the latest first."""
    return ledger.book.contacts.of(customer.id if customer else None, ledger.today)


def _live(work: Work, visit: int) -> dict[str, Any]:
    row = work.book.row("visit", visit)
    if row is None or row["voided_on"]:
        raise NotFound(f"no visit {visit} in this ledger; `arcollect visit list` shows them")
    return row


def _find(ledger: Ledger, visit: int, customer: int) -> Contact:
    return next(contact for contact in ledger.book.contacts.of(customer) if contact.id == visit)
