"""A small company around today, in a ledger of its own: its files imported, its story told."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import changed
from arcollect.ledger.backends import backend_for
from arcollect.services import invoices, promises, visits
from arcollect.services.customers import person_added
from arcollect.services.opening import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arcollect.domain.records import Customer
    from arcollect.ledger.work import Work


def build(path: Path, today: date) -> None:
    """Import the company's files and tell its story, every date moved so that its last day is today."""
    from arcollect.services.importing import read_and_take

    story = tomllib.loads((examples() / "story.toml").read_text(encoding="utf-8"))
    moved = today - story["today"]
    ledger = Ledger(path, today, command="arcollect demo")
    with ledger.change() as work:
        for kind in ("customers", "invoices", "payments"):
            read_and_take(work, kind, str(examples() / f"{kind}.csv"), moved)
        _tell(work, story, moved)


def set_aside(path: Path, target: Path) -> None:
    """Move a former demo ledger to another place, and replace what is there."""
    backend_for(path).set_aside(target)


def examples() -> Path:
    """The example company's files: inside an installed package, else in the source tree."""
    package = Path(__file__).parent.parent
    inside = package / "examples" / "acme"
    return inside if inside.exists() else package.parent.parent / "examples" / "acme"


def _moved(values: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    return {key: value + by if isinstance(value, date) else value for key, value in values.items()}


def _tell(work: Work, story: Mapping[str, Any], moved: timedelta) -> None:
    """Each event happens on its own day."""
    actor, customers = work.actor, {c.code: c for c in work.book.customers.all()}
    for person in story["contact"]:
        person_added(work, customers[person["customer"]].id, person["name"], {"role": person["role"]})
    for event in (_moved(event, moved) for event in story["event"]):
        work.actor = changed(actor, today=event["on"])
        HAPPENINGS.get(event["do"], _visit)(work, event, customers)
    work.actor = actor


def _dispute(work: Work, event: Mapping[str, Any], _customers: Mapping[str, Customer]) -> None:
    invoice = invoices.numbered(work, event["invoice"], event["on"])
    invoices.disputed(work, invoice, event["reason"], event["owner"], event["review"])


def _promise(work: Work, event: Mapping[str, Any], customers: Mapping[str, Customer]) -> None:
    from arcollect.domain.amounts import positive
    from arcollect.domain.settings import Settings

    customer = customers[event["customer"]]
    draft = promises.PromiseDraft(
        customer=customer,
        amount=positive(event["amount"], customer.currency).minor,
        currency=customer.currency,
        due=event["due"],
        words=event["words"],
    )
    promises.pinned(work, draft, Settings())


def _visit(work: Work, event: Mapping[str, Any], customers: Mapping[str, Customer]) -> None:
    customer = customers[event["customer"]]
    draft = visits.VisitDraft(
        customer=customer,
        on=event["on"],
        channel=event.get("channel", "visit"),
        who=event.get("who"),
        words=event.get("words"),
        outcome=event.get("outcome"),
        rep=customer.rep,
        excuses=tuple((event.get("excuses") or "").split()),
    )
    visit = visits.added(work, draft)
    if "next" in event:
        clock = visits.FollowUpDraft(on=event["next"], text=event["words"])
        visits.follow_up_added(work, customer.id, visit, clock)


HAPPENINGS = {"dispute": _dispute, "promise": _promise}
