"""What the tables declare for each database in its own way: row numbers, money, indexes over some rows."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, text

NUMBERED = {"sqlite_autoincrement": True}  # an id that was taken back is never given to another row
MINOR_UNITS = BigInteger().with_variant(Integer(), "sqlite")  # 32 bits end at 21 million; SQLite's have 64


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows for which `where` holds, declared for both databases."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))
