"""Changes to the log of contacts, follow-ups, and the ledger's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arcollect.errors import NotFound, Refused
from arcollect.ledger.tables import FollowUp, Visit

if TYPE_CHECKING:
    from datetime import date

    from arcollect.ledger.write.change import Change


def add_visit(change: Change, customer_id: int, on: date, channel: str, **details: Any) -> Visit:
    """Logs a contact (B6); Refused for a day that has not come."""
    if on > change.by.today:
        raise Refused(f"{on} lies after today ({change.by.today}); a visit is logged when it has been made")
    return change.add(Visit(customer_id=customer_id, on_day=on, channel=channel, **details))


def edit_visit(change: Change, visit_id: int, **values: Any) -> dict[str, Any]:
    """Changes what is given; NotFound when there is no such visit."""
    _visit(change, visit_id)
    return change.edit(Visit, visit_id, **values)


def void_visit(change: Change, visit_id: int, reason: str) -> Visit:
    """The visit was logged by mistake."""
    visit = _visit(change, visit_id)
    change.edit(Visit, visit_id, voided_on=change.by.today, void_reason=reason)
    return visit


def _visit(change: Change, visit_id: int) -> Visit:
    visit = change.session.get(Visit, visit_id)
    if visit is None or visit.voided_on:
        raise NotFound(f"no visit {visit_id} in this ledger; `arcollect visit list` shows them")
    return visit


def add_follow_up(
    change: Change, customer_id: int, on: date, text: str, code: str | None = None, visit_id: int | None = None
) -> FollowUp:
    """Something to do on a day."""
    return change.add(FollowUp(customer_id=customer_id, visit_id=visit_id, on_day=on, text=text, code=code))


def done_follow_up(change: Change, follow_up_id: int, outcome: str) -> FollowUp:
    """It is done; NotFound when there is none open with that id."""
    follow_up = change.session.get(FollowUp, follow_up_id)
    if follow_up is None or follow_up.done_on or follow_up.voided_on:
        raise NotFound(f"no open follow-up {follow_up_id}; `arcollect due` shows them")
    change.edit(FollowUp, follow_up_id, done_on=change.by.today, done_as=outcome)
    return follow_up


def set_setting(change: Change, key: str, value: str | None) -> None:
    """Sets one of the ledger's settings, or with None takes it back to the default."""
    change.put(key, value)
