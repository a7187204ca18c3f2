"""`arcollect due`: the morning's list."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Option, single
from arcollect.domain.agenda.model import BROKEN_PROMISE, OVERDUE, Agenda, Item, rank
from arcollect.domain.money import human, to_major
from arcollect.errors import UsageError
from arcollect.render import on_terminal
from arcollect.render.page import Cell, Line, Page, Style
from arcollect.services import morning

app = single()
SHOWN, ITEMS_SHOWN = 20, 5
"""On a terminal: so many customers a day, and so many lines each."""
STYLES: dict[str, Style] = {"broken promise": "bad", "promise": "good", "overdue": "warn"}
SINCE = {"overdue": "due", "broken promise": "was due", "cheque": "14 days on"}
NAMELESS = frozenset({"call ahead", "follow-up"})
COUNTED = frozenset({"promise", "invoice", "overdue", "cheque"})
Ranked = tuple[tuple[int, date, str, str], Item]
"""An item after its `rank`, which is worked out once: there may be very many."""


@app.command()
def due(
    context: Context,
    day: Annotated[str | None, Option("--day", help="Another day: friday, 2026-03-15.")] = None,
    week: Annotated[bool, Option("--week", help="Seven days from today.")] = False,
    within: Annotated[
        int | None, Option("--within", help="From today so many days ahead.", min=0, max=366)
    ] = None,
    rep: Annotated[str | None, Option("--rep", help="Only this rep's customers.")] = None,
    group: Annotated[str | None, Option("--group", help="Only this group's customers.")] = None,
    why: Annotated[bool, Option("--why", help="Show what the points are made of.")] = False,
    everything: Annotated[bool, Option("--all", help="The whole list, however long.")] = False,
) -> None:
    """Whom to see today, most pressing first, and why; what is overdue or broken is always in it.

    \b
    Examples:
      arcollect due
      arcollect due --week --why
      arcollect due --day friday --rep Ana
    """
    if sum((day is not None, week, within is not None)) > 1:
        raise UsageError("--day, --week and --within say different things; give one of them")
    start = context.day(day) if day else context.today
    end = start if day else context.today + timedelta(days=6 if week else within or 0)
    whose = morning.Whose(rep=rep, group=group)
    for note in morning.unknown(context.ledger, whose):
        context.say(note)
    shown(context, morning.due(context.ledger, start, end, whose), why=why, everything=everything)


def shown(context: Context, found: Agenda, *, why: bool, everything: bool) -> None:
    """Shows the list; shared with `demo`."""
    limit = None if everything or not on_terminal(sys.stdout) else SHOWN
    context.answer(lambda: _data(found), lambda: page(found, context.today, limit, why=why))


def _data(found: Agenda) -> dict[str, object]:
    return {
        "from": found.start,
        "to": found.end,
        "items": (item_data(i) for i in found.items),
        "apart": (item_data(i) | {"reason": i.reason} for i in found.suppressed),
    }


def item_data(item: Item) -> dict[str, object]:
    """One item for programs: `why` is to be read, `terms` to be added up."""
    return {
        "kind": item.kind,
        "date": item.date,
        "customer": item.customer.code,
        "name": item.customer.name,
        "ref": item.ref,
        "amount": to_major(item.amount, item.currency),
        "currency": item.currency,
        "points": item.points,
        "why": [f"{t.rule}: {t.points:+d}" for t in item.terms],
        "terms": [{"rule": t.rule, "points": t.points} for t in item.terms],
        "detail": item.detail,
    }


def page(found: Agenda, today: date, limit: int | None, *, why: bool) -> Page:
    """The list as it is read; with a `limit` so many customers a day."""
    return Page(_lines(found, today, limit, why=why))


def _lines(found: Agenda, today: date, limit: int | None, *, why: bool) -> Iterator[Line]:
    """The list line by line, each made when it is shown: there may be very many."""
    first = min(today, found.start)
    days: dict[date, dict[int, list[Ranked]]] = {}
    for item in found.to_do:
        day = max(first, item.date)
        days.setdefault(day, {}).setdefault(item.customer.id, []).append((rank(item), item))
    for day in sorted(days):
        yield from _day(day, days[day].values(), today, limit, why=why)
    if not days:
        yield Line(Cell(f"nothing to collect from {found.start} to {found.end}", "quiet"))
    yield from _suppressed(found.suppressed, limit)


def _day(
    day: date, customers: Iterable[list[Ranked]], today: date, limit: int | None, *, why: bool
) -> Iterator[Line]:
    title = f"{day:%a} {day}" + (" · today" if day == today else "")
    ranked = sorted(map(_in_order, customers), key=lambda one: (-one[0], one[1][0].customer.name))
    sums = [_sums(own) for _, own in ranked]
    whole: dict[str, int] = {}
    for currency, amount in (pair for own in sums for pair in own.items()):
        whole[currency] = whole.get(currency, 0) + amount
    yield Line(Cell(title, "head"), right=Cell(_said(whole), "strong"))
    for (points, own), owed in zip(ranked[:limit], sums, strict=False):
        right = f"{_said(owed)}  {points} pts"
        yield from _customer(own, right, ITEMS_SHOWN if limit else None, why=why)
    if limit is not None and len(ranked) > limit:
        yield Line(
            Cell(f"… and {len(ranked) - limit} more customers; `arcollect due --all` shows them", "quiet"), 1
        )
    yield Line("")


def _in_order(found: list[Ranked]) -> tuple[int, list[Item]]:
    """The points of a customer's items together, and the items, most pressing first."""
    points = -sum([order[0] for order, _ in found])
    return points, [item for _, item in sorted(found, key=itemgetter(0))]


