"""The tables: the one definition of the schema. Money is integer minor units; days are dates; nothing is ever deleted."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from arcollect.ledger.queries import NEVER

AUTOINCREMENT = {"sqlite_autoincrement": True}  # an id that was taken back is never given to another row
DERIVED = {
    "invoice": frozenset({"open", "last_reduced", "open_until"}),
    "payment": frozenset({"on_account", "last_allocated", "on_account_until"}),
}
"""Columns that follow from other rows (`write/settle.py` keeps them): in no journal entry, recomputed by `check`."""


def _derived_date() -> date:
    return Field(default=date.fromisoformat(NEVER), sa_column_kwargs={"server_default": NEVER})  # type: ignore[no-any-return]  # what SQLModel puts for a field


def _derived_amount() -> int:
    return Field(default=0, sa_column_kwargs={"server_default": "0"})  # type: ignore[no-any-return]  # what SQLModel puts for a field


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
    """One changing command: when, who, what was typed, what changed; chained by hash to the entry before."""

    __table_args__: ClassVar[dict[str, bool]] = AUTOINCREMENT
    id: int | None = Field(default=None, primary_key=True)
    at: str
    who: str
    command: str
    changes: str
    undoes: int | None = Field(default=None, foreign_key="entry.id")
    previous: str
    hash: str


class Customer(Row, table=True):
    """Who owes (B1)."""

    __table_args__: ClassVar[dict[str, bool]] = AUTOINCREMENT
    code: str = Field(unique=True)
    name: str = Field(index=True)
    currency: str
    language: str | None = None
    terms_days: int | None = None
    credit_limit: int | None = None
    group_name: str | None = None
    rep: str | None = None
    collection_day: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None
    notes: str | None = None


class Person(Row, table=True):
    """A contact at the customer's: handler, approver, signer, cashier… (A2)."""

    __table_args__: ClassVar[dict[str, bool]] = AUTOINCREMENT
    customer_id: int = Field(foreign_key="customer.id", index=True)
    name: str
    role: str | None = None
    phone: str | None = None
    email: str | None = None


class Invoice(Row, table=True):
    """What was sold on credit. A voided number may be used again.

    `open` is what is still to pay by all that is known, `last_reduced` the day of the last payment, credit or write-off
    on it; it is open from `issued` to the day before `open_until`, which is 9999-12-31 while there is something to pay.
    """

    __table_args__ = (
        Index("ux_invoice_number", "number", unique=True, sqlite_where=text("voided_on IS NULL")),
        Index("ix_invoice_void", "number", sqlite_where=text("voided_on IS NOT NULL")),
        # All that a list of what is open needs, so that the rows themselves need not be read.
        Index(
            "ix_invoice_open",
            "customer_id",
            "due",
            "number",
            "issued",
            "currency",
            "open",
            "last_reduced",
            "amount",
            "open_until",
            "voided_on",
            sqlite_where=text(f"open_until = '{NEVER}' AND voided_on IS NULL"),
        ),
        Index("ix_invoice_settled", "open_until", "issued", sqlite_where=text(f"open_until < '{NEVER}'")),
        Index("ix_invoice_customer", "customer_id", "open_until", "issued"),
        AUTOINCREMENT,
    )
    number: str
    customer_id: int = Field(foreign_key="customer.id")
    issued: date
    due: date
    due_assumed: bool = False
    currency: str
    amount: int
    note: str | None = None
    open: int = _derived_amount()
    last_reduced: date | None = None
    open_until: date = _derived_date()


class Payment(Row, table=True):
    """Money received (C5). A cheque counts once it is cleared: `cheque_state` is in hand, cleared or bounced.

    `on_account` is what no invoice has used up by all that is known, `last_allocated` the day of its last allocation;
    something of it is on account until the day before `on_account_until`.
    """

    __table_args__ = (
        Index("ix_payment_on_account_until", "on_account_until", "on_day"),
        Index("ix_payment_customer", "customer_id", "on_day"),
        Index("ix_payment_in_hand", "cheque_issued", sqlite_where=text("cheque_state = 'in hand'")),
        AUTOINCREMENT,
    )
    customer_id: int = Field(foreign_key="customer.id")
    on_day: date
    currency: str
    amount: int
    method: str | None = None
    reference: str | None = None
    note: str | None = None
    cheque_number: str | None = None
    cheque_bank: str | None = None
    cheque_issued: date | None = None
    cheque_state: str | None = None
    cleared_on: date | None = None
    on_account: int = _derived_amount()
    last_allocated: date | None = None
    on_account_until: date = _derived_date()


class Allocation(Row, table=True):
    """A piece of a payment that pays a piece of an invoice."""

    __table_args__: ClassVar[dict[str, bool]] = AUTOINCREMENT
    payment_id: int = Field(foreign_key="payment.id", index=True)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)
    amount: int
    on_day: date


class Credit(Row, table=True):
    """A credit note or a write-off; one without an invoice stands on account."""

    __table_args__ = (
        Index("ix_credit_on_account", "on_day", sqlite_where=text("invoice_id IS NULL")),
        AUTOINCREMENT,
    )
    customer_id: int = Field(foreign_key="customer.id", index=True)
    invoice_id: int | None = Field(default=None, foreign_key="invoice.id", index=True)
    kind: str
    on_day: date
    currency: str
    amount: int
    reason: str | None = None


class Dispute(Row, table=True):
    """An invoice that is not chased while its dispute is open and its review date has not come (D6)."""

    __table_args__ = (Index("ix_dispute_closed", "closed"), AUTOINCREMENT)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)
    opened: date
    reason: str
    owner: str | None = None
    review: date | None = None
    closed: date | None = None
    outcome: str | None = None


class Promise(Row, table=True):
    """A promise to pay as it was given; `ended_as` is withdrawn or replaced."""

    __table_args__: ClassVar[dict[str, bool]] = AUTOINCREMENT
    customer_id: int = Field(foreign_key="customer.id", index=True)
    amount: int
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
    __table_args__ = (UniqueConstraint("promise_id", "invoice_id"), AUTOINCREMENT)
    promise_id: int = Field(foreign_key="promise.id", index=True)
    invoice_id: int = Field(foreign_key="invoice.id", index=True)


class Visit(Row, table=True):
    """Any contact: visit, call or message; who was met, what they said, what came of it (B6)."""

    __table_args__ = (
        Index("ix_visit_on_day", "on_day"),
        Index("ix_visit_customer", "customer_id", "on_day"),
        AUTOINCREMENT,
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
    """Something to be done on a day."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_to_do", "on_day", sqlite_where=text("done_on IS NULL AND voided_on IS NULL")),
        AUTOINCREMENT,
    )
    customer_id: int = Field(foreign_key="customer.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id")
    on_day: date
    text: str
    code: str | None = None
    done_on: date | None = None
    done_as: str | None = None
