"""Payments with what they pay, cheques in hand, and what is on account, on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from arcollect.domain.balance import Span
from arcollect.domain.records import Allocated, Cheque, ChequeInHand, OnAccount, Payment
from arcollect.ledger.book import FAR, as_day, listed, maybe_day, of_customers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from arcollect.ledger.backends.base import Connection, Row

_UNUSED = """
    CASE WHEN p.on_account_changed IS NULL OR p.on_account_changed <= :day THEN p.on_account
         ELSE p.amount
           - (SELECT COALESCE(SUM(a.amount), 0) FROM allocation a
              WHERE a.payment_id = p.id AND a.voided_on IS NULL AND a.on_day <= :day
                AND (a.ended_on IS NULL OR a.ended_on > :day))
           - (SELECT COALESCE(SUM(f.amount), 0) FROM refund f
              WHERE f.payment_id = p.id AND f.voided_on IS NULL AND f.on_day <= :day)
    END"""
ON_ACCOUNT = f"""
    SELECT p.customer_id, p.currency, {_UNUSED} AS amount
    FROM payment p JOIN money m ON m.payment_id = p.id
    WHERE p.on_account_until > :day AND p.on_day <= :day AND m.on_day <= :day
      AND (m.ended_on IS NULL OR m.ended_on > :day) {{of}}
    UNION ALL
    SELECT p.customer_id, p.currency, p.amount FROM credit p
    WHERE p.invoice_id IS NULL AND p.voided_on IS NULL AND p.on_day <= :day
      AND (p.ended_on IS NULL OR p.ended_on > :day) {{of}}"""
HELD = """
    SELECT a.invoice_id, SUM(a.amount) AS amount
    FROM payment p /* then */ JOIN allocation a ON a.payment_id = p.id
    WHERE p.cheque_state = 'in hand' AND p.voided_on IS NULL AND a.voided_on IS NULL
    AND a.ended_on IS NULL {of}
    GROUP BY a.invoice_id"""
IN_HAND_NOW = """
    SELECT p.id, p.customer_id, p.amount, p.currency, p.cheque_issued, p.cheque_number, p.cheque_bank FROM
    payment p WHERE p.cheque_state = 'in hand' AND p.voided_on IS NULL AND p.on_day <= :day {of}"""
IN_HAND_THEN = """
    SELECT p.id, p.customer_id, p.amount, p.currency, p.cheque_issued, p.cheque_number, p.cheque_bank FROM
    payment p WHERE p.cheque_state IN ('cleared', 'bounced') AND p.voided_on IS NULL AND p.on_day <= :day
      AND COALESCE(p.cleared_on, p.bounced_on) > :day {of}"""
MONEY = """
    SELECT m.customer_id, m.currency, m.on_day, m.amount FROM money m
    WHERE m.on_day <= :day AND (m.ended_on IS NULL OR m.ended_on > :day) {of} ORDER BY m.on_day"""
_PAYMENT = """
    SELECT p.*, c.code AS customer, c.name AS customer_name FROM payment p
    JOIN customer c ON c.id = p.customer_id"""
PAYMENTS = f"{_PAYMENT} WHERE p.on_day BETWEEN :since AND :until {{of}} ORDER BY p.on_day, p.id"
PIECES = """
    SELECT a.payment_id, i.number, a.amount
    FROM payment p /* then */ JOIN allocation a ON a.payment_id = p.id JOIN invoice i ON i.id = a.invoice_id
    WHERE p.on_day BETWEEN :since AND :until AND a.voided_on IS NULL AND a.ended_on IS NULL {of}
    ORDER BY a.id"""
REFUNDS = """
    SELECT f.payment_id, SUM(f.amount) FROM payment p /* then */ JOIN refund f ON f.payment_id = p.id
    WHERE p.on_day BETWEEN :since AND :until AND f.voided_on IS NULL {of} GROUP BY f.payment_id"""
BETWEEN = """
    SELECT p.id, p.customer_id, p.on_day, p.currency, p.amount, p.method, p.reference, p.voided_on FROM
    payment p WHERE p.customer_id IN LIST(:customers) AND p.on_day BETWEEN :first AND :last"""
USES = """
    SELECT amount, on_day, ended_on FROM allocation WHERE payment_id = :payment AND voided_on IS NULL
    UNION ALL SELECT amount, on_day, NULL FROM refund WHERE payment_id = :payment AND voided_on IS NULL"""
CREDITS = """
    SELECT id, on_day, currency, amount, reason FROM credit WHERE customer_id = :customer
    AND invoice_id IS NULL
    AND voided_on IS NULL AND ended_on IS NULL ORDER BY on_day, id"""


class Payments:
    """Money received."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(
        self, customer: int | None = None, *, void: bool = False, since: date = date.min, until: date = FAR
    ) -> list[Payment]:
        """Payments between two days with what they pay by all that is known, the earliest first."""
        given = {"since": since.isoformat(), "until": until.isoformat()} | _whose(customer)
        one = None if customer is None else [customer]
        pieces: dict[int, list[Allocated]] = defaultdict(list)
        for number, invoice, amount in self._connection.tuples(of_customers(PIECES, one, "p"), **given):
            pieces[number].append(Allocated(invoice=invoice, amount=amount))
        refunded = dict(self._connection.tuples(of_customers(REFUNDS, one, "p"), **given))
        rows = self._connection.rows(of_customers(PAYMENTS, one, "p"), **given)
        live = (row for row in rows if void or not row["voided_on"])
        return [_payment(row, pieces[row["id"]], refunded.get(row["id"], 0)) for row in live]

    def numbered(self, payment: int) -> Payment | None:
        """The payment with that number, void or not; None when there is none."""
        found = self._connection.rows(f"{_PAYMENT} WHERE p.id = :id", id=payment)
        if not found:
            return None
        day = as_day(found[0]["on_day"])
        return next(
            p for p in self.of(found[0]["customer_id"], void=True, since=day, until=day) if p.id == payment
        )

    def on_account(self, day: date, customer: int | None = None) -> list[OnAccount]:
        """Money and credit that on `day` no invoice had used up, by customer and currency."""
        sums: dict[tuple[int, str], int] = defaultdict(int)
        one = None if customer is None else [customer]
        sql = of_customers(ON_ACCOUNT, one, "p")
        for owner, currency, amount in self._connection.tuples(sql, day=day.isoformat(), **_whose(customer)):
            sums[owner, currency] += amount
        return [
            OnAccount(customer_id=c, currency=u, amount=sums[c, u]) for c, u in sorted(sums) if sums[c, u]
        ]

    def held(self, customer: int | None = None) -> dict[int, int]:
        """By invoice, what cheques in hand are to pay of it: not money yet, but promised to no one else."""
        sql = of_customers(HELD, None if customer is None else [customer], "p")
        return dict(self._connection.tuples(sql, **_whose(customer)))

    def cheques_in_hand(self, day: date, customer: int | None = None) -> list[ChequeInHand]:
        """Cheques received by `day` and neither cleared nor bounced on it, the earliest issued first."""
        given = {"day": day.isoformat()} | _whose(customer)
        one = None if customer is None else [customer]
        queries = (of_customers(sql, one, "p") for sql in (IN_HAND_NOW, IN_HAND_THEN))
        found = [_in_hand(row) for sql in queries for row in self._connection.rows(sql, **given)]
        return sorted(found, key=lambda cheque: (cheque.issued, cheque.payment_id))

    def money(self, customers: Iterable[int], until: date = FAR) -> list[tuple[int, str, date, int]]:
        """(customer, currency, day, amount) of these customers' money that counts on a day, by its day."""
        customers = list(customers)
        sql = of_customers(MONEY, customers, "m")
        rows = self._connection.tuples(sql, customers=listed(customers), day=until.isoformat())
        return [(customer, currency, as_day(day), amount) for customer, currency, day, amount in rows]

    def between(self, customers: Iterable[int], first: str, last: str) -> list[tuple[Any, ...]]:
        """The payments of these customers from one day to another, void ones too.

        Each as (id, customer, day, currency, amount, method, reference, voided on).
        """
        return self._connection.tuples(BETWEEN, customers=listed(sorted(customers)), first=first, last=last)

    def allocations(self, payment: int, *, ended: bool = False) -> list[tuple[int, int, int]]:
        """(number, invoice, amount) of the allocations of a payment that still stand.

        With `ended` those of the past too.
        """
        sql = f"""SELECT id, invoice_id, amount FROM allocation
                  WHERE payment_id = :payment AND voided_on IS NULL
                  {"" if ended else "AND ended_on IS NULL"} ORDER BY id"""
        return self._connection.tuples(sql, payment=payment)

    def uses(self, payment: int) -> list[Span]:
        """What invoices used up of a payment, and what was paid back, each with its days."""
        rows = self._connection.tuples(USES, payment=payment)
        return [Span(amount=amount, since=as_day(on), until=maybe_day(end)) for amount, on, end in rows]

    def count_of_credits(self) -> int:
        """How many credit notes and write-offs stand."""
        sql = "SELECT COUNT(*) FROM credit WHERE voided_on IS NULL AND ended_on IS NULL"
        return int(self._connection.tuples(sql)[0][0])

    def credits_on_account(self, customer: int) -> Sequence[Row]:
        """Credit notes of a customer that stand on account: id, on_day, currency, amount, reason."""
        return self._connection.rows(CREDITS, customer=customer)


