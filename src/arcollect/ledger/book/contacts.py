"""Visits, calls and messages, who was last in contact and how, and what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.records import Contact, FollowUp, LastContact
from arcollect.ledger.book import FAR, as_day, listed, maybe_day, of_customers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.ledger.backends.base import Connection, Row

RECENT = """
    SELECT customer_id, on_day, channel AS how FROM visit
    WHERE on_day > :since AND on_day <= :day AND voided_on IS NULL {of}
    UNION ALL
    SELECT customer_id, made, 'promise' FROM promise WHERE made > :since AND made <= :day
    AND voided_on IS NULL {of}
    UNION ALL
    SELECT customer_id, on_day, 'payment' FROM payment
    WHERE on_day > :since AND on_day <= :day AND voided_on IS NULL
    AND COALESCE(method, '') <> 'opening' {of}"""
"""Every contact: a visit, call or message (also one with an excuse), a promise taken, a payment received."""
CONTACTS = """
    SELECT v.* FROM visit v WHERE v.voided_on IS NULL AND v.on_day <= :day {of}
    ORDER BY v.on_day DESC, v.id DESC"""
FOLLOW_UPS = """
    SELECT f.*, v.on_day AS since FROM follow_up f LEFT JOIN visit v ON v.id = f.visit_id
    WHERE f.done_on IS NULL AND f.voided_on IS NULL {of} ORDER BY f.on_day, f.id"""
BEGINNING = "0001-01-01"


class Contacts:
    """What was said and done with customers, and what is to be done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, customer: int | None = None, until: date = FAR) -> list[Contact]:
        """Visits, calls and messages up to a day, the latest first."""
        sql = of_customers(CONTACTS, _one(customer), "v")
        return [
            _contact(row) for row in self._connection.rows(sql, day=until.isoformat(), **_whose(customer))
        ]

    def last(
        self, until: date, since: date | None = None, customers: Iterable[int] | None = None
    ) -> dict[int, LastContact]:
        """The last contact after `since` and up to `until` of each of these customers, or of all.

        On one day a visit comes before the rest.
        """
        found: dict[int, LastContact] = {}
        given = {"since": since.isoformat() if since else BEGINNING, "day": until.isoformat()}
        sql = of_customers(RECENT, customers)
        whose = {} if customers is None else {"customers": listed(customers)}
        for owner, day, how in self._connection.tuples(sql, **given, **whose):
            known = found.get(owner)
            if known is None or as_day(day) > known.on:
                found[owner] = LastContact(customer_id=owner, on=as_day(day), how=how)
        return found

    def follow_ups(self, customer: int | None = None) -> list[FollowUp]:
        """What is still to be done, the earliest first."""
        sql = of_customers(FOLLOW_UPS, _one(customer), "f")
        return [_follow_up(row) for row in self._connection.rows(sql, **_whose(customer))]


def _one(customer: int | None) -> list[int] | None:
    return None if customer is None else [customer]


def _whose(customer: int | None) -> dict[str, str]:
    return {} if customer is None else {"customers": f"[{customer}]"}


def _contact(row: Row) -> Contact:
    names = ("id", "customer_id", "channel", "who", "words", "outcome", "rep", "took")
    excuses = tuple((row["excuses"] or "").split())
    return Contact(**{name: row[name] for name in names}, on=as_day(row["on_day"]), excuses=excuses)


def _follow_up(row: Row) -> FollowUp:
    names = ("id", "customer_id", "text", "code", "amount")
    since = maybe_day(row["since"])
    return FollowUp(**{name: row[name] for name in names}, on=as_day(row["on_day"]), since=since)
