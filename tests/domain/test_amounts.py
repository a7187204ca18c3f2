"""Amounts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.amounts import DOLLARS, LONGEST, PESOS, parse_amount, positive, positive_in
from arcollect.domain.money import LARGEST, decimals, plain, to_major
from arcollect.errors import Ambiguous, UsageError


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1250", 125000), ("1,250", 125000), ("1.250,50", 125050), ("1,250.50", 125050), ("12,5", 1250), ("12.5", 1250), ("1 250,00", 125000),
     ("1'250.00", 125000), ("1’250", 125000), ("1_250", 125000), ("1,00,000", 10000000), ("12,34,567.8", 123456780), ("1.234.567,89", 123456789),
     ("1.234.567", 123456700), ("0,50", 50), (".5", 50), ("5.", 500), ("0.125,5", 12550), ("0.5", 50), ("1234,56", 123456), ("1,25", 125), (" 7 ", 700),
     ("１２５０", 125000), ("+5", 500), ("-5", -500), ("- 5", -500), ("1234.500", 123450), ("0,500", 50)],
)  # fmt: skip
def test_figures(text: str, minor: int) -> None:
    amount = parse_amount(text, "EUR")
    assert (amount.minor, amount.currency) == (minor, None)


@pytest.mark.parametrize(
    ("text", "minor"),
    [("3.5k", 350000), ("2 K", 200000), ("2 mil", 200000), ("2 grand", 200000), ("2 thousand", 200000), ("3 hundred", 30000), ("1.5m", 150000000),
     ("2mn", 200000000), ("2 million", 200000000), ("2 millones", 200000000), ("1 millon", 100000000), ("2 lakh", 20000000), ("1 crore", 1000000000),
     ("1.2万", 1200000), ("1萬", 1000000), ("2w", 2000000), ("3百", 30000), ("3千", 300000), ("1亿", 10000000000), ("1万2", 1200000), ("3千5", 350000),
     ("1万25", 1250000), ("1.250k", 125000), ("1,250k", 125000)],
)  # fmt: skip
def test_scales(text: str, minor: int) -> None:
    assert parse_amount(text, "EUR").minor == minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [("三千五", 350000), ("两万三", 2300000), ("一千零五十", 105000), ("伍佰", 50000), ("mil quinientos", 150000), ("two thousand five hundred", 250000),
     ("dos mil", 200000), ("one thousand and twenty", 102000), ("five hundred", 50000), ("twenty-five", 2500), ("treinta y cinco", 3500),
     ("doscientos cincuenta mil", 25000000), ("three hundred thousand", 30000000), ("two thousand five", 200500), ("thousand", 100000),
     ("thousand ten hundred", 200000), ("-三千五", -350000), ("-five hundred", -50000), ("廿五", 2500), ("cien", 10000), ("mil", 100000), ("hundred", 10000), ("Mil Dóscientos", 120000)],
)  # fmt: skip
def test_words(text: str, minor: int) -> None:
    assert parse_amount(text, "EUR").minor == minor


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [("1250元", 125000, "CNY"), ("€40", 4000, "EUR"), ("40 €", 4000, "EUR"), ("EUR 40", 4000, "EUR"), ("EUR40", 4000, "EUR"), ("40 usd", 4000, "USD"), ("40usd", 4000, "USD"),
     ("500块", 50000, "CNY"), ("100块5", 10050, "CNY"), ("3元25", 325, "CNY"), ("£1,000", 100000, "GBP"), ("R$5", 500, "BRL"), ("S/.5", 500, "PEN"), ("S/ 5", 500, "PEN"),
     ("US$5", 500, "USD"), ("5 yuan", 500, "CNY"), ("5 quid", 500, "GBP"), ("RMB 5", 500, "CNY"), ("5 rmb", 500, "CNY"), ("rs. 5", 500, "INR"), ("2 mil euros", 200000, "EUR"),
     ("500日元", 500, "JPY"), ("5.250 KWD", 5250, "KWD"), ("三千五元", 350000, "CNY"), ("$.5", 50, "USD"), ("40 €.", 4000, "EUR"), ("-€5", -500, "EUR"), ("5 dollars", 500, "USD")],
)  # fmt: skip
def test_a_currency_that_is_named(text: str, minor: int, currency: str) -> None:
    amount = parse_amount(text, "EUR")
    assert (amount.minor, amount.currency) == (minor, currency)


@pytest.mark.parametrize(
    ("sign", "family", "first"),
    [("$", DOLLARS, "USD"), ("dollars", DOLLARS, "USD"), ("pesos", PESOS, "MXN"), ("¥", ("JPY", "CNY"), "CNY"), ("元", ("TWD", "HKD", "JPY"), "CNY"),
     ("块", ("TWD", "HKD"), "CNY")],
)  # fmt: skip
def test_the_sign_of_a_family_is_the_customers_currency(
    sign: str, family: tuple[str, ...], first: str
) -> None:
    for own in family:
        assert parse_amount(f"5 {sign}", own).currency == own
        assert parse_amount(f"5 {sign}", own).minor == 5 * 10 ** decimals(own)
    assert parse_amount(f"5 {sign}", "EUR").currency == first


@pytest.mark.parametrize("text", ["1.250", "10.005", "999.000", "01.250", "-1.250"])
def test_a_point_before_three_figures_is_unsure(text: str) -> None:
    with pytest.raises(Ambiguous, match="type it without the point"):
        parse_amount(text, "EUR")


def test_three_decimals_where_the_currency_has_them() -> None:
    assert parse_amount("1.250", "KWD").minor == 1250
    assert parse_amount("1,250", "KWD").minor == 1250
    assert parse_amount("0.250", "EUR").minor == 25


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.2.3,4", "1,23,4", "1,23,456,78", "12..5", "1,250,50", "1234,567.8", "1.00.000", ",250,000", "123,45,678", "1e9", "nan", "9" * 1000, "0x10", "１２a", "--5",
     "€", "5 XQQ", "½", "1k5x", "5 2", "5€5", "zero", "12 5", "5 km", "1250 12", "one of two", "一二百三四", "1,2.3.4", "1.250.00,5", "12345 1", "1k,5"],
)  # fmt: skip
def test_no_amount(text: str) -> None:
    with pytest.raises(UsageError):
        parse_amount(text, "EUR")


def test_a_code_that_is_no_currency() -> None:
    for text in ("5 XQQ", "XQQ 5"):
        with pytest.raises(UsageError, match="no currency"):
            parse_amount(text, "EUR")


def test_the_longest_text() -> None:
    assert LONGEST == 60
    assert parse_amount("0" * (LONGEST - 1) + "5", "EUR").minor == 500
    with pytest.raises(UsageError, match="too long for an amount"):
        parse_amount("0" * LONGEST + "5", "EUR")


@pytest.mark.parametrize("text", ["0", "-5", "0.00", "€0"])
def test_not_more_than_zero(text: str) -> None:
    with pytest.raises(UsageError, match="not more than zero"):
        positive(text, "EUR")
    assert positive("0.01", "EUR").minor == 1


def test_in_one_currency() -> None:
    assert [positive_in(text, "EUR") for text in ("5", "€5", "5 EUR")] == [500, 500, 500]
    with pytest.raises(UsageError, match="is in USD, what it is for in EUR; give it in EUR"):
        positive_in("5 USD", "EUR")


@given(st.integers(1, LARGEST - 1), st.sampled_from(["EUR", "JPY", "KWD", "CNY"]))
def test_what_is_shown_is_read_back(minor: int, currency: str) -> None:
    assert parse_amount(plain(minor, currency), currency).minor == minor
    if currency != "KWD":
        assert parse_amount(to_major(minor, currency), currency).minor == minor


@given(st.text(max_size=40) | st.text("0123456789.,k万千mil€$元 -", max_size=12))
def test_any_text_is_an_amount_or_a_plain_error(text: str) -> None:
    try:
        parse_amount(text, "EUR")
    except UsageError as error:
        assert str(error)
