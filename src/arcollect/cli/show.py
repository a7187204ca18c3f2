"""`arcollect show`: one customer on one page."""

from __future__ import annotations

from datetime import date
from typing import Any

from arcollect.cli.declare import single
from arcollect.cli.desk import Desk
from arcollect.cli.options import CustomerArg
from arcollect.cli.rows import (
    contact_data,
    customer_data,
    invoice_data,
    invoice_table,
    person_data,
    promise_data,
    promise_table,
)
from arcollect.domain.ageing import age
from arcollect.domain.money import human, to_major
from arcollect.domain.promises import KeptRate, Verdict, kept_rate
from arcollect.domain.records import Contact, Customer
from arcollect.render.page import Block, Cell, Fields, Line, Page
from arcollect.reports.balances import balances
from arcollect.reports.changes import Changed, since

app = single()
CONTACTS_SHOWN = 5
COACHING = (
    "Go early in the day; say at once that you have come for the money.",
    "When other visitors come, stay and wait; small talk is not the purpose.",
    "Leave with a date and an amount, written down in front of them.",
)  # D4


@app.command()
def show(desk: Desk, customer: CustomerArg = None) -> None:
    """Everything about one customer on one page, and what changed since you last spoke.

    \b
    Example:
      arcollect show PEPE
    """
    show_customer(desk, customer)


def show_customer(desk: Desk, customer: str | None) -> None:
    """Shows the page; shared with `customer show`."""
    found = desk.customer_or_ask(customer)
    facts = _facts(desk, found)
    desk.answer(facts["data"], lambda: _page(desk, found, facts))


def _facts(desk: Desk, customer: Customer) -> dict[str, Any]:
    book, today = desk.book, desk.today
    invoices = book.invoices(today, customer=customer.id)
    open_ones = [i for i in invoices if i.open]
    on_account = book.on_account(today, customer.id)
    owed = balances(open_ones, on_account, today).get(customer.id, {})
    verdicts, contacts = desk.verdicts([customer.id]), book.contacts(customer.id, today)
    last = _last_contact(contacts, verdicts)
    changed = since(last, today, invoices, book.payments(customer.id, since=last), verdicts) if last else None
    ages = age(open_ones, on_account, {customer.id: customer.code}, today, desk.settings.age_edges)
    numbers = {i.id: i.number for i in invoices}
    rates = {
        c: kept_rate(v for v in verdicts if v.promise.currency == c)
        for c in sorted({v.promise.currency for v in verdicts})
    }
    people = book.people(customer.id)
    cheques = [
        c for c in book.cheques_in_hand() if c["customer_id"] == customer.id and c["on_day"] <= today.isoformat()
    ]
    data = customer_data(customer, owed) | {
        "ages": [
            {"currency": r.currency, **{c: to_major(a, r.currency) for c, a in r.amounts.items()}, "total": to_major(r.total, r.currency)}
            for r in ages.rows
        ],
        "invoices": [invoice_data(i, customer.code) for i in open_ones],
        "promises": [promise_data(v, customer.code, numbers) for v in verdicts],
        "kept_rate": [_rate_data(r, c) for c, r in rates.items()],
        "contacts": [person_data(p) for p in people],
        "visits": [contact_data(c, customer.code) for c in contacts],
        "follow_ups": [{"id": f.id, "on": f.on, "text": f.text} for f in book.follow_ups(customer.id)],
        "cheques_in_hand": [_cheque_data(c) for c in cheques],
        "since_last_contact": changed.data() if changed else None,
    }  # fmt: skip
    return {
        "data": data, "owed": owed, "ages": ages.rows, "open": open_ones, "verdicts": verdicts, "contacts": contacts,
        "people": people, "changed": changed, "rates": rates, "follow_ups": book.follow_ups(customer.id),
        "cheques": cheques,
    }  # fmt: skip


def _cheque_data(cheque: dict[str, Any]) -> dict[str, object]:
    return {
        "payment": cheque["id"], "number": cheque["cheque_number"], "bank": cheque["cheque_bank"], "issued": cheque["cheque_issued"],
        "currency": cheque["currency"], "amount": to_major(cheque["amount"], cheque["currency"]),
    }  # fmt: skip


def _last_contact(contacts: list[Contact], verdicts: list[Verdict]) -> date | None:
    days = [c.on for c in contacts] + [v.promise.made for v in verdicts]
    return max(days, default=None)


