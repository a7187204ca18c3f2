"""Allocations, credits and cheques that end on a day; refunds; announced payments.

Entries that say their schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MINOR_UNITS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.alter_column("invoice", "last_reduced", new_column_name="open_changed")
    op.alter_column("payment", "last_allocated", new_column_name="on_account_changed")
    op.add_column("allocation", sa.Column("ended_on", sa.Date))
    op.add_column("payment", sa.Column("bounced_on", sa.Date))
    op.execute("CREATE INDEX ix_payment_cheque ON payment (on_day) WHERE cheque_state IS NOT NULL")
    op.add_column("credit", sa.Column("ended_on", sa.Date))
    op.execute("ALTER TABLE credit ADD COLUMN origin_id INTEGER REFERENCES credit (id)")
    op.add_column("follow_up", sa.Column("amount", MINOR_UNITS))
    op.add_column("entry", sa.Column("schema_version", sa.String))
    op.create_table(
        "refund",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        sa.Column("entry_id", sa.Integer, nullable=False),
        sa.Column("voided_on", sa.Date),
        sa.Column("void_reason", sa.String),
        sa.Column("payment_id", sa.Integer, sa.ForeignKey("payment.id"), nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("amount", MINOR_UNITS, nullable=False),
        sa.Column("method", sa.String),
        sa.Column("reason", sa.String),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_refund_payment_id", "refund", ["payment_id"])


def downgrade() -> None:
    msg = "a ledger is never taken back to an older schema; restore the copy made before the migration"
    raise NotImplementedError(msg)
