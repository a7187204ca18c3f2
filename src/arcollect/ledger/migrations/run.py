"""Bringing a ledger to this program's schema.

Alembic's steps, then the views and the stored balances anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.ledger.balances import SETTLE_ALL
from arcollect.ledger.sql_file import statements

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = Path(__file__).parent
VIEWS = HERE.parent / "views.sql"


def migrate(connection: Connection) -> None:
    """Run what is missing of the migrations, in the transaction that the connection is in."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import inspect

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    for view in inspect(connection).get_view_names():
        connection.exec_driver_sql(f'DROP VIEW "{view}"')
    command.upgrade(config, "head")
    for statement in [*statements(VIEWS), *SETTLE_ALL]:
        connection.exec_driver_sql(statement)
