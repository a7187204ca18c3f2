"""What the calculations need to know of the ledger's rows; tables and plain rows both satisfy it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Customer(NamedTuple):
    """Who owes: the record behind a name (B1)."""

    id: int
    code: str
    name: str
    currency: str
    language: str | None = None
    terms_days: int | None = None
    credit_limit: int | None = None
    group: str | None = None
    rep: str | None = None
    collection_day: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None
    notes: str | None = None


class Invoice(NamedTuple):
    """An invoice with what is open of it on the day it was read for; amounts in minor units."""

    id: int
    number: str
    customer_id: int
    issued: date
    due: date
    currency: str
    amount: int
    open: int
    status: str = "open"
    due_assumed: bool = False
    note: str | None = None
    dispute: str | None = None
    review: date | None = None


class OpenItem(NamedTuple):
    """What is open of an invoice on a day, and no more than lists of very many need; `open` in minor units."""

    id: int
    number: str
    customer_id: int
    issued: date
    due: date
    currency: str
    open: int
    dispute: str | None = None
    review: date | None = None


class Receipt(NamedTuple):
    """A piece of money as a promise sees it: what was allocated to one invoice (or left on account) and when."""

    payment_id: int
    customer_id: int
    invoice_id: int | None
    on: date
    currency: str
    amount: int
    entry: int = 0


class Promise(NamedTuple):
    """A promise to pay as it was given. `ended` is the day it was withdrawn or replaced, if it was."""

    id: int
    customer_id: int
    amount: int
    currency: str
    made: date
    due: date
    invoice_ids: tuple[int, ...]
    level: int = 0
    channel: str = "visit"
    said_by: str | None = None
    words: str | None = None
    ended: date | None = None
    ended_as: str | None = None
    ended_entry: int = 0
    entry: int = 0


class Contact(NamedTuple):
    """One time the customer was seen, called or written to."""

    id: int
    customer_id: int
    on: date
    channel: str
    who: str | None = None
    words: str | None = None
    outcome: str | None = None
    excuses: tuple[str, ...] = ()
    rep: str | None = None
    took: str | None = None


class FollowUp(NamedTuple):
    """Something to be done on a day: a clock that an excuse or a visit has started, on the day `since`."""

    id: int
    customer_id: int
    on: date
    text: str
    code: str | None = None
    since: date | None = None


class Person(NamedTuple):
    """A contact at the customer's, with the role they play in a payment (A2)."""

    id: int
    customer_id: int
    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None


class Settings(NamedTuple):
    """The ledger's own settings, with their defaults; `config` shows and changes them."""

    company: str = ""
    currency: str = "EUR"
    language: str = ""
    terms_days: int = 30
    grace_days: int = 0
    minimum_percentage: int = 100
    age_edges: tuple[int, ...] = (30, 60, 90, 120)
    working_days: frozenset[int] = frozenset(range(5))
    contact_gap_days: int = 5
    date_order: str = ""
    points: Mapping[str, int] = MappingProxyType({})
