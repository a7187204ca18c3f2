"""`arcollect promise`: pin every promise to a date and an amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from arcollect.cli.declare import Option, group
from arcollect.cli.desk import Desk
from arcollect.cli.options import AmountArg, Channel, CustomerArg, CustomerOpt, IdArg, Reason, Who, checked_channel
from arcollect.cli.rows import promise_data, promise_table
from arcollect.domain.money import currency_code, human, plain, to_major
from arcollect.domain.promises import BROKEN, OPEN, PARTLY, Verdict
from arcollect.domain.records import Customer
from arcollect.errors import NotMeant, Refused
from arcollect.render.page import Cell, Column, Line, Page, Table

app = group("Promises to pay: add, plan, list, show, withdraw.")
Currency = Annotated[str | None, Option("--currency", help="ISO code; the customer's if not given.")]
Invoices = Annotated[list[str] | None, Option("--invoice", help="What it covers; may be given again.")]


@app.command()
def add(
    desk: Desk, customer: CustomerArg = None, amount: AmountArg = None,
    on: Annotated[str | None, Option("--on", help="When: friday, 月底, el 15, 2026-03-15.")] = None,
    invoice: Invoices = None,
    words: Annotated[str | None, Option("--words", help="What they said.")] = None,
    who: Who = None, channel: Channel = "visit", currency: Currency = None,
) -> None:  # fmt: skip
    """Pin a promise to a date and an amount; without an amount, everything open.

    With nothing given, on a terminal, it asks. It gives back the sentence to say aloud and the line for their book.

    \b
    Examples:
      arcollect promise add PEPE 500 --on friday
      arcollect promise add 南山 --on 下周五 --words "下周五一定付"
    """
    found = desk.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    asking = on is None
    if asking and not amount:
        amount = _ask_amount(desk, found, chosen)
    day = desk.day(on or desk.ask("when", "--on", check=lambda t: desk.day(t, found)), found)
    if asking and words is None:
        words = desk.ask("in their words (may be empty)", "--words") or None
    _add(desk, found, amount, chosen, day, invoice or [], words, who, channel)


def _ask_amount(desk: Desk, customer: Customer, currency: str) -> str | None:
    from arcollect.domain.amounts import positive

    open_ = sum(
        i.open for i in desk.book.invoices(desk.today, customer=customer.id, open_only=True) if i.currency == currency
    )
    return desk.ask(
        f"how much of {human(open_, currency)}",
        "AMOUNT",
        default=to_major(open_, currency),
        check=lambda t: positive(t, currency),
    )


def _add(
    desk: Desk, customer: Customer, amount: str | None, currency: str, day: object, invoices: list[str], words: str | None,
    who: str | None, channel: str,
) -> None:  # fmt: skip
    from datetime import date

    from arcollect.domain.amounts import positive
    from arcollect.ledger.write.promises import Draft, add_promise

    assert isinstance(day, date)  # noqa: S101 — narrows for the type checker
    sum_ = positive(amount, currency) if amount else None
    chosen = (sum_.currency if sum_ else None) or currency
    draft = Draft(customer, sum_.minor if sum_ else None, chosen, day, invoices, checked_channel(channel), who, words)
    with desk.changing() as change:
        pinned = add_promise(change, draft, desk.settings)
    verdict = desk.verdict(pinned.promise_id)
    data = promise_data(verdict, customer.code, desk.book.promised_numbers([customer.id])) | _aloud(
        desk, customer, verdict
    )
    data["replaced"] = [v.promise.id for v in pinned.replaced]
    desk.answer(data, lambda: _page(customer, verdict, data, pinned.replaced))


def _aloud(desk: Desk, customer: Customer, verdict: Verdict) -> dict[str, object]:
    """The sentence to say and the line to write into their book, in the customer's language (A1)."""
    from arcollect.rules.saying import book_line, sentence

    lang, promise = desk.language(customer), verdict.promise
    amount = human(promise.amount, promise.currency)
    line = book_line(
        promise.due, amount, lang, company=desk.settings.company, who=promise.said_by or "", level=promise.level
    )
    return {"lang": lang, "say": sentence(desk.today, promise.due, amount, lang), "write": line}


def _page(customer: Customer, verdict: Verdict, data: dict[str, object], replaced: tuple[Verdict, ...]) -> Page:
    promise = verdict.promise
    covers = ", ".join(data["invoices"])  # type: ignore[arg-type]  # numbers, as promise_data gives them
    lines = [
        Line(
            f"promise {promise.id}: {customer.name}, {human(promise.amount, promise.currency)} by {promise.due:%A} {promise.due}, for {covers}"
        ),
    ]
    if promise.level:
        times = "once" if promise.level == 1 else f"{promise.level} times"
        lines.append(Line(Cell(f"level {promise.level}: this debt was promised {times} before and not kept", "warn")))
    lines += _replaced(replaced)
    say_it, write_it = str(data["say"]), str(data["write"])
    return Page(
        [
            *lines,
            Line(Cell("say aloud:", "head")),
            Line(say_it, 1),
            Line(Cell("write into their book:", "head")),
            Line(write_it, 1),
        ]
    )


