"""`arcollect demo`: a small company around today's date, in a file of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from arcollect.cli.declare import Option, single
from arcollect.cli.desk import Desk
from arcollect.domain.paths import user_path
from arcollect.errors import Refused

if TYPE_CHECKING:
    from arcollect.ledger.write import Change

app = single()


@app.command()
def demo(
    desk: Desk,
    at: Annotated[str | None, Option("--at", help="Where to build it, if not in its usual place.")] = None,
) -> None:
    """Build a small company around today, in a file of its own, and show its week.

    \b
    Example:
      arcollect demo
    """
    path = _place(at)
    build(desk, path)
    shown = Desk(ledger=str(path), as_of=desk.today.isoformat(), as_json=desk.as_json, lang=desk.lang)
    from arcollect.cli.due import show_due

    show_due(shown, desk.today, desk.today + timedelta(days=6), why=False, everything=False)
    desk.say(f"this is a demo ledger at {path}; your own is not touched. Go on with it:")
    desk.say(f"  export ARCOLLECT_LEDGER='{path}'")
    desk.say("  arcollect show pepe · arcollect excuse 'check sent' · arcollect promise add pepe 420 --on friday")


def _place(at: str | None) -> Path:
    """The demo's own file; a former demo is made anew, any other file is left alone."""
    if at is not None:
        path = user_path(at).absolute()
        if path.exists():
            raise Refused(f"{path} is there already; name a file that is not")
        return path
    from platformdirs import user_data_path

    path = user_data_path("arcollect", appauthor=False) / "demo.db"
    if path.exists():
        path.replace(path.with_name("demo.before.db"))  # whoever entered something there finds it again
    return path


def examples() -> Path:
    """The example company's files: inside an installed package, else in the source tree."""
    package = Path(__file__).parent.parent
    inside = package / "examples" / "acme"
    return inside if inside.exists() else package.parent.parent / "examples" / "acme"


def build(desk: Desk, path: Path) -> None:
    """Imports the company's files and tells its story, every date moved so that its last day is today."""
    from arcollect.exchange.drafts import Reading, read_sheet
    from arcollect.exchange.files import read_grid
    from arcollect.ledger.write.imports import take

    story = tomllib.loads((examples() / "story.toml").read_text(encoding="utf-8"))
    moved = desk.today - story["today"]
    with Desk(ledger=str(path), as_of=desk.today.isoformat(), quiet=True).changing() as change:
        for kind in ("customers", "invoices", "payments"):
            name = str(examples() / f"{kind}.csv")
            sheet = read_sheet(read_grid(name), kind, Reading({}, "EUR"), name)
            drafts = [d._replace(**_moved(d._asdict(), moved)) for d in sheet.drafts]
            take(change, kind, drafts, "EUR", 30)
        _tell(change, story, moved)


def _moved(values: Mapping[str, Any], by: timedelta) -> dict[str, Any]:
    return {key: value + by if isinstance(value, date) else value for key, value in values.items()}


def _tell(change: Change, story: Mapping[str, Any], moved: timedelta) -> None:
    from arcollect.ledger.write.customers import add_person

    today = change.by.today
    customers = {c.code: c for c in change.book.customers()}
    for person in story["contact"]:
        add_person(change, customers[person["customer"]].id, person["name"], role=person["role"])
    for event in (_moved(e, moved) for e in story["event"]):
        change.by = replace(change.by, today=event["on"])
        _happen(change, event, customers)
    change.by = replace(change.by, today=today)


def _happen(change: Change, event: Mapping[str, Any], customers: Mapping[str, Any]) -> None:
    from arcollect.domain.amounts import positive
    from arcollect.domain.records import Settings
    from arcollect.ledger.write.invoices import dispute_invoice, invoice_by_number
    from arcollect.ledger.write.promises import Draft, add_promise
    from arcollect.ledger.write.visits import add_follow_up, add_visit

    if event["do"] == "dispute":
        invoice = invoice_by_number(change, event["invoice"], event["on"])
        dispute_invoice(change, invoice, event["reason"], event["owner"], event["review"])
        return
    customer = customers[event["customer"]]
    if event["do"] == "promise":
        amount = positive(event["amount"], customer.currency).minor
        add_promise(change, Draft(customer, amount, customer.currency, event["due"], words=event["words"]), Settings())
        return
    details = {k: event.get(k) for k in ("who", "words", "outcome", "excuses")}
    visit = add_visit(change, customer.id, event["on"], event.get("channel", "visit"), rep=customer.rep, **details)
    if "next" in event:
        add_follow_up(change, customer.id, event["next"], event["words"], visit_id=visit.id)