def _rate_data(rate: KeptRate, currency: str) -> dict[str, object]:
    return {
        "currency": currency, "kept": rate.kept, "partly_kept": rate.partly, "broken": rate.broken,
        "by_count": None if rate.by_count is None else round(rate.by_count, 4),
        "by_amount": None if rate.by_amount is None else round(rate.by_amount, 4),
    }  # fmt: skip


def _page(desk: Desk, customer: Customer, facts: dict[str, Any]) -> Page:
    blocks: list[Block] = [Line(Cell(f"{customer.name} ({customer.code})", "head")), Fields(_about(customer))]
    for row in facts["ages"]:
        parts = ", ".join(f"{c.replace('_', ' ')} {human(a, row.currency)}" for c, a in row.amounts.items() if a)
        blocks.append(Line(Cell(f"owes {human(row.total, row.currency)}: {parts}", "strong")))
    if not facts["ages"]:
        blocks.append(Line(Cell("owes nothing", "good")))
    for cheque in facts["cheques"]:
        amount, number = human(cheque["amount"], cheque["currency"]), cheque["cheque_number"] or "without number"
        blocks.append(
            Line(Cell(f"cheque {number} of {amount} in hand (payment {cheque['id']}), not yet cleared", "warn"))
        )
    blocks += _changed(facts["changed"])
    if facts["open"]:
        blocks += [Line(""), invoice_table(facts["open"], {}, desk.today, title="open invoices")]
    if facts["verdicts"]:
        blocks += [Line(""), promise_table(facts["verdicts"], {}, title="promises")]
        blocks += [Line(_rate_line(r)) for r in facts["rates"].values() if r.judged]
    blocks += _people(facts["people"])
    blocks += _contacts(facts)
    if any(b.overdue for b in facts["owed"].values()):
        blocks += [Line(""), Line(Cell("before you go in", "head")), *(Line(text, 1) for text in COACHING)]
    return Page(blocks)


def _about(customer: Customer) -> list[tuple[str, str]]:
    limit = "" if customer.credit_limit is None else human(customer.credit_limit, customer.currency)
    terms = "" if customer.terms_days is None else f"{customer.terms_days} days"
    return [
        ("terms", terms), ("credit limit", limit), ("collection day", customer.collection_day or ""),
        ("group", customer.group or ""), ("rep", customer.rep or ""), ("phone", customer.phone or ""),
        ("e-mail", customer.email or ""), ("birthday", customer.birthday or ""), ("notes", customer.notes or ""),
    ]  # fmt: skip


def _changed(changed: Changed | None) -> list[Block]:
    if changed is None:
        return [Line(Cell("never contacted yet", "quiet"))]
    title = Line(Cell(f"since the last contact on {changed.since}", "head"))
    news: list[Block] = [Line(text, 1) for text in changed.lines()]
    return [Line(""), title, *(news or [Line(Cell("nothing changed", "quiet"), 1)])]


def _rate_line(rate: KeptRate) -> str:
    count, amount = rate.by_count or 0, rate.by_amount or 0
    return f"kept {rate.kept} of {rate.judged} promises ({count:.0%}), {amount:.0%} of the promised money in time"


def _people(people: list[Any]) -> list[Block]:
    if not people:
        return []
    lines: list[Block] = [Line(""), Line(Cell("who is who", "head"))]
    return [
        *lines,
        *(Line(f"{p.role or 'contact'}: {p.name}  {p.phone or ''}  {p.email or ''}".rstrip(), 1) for p in people),
    ]


def _contacts(facts: dict[str, Any]) -> list[Block]:
    blocks: list[Block] = []
    if facts["contacts"]:
        blocks += [Line(""), Line(Cell("last contacts", "head"))]
        for c in facts["contacts"][:CONTACTS_SHOWN]:
            said = ": ".join(part for part in (c.who, c.words) if part)
            excuse = f" [{', '.join(c.excuses)}]" if c.excuses else ""
            blocks.append(Line(f"{c.on} {c.channel} {said}{excuse}" + (f" → {c.outcome}" if c.outcome else ""), 1))
    if facts["follow_ups"]:
        blocks += [Line(""), Line(Cell("to be done", "head"))]
        blocks += [Line(f"{f.on} {f.text} (follow-up {f.id})", 1) for f in facts["follow_ups"]]
    return blocks
