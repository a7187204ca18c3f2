"""Customers and the people there, as they stand in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.records import Customer, Person
from arcollect.ledger.book import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arcollect.ledger.backends.base import Connection, Row

PEOPLE = """
    SELECT * FROM person WHERE voided_on IS NULL AND (:customer IS NULL OR customer_id = :customer)
    ORDER BY id"""


class Customers:
    """Who owes, and who is who there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, ids: Iterable[int] | None = None, *, void: bool = False) -> list[Customer]:
        """All customers or those with these numbers, by name; void ones only when asked for."""
        some = "" if ids is None else "AND id IN LIST(:ids)"
        live = "" if void else "AND voided_on IS NULL"
        sql = f"SELECT * FROM customer WHERE 1 = 1 {live} {some} ORDER BY name, code"
        return [
            _customer(row)
            for row in self._connection.rows(sql, **({} if ids is None else {"ids": listed(ids)}))
        ]

    def coded(self, code: str) -> Customer | None:
        """The customer with that code, as written or in capitals.

        None when there is none, or more than one.
        """
        sql = "SELECT * FROM customer WHERE code IN (:code, :capitals) AND voided_on IS NULL"
        found = self._connection.rows(sql, code=code, capitals=code.upper())
        return _customer(found[0]) if len(found) == 1 else None

    def codes(self) -> list[tuple[str, str]]:
        """(code, name) of every customer there ever was, void ones too."""
        return self._connection.tuples("SELECT code, name FROM customer")

    def has_invoices(self, customer: int) -> bool:
        """Whether anything was ever sold to the customer."""
        sql = "SELECT 1 FROM invoice WHERE customer_id = :customer LIMIT 1"
        return bool(self._connection.tuples(sql, customer=customer))

    def has_balance(self, customer: int) -> bool:
        """Whether the customer owes anything or has anything on account, by all that is known."""
        sql = """SELECT 1 FROM open_item WHERE customer_id = :customer AND open <> 0
                 UNION ALL SELECT 1 FROM on_account WHERE customer_id = :customer AND amount <> 0"""
        return bool(self._connection.tuples(sql, customer=customer))

    def people(self, customer: int | None = None) -> list[Person]:
        """The people at the customer's, or at everybody's."""
        return [_person(row) for row in self._connection.rows(PEOPLE, customer=customer)]


def _customer(row: Row) -> Customer:
    return Customer(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        currency=row["currency"],
        language=row["language"],
        terms_days=row["terms_days"],
        credit_limit=row["credit_limit"],
        group=row["group_name"],
        rep=row["rep"],
        collection_day=row["collection_day"],
        phone=row["phone"],
        email=row["email"],
        birthday=row["birthday"],
        notes=row["notes"],
    )


def _person(row: Row) -> Person:
    names = ("id", "customer_id", "name", "role", "phone", "email")
    return Person(**{name: row[name] for name in names})
