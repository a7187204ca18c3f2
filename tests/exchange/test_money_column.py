"""Amounts in cells: a column read at once gives what each of its cells gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.exchange.faults import Fault
from arcollect.exchange.money_column import Amounts

CURRENCIES = st.sampled_from([None, "EUR", "USD", "JPY", "KWD", Fault("`XYZ` is no currency")])
AMOUNTS = st.one_of(
    st.decimals(0, 10**6, places=2).map(str),
    st.sampled_from(["80", "1,250.50", "€40.00", "abc", "", "0.00", "(80.00)", "1.5k", "12.345", "7.5 USD", "1234567890123.00",
                     ".50", "1.250,50", "-5.00", "+5.00", "5 .00", "٣.00", "1\n2.00", "1_0.00", "12.5", "1.00.00"]),
)  # fmt: skip


@given(st.lists(st.tuples(AMOUNTS, CURRENCIES), min_size=1, max_size=8), st.sampled_from(".,"))
def test_a_column_of_amounts_is_read_as_each_of_them(rows: list[tuple[str, str | None]], mark: str) -> None:
    amounts = Amounts(mark, "EUR")
    together = list(zip(*amounts.read([a for a, _ in rows], [c for _, c in rows]), strict=True))
    alone = [tuple(column[0] for column in amounts.read([a], [c])) for a, c in rows]
    each_anew = [amounts._one(a, c) for a, c in rows]
    assert together == alone == each_anew


@given(st.decimals(Decimal("0.01"), 10**6, places=2), st.sampled_from(".,"))
def test_a_plain_amount_is_what_it_says(amount: Decimal, mark: str) -> None:
    _, (scaled,) = Amounts(mark, "EUR").read([str(amount).replace(".", mark)], [None])
    assert Decimal(scaled).scaleb(-4) == amount


@pytest.mark.parametrize(
    ("text", "mark", "currency", "named", "scaled"),
    [("1,250.5", ".", None, None, 12_505_000), ("1.250,5", ",", None, None, 12_505_000), ("€40", ".", None, "EUR", 400_000),
     ("40 USD", ".", "USD", "USD", 400_000), ("¥40", ".", None, "CNY", 400_000), ("1.2万", ".", "CNY", "CNY", 120_000_000),
     ("1.5k", ".", None, None, 15_000_000), ("12.345", ".", "KWD", "KWD", 123_450), ("80", ".", "JPY", "JPY", 800_000)],
)  # fmt: skip
def test_amounts_as_people_write_them(
    text: str, mark: str, currency: str | None, named: str | None, scaled: int
) -> None:
    assert Amounts(mark, "EUR").read([text], [currency]) == ([named], [scaled])


@pytest.mark.parametrize(
    ("text", "currency", "fault"),
    [("abc", None, "`abc` is no amount"), ("", None, "the amount is empty"), ("0.00", None, "is not more than zero"),
     ("(80.00)", None, "is not more than zero"), ("12.345", "EUR", "more decimals than EUR"), ("80.50", "JPY", "more decimals than JPY"),
     ("40 USD", "EUR", "is in USD, its currency column says EUR"), ("9" * 25, None, "is more than any invoice")],
)  # fmt: skip
def test_what_is_no_amount_is_a_fault_that_says_why(text: str, currency: str | None, fault: str) -> None:
    found: object = Amounts(".", "EUR").read([text], [currency])[1][0]
    assert isinstance(found, Fault)
    assert fault in str(found)
