"""`arcollect customer`: who owes, and who is who there."""

from __future__ import annotations

from typing import Annotated, Any

from arcollect.cli.declare import Argument, Option, group
from arcollect.cli.desk import LANGUAGES, Desk
from arcollect.cli.options import MOST, CustomerArg, Reason, Terms
from arcollect.cli.rows import customer_data, person_data
from arcollect.domain.money import currency_code, plain
from arcollect.domain.records import Customer
from arcollect.errors import NotMeant
from arcollect.render.page import Column, Line, Page, Table

app = group("Customers and who is who there.")
ROLES = ("handler", "approver", "signer", "cashier", "owner", "buyer", "other")

Name = Annotated[str | None, Option("--name", help="Their name.")]
Code = Annotated[str | None, Option("--code", help="A short code of your own.")]
Currency = Annotated[str | None, Option("--currency", help="ISO code, as EUR.")]
Limit = Annotated[str | None, Option("--limit", help="Credit limit; `none` for no limit.")]
Language = Annotated[str | None, Option("--language", help="en, zh or es.")]
Group = Annotated[str | None, Option("--group", help="A group of your own.")]
Rep = Annotated[str | None, Option("--rep", help="Who sells to them.")]
Phone = Annotated[str | None, Option("--phone", help="Phone.")]
Email = Annotated[str | None, Option("--email", help="E-mail.")]
Birthday = Annotated[str | None, Option("--birthday", help="Month and day, as 03-15.")]
CollectionDay = Annotated[str | None, Option("--collection-day", help="friday, 25 or `month end`.")]
Notes = Annotated[str | None, Option("--notes", help="Anything else.")]


@app.command()
def add(
    desk: Desk, name: Annotated[str | None, Argument(metavar="NAME", help="Their name.", show_default=False)] = None,
    code: Code = None, currency: Currency = None, terms: Terms = None, limit: Limit = None, language: Language = None,
    group: Group = None, rep: Rep = None, phone: Phone = None, email: Email = None, birthday: Birthday = None,
    collection_day: CollectionDay = None, notes: Notes = None,
) -> None:  # fmt: skip
    """Add a customer.

    \b
    Example:
      arcollect customer add "Bar Pepe" --currency EUR --terms 30 --language es --rep Ana
    """
    name = name or desk.ask("customer's name", "NAME", check=_name)
    chosen = currency_code(currency) if currency else desk.settings.currency
    details = _details(chosen, terms, limit, language, group, rep, phone, email, birthday, collection_day, notes)
    with desk.changing() as change:
        from arcollect.ledger.write.customers import add_customer

        row = add_customer(change, _name(name), chosen, code.strip() if code else None, **details)
        made = row.code
    _answer(desk, desk.customer(made), f"added {made}: ")


@app.command()
def edit(
    desk: Desk, customer: CustomerArg = None, name: Name = None, code: Code = None, currency: Currency = None,
    terms: Terms = None, limit: Limit = None, language: Language = None, group: Group = None, rep: Rep = None,
    phone: Phone = None, email: Email = None, birthday: Birthday = None, collection_day: CollectionDay = None,
    notes: Notes = None,
) -> None:  # fmt: skip
    """Change what is given of a customer.

    \b
    Example:
      arcollect customer edit PEPE --limit 5000 --collection-day friday
    """
    found = desk.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    values = _details(chosen, terms, limit, language, group, rep, phone, email, birthday, collection_day, notes)
    values |= {k: v for k, v in (("name", _name(name) if name else None), ("code", code)) if v}
    if currency:
        values["currency"] = chosen
    if not values:
        raise NotMeant("nothing to change was given; `arcollect customer edit --help` shows what can be")
    with desk.changing() as change:
        from arcollect.ledger.write.customers import edit_customer

        edit_customer(change, found.id, **values)
    _answer(desk, desk.by_id[found.id], "now ")


@app.command("list")
def list_(
    desk: Desk,
    group: Annotated[str | None, Option("--group", help="Only this group.")] = None,
    rep: Annotated[str | None, Option("--rep", help="Only this rep's.")] = None,
) -> None:
    """List customers with what they owe.

    \b
    Example:
      arcollect customer list --rep Ana
    """
    owed = _owed(desk)
    wanted = [c for c in desk.customers if (group is None or c.group == group) and (rep is None or c.rep == rep)]
    desk.answer(
        lambda: {"customers": (customer_data(c, owed.get(c.id, {})) for c in wanted)},
        lambda: Page([_table(wanted, owed)] if wanted else [Line("no customers yet")]),
    )


@app.command()
def show(desk: Desk, customer: CustomerArg = None) -> None:
    """Everything about one customer; the same as `arcollect show`.

    \b
    Example:
      arcollect customer show PEPE
    """
    from arcollect.cli.show import show_customer

    show_customer(desk, customer)


@app.command()
def void(desk: Desk, customer: CustomerArg = None, reason: Reason = "entered by mistake") -> None:
    """Take a customer off the lists; nothing is deleted. Refused while they owe.

    \b
    Example:
      arcollect customer void PEPE --reason "entered twice"
    """
    found = desk.customer_or_ask(customer)
    with desk.changing() as change:
        from arcollect.ledger.write.customers import void_customer

        void_customer(change, found.id, found.name, reason)
    desk.answer(
        {"code": found.code, "void": True}, lambda: Page([Line(f"{found.name} ({found.code}) is void: {reason}")])
    )


