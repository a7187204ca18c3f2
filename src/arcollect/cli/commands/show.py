"""`arcollect show`: one customer on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arcollect.cli.context import Context
from arcollect.cli.options import CustomerArg
from arcollect.cli.reading.declare import single
from arcollect.cli.rows import (
    contact_data,
    customer_data,
    invoice_data,
    invoice_table,
    person_data,
    promise_data,
    promise_table,
)
from arcollect.domain.ageing import AgeRow
from arcollect.domain.money import human, to_major
from arcollect.domain.promises import KeptRate
from arcollect.domain.records import ChequeInHand, Contact, Customer
from arcollect.render.page import Block, Cell, Fields, Line, Page
from arcollect.services.customer_page import Changed, CustomerPage, customer_page

app = single()
CONTACTS_SHOWN = 5
COACHING = (
    "Go early in the day; say at once that you have come for the money.",
    "When other visitors come, stay and wait; small talk is not the purpose.",
    "Leave with a date and an amount, written down in front of them.",
)  # D4


@app.command()
def show(context: Context, customer: CustomerArg = None) -> None:
    """Everything about one customer on one page, and what changed since you last spoke.

    \b
    Example:
      arcollect show PEPE
    """
    show_customer(context, customer)


def show_customer(context: Context, customer: str | None) -> None:
    """Shows the page; shared with `customer show`."""
    found = customer_page(context.ledger, context.customer_or_ask(customer))
    context.answer(lambda: _data(found), lambda: _page(context, found))


def _data(page: CustomerPage) -> dict[str, Any]:
    code = page.customer.code
    return customer_data(page.customer, page.owed) | {
        "ages": [_age_data(row) for row in page.ages],
        "invoices": [invoice_data(i, code) for i in page.open],
        "promises": [promise_data(v, code, page.numbers) for v in page.verdicts],
        "kept_rate": [_rate_data(rate, currency) for currency, rate in page.rates.items()],
        "contacts": [person_data(p) for p in page.people],
        "visits": [contact_data(c, code) for c in page.contacts],
        "follow_ups": [{"id": f.id, "on": f.on, "text": f.text} for f in page.follow_ups],
        "cheques_in_hand": [_cheque_data(c) for c in page.cheques],
        "since_last_contact": _changed_data(page.changed) if page.changed else None,
    }


def _age_data(row: AgeRow) -> dict[str, str]:
    amounts = {column: to_major(amount, row.currency) for column, amount in row.amounts.items()}
    return {"currency": row.currency, **amounts, "total": to_major(row.total, row.currency)}


def _rate_data(rate: KeptRate, currency: str) -> dict[str, object]:
    return {
        "currency": currency,
        "kept": rate.kept,
        "partly_kept": rate.partly,
        "broken": rate.broken,
        "by_count": None if rate.by_count is None else round(rate.by_count, 4),
        "by_amount": None if rate.by_amount is None else round(rate.by_amount, 4),
    }


def _cheque_data(cheque: ChequeInHand) -> dict[str, object]:
    return {
        "payment": cheque.payment_id,
        "number": cheque.number,
        "bank": cheque.bank,
        "issued": cheque.issued,
        "currency": cheque.currency,
        "amount": to_major(cheque.amount, cheque.currency),
    }


def _changed_data(changed: Changed) -> dict[str, object]:
    return {
        "since": changed.since,
        "payments": [p.id for p in changed.payments],
        "received": [
            {"payment": p.id, "currency": p.currency, "amount": to_major(p.amount, p.currency)}
            for p in changed.payments
        ],
        "issued": [i.number for i in changed.issued],
        "fell_due": [i.number for i in changed.fell_due],
        "promises": [{"id": v.promise.id, "status": v.status} for v in changed.judged],
    }


def _page(context: Context, page: CustomerPage) -> Page:
    customer = page.customer
    blocks: list[Block] = [Line(Cell(f"{customer.name} ({customer.code})", "head")), Fields(_about(customer))]
    blocks += [Line(Cell(_owes(row), "strong")) for row in page.ages]
    if not page.ages:
        blocks.append(Line(Cell("owes nothing", "good")))
    blocks += [Line(Cell(_cheque(cheque), "warn")) for cheque in page.cheques]
    blocks += _changed(page.changed)
    if page.open:
        blocks += [Line(""), invoice_table(page.open, {}, context.today, title="open invoices")]
    if page.verdicts:
        blocks += [Line(""), promise_table(page.verdicts, {}, title="promises")]
        blocks += [Line(_rate_line(rate)) for rate in page.rates.values() if rate.judged]
    blocks += _section("who is who", (_person(p.role, p.name, p.phone, p.email) for p in page.people))
    blocks += _section("last contacts", (_contact(c) for c in page.contacts[:CONTACTS_SHOWN]))
    blocks += _section("to be done", (f"{f.on} {f.text} (follow-up {f.id})" for f in page.follow_ups))
    if any(balance.overdue for balance in page.owed.values()):
        blocks += _section("before you go in", COACHING)
    return Page(blocks)


def _about(customer: Customer) -> list[tuple[str, str]]:
    limit = "" if customer.credit_limit is None else human(customer.credit_limit, customer.currency)
    terms = "" if customer.terms_days is None else f"{customer.terms_days} days"
    return [
        ("terms", terms),
        ("credit limit", limit),
        ("collection day", customer.collection_day or ""),
        ("group", customer.group or ""),
        ("rep", customer.rep or ""),
        ("phone", customer.phone or ""),
        ("e-mail", customer.email or ""),
        ("birthday", customer.birthday or ""),
        ("notes", customer.notes or ""),
    ]


def _owes(row: AgeRow) -> str:
    amounts = ((column.replace("_", " "), amount) for column, amount in row.amounts.items() if amount)
    parts = ", ".join(f"{column} {human(amount, row.currency)}" for column, amount in amounts)
    return f"owes {human(row.total, row.currency)}: {parts}"


def _cheque(cheque: ChequeInHand) -> str:
    amount, number = human(cheque.amount, cheque.currency), cheque.number or "without number"
    return f"cheque {number} of {amount} in hand (payment {cheque.payment_id}), not yet cleared"


def _changed(changed: Changed | None) -> list[Block]:
    if changed is None:
        return [Line(Cell("never contacted yet", "quiet"))]
    title = Line(Cell(f"since the last contact on {changed.since}", "head"))
    news: list[Block] = [Line(text, 1) for text in _news(changed)]
    return [Line(""), title, *(news or [Line(Cell("nothing changed", "quiet"), 1)])]


def _news(changed: Changed) -> Iterable[str]:
    """What changed, one thing a line."""
    for p in changed.payments:
        yield f"paid {human(p.amount, p.currency)} on {p.on} (payment {p.id})"
    for i in changed.issued:
        yield f"new invoice {i.number} of {human(i.amount, i.currency)}, due {i.due}"
    for i in changed.fell_due:
        yield f"invoice {i.number} fell due on {i.due}, {human(i.open, i.currency)} open"
    for v in changed.judged:
        amount = human(v.promise.amount, v.promise.currency)
        yield f"promise {v.promise.id} of {amount} for {v.promise.due} was {v.status}"


def _rate_line(rate: KeptRate) -> str:
    count, amount = rate.by_count or 0, rate.by_amount or 0
    number = f"kept {rate.kept} of {rate.judged} promises ({count:.0%})"
    return f"{number}, {amount:.0%} of the promised money in time"


def _section(title: str, texts: Iterable[str]) -> list[Block]:
    lines: list[Block] = [Line(text, 1) for text in texts]
    return [Line(""), Line(Cell(title, "head")), *lines] if lines else []


def _person(role: str | None, name: str, phone: str | None, email: str | None) -> str:
    return f"{role or 'contact'}: {name}  {phone or ''}  {email or ''}".rstrip()


def _contact(c: Contact) -> str:
    said = ": ".join(part for part in (c.who, c.words) if part)
    excuse = f" [{', '.join(c.excuses)}]" if c.excuses else ""
    return f"{c.on} {c.channel} {said}{excuse}" + (f" → {c.outcome}" if c.outcome else "")
