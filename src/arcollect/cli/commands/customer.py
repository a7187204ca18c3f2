"""`arcollect customer`: who owes, and who is who there."""

from __future__ import annotations

from typing import Annotated, Any

from arcollect.cli.context import Context
from arcollect.cli.options import MOST, CustomerArg, On, Reason, Terms
from arcollect.cli.reading.declare import Argument, Option, group
from arcollect.cli.rows import customer_data, person_data
from arcollect.domain.languages import LANGUAGES, NAMED
from arcollect.domain.money import currency_code, human, plain, to_major
from arcollect.domain.records import Customer
from arcollect.errors import UsageError
from arcollect.render.page import Column, Line, Page, Table
from arcollect.services import customers
from arcollect.services.customers import Balance

app = group()
ROLES = ("handler", "approver", "signer", "cashier", "owner", "buyer", "other")

Name = Annotated[str | None, Option("--name", help="Their name.")]
Code = Annotated[str | None, Option("--code", help="A short code of your own.")]
Currency = Annotated[str | None, Option("--currency", help="ISO code, as EUR.")]
Limit = Annotated[str | None, Option("--limit", help="Credit limit; `none` for no limit.")]
Language = Annotated[str | None, Option("--language", help=f"{NAMED}.")]
Group = Annotated[str | None, Option("--group", help="A group of your own.")]
Rep = Annotated[str | None, Option("--rep", help="Who sells to them.")]
Phone = Annotated[str | None, Option("--phone", help="Phone.")]
Email = Annotated[str | None, Option("--email", help="E-mail.")]
Birthday = Annotated[str | None, Option("--birthday", help="Month and day, as 03-15.")]
CollectionDay = Annotated[str | None, Option("--collection-day", help="friday, 25 or `month end`.")]
Notes = Annotated[str | None, Option("--notes", help="Anything else.")]


@app.command()
def add(
    context: Context,
    name: Annotated[str | None, Argument(metavar="NAME", help="Their name.", show_default=False)] = None,
    code: Code = None,
    currency: Currency = None,
    terms: Terms = None,
    limit: Limit = None,
    language: Language = None,
    group: Group = None,
    rep: Rep = None,
    phone: Phone = None,
    email: Email = None,
    birthday: Birthday = None,
    collection_day: CollectionDay = None,
    notes: Notes = None,
) -> None:
    """Add a customer.

    \b
    Example:
      arcollect customer add "Bar Pepe" --currency EUR --terms 30 --language es --rep Ana
    """
    name = name or context.ask("customer's name", "NAME", check=_name)
    chosen = currency_code(currency) if currency else context.settings.currency
    texts = {
        "group_name": group,
        "rep": rep,
        "phone": phone,
        "email": email,
        "birthday": birthday,
        "notes": notes,
    }
    rules = {"language": language, "terms": terms, "limit": limit, "collection_day": collection_day}
    details = _details(chosen, texts, rules)
    chosen_code = code.strip() if code else None
    draft = customers.CustomerDraft(name=_name(name), currency=chosen, code=chosen_code, details=details)
    made = customers.add(context.ledger, draft)
    _answer(context, made, f"added {made.code}: ")


@app.command()
def edit(
    context: Context,
    customer: CustomerArg = None,
    name: Name = None,
    code: Code = None,
    currency: Currency = None,
    terms: Terms = None,
    limit: Limit = None,
    language: Language = None,
    group: Group = None,
    rep: Rep = None,
    phone: Phone = None,
    email: Email = None,
    birthday: Birthday = None,
    collection_day: CollectionDay = None,
    notes: Notes = None,
) -> None:
    """Change what is given of a customer.

    \b
    Example:
      arcollect customer edit PEPE --limit 5000 --collection-day friday
    """
    found = context.customer_or_ask(customer)
    chosen = currency_code(currency) if currency else found.currency
    texts = {
        "group_name": group,
        "rep": rep,
        "phone": phone,
        "email": email,
        "birthday": birthday,
        "notes": notes,
    }
    rules = {"language": language, "terms": terms, "limit": limit, "collection_day": collection_day}
    values = _details(chosen, texts, rules)
    values |= {k: v for k, v in (("name", _name(name) if name else None), ("code", code)) if v}
    if currency:
        values["currency"] = chosen
    if not values:
        raise UsageError("nothing to change was given; `arcollect customer edit --help` shows what can be")
    _answer(context, customers.edit(context.ledger, found, values), "now ")


