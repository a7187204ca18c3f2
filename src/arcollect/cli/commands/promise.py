"""`arcollect promise`: pin every promise to a date and an amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.options import (
    AmountArg,
    Channel,
    CustomerArg,
    CustomerOpt,
    IdArg,
    Reason,
    Who,
    checked_channel,
)
from arcollect.cli.reading.declare import Option, group
from arcollect.cli.rows import promise_data, promise_table
from arcollect.domain.money import currency_code, human, plain, to_major
from arcollect.domain.promises import BROKEN, OPEN, PARTLY, Verdict
from arcollect.domain.records import Customer
from arcollect.errors import UsageError
from arcollect.render.page import Cell, Column, Line, Page, Table
from arcollect.services import promises

app = group()
Currency = Annotated[str | None, Option("--currency", help="ISO code; the customer's if not given.")]
Invoices = Annotated[list[str] | None, Option("--invoice", help="What it covers; may be given again.")]
Words = Annotated[str | None, Option("--words", help="What they said.")]


@app.command()
def add(
    context: Context,
    customer: CustomerArg = None,
    amount: AmountArg = None,
    on: Annotated[str | None, Option("--on", help="When: friday, 月底, el 15, 2026-03-15.")] = None,
    invoice: Invoices = None,
    words: Words = None,
    who: Who = None,
    channel: Channel = "visit",
    currency: Currency = None,
) -> None:
    """Pin a promise to a date and an amount; without an amount, what is due by that day.

    Money on account and disputed invoices are taken off what is due. With nothing given, on a terminal, it
    asks. It gives back the sentence to say aloud and the line for their book.

    \b
    Examples:
      arcollect promise add PEPE 500 --on friday
      arcollect promise add 南山 --on 下周五 --words "下周五一定付"
    """
    found = context.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    asking = on is None
    if asking and not amount:
        amount = _ask_amount(context, found, chosen)
    day = context.day(on or context.ask("when", "--on", check=lambda t: context.day(t, found)), found)
    if asking and words is None:
        words = context.ask("in their words (may be empty)", "--words") or None
    given = _amount(amount, chosen)
    draft = promises.PromiseDraft(
        customer=found,
        amount=given[0],
        currency=given[1],
        due=day,
        invoices=tuple(invoice or ()),
        channel=checked_channel(channel),
        said_by=who,
        words=words,
    )
    pinned = promises.add(context.ledger, draft)
    aloud = promises.aloud(context.ledger, pinned.verdict.promise, context.language(found))
    data = promise_data(pinned.verdict, found.code, pinned.numbers)
    data |= {"lang": aloud.lang, "say": aloud.say, "write": aloud.write}
    data["replaced"] = [v.promise.id for v in pinned.replaced]
    context.answer(data, lambda: _page(found, pinned, aloud))


def _amount(text: str | None, currency: str) -> tuple[int | None, str]:
    """Minor units, None without an amount, and the currency that the text names, else the one given."""
    from arcollect.domain.amounts import positive

    if not text:
        return None, currency
    given = positive(text, currency)
    return given.minor, given.currency or currency


def _ask_amount(context: Context, customer: Customer, currency: str) -> str:
    asked = promises.asked_for(context.ledger, customer, currency)
    question, default = f"how much of {human(asked, currency)}", to_major(asked, currency)
    return context.ask(question, "AMOUNT", default=default, check=lambda t: _amount(t, currency))


def _page(customer: Customer, pinned: promises.Pinned, aloud: promises.Aloud) -> Page:
    promise = pinned.verdict.promise
    covers = ", ".join(pinned.numbers[i] for i in promise.invoice_ids)
    amount = human(promise.amount, promise.currency)
    day = f"{promise.due:%A} {promise.due}"
    lines = [Line(f"promise {promise.id}: {customer.name}, {amount} by {day}, for {covers}")]
    if promise.level:
        times = "once" if promise.level == 1 else f"{promise.level} times"
        again = f"level {promise.level}: this debt was promised {times} before and not kept"
        lines.append(Line(Cell(again, "warn")))
    lines += _replaced(pinned.replaced)
    lines += [Line(Cell("say aloud:", "head")), Line(aloud.say, 1)]
    lines += [Line(Cell("write into their book:", "head")), Line(aloud.write, 1)]
    return Page(lines)


def _replaced(verdicts: Sequence[Verdict]) -> list[Line]:
    """Which earlier promises no longer fit beside the new one."""
    gone = [(v.promise.id, human(v.promise.amount, v.promise.currency), v.promise.due) for v in verdicts]
    texts = (f"it takes the place of promise {number} ({amount} by {due})" for number, amount, due in gone)
    return [Line(Cell(text, "quiet")) for text in texts]


@app.command()
def plan(
    context: Context,
    customer: CustomerArg = None,
    amount: AmountArg = None,
    parts: Annotated[int, Option("--parts", help="How many instalments.", min=2, max=120)] = 3,
    every: Annotated[str, Option("--every", help="week or month.")] = "month",
    start: Annotated[str | None, Option("--from", help="The day of the first one.")] = None,
    invoice: Invoices = None,
    words: Words = None,
    who: Who = None,
    channel: Channel = "visit",
    currency: Currency = None,
) -> None:
    """An instalment plan: a date for every piece and for the rest.

    \b
    Example:
      arcollect promise plan PEPE 900 --parts 3 --every month --from "the 15th"
    """
    from arcollect.domain.promises import instalments

    if every not in ("week", "month"):
        raise UsageError(f"`{every}` is no span for a plan; give week or month")
    found = context.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    minor, chosen = _amount(amount or context.ask("amount", "AMOUNT"), chosen)
    first = context.day(start or context.ask("first day", "--from"), found)
    promises.refuse_too_many_parts(minor or 0, parts, chosen)
    whole = promises.PromiseDraft(
        customer=found,
        amount=minor,
        currency=chosen,
        due=first,
        invoices=tuple(invoice or ()),
        channel=checked_channel(channel),
        said_by=who,
        words=words,
    )
    planned = promises.plan(context.ledger, whole, instalments(minor or 0, parts, first, every))
    title = f"{found.name}: {human(minor or 0, chosen)} in {parts} parts"
    context.answer(lambda: _plan_data(found, planned), lambda: _plan_page(planned, title, chosen))


def _plan_data(customer: Customer, planned: promises.Planned) -> dict[str, object]:
    return {
        "customer": customer.code,
        "promises": [promise_data(v, customer.code, planned.numbers) for v in planned.verdicts],
        "replaced": [v.promise.id for v in planned.replaced],
    }


def _plan_page(planned: promises.Planned, title: str, currency: str) -> Page:
    pieces = [v.promise for v in planned.verdicts]
    rows = [(str(p.id), f"{p.due:%a} {p.due}", plain(p.amount, currency)) for p in pieces]
    heads = (Column("id"), Column("due"), Column(currency, right=True))
    return Page([Table(heads, rows, title=title), *_replaced(planned.replaced)])


@app.command("list")
def list_(
    context: Context,
    customer: CustomerOpt = None,
    open_: Annotated[bool, Option("--open", help="Only open ones.")] = False,
    broken: Annotated[bool, Option("--broken", help="Only broken and partly kept ones.")] = False,
) -> None:
    """List promises, each verdict with the payments it counted.

    \b
    Example:
      arcollect promise list --broken
    """
    who, ledger = context.customer_if(customer), context.ledger
    whose = [who.id] if who else None
    wanted = ({OPEN} if open_ else set()) | ({BROKEN, PARTLY} if broken else set())
    found = [v for v in promises.judged(ledger, whose) if not wanted or v.status in wanted]
    names = {} if who else {c.id: c.name for c in ledger.customers}
    context.answer(
        lambda: _data(context, found, whose),
        lambda: Page([promise_table(found, names) if found else Line("no promises")]),
    )


def _data(context: Context, found: list[Verdict], whose: list[int] | None) -> dict[str, object]:
    numbers, by_id = promises.covered_numbers(context.ledger, whose), context.ledger.by_id
    return {"promises": [promise_data(v, by_id[v.promise.customer_id].code, numbers) for v in found]}


@app.command()
def show(context: Context, promise: IdArg) -> None:
    """One promise, its verdict, and the payments it rests on.

    \b
    Example:
      arcollect promise show 3
    """
    found = promises.find(context.ledger, promise)
    customer = context.ledger.by_id[found.verdict.promise.customer_id]
    data = promise_data(found.verdict, customer.code, found.numbers)
    context.answer(data, lambda: Page([promise_table([found.verdict], {}, title=customer.name)]))


@app.command()
def withdraw(context: Context, promise: IdArg, reason: Reason = "withdrawn") -> None:
    """Take an open promise back; it stays in the history.

    \b
    Example:
      arcollect promise withdraw 3 --reason "agreed a plan instead"
    """
    found = promises.withdraw(context.ledger, promise, reason)
    customer = context.ledger.by_id[found.verdict.promise.customer_id]
    data = promise_data(found.verdict, customer.code, found.numbers)
    context.answer(data, lambda: Page([Line(f"promise {promise} is withdrawn: {reason}")]))
