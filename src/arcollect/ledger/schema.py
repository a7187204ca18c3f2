"""The tables: the one definition of the schema. Money is integer minor units, days are dates.

The database is made from it (`migrations/declared.py`), migrations are compared with it, and it is the door
for people's own scripts: `Session`, `select(Invoice)`. The program itself reads and writes over the driver,
because importing this module takes ten times as long as a command. Nothing is ever deleted: rows are voided
or ended.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from arcollect.ledger.backends.types import MINOR_UNITS, NUMBERED, partial
from arcollect.ledger.balances import NEVER


def _amount() -> int:
    return Field(sa_type=MINOR_UNITS)  # type: ignore[no-any-return]  # an instance of a type serves as well


def _maybe_amount() -> int | None:
    return Field(default=None, sa_type=MINOR_UNITS)  # type: ignore[no-any-return]  # as above


def _derived_amount() -> int:
    return Field(default=0, sa_type=MINOR_UNITS, sa_column_kwargs={"server_default": "0"})  # type: ignore[no-any-return]  # as above


def _derived_date() -> date:
    return Field(default=date.fromisoformat(NEVER), sa_column_kwargs={"server_default": NEVER})  # type: ignore[no-any-return]  # what SQLModel puts for a field


class Row(SQLModel):
    """What every kept row has: a number, the journal entry that made it, and when it was voided if it was."""

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = 0
    voided_on: date | None = None
    void_reason: str | None = None


class Setting(SQLModel, table=True):
    """One of the ledger's own settings that differs from the default."""

    key: str = Field(primary_key=True)
    value: str


class Entry(SQLModel, table=True):
    """One changing command: when, who, what was typed, what changed; chained by hash to the entry before.

    `changes` name fields as they were called at `schema_version`; entries of 0.2.0 and before have none.
    """

    __table_args__: ClassVar[dict[str, Any]] = NUMBERED
    id: int | None = Field(default=None, primary_key=True)
    at: str
    who: str
    command: str
    changes: str
    undoes: int | None = Field(default=None, foreign_key="entry.id")
    previous: str
    hash: str
    schema_version: str | None = None


class Customer(Row, table=True):
    """Who owes (B1)."""

    __table_args__: ClassVar[dict[str, Any]] = NUMBERED
    code: str = Field(unique=True)
    name: str = Field(index=True)
    currency: str
    language: str | None = None
    terms_days: int | None = None
    credit_limit: int | None = _maybe_amount()
    group_name: str | None = None
    rep: str | None = None
    collection_day: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None
    notes: str | None = None


class Person(Row, table=True):
    """A contact at the customer's: handler, approver, signer, cashier… (A2)."""

    __table_args__: ClassVar[dict[str, Any]] = NUMBERED
    customer_id: int = Field(foreign_key="customer.id", index=True)
    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None


class Invoice(Row, table=True):
    """What was sold on credit. A voided number may be used again.

    `open`, `open_changed` and `open_until` follow from other rows and are kept by `balances.py`: what is
    still to pay by all that is known, the last day on which that changed, and the day from which nothing is
    open any more (9999-12-31 while something is).
    """

    __table_args__ = (
        partial("ux_invoice_number", "number", where="voided_on IS NULL", unique=True),
        partial("ix_invoice_void", "number", where="voided_on IS NOT NULL"),
        # All that a list of what is open needs, so that the rows themselves need not be read.
        partial(
            "ix_invoice_open",
            *("customer_id", "due", "number", "issued", "currency", "open", "open_changed", "amount"),
            *("open_until", "voided_on"),
            where=f"open_until = '{NEVER}' AND voided_on IS NULL",
        ),
        partial("ix_invoice_settled", "open_until", "issued", where=f"open_until < '{NEVER}'"),
        Index("ix_invoice_customer", "customer_id", "open_until", "issued"),
        NUMBERED,
    )
    number: str
    customer_id: int = Field(foreign_key="customer.id")
    issued: date
    due: date
    due_assumed: bool = False
    currency: str
    amount: int = _amount()
    note: str | None = None
    open: int = _derived_amount()
    open_changed: date | None = None
    open_until: date = _derived_date()


