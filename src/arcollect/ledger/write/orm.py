"""SQLModel on a transaction that is already open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

if TYPE_CHECKING:
    import sqlite3


def session_on(connection: sqlite3.Connection) -> Session:
    """A session whose statements run in the connection's transaction; what it flushes is kept only with that."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, pool_reset_on_return=None)
    return Session(engine, autoflush=False, expire_on_commit=False)