@app.command("list")
def list_(
    context: Context,
    group: Annotated[str | None, Option("--group", help="Only this group.")] = None,
    rep: Annotated[str | None, Option("--rep", help="Only this rep's.")] = None,
) -> None:
    """List customers with what they owe.

    \b
    Example:
      arcollect customer list --rep Ana
    """
    owed = customers.owed(context.ledger)
    wanted = [
        c
        for c in context.ledger.customers
        if (group is None or c.group == group) and (rep is None or c.rep == rep)
    ]
    context.answer(
        lambda: {"customers": (customer_data(c, owed.get(c.id, {})) for c in wanted)},
        lambda: Page([_table(wanted, owed)] if wanted else [Line("no customers yet")]),
    )


@app.command()
def show(context: Context, customer: CustomerArg = None) -> None:
    """Everything about one customer; the same as `arcollect show`.

    \b
    Example:
      arcollect customer show PEPE
    """
    from arcollect.cli.commands.show import show_customer

    show_customer(context, customer)


@app.command()
def void(context: Context, customer: CustomerArg = None, reason: Reason = "entered by mistake") -> None:
    """Take a customer off the lists; nothing is deleted. Refused while they owe.

    \b
    Example:
      arcollect customer void PEPE --reason "entered twice"
    """
    found = context.customer_or_ask(customer)
    customers.void(context.ledger, found, reason)
    text = f"{found.name} ({found.code}) is void: {reason}"
    context.answer({"code": found.code, "void": True}, lambda: Page([Line(text)]))


@app.command()
def credit(
    context: Context,
    customer: CustomerArg = None,
    amount: Annotated[
        str | None, Argument(metavar="AMOUNT", help="As 40 or €40.", show_default=False)
    ] = None,
    on: On = None,
    reason: Reason = "credit note",
) -> None:
    """A credit note that belongs to no invoice: it stands on account.

    \b
    Example:
      arcollect customer credit PEPE 40 --reason "bonus for the year"
    """
    from arcollect.domain.amounts import positive
    from arcollect.services.credits import CREDIT_NOTE, CreditDraft, credit_customer

    found = context.customer_or_ask(customer)
    given = positive(amount or context.ask("amount", "AMOUNT"), found.currency)
    currency = given.currency or found.currency
    draft = CreditDraft(kind=CREDIT_NOTE, on=context.past_day(on, found), reason=reason, amount=given.minor)
    credit_customer(context.ledger, found, currency, draft)
    data = customer_data(found, customers.owed_by(context.ledger, found.id))
    text = f"credit of {human(given.minor, currency)} for {found.name} stands on account: {reason}"
    context.answer(data, lambda: Page([Line(text)]))


@app.command()
def allocate(
    context: Context,
    customer: CustomerArg = None,
    to: Annotated[list[str] | None, Option("--to", help="INVOICE; may be given again.")] = None,
) -> None:
    """Let credit on account pay invoices, the oldest first or those named.

    Payments have their own `allocate`.

    \b
    Example:
      arcollect customer allocate PEPE --to F-102
    """
    from arcollect.services.credits import allocate as use_credit

    found = context.customer_or_ask(customer)
    pieces = use_credit(context.ledger, found, to or [])
    data = customer_data(found, customers.owed_by(context.ledger, found.id))
    data["allocations"] = [{"invoice": i.number, "amount": to_major(a, i.currency)} for i, a in pieces]
    paid = ", ".join(f"{i.number} {human(a, i.currency)}" for i, a in pieces)
    context.answer(data, lambda: Page([Line(f"credit of {found.name} pays {paid}")]))