class Payment(Row, table=True):
    """Money received (C5). A cheque counts once it is cleared: `cheque_state` is in hand, cleared or bounced.

    `on_account`, `on_account_changed` and `on_account_until` follow from other rows and are kept by
    `balances.py`: what no invoice has used up by all that is known, the last day on which that changed, and
    the day from which nothing is on account any more.
    """

    __table_args__ = (
        Index("ix_payment_on_account_until", "on_account_until", "on_day"),
        Index("ix_payment_customer", "customer_id", "on_day"),
        partial("ix_payment_in_hand", "cheque_issued", where="cheque_state = 'in hand'"),
        partial("ix_payment_cheque", "on_day", where="cheque_state IS NOT NULL"),
        NUMBERED,
    )
    customer_id: int = Field(foreign_key="customer.id")
    on_day: date
    currency: str
    amount: int = _amount()
    method: str | None = None
    reference: str | None = None
    note: str | None = None
    cheque_number: str | None = None
    cheque_bank: str | None = None
    cheque_issued: date | None = None
    cheque_state: str | None = None
    cleared_on: date | None = None
    bounced_on: date | None = None
    on_account: int = _derived_amount()
    on_account_changed: date | None = None
    on_account_until: date = _derived_date()


class Allocation(Row, table=True):
    """A piece of a payment that pays a piece of an invoice, from `on_day` to the day before `ended_on`."""

    __table_args__: ClassVar[dict[str, Any]] = NUMBERED
    payment_id: int = Field(foreign_key="payment.id", index=True)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)
    amount: int = _amount()
    on_day: date
    ended_on: date | None = None


class Refund(Row, table=True):
    """Money on account that was paid back to the customer."""

    __table_args__: ClassVar[dict[str, Any]] = NUMBERED
    payment_id: int = Field(foreign_key="payment.id", index=True)
    on_day: date
    amount: int = _amount()
    method: str | None = None
    reason: str | None = None


class Credit(Row, table=True):
    """A credit note or a write-off, from `on_day` to the day before `ended_on`.

    Without an invoice it is on account.

    What is allocated or recovered of one ends it and begins others in its place, whose `origin_id` names it.
    """

    __table_args__ = (
        partial("ix_credit_on_account", "on_day", where="invoice_id IS NULL"),
        NUMBERED,
    )
    customer_id: int = Field(foreign_key="customer.id", index=True)
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id", index=True)
    kind: str
    on_day: date
    currency: str
    amount: int = _amount()
    reason: str | None = None
    ended_on: date | None = None
    origin_id: int | None = Field(default=None, foreign_key="credit.id")


class Dispute(Row, table=True):
    """An invoice that is not chased while its dispute is open and its review date has not come (D6)."""

    __table_args__ = (Index("ix_dispute_closed", "closed"), NUMBERED)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)
    opened: date
    reason: str
    owner: str | None = None
    review: date | None = None
    closed: date | None = None
    outcome: str | None = None


class Promise(Row, table=True):
    """A promise to pay as it was given; `ended_as` is withdrawn or replaced."""

    __table_args__: ClassVar[dict[str, Any]] = NUMBERED
    customer_id: int = Field(foreign_key="customer.id", index=True)
    amount: int = _amount()
    currency: str
    made: date
    due: date
    level: int = 0
    channel: str = "visit"
    said_by: str | None = None
    words: str | None = None
    ended: date | None = None
    ended_as: str | None = None
    ended_entry: int = 0


class PromiseInvoice(Row, table=True):
    """Which invoices a promise covers, in its order."""

    __tablename__ = "promise_invoice"
    __table_args__ = (UniqueConstraint("promise_id", "invoice_id"), NUMBERED)
    promise_id: int = Field(foreign_key="promise.id", index=True)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)


class Visit(Row, table=True):
    """Any contact: visit, call or message; who was met, what they said, what came of it (B6)."""

    __table_args__ = (
        Index("ix_visit_on_day", "on_day"),
        Index("ix_visit_customer", "customer_id", "on_day"),
        NUMBERED,
    )
    customer_id: int = Field(foreign_key="customer.id")
    on_day: date
    channel: str = "visit"
    who: str | None = None
    words: str | None = None
    outcome: str | None = None
    excuses: str | None = None
    took: str | None = None
    rep: str | None = None


class FollowUp(Row, table=True):
    """Something to be done on a day; `amount` is the payment that was announced, where one was named."""

    __tablename__ = "follow_up"
    __table_args__ = (
        partial("ix_follow_up_to_do", "on_day", where="done_on IS NULL AND voided_on IS NULL"),
        NUMBERED,
    )
    customer_id: int = Field(foreign_key="customer.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id")
    on_day: date
    text: str
    code: str | None = None
    amount: int | None = _maybe_amount()
    done_on: date | None = None
    done_as: str | None = None
