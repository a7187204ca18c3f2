"""Money: decimals of each currency, the largest amount, and texts that say what the minor units are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.money import (
    CURRENCIES,
    LARGEST,
    SCALE,
    currency_code,
    decimals,
    from_scaled,
    human,
    plain,
    to_major,
    to_minor,
)
from arcollect.errors import UsageError

CURRENCY = st.sampled_from(["EUR", "JPY", "KWD", "CLF"])


@pytest.mark.parametrize(
    ("currency", "places"),
    [("EUR", 2), ("CNY", 2), ("JPY", 0), ("CLP", 0), ("XPF", 0), ("KWD", 3), ("TND", 3), ("CLF", 4)],
)
def test_decimals(currency: str, places: int) -> None:
    assert decimals(currency) == places


def test_codes() -> None:
    assert currency_code(" eur ") == "EUR"
    assert {"AED", "XOF", "ZWG", "USD"} < CURRENCIES
    for text in ("", "EU", "XQQ", "€"):
        with pytest.raises(UsageError, match="no currency"):
            currency_code(text)


@pytest.mark.parametrize(
    ("value", "currency", "minor"),
    [("12.50", "EUR", 1250), ("-12.5", "EUR", -1250), ("12", "JPY", 12), ("1.005", "KWD", 1005), ("0.0001", "CLF", 1),
     ("1.00", "JPY", 1), ("0", "EUR", 0)],
)  # fmt: skip
def test_to_minor(value: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(value), currency) == minor


@pytest.mark.parametrize(("value", "currency"), [("0.005", "EUR"), ("0.5", "JPY"), ("1.0005", "KWD")])
def test_too_many_decimals(value: str, currency: str) -> None:
    with pytest.raises(UsageError, match=rf"more decimals than {currency}, which has {decimals(currency)}"):
        to_minor(Decimal(value), currency)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_amount(sign: int) -> None:
    assert to_minor(Decimal(sign * (LARGEST - 1)), "JPY") == sign * (LARGEST - 1)
    with pytest.raises(UsageError, match="more than any invoice"):
        to_minor(Decimal(sign * LARGEST), "JPY")
    assert LARGEST == 10**16


@pytest.mark.parametrize(
    ("scaled", "currency", "minor"),
    [
        (12_5000, "EUR", 1250),
        (1_2100, "EUR", 121),
        (12_0000, "JPY", 12),
        (1_0050, "KWD", 1005),
        (1, "CLF", 1),
        (0, "EUR", 0),
    ],
)
def test_from_scaled(scaled: int, currency: str, minor: int) -> None:
    assert from_scaled(scaled, currency) == minor


def test_from_scaled_refuses_what_to_minor_refuses() -> None:
    assert from_scaled((LARGEST - 1) * 100, "EUR") == LARGEST - 1
    with pytest.raises(UsageError, match="more than any invoice"):
        from_scaled(LARGEST * 100, "EUR")
    with pytest.raises(UsageError, match=r"`0\.005` has more decimals"):
        from_scaled(50, "EUR")


@given(st.integers(-LARGEST + 1, LARGEST - 1), CURRENCY)
def test_what_is_shown_is_the_amount(minor: int, currency: str) -> None:
    places = decimals(currency)
    assert Decimal(to_major(minor, currency)).scaleb(places) == minor
    assert to_minor(Decimal(to_major(minor, currency)), currency) == minor
    assert from_scaled(minor * 10 ** (SCALE - places), currency) == minor
    assert plain(minor, currency).replace(",", "") == to_major(minor, currency)
    assert human(minor, currency) == f"{plain(minor, currency)} {currency}"


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(125000, "EUR", "1,250.00"), (-5, "EUR", "-0.05"), (0, "EUR", "0.00"), (1250, "JPY", "1,250"), (-1250, "JPY", "-1,250"),
     (1250, "KWD", "1.250"), (-123456789, "EUR", "-1,234,567.89"), (1, "CLF", "0.0001")],
)  # fmt: skip
def test_plain(minor: int, currency: str, text: str) -> None:
    assert plain(minor, currency) == text
