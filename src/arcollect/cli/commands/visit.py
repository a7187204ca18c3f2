"""`arcollect visit`: every contact is logged, with who, what they said and what came of it."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.options import (
    MOST,
    Channel,
    CustomerArg,
    CustomerOpt,
    IdArg,
    On,
    Reason,
    Who,
    checked_channel,
)
from arcollect.cli.reading.declare import Argument, Option, group
from arcollect.cli.rows import contact_data
from arcollect.domain.records import Contact
from arcollect.errors import UsageError
from arcollect.render.page import Column, Line, Page, Table
from arcollect.services import visits

app = group()

Words = Annotated[str | None, Option("--words", help="What they said.")]
Outcome = Annotated[str | None, Option("--outcome", help="What came of it.")]


@app.command()
def add(
    context: Context,
    customer: CustomerArg = None,
    channel: Channel = "visit",
    on: On = None,
    who: Who = None,
    words: Words = None,
    outcome: Outcome = None,
    next_: Annotated[str | None, Option("--next", help="When to follow up: friday, 2026-03-15.")] = None,
    rep: Annotated[str | None, Option("--rep", help="Who went.")] = None,
) -> None:
    """Log a visit, a call or a message; --next puts a follow-up on the list.

    \b
    Example:
      arcollect visit add PEPE --who Marta --words "boss away until Monday" --next monday
    """
    found = context.customer_or_ask(customer)
    draft = visits.VisitDraft(
        customer=found,
        on=context.past_day(on, found),
        channel=checked_channel(channel),
        who=who,
        words=words,
        outcome=outcome,
        rep=rep or found.rep,
        next=context.day(next_, found) if next_ else None,
    )
    contact = visits.add(context.ledger, draft)
    then = f"; follow-up on {draft.next}" if draft.next else ""
    data = contact_data(contact, found.code) | {"next": draft.next}
    text = f"logged {channel} {contact.id}: {found.name} on {draft.on}{then}"
    context.answer(data, lambda: Page([Line(text)]))


@app.command("list")
def list_(context: Context, customer: CustomerOpt = None) -> None:
    """List contacts, the latest first.

    \b
    Example:
      arcollect visit list --customer PEPE
    """
    found = visits.listed(context.ledger, context.customer_if(customer))
    by_id = context.ledger.by_id
    data = {"visits": [contact_data(c, by_id[c.customer_id].code) for c in found]}
    rows = [_cells(c, by_id[c.customer_id].name) for c in found]
    context.answer(data, lambda: Page([_table(rows) if rows else Line("no visits yet")]))


def _table(rows: list[tuple[str, ...]]) -> Table:
    texts = (Column(title) for title in ("how", "customer", "who", "words", "outcome"))
    return Table((Column("id", keep=True), Column("on", keep=True), *texts), rows)


def _cells(c: Contact, name: str) -> tuple[str, ...]:
    return str(c.id), str(c.on), c.channel, name, c.who or "", c.words or "", c.outcome or ""


@app.command()
def edit(
    context: Context, visit: IdArg, who: Who = None, words: Words = None, outcome: Outcome = None
) -> None:
    """Correct what was logged; what it was stays in the log.

    \b
    Example:
      arcollect visit edit 4 --outcome "paid half"
    """
    values = {k: v for k, v in {"who": who, "words": words, "outcome": outcome}.items() if v is not None}
    if not values:
        raise UsageError("nothing to change was given; `arcollect visit edit --help` shows what can be")
    contact = visits.edit(context.ledger, visit, values)
    code = context.ledger.by_id[contact.customer_id].code
    context.answer(contact_data(contact, code), lambda: Page([Line(f"visit {visit} is corrected")]))


@app.command()
def void(context: Context, visit: IdArg, reason: Reason = "logged by mistake") -> None:
    """The visit was logged by mistake; it stays in the log as void.

    \b
    Example:
      arcollect visit void 4
    """
    visits.void(context.ledger, visit, reason)
    context.answer({"id": visit, "void": True}, lambda: Page([Line(f"visit {visit} is void: {reason}")]))


@app.command()
def done(
    context: Context,
    follow_up: Annotated[int, Argument(metavar="ID", help="The follow-up's number in `due`.", max=MOST)],
    outcome: Annotated[str, Option("--outcome", help="What came of it.")] = "done",
) -> None:
    """A follow-up is done; it leaves the list.

    \b
    Example:
      arcollect visit done 2 --outcome "bank says it never went out"
    """
    text = visits.done(context.ledger, follow_up, outcome)
    context.answer({"id": follow_up, "done": True}, lambda: Page([Line(f"done: {text}")]))