def _replaced(verdicts: Sequence[Verdict]) -> list[Line]:
    """Says which earlier promises no longer fit beside the new one."""
    gone = [(v.promise.id, human(v.promise.amount, v.promise.currency), v.promise.due) for v in verdicts]
    return [
        Line(Cell(f"it takes the place of promise {number} ({amount} by {due})", "quiet"))
        for number, amount, due in gone
    ]


@app.command()
def plan(
    desk: Desk, customer: CustomerArg = None, amount: AmountArg = None,
    parts: Annotated[int, Option("--parts", help="How many instalments.", min=2, max=120)] = 3,
    every: Annotated[str, Option("--every", help="week or month.")] = "month",
    start: Annotated[str | None, Option("--from", help="The day of the first one.")] = None,
    invoice: Invoices = None, words: Annotated[str | None, Option("--words", help="What they said.")] = None,
    who: Who = None, channel: Channel = "visit", currency: Currency = None,
) -> None:  # fmt: skip
    """An instalment plan: a date for every piece and for the rest.

    \b
    Example:
      arcollect promise plan PEPE 900 --parts 3 --every month --from "the 15th"
    """
    from arcollect.domain.amounts import positive
    from arcollect.domain.promises import check_amount, instalments
    from arcollect.ledger.write.promises import Draft, add_promise, covered

    if every not in ("week", "month"):
        raise NotMeant(f"`{every}` is no span for a plan; give week or month")
    found = desk.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    sum_ = positive(amount or desk.ask("amount", "AMOUNT"), chosen)
    chosen = sum_.currency or chosen
    first = desk.day(start or desk.ask("first day", "--from"), found)
    if sum_.minor < parts:
        raise Refused(f"{human(sum_.minor, chosen)} cannot be cut into {parts} parts; make fewer")
    made: list[int] = []
    replaced: list[Verdict] = []
    with desk.changing() as change:
        whole = Draft(found, sum_.minor, chosen, first, invoice or [], checked_channel(channel), who, words)
        check_amount(sum_.minor, sum(i.open for i in covered(change, whole)), chosen, found.name)
        for day, piece in instalments(sum_.minor, parts, first, every):
            draft = Draft(found, piece, chosen, day, invoice or [], channel, who, words)
            pinned = add_promise(change, draft, desk.settings)
            made.append(pinned.promise_id)
            replaced += pinned.replaced
    verdicts = [v for v in desk.verdicts([found.id]) if v.promise.id in made]
    numbers = desk.book.promised_numbers([found.id])
    data = {
        "customer": found.code, "promises": [promise_data(v, found.code, numbers) for v in verdicts],
        "replaced": [v.promise.id for v in replaced],
    }  # fmt: skip
    rows = [
        (str(v.promise.id), f"{v.promise.due:%a} {v.promise.due}", plain(v.promise.amount, chosen)) for v in verdicts
    ]
    heads = (Column("id"), Column("due"), Column(chosen, right=True))
    title = f"{found.name}: {human(sum_.minor, chosen)} in {parts} parts"
    desk.answer(data, lambda: Page([Table(heads, rows, title=title), *_replaced(replaced)]))


@app.command("list")
def list_(
    desk: Desk, customer: CustomerOpt = None,
    open_: Annotated[bool, Option("--open", help="Only open ones.")] = False,
    broken: Annotated[bool, Option("--broken", help="Only broken and partly kept ones.")] = False,
) -> None:  # fmt: skip
    """List promises, each verdict with the payments it counted.

    \b
    Example:
      arcollect promise list --broken
    """
    who = desk.customer(customer) if customer else None
    wanted = ({OPEN} if open_ else set()) | ({BROKEN, PARTLY} if broken else set())
    whose = [who.id] if who else None
    found = [v for v in desk.verdicts(whose) if not wanted or v.status in wanted]
    names = {} if who else {c.id: c.name for c in desk.customers}
    desk.answer(
        lambda: _data(desk, found, whose), lambda: Page([promise_table(found, names) if found else Line("no promises")])
    )


def _data(desk: Desk, found: list[Verdict], whose: list[int] | None) -> dict[str, object]:
    numbers = desk.book.promised_numbers(whose)
    return {"promises": [promise_data(v, desk.by_id[v.promise.customer_id].code, numbers) for v in found]}


@app.command()
def show(desk: Desk, promise: IdArg) -> None:
    """One promise, its verdict, and the payments it rests on.

    \b
    Example:
      arcollect promise show 3
    """
    verdict = desk.verdict(promise)
    customer = desk.by_id[verdict.promise.customer_id]
    data = promise_data(verdict, customer.code, desk.book.promised_numbers([customer.id]))
    desk.answer(data, lambda: Page([promise_table([verdict], {}, title=customer.name)]))


@app.command()
def withdraw(desk: Desk, promise: IdArg, reason: Reason = "withdrawn") -> None:
    """Take an open promise back; it stays in the history.

    \b
    Example:
      arcollect promise withdraw 3 --reason "agreed a plan instead"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.promises import withdraw_promise

        withdraw_promise(change, promise, reason, desk.settings)
    verdict = desk.verdict(promise)
    code = desk.by_id[verdict.promise.customer_id].code
    data = promise_data(verdict, code, desk.book.promised_numbers([verdict.promise.customer_id]))
    desk.answer(data, lambda: Page([Line(f"promise {promise} is withdrawn: {reason}")]))
