"""The first ledger: customers, invoices, payments, promises, visits, and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

AUTOINCREMENT = {"sqlite_autoincrement": True}


def _kept() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("voided_on", sa.Date),
        sa.Column("void_reason", sa.String),
    ]


def _text(*names: str, nullable: bool = True) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String, nullable=nullable) for name in names]


def _ref(table: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _table(name: str, *columns: object, indexes: tuple[str, ...] = ()) -> None:
    op.create_table(name, *_kept(), *columns, **AUTOINCREMENT)  # type: ignore[arg-type]  # columns and constraints both
    for column in ("entry_id", *indexes):
        op.create_index(f"ix_{name}_{column}", name, [column])


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String, primary_key=True, nullable=False),
        *_text("value", nullable=False),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        *_text("at", "who", "command", "changes", nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("entry.id")),
        *_text("previous", "hash", nullable=False),
        **AUTOINCREMENT,
    )
    _table(
        "customer",
        sa.Column("code", sa.String, unique=True, nullable=False),
        *_text("name", "currency", nullable=False),
        *_text("language"),
        sa.Column("terms_days", sa.Integer),
        sa.Column("credit_limit", sa.Integer),
        *_text("group_name", "rep", "collection_day", "phone", "email", "birthday", "notes"),
        indexes=("name",),
    )
    _table(
        "person",
        _ref("customer"),
        *_text("name", nullable=False),
        *_text("role", "phone", "email"),
        indexes=("customer_id",),
    )
    _table(
        "invoice",
        *_text("number", nullable=False),
        _ref("customer"),
        sa.Column("issued", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("due_assumed", sa.Boolean, nullable=False),
        *_text("currency", nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        *_text("note"),
        indexes=("customer_id",),
    )
    op.create_index(
        "ux_invoice_number", "invoice", ["number"], unique=True, sqlite_where=sa.text("voided_on IS NULL")
    )
    _table(
        "payment",
        _ref("customer"),
        sa.Column("on_day", sa.Date, nullable=False),
        *_text("currency", nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        *_text("method", "reference", "note", "cheque_number", "cheque_bank"),
        sa.Column("cheque_issued", sa.Date),
        *_text("cheque_state"),
        sa.Column("cleared_on", sa.Date),
        indexes=("customer_id",),
    )
    _table(
        "allocation",
        _ref("payment"),
        _ref("invoice"),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        indexes=("payment_id", "invoice_id"),
    )
    _table(
        "credit",
        _ref("customer"),
        _ref("invoice", nullable=True),
        *_text("kind", nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        *_text("currency", nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        *_text("reason"),
        indexes=("customer_id", "invoice_id"),
    )
    _table(
        "dispute",
        _ref("invoice"),
        sa.Column("opened", sa.Date, nullable=False),
        *_text("reason", nullable=False),
        *_text("owner"),
        sa.Column("review", sa.Date),
        sa.Column("closed", sa.Date),
        *_text("outcome"),
        indexes=("invoice_id",),
    )
    _table(
        "promise",
        _ref("customer"),
        sa.Column("amount", sa.Integer, nullable=False),
        *_text("currency", nullable=False),
        sa.Column("made", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        *_text("channel", nullable=False),
        *_text("said_by", "words"),
        sa.Column("ended", sa.Date),
        *_text("ended_as"),
        sa.Column("ended_entry", sa.Integer, nullable=False),
        indexes=("customer_id",),
    )
    _table(
        "promise_invoice",
        _ref("promise"),
        _ref("invoice"),
        sa.UniqueConstraint("promise_id", "invoice_id"),
        indexes=("promise_id", "invoice_id"),
    )
    _table(
        "visit",
        _ref("customer"),
        sa.Column("on_day", sa.Date, nullable=False),
        *_text("channel", nullable=False),
        *_text("who", "words", "outcome", "excuses", "took", "rep"),
        indexes=("customer_id",),
    )
    _table(
        "follow_up",
        _ref("customer"),
        _ref("visit", nullable=True),
        sa.Column("on_day", sa.Date, nullable=False),
        *_text("text", nullable=False),
        *_text("code"),
        sa.Column("done_on", sa.Date),
        *_text("done_as"),
        indexes=("customer_id",),
    )


def downgrade() -> None:
    msg = "a ledger is never taken back to an older schema; restore the copy made before the migration"
    raise NotImplementedError(msg)
