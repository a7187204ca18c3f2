"""`arcollect visit`: every contact is logged, with who, what they said and what came of it."""

from __future__ import annotations

from typing import Annotated

from arcollect.cli.declare import Argument, Option, group
from arcollect.cli.desk import Desk
from arcollect.cli.options import MOST, Channel, CustomerArg, CustomerOpt, IdArg, On, Reason, Who, checked_channel
from arcollect.cli.rows import contact_data
from arcollect.errors import NotMeant
from arcollect.render.page import Column, Line, Page, Table

app = group("Visits, calls and messages; follow-ups.")

Words = Annotated[str | None, Option("--words", help="What they said.")]
Outcome = Annotated[str | None, Option("--outcome", help="What came of it.")]
Next = Annotated[str | None, Option("--next", help="When to follow up: friday, 2026-03-15.")]


@app.command()
def add(
    desk: Desk, customer: CustomerArg = None, channel: Channel = "visit", on: On = None, who: Who = None,
    words: Words = None, outcome: Outcome = None, next_: Next = None,
    rep: Annotated[str | None, Option("--rep", help="Who went.")] = None,
) -> None:  # fmt: skip
    """Log a visit, a call or a message; --next puts a follow-up on the list.

    \b
    Example:
      arcollect visit add PEPE --who Marta --words "boss away until Monday" --next monday
    """
    found = desk.customer_or_ask(customer)
    day = desk.past_day(on, found) if on else desk.today
    follow_on = desk.day(next_, found) if next_ else None
    with desk.changing() as change:
        from arcollect.ledger.write.visits import add_follow_up, add_visit

        details = {"who": who, "words": words, "outcome": outcome, "rep": rep or found.rep}
        made = add_visit(change, found.id, day, checked_channel(channel), **details).id or 0
        if follow_on:
            add_follow_up(change, found.id, follow_on, outcome or words or "follow up", visit_id=made)
    contact = next(c for c in desk.book.contacts(found.id) if c.id == made)
    then = f"; follow-up on {follow_on}" if follow_on else ""
    data = contact_data(contact, found.code) | {"next": follow_on}
    desk.answer(data, lambda: Page([Line(f"logged {channel} {made}: {found.name} on {day}{then}")]))


@app.command("list")
def list_(desk: Desk, customer: CustomerOpt = None) -> None:
    """List contacts, the latest first.

    \b
    Example:
      arcollect visit list --customer PEPE
    """
    who = desk.customer(customer) if customer else None
    found = [c for c in desk.book.contacts(who.id if who else None, desk.today) if c.customer_id in desk.by_id]
    rows = [
        (str(c.id), str(c.on), c.channel, desk.by_id[c.customer_id].name, c.who or "", c.words or "", c.outcome or "")
        for c in found
    ]
    heads = (Column("id", keep=True), Column("on", keep=True), Column("how"), Column("customer"), Column("who"),
             Column("words"), Column("outcome"))  # fmt: skip
    data = {"visits": [contact_data(c, desk.by_id[c.customer_id].code) for c in found]}
    desk.answer(data, lambda: Page([Table(heads, rows) if rows else Line("no visits yet")]))


@app.command()
def edit(desk: Desk, visit: IdArg, who: Who = None, words: Words = None, outcome: Outcome = None) -> None:
    """Correct what was logged; what it was stays in the log.

    \b
    Example:
      arcollect visit edit 4 --outcome "paid half"
    """
    values = {k: v for k, v in {"who": who, "words": words, "outcome": outcome}.items() if v is not None}
    if not values:
        raise NotMeant("nothing to change was given; `arcollect visit edit --help` shows what can be")
    with desk.changing() as change:
        from arcollect.ledger.write.visits import edit_visit

        edit_visit(change, visit, **values)
    contact = next(c for c in desk.book.contacts() if c.id == visit)
    code = desk.by_id[contact.customer_id].code
    desk.answer(contact_data(contact, code), lambda: Page([Line(f"visit {visit} is corrected")]))


@app.command()
def void(desk: Desk, visit: IdArg, reason: Reason = "logged by mistake") -> None:
    """The visit was logged by mistake; it stays in the log as void.

    \b
    Example:
      arcollect visit void 4
    """
    with desk.changing() as change:
        from arcollect.ledger.write.visits import void_visit

        void_visit(change, visit, reason)
    desk.answer({"id": visit, "void": True}, lambda: Page([Line(f"visit {visit} is void: {reason}")]))


@app.command()
def done(
    desk: Desk, follow_up: Annotated[int, Argument(metavar="ID", help="The follow-up's number in `due`.", max=MOST)],
    outcome: Annotated[str, Option("--outcome", help="What came of it.")] = "done",
) -> None:  # fmt: skip
    """A follow-up is done; it leaves the list.

    \b
    Example:
      arcollect visit done 2 --outcome "bank says it never went out"
    """
    with desk.changing() as change:
        from arcollect.ledger.write.visits import done_follow_up

        text = done_follow_up(change, follow_up, outcome).text
    desk.answer({"id": follow_up, "done": True}, lambda: Page([Line(f"done: {text}")]))
