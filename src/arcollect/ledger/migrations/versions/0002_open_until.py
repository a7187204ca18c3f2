"""What is open of an invoice and until when, and what is on account of a payment, stand in their rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MARKED = (
    "customer",
    "person",
    "invoice",
    "payment",
    "allocation",
    "credit",
    "dispute",
    "promise",
    "promise_invoice",
    "visit",
    "follow_up",
)

OPEN = [
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
]


def _derived(table: str, amount: str, last: str, until: str) -> None:
    op.add_column(table, sa.Column(amount, sa.Integer, nullable=False, server_default="0"))
    op.add_column(table, sa.Column(last, sa.Date))
    op.add_column(table, sa.Column(until, sa.Date, nullable=False, server_default="9999-12-31"))


def upgrade() -> None:
    _derived("invoice", "open", "last_reduced", "open_until")
    _derived("payment", "on_account", "last_allocated", "on_account_until")
    for table in MARKED:  # nothing is looked up by its entry, and each index costs an import a tenth
        op.drop_index(f"ix_{table}_entry_id", table)
    for table in ("invoice", "payment", "visit"):
        op.drop_index(f"ix_{table}_customer_id", table)
    for name, table, columns in (
        ("ix_invoice_customer", "invoice", ["customer_id", "open_until", "issued"]),
        ("ix_payment_on_account_until", "payment", ["on_account_until", "on_day"]),
        ("ix_payment_customer", "payment", ["customer_id", "on_day"]),
        ("ix_visit_on_day", "visit", ["on_day"]),
        ("ix_visit_customer", "visit", ["customer_id", "on_day"]),
        ("ix_dispute_closed", "dispute", ["closed"]),
    ):
        op.create_index(name, table, columns)
    for name, table, columns, where in (
        ("ix_invoice_open", "invoice", OPEN, "open_until = '9999-12-31' AND voided_on IS NULL"),
        ("ix_invoice_settled", "invoice", ["open_until", "issued"], "open_until < '9999-12-31'"),
        ("ix_invoice_void", "invoice", ["number"], "voided_on IS NOT NULL"),
        ("ix_payment_in_hand", "payment", ["cheque_issued"], "cheque_state = 'in hand'"),
        ("ix_credit_on_account", "credit", ["on_day"], "invoice_id IS NULL"),
        ("ix_follow_up_to_do", "follow_up", ["on_day"], "done_on IS NULL AND voided_on IS NULL"),
    ):
        op.create_index(name, table, columns, sqlite_where=sa.text(where))


def downgrade() -> None:
    msg = "a ledger is never taken back to an older schema; restore the copy made before the migration"
    raise NotImplementedError(msg)