def _customer(items: list[Item], right: str, limit: int | None, *, why: bool) -> Iterator[Line]:
    who = items[0].customer
    yield Line(Cell(f"{who.name} ({who.code})", "strong"), 1, Cell(right, "quiet"))
    for item in items[:limit]:
        amount = human(item.amount, item.currency) if item.amount else ""
        yield Line(Cell(_says(item), STYLES.get(item.kind, "")), 2, amount)
        if why:
            terms = " + ".join(f"{t.points} ({t.rule})" for t in item.terms)
            yield Line(Cell(f"{item.points} = {terms}", "quiet"), 3)
    if limit and len(items) > limit:
        yield Line(Cell(f"… and {len(items) - limit} more of them", "quiet"), 2, _said(_sums(items[limit:])))


def _says(item: Item) -> str:
    text = item.kind if item.ref is None or item.kind in NAMELESS else f"{item.kind} {item.ref}"
    if item.kind in SINCE:
        text = f"{text}, {SINCE[item.kind]} {item.date}"
    return f"{text}: {item.detail}" if item.detail else text


def _sums(items: Sequence[Item]) -> dict[str, int]:
    """What is to be had of a customer.

    Each invoice counts once, whether as itself, as a promise or as a call.
    """
    overdue = any(i.kind == OVERDUE for i in items)
    sums: dict[str, int] = {}
    for item in items:
        if item.kind in COUNTED or (item.kind == BROKEN_PROMISE and not overdue):
            sums[item.currency] = sums.get(item.currency, 0) + item.amount
    return sums


def _said(sums: dict[str, int]) -> str:
    return " · ".join(human(amount, currency) for currency, amount in sorted(sums.items()))


def _suppressed(items: Sequence[Item], limit: int | None) -> Iterator[Line]:
    if items:
        yield Line(Cell("apart", "head"))
    for item in items[:limit]:
        text = f"{item.customer.name} ({item.customer.code})  {item.kind} {item.ref or ''}: {item.reason}"
        yield Line(Cell(text, "quiet"), 1, Cell(human(item.amount, item.currency), "quiet"))
    if limit is not None and len(items) > limit:
        yield Line(
            Cell(f"… and {len(items) - limit} more apart; `arcollect due --all` shows them", "quiet"), 1
        )
