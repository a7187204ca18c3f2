"""Payments: when they are money, and what of them is on account."""

from __future__ import annotations

import pytest

from arcollect.domain.records import Allocated
from builders import invoice, paid, payment, promise

PIECES = (Allocated(invoice="F-1", amount=30), Allocated(invoice="F-2", amount=20))


@pytest.mark.parametrize(
    ("cheque", "void", "money"),
    [
        (None, False, True),
        (None, True, False),
        ("cleared", False, True),
        ("cleared", True, False),
        ("in hand", False, False),
        ("bounced", False, False),
    ],
)
def test_a_payment_is_money_unless_it_is_void_or_a_cheque_that_has_not_cleared(
    cheque: str | None, void: bool, money: bool
) -> None:
    one = payment(100, "03-02", cheque=cheque, void=void, allocations=PIECES, refunded=5)
    assert one.is_money is money
    assert one.on_account == (45 if money else 0)


def test_what_is_not_said_of_a_fact() -> None:
    plain = promise(100, "03-06")
    assert (plain.level, plain.ended_entry, plain.entry, plain.ended, plain.ended_as) == (0, 0, 0, None, None)
    assert (paid(1, "03-02").entry, invoice(1, "03-02").due_assumed, invoice(1, "03-02").status) == (
        0,
        False,
        "open",
    )


def test_what_no_invoice_has_used_is_on_account() -> None:
    assert payment(100, "03-02").on_account == 100
    assert payment(50, "03-02", allocations=PIECES).on_account == 0
