"""`arcollect due`: the morning's list."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from arcollect.cli.declare import Option, single
from arcollect.cli.desk import Desk
from arcollect.domain.agenda import Agenda, Cheque, Facts, Item, agenda, rank
from arcollect.domain.agenda_model import BROKEN_PROMISE, OVERDUE
from arcollect.domain.money import human, to_major
from arcollect.domain.records import Customer, OpenItem
from arcollect.errors import NotMeant
from arcollect.render import on_terminal
from arcollect.render.page import Cell, Line, Page, Style

app = single()
SHOWN, ITEMS_SHOWN = 20, 5
"""On a terminal: so many customers a day, and so many lines each."""
STYLES: dict[str, Style] = {"broken promise": "bad", "promise": "good", "overdue": "warn"}
SINCE = {"overdue": "due", "broken promise": "was due", "cheque": "14 days on"}
NAMELESS = frozenset({"call ahead", "follow-up"})
COUNTED = frozenset({"promise", "invoice", "overdue", "cheque"})


@app.command()
def due(
    desk: Desk,
    day: Annotated[str | None, Option("--day", help="Another day: friday, 2026-03-15.")] = None,
    week: Annotated[bool, Option("--week", help="Seven days from today.")] = False,
    within: Annotated[int | None, Option("--within", help="From today so many days ahead.", min=0, max=366)] = None,
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
        raise NotMeant("--day, --week and --within say different things; give one of them")
    start = desk.day(day) if day else desk.today
    end = start if day else desk.today + timedelta(days=6 if week else within or 0)
    show_due(desk, start, end, rep, group, why=why, everything=everything)


def show_due(
    desk: Desk, start: date, end: date, rep: str | None = None, group: str | None = None, *, why: bool, everything: bool
) -> None:
    """Shows the list; shared with `demo`."""
    found = agenda(facts_for(desk, rep, group), start, end)
    desk.answer(lambda: _data(found), lambda: _page(found, desk.today, why=why, everything=everything))


def week_page(desk: Desk) -> Page:
    """The week as `due --week` shows it."""
    found = agenda(facts_for(desk), desk.today, desk.today + timedelta(days=6))
    return _page(found, desk.today, why=False, everything=True)


def facts_for(desk: Desk, rep: str | None = None, group: str | None = None) -> Facts:
    """Everything the list is made from, of the customers wanted: of all, no more are read than it can name."""
    book, today = desk.book, desk.today
    chosen = None if rep is None and group is None else _chosen(desk, rep, group)
    totals: dict[str, int] = {}
    invoices: list[OpenItem] = []
    for one in book.open_items(today):
        totals[one.currency] = totals.get(one.currency, 0) + one.open
        if chosen is None or one.customer_id in chosen:
            invoices.append(one)
    promising, follow_ups, cheques = book.promising(today), book.follow_ups(), book.cheques_in_hand()
    if chosen is None:
        named = {i.customer_id for i in invoices} | {f.customer_id for f in follow_ups}
        named.update(promising, (p["customer_id"] for p in cheques))
        chosen = {c.id: c for c in book.customers(named)}
    follow_ups = [f for f in follow_ups if f.customer_id in chosen]
    return Facts(
        today, chosen, [i for i in invoices if i.customer_id in chosen],
        desk.verdicts([c for c in promising if c in chosen]),
        book.recent_contacts(today - timedelta(days=desk.settings.contact_gap_days), today), follow_ups,
        dict(book.money_days({f.customer_id for f in follow_ups if f.code}, today)),
        [_cheque(p) for p in cheques if p["customer_id"] in chosen], desk.settings, totals,
    )  # fmt: skip


def _cheque(payment: Mapping[str, Any]) -> Cheque:
    issued = date.fromisoformat(payment["cheque_issued"])
    return Cheque(payment["id"], payment["customer_id"], payment["amount"], payment["currency"], issued)


def _chosen(desk: Desk, rep: str | None, group: str | None) -> dict[int, Customer]:
    _tell_unknown(desk, "rep", rep, (c.rep for c in desk.customers))
    _tell_unknown(desk, "group", group, (c.group for c in desk.customers))
    return {c.id: c for c in desk.customers if _is(c.rep, rep) and _is(c.group, group)}


def _tell_unknown(desk: Desk, what: str, wanted: str | None, there: Iterable[str | None]) -> None:
    """Tells when no customer has that rep or group: an empty list alone would say that all is well."""
    if wanted is None:
        return
    named = sorted(set(filter(None, there)))
    if not any(_is(value, wanted) for value in named):
        others = f"there are {', '.join(named[:8])}" if named else f"no customer has a {what} yet"
        desk.say(f"note: no customer has the {what} `{wanted}`; {others}")


def _is(value: str | None, wanted: str | None) -> bool:
    return wanted is None or (value or "").casefold() == wanted.casefold()


def _data(found: Agenda) -> dict[str, object]:
    return {
        "from": found.start,
        "to": found.end,
        "items": (item_data(i) for i in found.items),
        "apart": (item_data(i) | {"reason": i.reason} for i in found.apart),
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
    return Page(_lines(found, today, limit, why=why))


def _lines(found: Agenda, today: date, limit: int | None, *, why: bool) -> Iterator[Line]:
    """The list line by line, each made when it is shown: there may be very many."""
    first = min(today, found.start)
    days: dict[date, dict[int, list[Item]]] = {}
    for item in found.to_do:
        day = max(first, item.date)
        days.setdefault(day, {}).setdefault(item.customer.id, []).append(item)
    for day in sorted(days):
        yield from _day(day, days[day].values(), today, limit, why=why)
    if not days:
        yield Line(Cell(f"nothing to collect from {found.start} to {found.end}", "quiet"))
    yield from _apart(found.apart, limit)


def _day(day: date, customers: Iterable[list[Item]], today: date, limit: int | None, *, why: bool) -> Iterator[Line]:
    title = f"{day:%a} {day}" + (" · today" if day == today else "")
    ranked = sorted(customers, key=lambda own: (-sum([i.points for i in own]), own[0].customer.name))
    sums = [_sums(own) for own in ranked]
    whole: dict[str, int] = {}
    for currency, amount in (pair for own in sums for pair in own.items()):
        whole[currency] = whole.get(currency, 0) + amount
    yield Line(Cell(title, "head"), right=Cell(_said(whole), "strong"))
    for own, owed in zip(ranked[:limit], sums, strict=False):
        yield from _customer(own, _said(owed), ITEMS_SHOWN if limit else None, why=why)
    if limit is not None and len(ranked) > limit:
        yield Line(Cell(f"… and {len(ranked) - limit} more customers; `arcollect due --all` shows them", "quiet"), 1)
    yield Line("")


def _customer(items: list[Item], owed: str, limit: int | None, *, why: bool) -> Iterator[Line]:
    who = items[0].customer
    points = sum([i.points for i in items])
    yield Line(Cell(f"{who.name} ({who.code})", "strong"), 1, Cell(f"{owed}  {points} pts", "quiet"))
    ranked = sorted(items, key=rank)
    for item in ranked[:limit]:
        amount = human(item.amount, item.currency) if item.amount else ""
        yield Line(Cell(_says(item), STYLES.get(item.kind, "")), 2, amount)
        if why:
            terms = " + ".join(f"{t.points} ({t.rule})" for t in item.terms)
            yield Line(Cell(f"{item.points} = {terms}", "quiet"), 3)
    if limit and len(ranked) > limit:
        yield Line(Cell(f"… and {len(ranked) - limit} more of them", "quiet"), 2, _said(_sums(ranked[limit:])))


def _says(item: Item) -> str:
    kind, day, _customer, ref, *_, detail = item
    text = kind if ref is None or kind in NAMELESS else f"{kind} {ref}"
    if kind in SINCE:
        text = f"{text}, {SINCE[kind]} {day}"
    return f"{text}: {detail}" if detail else text


def _sums(items: Sequence[Item]) -> dict[str, int]:
    """What is to be had of a customer: each invoice counts once, whether as itself, as a promise or as a call."""
    overdue = any(i.kind == OVERDUE for i in items)
    sums: dict[str, int] = {}
    for item in items:
        if item.kind in COUNTED or (item.kind == BROKEN_PROMISE and not overdue):
            sums[item.currency] = sums.get(item.currency, 0) + item.amount
    return sums


def _said(sums: dict[str, int]) -> str:
    return " · ".join(human(amount, currency) for currency, amount in sorted(sums.items()))


def _apart(items: Sequence[Item], limit: int | None) -> Iterator[Line]:
    if items:
        yield Line(Cell("apart", "head"))
    for item in items[:limit]:
        text = f"{item.customer.name} ({item.customer.code})  {item.kind} {item.ref or ''}: {item.reason}"
        yield Line(Cell(text, "quiet"), 1, Cell(human(item.amount, item.currency), "quiet"))
    if limit is not None and len(items) > limit:
        yield Line(Cell(f"… and {len(items) - limit} more apart; `arcollect due --all` shows them", "quiet"), 1)
