"""Promises to pay: pin one to its date and amount, plan instalments, withdraw, judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain import promises as rules
from arcollect.domain.balance import net_due
from arcollect.domain.frozen import changed, record
from arcollect.domain.money import human
from arcollect.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from arcollect.domain.promises import Verdict
    from arcollect.domain.records import Customer, Invoice, Promise
    from arcollect.domain.settings import Settings
    from arcollect.ledger.book import Book
    from arcollect.ledger.work import Work
    from arcollect.services.opening import Ledger


@record
class PromiseDraft:
    """A promise as it was given; `amount` in minor units, None for what is due by its day."""

    customer: Customer
    amount: int | None
    currency: str
    due: date
    invoices: tuple[str, ...] = ()
    channel: str = "visit"
    said_by: str | None = None
    words: str | None = None


@record
class Pinned:
    """The promise as kept and judged, the invoices it covers, and the earlier promises that it replaces."""

    verdict: Verdict
    numbers: Mapping[int, str]
    replaced: tuple[Verdict, ...] = ()


@record
class Planned:
    """The promises of a plan, the numbers of what they cover, and the earlier ones that they replace."""

    verdicts: tuple[Verdict, ...]
    numbers: Mapping[int, str]
    replaced: tuple[Verdict, ...] = ()


@record
class Aloud:
    """What is said and written of a promise, in the customer's language (A1)."""

    lang: str
    say: str
    write: str


def add(ledger: Ledger, draft: PromiseDraft) -> Pinned:
    """Pin a promise to its date and amount; Refused as `pinned` refuses."""
    settings = ledger.settings
    with ledger.change() as work:
        number, replaced = pinned(work, draft, settings)
    found = find(ledger, number)
    return changed(found, replaced=tuple(replaced))


def pinned(work: Work, draft: PromiseDraft, settings: Settings) -> tuple[int, list[Verdict]]:
    """As `add`, within a change; returns its number and the earlier promises that no longer fit beside it.

    Refused when nothing is open, nothing is due by its day and no amount is given, the amount is more than
    is open, or the day lies before today.
    """
    invoices = _covered(work.book, draft, work.today)
    open_amount = sum(invoice.open for invoice in invoices)
    if not open_amount:
        raise Refused(
            f"{draft.customer.name} has nothing open in {draft.currency}; there is nothing to promise"
        )
    if draft.due < work.today:
        raise Refused(f"{draft.due} is in the past; a promise date is today ({work.today}) or later")
    amount, invoices = _meant(work, draft, invoices)
    rules.check_amount(amount, open_amount, draft.currency, draft.customer.name)
    verdicts = _judged(work.book, work.today, settings, [draft.customer.id])
    ids = [invoice.id for invoice in invoices]
    by_invoice = {i.id: i.open for i in work.book.invoices.of(work.today, draft.customer.id)}
    replaced = rules.replaces(amount, ids, by_invoice, verdicts)
    level = rules.level(ids, verdicts, (v.promise.id for v in replaced), work.today)
    for verdict in replaced:
        _end(work, verdict.promise.id, rules.REPLACED)
    return _written(work, changed(draft, amount=amount), level, ids), replaced


def _covered(book: Book, draft: PromiseDraft, today: date) -> list[Invoice]:
    """The invoices a promise covers.

    Those named, else all the customer's open ones in its currency, oldest first.
    """
    open_ones = book.invoices.of(today, draft.customer.id, open_only=True)
    mine = {invoice.number: invoice for invoice in open_ones if invoice.currency == draft.currency}
    missing = next((number for number in draft.invoices if number not in mine), None)
    if missing is not None:
        raise NotFound(
            f"{draft.customer.name} has no open invoice {missing} in {draft.currency}; `arcollect invoice "
            f"list --customer {draft.customer.code} --open` shows them"
        )
    return [mine[number] for number in dict.fromkeys(draft.invoices or mine)]


def _meant(work: Work, draft: PromiseDraft, invoices: list[Invoice]) -> tuple[int, list[Invoice]]:
    """The amount and the invoices of a promise: without an amount it is what is due by its day, net."""
    if draft.amount is not None:
        return draft.amount, invoices
    due = [i for i in invoices if draft.invoices or i.due <= draft.due]
    amount = _asked(work.book, draft.customer.id, due, work.today)
    if not amount:
        raise Refused(
            f"nothing of {draft.customer.name} in {draft.currency} is to be asked for by {draft.due}, "
            "money on account and disputes taken off; give the amount that was promised"
        )
    return amount, [i for i in due if i.dispute is None]


def _asked(book: Book, customer: int, invoices: Sequence[Invoice], today: date) -> int:
    on_account = {(o.customer_id, o.currency): o.amount for o in book.payments.on_account(today, customer)}
    return sum(net_due(invoices, on_account).values())


