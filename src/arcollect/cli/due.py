"""`arcollect due`: the morning's list."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated

import typer

from arcollect.cli import single
from arcollect.cli.desk import Desk
from arcollect.cli.options import shared
from arcollect.domain.agenda import Agenda, Cheque, Facts, Item, agenda
from arcollect.domain.money import human, to_major
from arcollect.errors import NotMeant
from arcollect.render import on_terminal
from arcollect.render.page import Cell, Line, Page

app = single()
SHOWN = 20
STYLES = {"broken promise": "bad", "promise": "good", "overdue": "warn"}


@app.command()
@shared
def due(
    desk: Desk,
    day: Annotated[str | None, typer.Option("--day", help="Another day: friday, 2026-03-15.")] = None,
    week: Annotated[bool, typer.Option("--week", help="Seven days from today.")] = False,
    within: Annotated[
        int | None, typer.Option("--within", help="From today so many days ahead.", min=0, max=366)
    ] = None,
    rep: Annotated[str | None, typer.Option("--rep", help="Only this rep's customers.")] = None,
    group: Annotated[str | None, typer.Option("--group", help="Only this group's customers.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Show what the points are made of.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="The whole list, however long.")] = False,
) -> None:
    """Whom to see today, most pressing first, and why; what is overdue or broken is always in it.

    \b
    Examples:
      arcollect due
      arcollect due --week --why
      arcollect due --day friday --rep Ana
    """
    if sum((day is not None, week, within is not None)) > 1:
        raise NotMeant("--day, --week and --within say different things; give one of them")
    start = desk.day(day) if day else desk.today
    end = start if day else desk.today + timedelta(days=6 if week else within or 0)
    show_due(desk, start, end, rep, group, why=why, everything=everything)


def show_due(
    desk: Desk, start: date, end: date, rep: str | None = None, group: str | None = None, *, why: bool, everything: bool
) -> None:
    """Shows the list; shared with `demo`."""
    found = agenda(facts_for(desk, rep, group), start, end)
    desk.answer(_data(found), lambda: _page(found, desk.today, why=why, everything=everything))


def week_page(desk: Desk) -> Page:
    """The week as `due --week` shows it."""
    found = agenda(facts_for(desk), desk.today, desk.today + timedelta(days=6))
    return _page(found, desk.today, why=False, everything=True)


def facts_for(desk: Desk, rep: str | None = None, group: str | None = None) -> Facts:
    """Everything the list is made from, of the customers wanted."""
    wanted = {c.id: c for c in desk.customers if _is(c.rep, rep) and _is(c.group, group)}
    last: dict[int, tuple[date, str]] = {}
    for contact in desk.book.contacts(until=desk.today):
        last.setdefault(contact.customer_id, (contact.on, contact.channel))
    cheques = [
        Cheque(p["id"], p["customer_id"], p["amount"], p["currency"], date.fromisoformat(p["cheque_issued"]))
        for p in desk.book.cheques_in_hand()
    ]
    invoices = desk.book.invoices(desk.today, open_only=True)
    totals: dict[str, int] = {}
    for invoice in invoices:
        totals[invoice.currency] = totals.get(invoice.currency, 0) + invoice.open
    return Facts(
        desk.today, wanted,
        [i for i in invoices if i.customer_id in wanted],
        [v for v in desk.verdicts() if v.promise.customer_id in wanted], last,
        [f for f in desk.book.follow_ups() if f.customer_id in wanted], desk.book.last_money(desk.today),
        [c for c in cheques if c.customer_id in wanted], desk.settings, totals,
    )  # fmt: skip


def _is(value: str | None, wanted: str | None) -> bool:
    return wanted is None or (value or "").casefold() == wanted.casefold()


def _data(found: Agenda) -> dict[str, object]:
    return {
        "from": found.start,
        "to": found.end,
        "items": [item_data(i) for i in found.items],
        "apart": [item_data(i) | {"reason": i.reason} for i in found.apart],
    }


def item_data(item: Item) -> dict[str, object]:
    """One item for programs: `why` is to be read, `terms` to be added up."""
    return {
        "kind": item.kind, "date": item.date, "customer": item.customer.code, "name": item.customer.name,
        "ref": item.ref, "amount": to_major(item.amount, item.currency), "currency": item.currency,
        "points": item.points, "why": [f"{t.rule}: {t.points:+d}" for t in item.terms],
        "terms": [{"rule": t.rule, "points": t.points} for t in item.terms], "detail": item.detail,
    }  # fmt: skip


def _page(found: Agenda, today: date, *, why: bool, everything: bool) -> Page:
    limit = None if everything or not on_terminal(sys.stdout) else SHOWN
    lines: list[Line] = []
    by_day = sorted(found.items, key=lambda i: max(i.date, min(today, found.start)))
    for day, items in groupby(by_day, key=lambda i: max(i.date, min(today, found.start))):
        lines += _day(day, list(items), today, limit, why=why)
    if not found.items:
        lines.append(Line(Cell(f"nothing to collect from {found.start} to {found.end}", "quiet")))
    return Page([*lines, *_apart(found.apart, limit)])


def _day(day: date, items: Sequence[Item], today: date, limit: int | None, *, why: bool) -> list[Line]:
    title = f"{day:%a} {day}" + (" · today" if day == today else "")
    lines = [Line(Cell(title, "head"), right=Cell(_sums(items), "strong"))]
    by_customer: dict[int, list[Item]] = {}
    for item in items:
        by_customer.setdefault(item.customer.id, []).append(item)
    ranked = sorted(by_customer.values(), key=lambda own: (-sum(i.points for i in own), own[0].customer.name))
    for own in ranked[:limit]:
        lines += _customer(own, why=why)
    if limit is not None and len(ranked) > limit:
        lines.append(
            Line(Cell(f"… and {len(ranked) - limit} more customers; `arcollect due --all` shows them", "quiet"), 1)
        )
    return [*lines, Line("")]


def _customer(items: Sequence[Item], *, why: bool) -> list[Line]:
    who = items[0].customer
    points = sum(i.points for i in items)
    lines = [Line(Cell(f"{who.name} ({who.code})", "strong"), 1, Cell(f"{_sums(items)}  {points} pts", "quiet"))]
    for item in items:
        amount = human(item.amount, item.currency) if item.amount else ""
        lines.append(Line(Cell(_says(item), STYLES.get(item.kind, "")), 2, amount))  # type: ignore[arg-type]
        if why:
            terms = " + ".join(f"{t.points} ({t.rule})" for t in item.terms)
            lines.append(Line(Cell(f"{item.points} = {terms}", "quiet"), 3))
    return lines


def _says(item: Item) -> str:
    ref = "" if item.ref is None or item.kind in ("call ahead", "follow-up") else f" {item.ref}"
    since = {"overdue": "due", "broken promise": "was due", "cheque": "14 days on"}.get(item.kind)
    date_part = f", {since} {item.date}" if since else ""
    detail = f": {item.detail}" if item.detail else ""
    return f"{item.kind}{ref}{date_part}{detail}"


def _sums(items: Sequence[Item]) -> str:
    """What is to be had: each invoice counts once, whether as itself, as a promise or as a call."""
    sums: dict[str, int] = {}
    for item in items:
        if item.kind in ("promise", "invoice", "overdue", "cheque") or (
            item.kind == "broken promise"
            and not any(i.kind == "overdue" and i.customer.id == item.customer.id for i in items)
        ):
            sums[item.currency] = sums.get(item.currency, 0) + item.amount
    return " · ".join(human(amount, currency) for currency, amount in sorted(sums.items()))


def _apart(items: Sequence[Item], limit: int | None) -> list[Line]:
    if not items:
        return []
    lines = [Line(Cell("apart", "head"))]
    for item in items[:limit]:
        text = f"{item.customer.name} ({item.customer.code})  {item.kind} {item.ref or ''}: {item.reason}"
        lines.append(Line(Cell(text, "quiet"), 1, Cell(human(item.amount, item.currency), "quiet")))
    if limit is not None and len(items) > limit:
        lines.append(Line(Cell(f"… and {len(items) - limit} more apart; `arcollect due --all` shows them", "quiet"), 1))
    return lines