def _whose(customer: int | None) -> dict[str, str]:
    return {} if customer is None else {"customers": f"[{customer}]"}


def _in_hand(row: Row) -> ChequeInHand:
    return ChequeInHand(
        payment_id=row["id"],
        customer_id=row["customer_id"],
        amount=row["amount"],
        currency=row["currency"],
        issued=as_day(row["cheque_issued"]),
        number=row["cheque_number"],
        bank=row["cheque_bank"],
    )


def _payment(row: Row, pieces: list[Allocated], refunded: int) -> Payment:
    names = (
        "id",
        "customer_id",
        "customer",
        "customer_name",
        "currency",
        "amount",
        "method",
        "reference",
        "note",
    )
    return Payment(
        **{name: row[name] for name in names},
        on=as_day(row["on_day"]),
        cheque=_cheque(row),
        void=row["voided_on"] is not None,
        refunded=refunded,
        allocations=tuple(pieces),
    )


def _cheque(row: Row) -> Cheque | None:
    if not row["cheque_state"]:
        return None
    return Cheque(
        number=row["cheque_number"],
        bank=row["cheque_bank"],
        issued=as_day(row["cheque_issued"]),
        state=row["cheque_state"],
        cleared=maybe_day(row["cleared_on"]),
        bounced=maybe_day(row["bounced_on"]),
    )