def asked_for(ledger: Ledger, customer: Customer, currency: str) -> int:
    """What may be asked of a customer today, minor units.

    Everything open less money on account and disputes.
    """
    invoices = ledger.book.invoices.of(ledger.today, customer.id, open_only=True)
    mine = [invoice for invoice in invoices if invoice.currency == currency]
    return _asked(ledger.book, customer.id, mine, ledger.today)


def _written(work: Work, draft: PromiseDraft, level: int, invoices: Sequence[int]) -> int:
    promise = work.add(
        "promise",
        customer_id=draft.customer.id,
        amount=draft.amount,
        currency=draft.currency,
        made=work.today,
        due=draft.due,
        level=level,
        channel=draft.channel,
        said_by=draft.said_by,
        words=draft.words,
        ended_entry=0,
    )
    for invoice in invoices:
        work.add("promise_invoice", promise_id=promise, invoice_id=invoice)
    return promise


def _end(work: Work, promise: int, how: str, reason: str | None = None) -> None:
    entry = work.entry_id
    work.change("promise", promise, ended=work.today, ended_as=how, ended_entry=entry, void_reason=reason)


def plan(ledger: Ledger, whole: PromiseDraft, pieces: Sequence[tuple[date, int]]) -> Planned:
    """Pin an instalment plan (A4): a promise for each (day, minor units) of `pieces`, all or none."""
    settings, made, replaced = ledger.settings, [], []
    with ledger.change() as work:
        covered = _covered(work.book, whole, work.today)
        amount, room = whole.amount or 0, sum(invoice.open for invoice in covered)
        rules.check_amount(amount, room, whole.currency, whole.customer.name)
        for day, piece in pieces:
            number, gone = pinned(work, changed(whole, amount=piece, due=day), settings)
            made.append(number)
            replaced += gone
    verdicts, whose = judged(ledger, [whole.customer.id]), [whole.customer.id]
    return Planned(
        verdicts=tuple(v for v in verdicts if v.promise.id in made),
        numbers=ledger.book.promises.numbers(whose),
        replaced=tuple(replaced),
    )


def withdraw(ledger: Ledger, promise: int, reason: str) -> Pinned:
    """Take an open promise back; NotFound when there is none, Refused when it is no longer open."""
    settings = ledger.settings
    with ledger.change() as work:
        withdrawn(work, promise, reason, settings)
    return find(ledger, promise)


def withdrawn(work: Work, promise: int, reason: str, settings: Settings) -> None:
    """As `withdraw`, within a change."""
    row = work.book.row("promise", promise)
    if row is None:
        raise _unknown(promise)
    verdicts = _judged(work.book, work.today, settings, [row["customer_id"]])
    status = next((v.status for v in verdicts if v.promise.id == promise), "not yet made")
    if status != rules.OPEN:
        raise Refused(f"promise {promise} is {status}; only an open one can be withdrawn")
    _end(work, promise, rules.WITHDRAWN, reason)


def _unknown(promise: int) -> NotFound:
    return NotFound(f"no promise {promise} in this ledger; `arcollect promise list` shows them")


def judged(ledger: Ledger, customers: Collection[int] | None = None) -> list[Verdict]:
    """The promises of these customers, or of all, judged today; the earliest made first."""
    return _judged(ledger.book, ledger.today, ledger.settings, customers)


def _judged(book: Book, today: date, settings: Settings, customers: Collection[int] | None) -> list[Verdict]:
    promises = book.promises.all(customers)
    if not promises:
        return []
    receipts, debts = book.promises.receipts(customers), book.promises.debts(today, customers)
    return rules.judge(promises, receipts, debts, today, rules.terms_of(settings))


def find(ledger: Ledger, promise: int) -> Pinned:
    """One promise judged today; NotFound when there is none with that number."""
    row = ledger.book.row("promise", promise)
    for verdict in judged(ledger, [row["customer_id"]]) if row else ():
        if verdict.promise.id == promise:
            numbers = ledger.book.promises.numbers([verdict.promise.customer_id])
            return Pinned(verdict=verdict, numbers=numbers)
    raise _unknown(promise)


def covered_numbers(ledger: Ledger, customers: Collection[int] | None = None) -> Mapping[int, str]:
    """The numbers of the invoices that promises cover, by their row."""
    return ledger.book.promises.numbers(customers)


def aloud(ledger: Ledger, promise: Promise, lang: str) -> Aloud:
    """The sentence to say, which makes a span of days a date, and the line to write into their book (A1)."""
    from arcollect.rules.saying import book_line, sentence

    amount, company = human(promise.amount, promise.currency), ledger.settings.company
    who, level = promise.said_by or "", promise.level
    line = book_line(promise.due, amount, lang, company=company, who=who, level=level)
    return Aloud(lang=lang, say=sentence(ledger.today, promise.due, amount, lang), write=line)


def refuse_too_many_parts(amount: int, parts: int, currency: str) -> None:
    """Refused when an amount (minor units) cannot be cut into so many parts."""
    if amount < parts:
        raise Refused(f"{human(amount, currency)} cannot be cut into {parts} parts; make fewer")
