"""Balances from the bare rows of a ledger, by the definition in `domain.balance` alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from arcollect.domain.balance import InvoiceHistory, Span, counting, money_span, on_account_on, within
from ledger.ledgers import Row, rows

Owner = tuple[int, str]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def span_of(row: Row) -> Span:
    return Span(
        amount=row["amount"], since=date.fromisoformat(row["on_day"]), until=_day(row.get("ended_on"))
    )


class Bare:
    """The invoices and money of a ledger as their rows say."""

    def __init__(self, path: Path) -> None:
        tables = ("invoice", "payment", "allocation", "refund", "credit")
        live = {name: rows(path, f"SELECT * FROM {name} WHERE voided_on IS NULL") for name in tables}  # noqa: S608 — our own names
        self.payments = {row["id"]: row for row in live["payment"]}
        self.money = {number: _money(row) for number, row in self.payments.items() if _is_money(row)}
        self.pieces: dict[int, list[Span]] = defaultdict(list)
        reductions: dict[int, list[Span]] = defaultdict(list)
        paid: dict[int, list[Span]] = defaultdict(list)
        for row in live["allocation"]:
            self.pieces[row["payment_id"]].append(span_of(row))
            if row["payment_id"] in self.money:
                piece = within(span_of(row), self.money[row["payment_id"]])
                reductions[row["invoice_id"]].append(piece)
                paid[row["invoice_id"]].append(piece)
        self.refunds: dict[int, list[Span]] = defaultdict(list)
        for row in live["refund"]:
            self.pieces[row["payment_id"]].append(span_of(row))
            self.refunds[row["payment_id"]].append(span_of(row))
        self.credits: list[tuple[Owner, Span]] = []
        self.all_credits = [((row["customer_id"], row["currency"]), span_of(row)) for row in live["credit"]]
        for row in live["credit"]:
            if row["invoice_id"]:
                reductions[row["invoice_id"]].append(span_of(row))
            else:
                self.credits.append(((row["customer_id"], row["currency"]), span_of(row)))
        self.invoices = {
            row["number"]: _history(row, reductions[row["id"]], paid[row["id"]]) for row in live["invoice"]
        }

    def open_on(self, day: date) -> dict[str, int]:
        """What is open on a day by invoice number; those with nothing open are left out."""
        found = {number: history.open_on(day) for number, history in self.invoices.items()}
        return {number: amount for number, amount in found.items() if amount}

    def unused_on(self, day: date) -> dict[int, int]:
        """What no invoice has used up of each payment on a day."""
        return {n: on_account_on(money, self.pieces[n], day) for n, money in self.money.items()}

    def on_account_on(self, day: date) -> dict[Owner, int]:
        """What is on account on a day by customer and currency; who has nothing is left out."""
        sums: dict[Owner, int] = defaultdict(int)
        for number, amount in self.unused_on(day).items():
            sums[self.payments[number]["customer_id"], self.payments[number]["currency"]] += amount
        for owner, span in self.credits:
            sums[owner] += span.amount if span.counts(day) else 0
        return {owner: amount for owner, amount in sums.items() if amount}

    def balance_on(self, day: date) -> dict[Owner, int]:
        """What is open less what is on account, by customer and currency."""
        sums: dict[Owner, int] = defaultdict(int)
        for history in self.invoices.values():
            sums[history.customer_id, history.currency] += history.open_on(day)
        for owner, amount in self.on_account_on(day).items():
            sums[owner] -= amount
        return {owner: amount for owner, amount in sums.items() if amount}

    def booked_on(self, day: date) -> dict[Owner, int]:
        """The same balance without a word of what pays what: invoices less money and credit, refunds added."""
        sums: dict[Owner, int] = defaultdict(int)
        for history in self.invoices.values():
            sums[history.customer_id, history.currency] += history.amount if history.issued <= day else 0
        for number, money in self.money.items():
            owner = self.payments[number]["customer_id"], self.payments[number]["currency"]
            sums[owner] -= counting([money], day)
            sums[owner] += counting(self.refunds[number], day) if money.counts(day) else 0
        for owner, span in self.all_credits:
            sums[owner] -= counting([span], day)
        return {owner: amount for owner, amount in sums.items() if amount}


def _is_money(row: Row) -> bool:
    """A cheque is money once it is cleared; one that bounced was money from clearing to its bounce."""
    return row["cheque_state"] in (None, "cleared") or bool(
        row["cheque_state"] == "bounced" and row["cleared_on"]
    )


def _money(row: Row) -> Span:
    return money_span(
        row["amount"], date.fromisoformat(row["on_day"]), _day(row["cleared_on"]), _day(row["bounced_on"])
    )


def _history(row: Row, reductions: list[Span], paid: list[Span]) -> InvoiceHistory:
    return InvoiceHistory(
        customer_id=row["customer_id"],
        currency=row["currency"],
        amount=row["amount"],
        issued=date.fromisoformat(row["issued"]),
        due=date.fromisoformat(row["due"]),
        reductions=tuple(reductions),
        paid=tuple(paid),
    )
