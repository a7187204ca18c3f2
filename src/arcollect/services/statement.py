"""A statement of account to be agreed with the customer (D3, D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from arcollect.domain.records import Customer, Invoice
    from arcollect.services.opening import Ledger


@record
class Statement:
    """What a customer owes on a day; `on_account` and `balances` in minor units by currency.

    `words` are the sentences in the customer's language, `as_of_said` the day in full as it is said there.
    """

    customer: Customer
    as_of: date
    as_of_said: str
    lang: str
    words: Mapping[str, str]
    invoices: tuple[Invoice, ...]
    on_account: Mapping[str, int]
    balances: Mapping[str, int]


def statement(ledger: Ledger, customer: Customer, lang: str) -> Statement:
    """The statement of a customer as of today, in a language."""
    from arcollect.rules.saying import long_day
    from arcollect.rules.words import words

    today, book = ledger.today, ledger.book
    invoices = book.invoices.of(today, customer.id, open_only=True)
    credit = {o.currency: o.amount for o in book.payments.on_account(today, customer.id)}
    owed = dict.fromkeys(sorted({i.currency for i in invoices} | set(credit)), 0)
    for invoice in invoices:
        owed[invoice.currency] += invoice.open
    return Statement(
        customer=customer,
        as_of=today,
        as_of_said=long_day(today, lang),
        lang=lang,
        words=words(lang).statement,
        invoices=tuple(invoices),
        on_account=credit,
        balances={currency: owed[currency] - credit.get(currency, 0) for currency in owed},
    )