@app.command()
def credit(
    desk: Desk,
    customer: CustomerArg = None,
    amount: Annotated[str | None, Argument(metavar="AMOUNT", help="As 40 or €40.", show_default=False)] = None,
    on: Annotated[str | None, Option("--on", help="The day; today if not given.")] = None,
    reason: Reason = "credit note",
) -> None:
    """A credit note that belongs to no invoice: it stands on account.

    \b
    Example:
      arcollect customer credit PEPE 40 --reason "bonus for the year"
    """
    from arcollect.domain.amounts import positive
    from arcollect.domain.money import human

    found = desk.customer_or_ask(customer)
    sum_ = positive(amount or desk.ask("amount", "AMOUNT"), found.currency)
    currency = sum_.currency or found.currency
    with desk.changing() as change:
        from arcollect.ledger.write.invoices import credit_customer

        credit_customer(change, found.id, sum_.minor, currency, desk.past_day(on, found) if on else desk.today, reason)
    data = customer_data(found, _owed(desk).get(found.id, {}))
    desk.answer(
        data,
        lambda: Page([Line(f"credit of {human(sum_.minor, currency)} for {found.name} stands on account: {reason}")]),
    )


@app.command()
def contact(
    desk: Desk, customer: CustomerArg = None,
    name: Annotated[str | None, Argument(metavar="NAME", help="Who.", show_default=False)] = None,
    role: Annotated[str | None, Option("--role", help=f"{', '.join(ROLES)}, or your own word.")] = None,
    phone: Phone = None, email: Email = None,
    gone: Annotated[int | None, Option("--gone", help="The id of a contact who has left.", max=MOST)] = None,
) -> None:  # fmt: skip
    """Say who handles, approves, signs and pays there; without a name, list them.

    \b
    Examples:
      arcollect customer contact PEPE "Marta Ruiz" --role approver
      arcollect customer contact PEPE
    """
    found = desk.customer_or_ask(customer)
    if gone is not None or name:
        with desk.changing() as change:
            from arcollect.ledger.write.customers import add_person, void_person

            if gone is not None:
                void_person(change, found.id, gone, "has left")
            else:
                add_person(change, found.id, str(name).strip(), role=role, phone=phone, email=email)
    people = desk.book.people(found.id)
    rows = [(str(p.id), p.name, p.role or "", p.phone or "", p.email or "") for p in people]
    heads = [Column("id"), Column("name"), Column("role"), Column("phone"), Column("e-mail")]
    data = {"customer": found.code, "contacts": [person_data(p) for p in people]}
    desk.answer(data, lambda: Page([Table(heads, rows, title=found.name) if rows else Line("no contacts yet")]))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise NotMeant("the name is empty; give the customer's name")
    if len(name) > 200:
        raise NotMeant(f"`{name[:30]}…` is {len(name)} characters long; give a name of at most 200")
    return name


def _details(
    currency: str, terms: str | None, limit: str | None, language: str | None, group: str | None,
    rep: str | None, phone: str | None, email: str | None, birthday: str | None, collection_day: str | None, notes: str | None,
) -> dict[str, Any]:  # fmt: skip
    """The columns for what was given, checked."""
    from arcollect.domain.terms import terms_days

    if language and language not in LANGUAGES:
        raise NotMeant(f"`{language}` is no language of arcollect; give en, zh or es")
    given: dict[str, Any] = {
        "language": language, "group_name": group, "rep": rep, "phone": phone, "email": email, "birthday": birthday, "notes": notes,
    }  # fmt: skip
    values = {key: value for key, value in given.items() if value is not None}
    if terms is not None:
        values["terms_days"] = terms_days(terms)
    if limit is not None:
        values["credit_limit"] = None if limit.casefold() == "none" else _limit(limit, currency)
    if collection_day is not None:
        from arcollect.domain.collection_days import collection_day as rule

        values["collection_day"] = rule(collection_day) if collection_day else None
    return values


def _limit(text: str, currency: str) -> int:
    from arcollect.domain.amounts import parse_amount

    amount = parse_amount(text, currency)
    if amount.currency not in (None, currency) or amount.minor < 0:
        raise NotMeant(f"`{text}` cannot be the credit limit; give it in {currency}, zero or more")
    return amount.minor


def _owed(desk: Desk) -> dict[int, dict[str, Any]]:
    from arcollect.reports.balances import balances

    return balances(desk.book.open_items(desk.today), desk.book.on_account(desk.today), desk.today)


def _answer(desk: Desk, customer: Customer, prefix: str) -> None:
    data = customer_data(customer, _owed(desk).get(customer.id, {}))
    terms = f", {customer.terms_days} days" if customer.terms_days is not None else ""
    text = f"{prefix}{customer.name} ({customer.code}), {customer.currency}{terms}"
    desk.answer(data, lambda: Page([Line(text)]))


def _table(customers: list[Customer], owed: dict[int, dict[str, Any]]) -> Table:
    rows = []
    for c in customers:
        for currency, b in sorted(owed.get(c.id, {}).items()) or [(c.currency, None)]:
            balance, overdue = (plain(b.balance, currency), plain(b.overdue, currency)) if b else ("", "")
            rows.append((c.code, c.name, balance, overdue, currency, c.group or "", c.rep or ""))
    heads = (Column("code", keep=True), Column("name"), Column("balance", right=True), Column("overdue", right=True),
             Column("", keep=True), Column("group"), Column("rep"))  # fmt: skip
    return Table(heads, rows)
