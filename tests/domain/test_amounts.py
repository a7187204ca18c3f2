"""Amounts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.amounts import parse_amount
from arcollect.domain.money import plain, to_major
from arcollect.errors import Ambiguous, NotMeant


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [("1,250", 125000, None), ("1.250,50", 125050, None), ("1,250.50", 125050, None), ("1250元", 125000, "CNY"), ("€40", 4000, "EUR"),
     ("3.5k", 350000, None), ("1.2万", 1200000, None), ("12,5", 1250, None), ("1 250,00", 125000, None), ("1'250.00", 125000, None),
     ("１２５０", 125000, None), ("三千五", 350000, None), ("两万三", 2300000, None), ("1万2", 1200000, None), ("EUR 40", 4000, "EUR"), ("40 usd", 4000, "USD"),
     ("2 mil", 200000, None), ("mil quinientos", 150000, None), ("two thousand five hundred", 250000, None), ("1,00,000", 10000000, None),
     ("1.234.567,89", 123456789, None), ("0,50", 50, None), (".5", 50, None), ("500块", 50000, "CNY"), ("一千零五十", 105000, None), ("£1,000", 100000, "GBP")],
)  # fmt: skip
def test_meant(text: str, minor: int, currency: str | None) -> None:
    amount = parse_amount(text, "EUR")
    assert (amount.minor, amount.currency) == (minor, currency)


def test_the_sign_of_a_family_is_the_customers_currency() -> None:
    assert parse_amount("$5", "MXN").currency == "MXN"
    assert parse_amount("$5", "EUR").currency == "USD"
    assert parse_amount("¥5", "JPY").minor == 5


@pytest.mark.parametrize("text", ["1.250", "10.005"])
def test_unsure(text: str) -> None:
    with pytest.raises(Ambiguous):
        parse_amount(text, "EUR")


def test_three_decimals_where_the_currency_has_them() -> None:
    assert parse_amount("1.250", "KWD").minor == 1250


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.2.3,4", "1,23,4", "12..5", "1e9", "nan", "9" * 1000, "0x10", "１２a", "--5", "€", "5 XQQ", "½"],
)
def test_no_amount(text: str) -> None:
    with pytest.raises(NotMeant):
        parse_amount(text, "EUR")


@given(st.integers(1, 10**14), st.sampled_from(["EUR", "JPY", "KWD", "CNY"]))
def test_what_is_shown_is_read_back(minor: int, currency: str) -> None:
    assert parse_amount(plain(minor, currency), currency).minor == minor
    if currency != "KWD":
        assert parse_amount(to_major(minor, currency), currency).minor == minor


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_plain_error(text: str) -> None:
    try:
        parse_amount(text, "EUR")
    except NotMeant as error:
        assert str(error)
