"""Whether stored balances and the ageing are what the rows behind them add up to."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from arcollect.domain.ageing import age
from arcollect.domain.money import human
from arcollect.ledger.balances import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from arcollect.ledger.backends.base import Row
    from arcollect.ledger.book import Book

PAST_DAYS = 5
_OPEN = """CASE WHEN i.voided_on IS NULL
    THEN i.amount - COALESCE(SUM(CASE WHEN r.ended_on IS NULL THEN r.amount END), 0) ELSE 0 END"""
_OPEN_ANEW = f"""
    SELECT 'invoice ' || i.number AS name, i.currency, i.open AS stored, i.open_changed AS changed,
    i.open_until AS until,
           {_OPEN} AS anew, MAX(COALESCE(r.ended_on, r.on_day)) AS changed_anew, i.issued AS start
    FROM invoice i LEFT JOIN reduction r ON r.invoice_id = i.id
    GROUP BY i.id, i.number, i.currency, i.open, i.open_changed, i.open_until, i.issued"""
_ON_ACCOUNT_ANEW = """
    SELECT 'payment ' || p.id AS name, p.currency, p.on_account AS stored, p.on_account_changed AS changed,
           p.on_account_until AS until, p.on_day AS start,
           COALESCE(MAX(CASE WHEN m.ended_on IS NULL THEN m.amount END), 0)
           - COALESCE(SUM(CASE WHEN m.ended_on IS NULL AND u.ended_on IS NULL THEN u.amount END), 0) AS anew,
           MAX(COALESCE(m.ended_on, u.ended_on, CASE WHEN m.on_day > u.on_day THEN m.on_day ELSE u.on_day
           END)) AS changed_anew
    FROM payment p LEFT JOIN money m ON m.payment_id = p.id
    LEFT JOIN (SELECT payment_id, amount, on_day, ended_on FROM allocation WHERE voided_on IS NULL
               UNION ALL SELECT payment_id, amount, on_day, NULL FROM refund WHERE voided_on IS NULL) AS u
      ON u.payment_id = m.payment_id
    GROUP BY p.id, p.currency, p.on_account, p.on_account_changed, p.on_account_until, p.on_day"""


def stored(book: Book) -> Iterable[str]:
    """What is stored of balances is what the rows behind it add up to."""
    for query, words in ((_OPEN_ANEW, "open"), (_ON_ACCOUNT_ANEW, "on account")):
        differ = f"""SELECT * FROM ({query}) AS x WHERE stored <> anew
            OR COALESCE(changed, '{NEVER}') <> COALESCE(changed_anew, '{NEVER}')
            OR until <> CASE WHEN stored = 0 THEN COALESCE(changed_anew, start) ELSE '{NEVER}' END"""
        for row in book.connection.rows(differ):
            yield _difference(row, words)


def _difference(row: Row, words: str) -> str:
    """What is stored and what it should be: the amount where that differs, else the days."""
    if row["stored"] != row["anew"]:
        amounts = (human(row[name], row["currency"]) for name in ("stored", "anew"))
        return "{} has {} {} stored, and {} by its rows".format(
            row["name"], next(amounts), words, next(amounts)
        )
    until: Any = NEVER if row["stored"] else row["changed_anew"] or row["start"]
    told = f"changed {row['changed']}, {words} until {row['until']} stored"
    return f"{row['name']} has {told}; by its rows changed {row['changed_anew']}, until {until}"


def ageing(book: Book, today: date) -> Iterable[str]:
    """On today and on days of the past, the columns' sum is the balance computed without them."""
    dice = random.Random(today.isoformat())  # noqa: S311 — any days will do
    for day in (today, *(today - timedelta(days=dice.randint(1, 720)) for _ in range(PAST_DAYS))):
        items, credit = list(book.invoices.open_items(day)), book.payments.on_account(day)
        names = dict.fromkeys({i.customer_id for i in items} | {c.customer_id for c in credit}, "all")
        columns = {row.currency: row.total for row in age(items, credit, names, day).rows}
        plain = {
            row["currency"]: row["amount"] for row in book.connection.rows(_BALANCE, day=day.isoformat())
        }
        for currency in sorted(columns.keys() | plain.keys()):
            aged, booked = columns.get(currency, 0), plain.get(currency, 0)
            if aged != booked:
                yield f"on {day} the ageing columns of {currency} sum to {aged}, the books to {booked}"


_BALANCE = """
    SELECT currency, SUM(amount) AS amount FROM (
      SELECT currency, amount FROM invoice WHERE voided_on IS NULL AND issued <= :day
      UNION ALL SELECT currency, -amount FROM money WHERE on_day <= :day
      AND (ended_on IS NULL OR ended_on > :day)
      UNION ALL SELECT m.currency, f.amount FROM refund f JOIN money m ON m.payment_id = f.payment_id
      WHERE f.voided_on IS NULL AND f.on_day <= :day AND m.on_day <= :day
      AND (m.ended_on IS NULL OR m.ended_on > :day)
      UNION ALL SELECT currency, -amount FROM credit
      WHERE voided_on IS NULL AND on_day <= :day AND (ended_on IS NULL OR ended_on > :day)) AS parts
    GROUP BY currency"""