@app.command()
def contact(
    context: Context,
    customer: CustomerArg = None,
    name: Annotated[str | None, Argument(metavar="NAME", help="Who.", show_default=False)] = None,
    role: Annotated[str | None, Option("--role", help=f"{', '.join(ROLES)}, or your own word.")] = None,
    phone: Phone = None,
    email: Email = None,
    gone: Annotated[int | None, Option("--gone", help="The id of a contact who has left.", max=MOST)] = None,
) -> None:
    """Say who handles, approves, signs and pays there; without a name, list them.

    \b
    Examples:
      arcollect customer contact PEPE "Marta Ruiz" --role approver
      arcollect customer contact PEPE
    """
    found = context.customer_or_ask(customer)
    if gone is not None:
        customers.void_person(context.ledger, found, gone, "has left")
    elif name:
        details = {"role": role, "phone": phone, "email": email}
        customers.add_person(context.ledger, found, name.strip(), details)
    people = customers.people(context.ledger, found)
    rows = [(str(p.id), p.name, p.role or "", p.phone or "", p.email or "") for p in people]
    heads = [Column(title) for title in ("id", "name", "role", "phone", "e-mail")]
    data = {"customer": found.code, "contacts": [person_data(p) for p in people]}
    page = Table(heads, rows, title=found.name) if rows else Line("no contacts yet")
    context.answer(data, lambda: Page([page]))


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise UsageError("the name is empty; give the customer's name")
    if len(name) > 200:
        raise UsageError(f"`{name[:30]}…` is {len(name)} characters long; give a name of at most 200")
    return name


def _details(currency: str, texts: dict[str, str | None], rules: dict[str, str | None]) -> dict[str, Any]:
    """The fields of what was given.

    `texts` as they are, `rules` (language, terms, limit, collection day) checked.
    """
    from arcollect.domain.terms import terms_days

    language, terms, limit, day = (rules[name] for name in ("language", "terms", "limit", "collection_day"))
    if language and language not in LANGUAGES:
        raise UsageError(f"`{language}` is no language of arcollect; give {NAMED}")
    values: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
    if language is not None:
        values["language"] = language
    if terms is not None:
        values["terms_days"] = terms_days(terms)
    if limit is not None:
        values["credit_limit"] = None if limit.casefold() == "none" else _limit(limit, currency)
    if day is not None:
        from arcollect.domain.collection_days import collection_day

        values["collection_day"] = collection_day(day) if day else None
    return values


def _limit(text: str, currency: str) -> int:
    from arcollect.domain.amounts import parse_amount

    amount = parse_amount(text, currency)
    if amount.currency not in (None, currency) or amount.minor < 0:
        raise UsageError(f"`{text}` cannot be the credit limit; give it in {currency}, zero or more")
    return amount.minor


def _answer(context: Context, customer: Customer, prefix: str) -> None:
    data = customer_data(customer, customers.owed_by(context.ledger, customer.id))
    terms = f", {customer.terms_days} days" if customer.terms_days is not None else ""
    text = f"{prefix}{customer.name} ({customer.code}), {customer.currency}{terms}"
    context.answer(data, lambda: Page([Line(text)]))


def _table(found: list[Customer], owed: customers.Owed) -> Table:
    heads = (
        Column("code", keep=True),
        Column("name"),
        Column("balance", right=True),
        Column("overdue", right=True),
        Column("", keep=True),
        Column("group"),
        Column("rep"),
    )
    nothing: list[tuple[str, Balance | None]]
    rows = []
    for c in found:
        nothing = [(c.currency, None)]
        for currency, balance in sorted(owed.get(c.id, {}).items()) or nothing:
            rows.append((c.code, c.name, *_figures(balance, currency), currency, c.group or "", c.rep or ""))
    return Table(heads, rows)


def _figures(balance: Balance | None, currency: str) -> tuple[str, str]:
    return (plain(balance.balance, currency), plain(balance.overdue, currency)) if balance else ("", "")
