"""Imported payments: what they pay, what stays on account, and what is stored of it, held against a plain reckoning."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import Refused
from arcollect.services.importing.open_invoices import named_in, parts
from conftest import Arcollect

NEVER = "9999-12-31"
INVOICES = [  # number, customer, issued, due, cents
    ("F-1", "Acme", "2026-01-01", "2026-02-01", 1000), ("F-2", "Acme", "2026-01-02", "2026-01-20", 500),
    ("F-3", "Acme", "2026-02-10", "2026-02-20", 700), ("F-4", "Beta", "2026-01-05", "2026-02-05", 300),
    ("F-5", "Acme", "2026-01-03", "2026-02-01", 400),
]  # fmt: skip
PAYMENTS = st.lists(
    st.tuples(
        st.sampled_from(["2026-01-10", "2026-02-15", "2026-03-01"]), st.integers(1, 1500),
        st.sampled_from(["", "-", "F-1", "F-2", "F-3", "F-1;F-3", "F-1=1.00", "F-5=0.50;F-2=0.25", "F-4"]),
    ), min_size=1, max_size=7,
)  # fmt: skip


def imported(arcollect: Arcollect, payments: list[tuple[str, int, str]], ledger: str) -> None:
    rows = [f"{n},{who},{issued},{due},{cents / 100:.2f}" for n, who, issued, due, cents in INVOICES]
    (arcollect.folder / "i.csv").write_text("\n".join(["number,customer,issued,due,amount", *rows]))
    rows = [
        f"{'Beta' if text == 'F-4' else 'Acme'},{on},{cents / 100:.2f},{text},R{n}"
        for n, (on, cents, text) in enumerate(payments)
    ]
    (arcollect.folder / "p.csv").write_text("\n".join(["customer,on,amount,invoice,reference", *rows]))
    (arcollect.folder / ledger).unlink(missing_ok=True)
    for kind, name in (("invoices", "i.csv"), ("payments", "p.csv")):
        assert arcollect("--ledger", ledger, "import", kind, name, "--skip-bad").code == 0


def rows(arcollect: Arcollect, ledger: str, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(arcollect.folder / ledger)) as connection:
        return connection.execute(sql).fetchall()


def reckoned(payments: list[tuple[str, int, str]]) -> dict[str, list[tuple[str, int, str]]]:
    """The pieces (number, cents, day) of each payment by its reference; one that cannot be allocated is not there."""
    free = {number: cents for number, *_, cents in INVOICES}
    issued = {number: day for number, _, day, *_ in INVOICES}
    oldest = [number for number, *_ in sorted(INVOICES, key=lambda i: (i[3], i[0])) if number != "F-4"]
    found = {}
    for n, (on, left, text) in sorted(enumerate(payments), key=lambda p: p[1][0]):
        named = [part.partition("=") for part in text.split(";") if part not in ("", "-")]
        wanted = [(number, round(float(amount) * 100) if amount else None) for number, _, amount in named]
        trial, pieces = dict(free), []
        exact = text == "-" or any(amount is not None for _, amount in wanted)
        rest = [] if exact else (oldest if text != "F-4" else ["F-4"])
        try:
            for number, amount in [*wanted, *((number, None) for number in rest)]:
                piece = min(left, trial[number]) if amount is None else amount
                if piece > min(left, trial[number]):
                    raise Refused(number)
                trial[number] -= piece
                left -= piece
                pieces += [(number, piece, max(on, issued[number]))] if piece else []
        except Refused:
            continue
        free, found[f"R{n}"] = trial, pieces
    return found


@given(PAYMENTS)
def test_what_payments_pay_and_what_is_stored_of_it(
    arcollect: Arcollect, payments: list[tuple[str, int, str]]
) -> None:
    imported(arcollect, payments, "one.db")
    wanted = reckoned(payments)
    found: dict[str, list[tuple[str, int, str]]] = {
        row[0]: [] for row in rows(arcollect, "one.db", "SELECT reference FROM payment")
    }
    for reference, *piece in rows(arcollect, "one.db", """
        SELECT p.reference, i.number, a.amount, a.on_day FROM allocation a JOIN payment p ON p.id = a.payment_id
        JOIN invoice i ON i.id = a.invoice_id ORDER BY a.id"""):  # fmt: skip
        found[reference].append((piece[0], piece[1], piece[2]))
    assert found == wanted

    paid: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pieces in wanted.values():
        for number, cents, day in pieces:
            paid[number].append((cents, day))
    for number, amount, still_open, last, until in rows(
        arcollect, "one.db", "SELECT number, amount, open, open_changed, open_until FROM invoice"
    ):
        days = [day for _, day in paid[number]]
        assert still_open == amount - sum(cents for cents, _ in paid[number])
        assert last == max(days, default=None)
        assert until == (NEVER if still_open else max(days))
    for reference, amount, left, last, until in rows(
        arcollect,
        "one.db",
        "SELECT reference, amount, on_account, on_account_changed, on_account_until FROM payment",
    ):
        days = [day for _, _, day in wanted[reference]]
        assert left == amount - sum(cents for _, cents, _ in wanted[reference])
        assert last == max(days, default=None)
        assert until == (NEVER if left else max(days))


def test_money_that_came_before_keeps_the_later_day(arcollect: Arcollect) -> None:
    """What was paid by an earlier file counts with what this one pays."""
    imported(arcollect, [("2026-02-15", 200, "F-1")], "ledger.db")
    for on, cents, text in (("2026-01-10", 100, "F-1"), ("2026-01-10", 700, "F-1")):
        (arcollect.folder / "p.csv").write_text(
            f"customer,on,amount,invoice\nAcme,{on},{cents / 100},{text}\n"
        )
        assert arcollect("import", "payments", "p.csv").code == 0
        stored = rows(
            arcollect, "ledger.db", "SELECT open, open_changed, open_until FROM invoice WHERE number = 'F-1'"
        )
    assert stored == [(0, "2026-02-15", "2026-02-15")]
    assert arcollect("check").code == 0


def test_disputed_invoices_are_paid_last_unless_named(arcollect: Arcollect) -> None:
    imported(arcollect, [("2026-01-10", 1, "-")], "ledger.db")
    assert arcollect("invoice", "dispute", "F-2", "--reason", "damaged").code == 0
    (arcollect.folder / "p.csv").write_text(
        "customer,on,amount,invoice\nAcme,2026-02-20,3,F-2\nAcme,2026-02-21,22,\n"
    )
    arcollect("import", "payments", "p.csv")
    listed = json.loads(arcollect("payment", "list", "--json").out)["payments"]
    pieces = [[(a["invoice"], a["amount"]) for a in p["allocations"]] for p in listed][1:]
    assert [[number for number, _ in some] for some in pieces] == [["F-2"], ["F-1", "F-5", "F-3", "F-2"]]


def test_what_a_promise_covers_comes_first(arcollect: Arcollect) -> None:
    """No more than it lacks, and also where several payments of the file pay it."""
    imported(arcollect, [("2026-01-10", 1, "-")], "ledger.db")
    early = ("--as-of", "2026-02-19")
    promised = arcollect(*early, "promise", "add", "acme", "2.50", "--on", "2026-02-25", "--invoice", "F-3")
    assert promised.code == 0
    (arcollect.folder / "p.csv").write_text("customer,on,amount\nAcme,2026-02-20,1\nAcme,2026-02-21,7\n")
    arcollect("import", "payments", "p.csv")
    listed = arcollect("payment", "list").out
    assert "F-3 1.00\n" in listed
    assert "F-3 1.50, F-2 5.00, F-1 0.50" in listed
    assert arcollect("check").code == 0


def test_what_names_invoices_is_taken_apart() -> None:
    assert [(number, str(amount)) for number, amount in parts("F-1=1.50; F-2 ;A=B=3")] == [
        ("F-1", "1.50"),
        ("F-2", "None"),
        ("A=B", "3"),
    ]
    assert named_in(["F-1", None, "", "F-2=5;F-3", "F-1"]) == ["F-1", "F-2=5;F-3", "F-2", "F-3"]
    with pytest.raises(Refused, match="is not INVOICE=AMOUNT"):
        parts("F-1=x")


@pytest.mark.parametrize("text", ["F-1=0", "F-1=-5", "F-1=11", "F-9", "F-4", "F-1=4;F-2=4"])
def test_what_cannot_be_allocated_takes_nothing(arcollect: Arcollect, text: str) -> None:
    imported(arcollect, [("2026-01-10", 1, "-")], "ledger.db")
    (arcollect.folder / "p.csv").write_text(
        f"customer,on,amount,invoice\nAcme,2026-02-20,7,{text}\nAcme,2026-02-21,22,\n"
    )
    assert arcollect("import", "payments", "p.csv").code == 3
    assert (
        "1 payment added, 0 updated, 0 unchanged, 1 left out"
        in arcollect("import", "payments", "p.csv", "--skip-bad").out
    )
    assert "F-2 5.00, F-1 10.00, F-5 4.00, F-3 3.00" in arcollect("payment", "list").out
