"""Figures in cells, their decimal marks and their currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import Ambiguous
from arcollect.exchange.figures import currency_in, decimal_mark, parse_decimal


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [("1.250,50 €", ",", "1250.50"), ("(80.00)", ".", "-80.00"), ("80-", ".", "-80"), ("$ 1,250", ".", "1250"), ("1 250,5", ",", "1250.5"), ("abc", ".", "None"),
     ("1,2,3", ".", "None"), ("", ".", "None")],
)  # fmt: skip
def test_figures_in_cells(text: str, mark: str, value: str) -> None:
    assert str(parse_decimal(text, mark)) == value


def test_the_decimal_mark_is_seen_from_the_whole_column() -> None:
    assert decimal_mark(["1.250", "3,5"], None) == ","
    assert decimal_mark(["1,250", "2,000"], None) == "."
    with pytest.raises(Ambiguous):
        decimal_mark(["1.250", "2.000"], None)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [(["80"], "."), ([], "."), (["1.5", "2"], "."), (["1,5", "2"], ","), (["1.250,50"], ","), (["1,250.50"], "."), (["1.250.000", "3"], ","),
     (["1,250,000"], "."), (["1.250", "3,50", "2.000"], ","), (["1,250", "3.50"], "."), (["12.3456"], "."), (["0.5", "1.250"], "."),
     (["1.5", "1,250", "2,000"], ".")],
)  # fmt: skip
def test_the_decimal_mark_of_a_column(cells: list[str], mark: str) -> None:
    assert decimal_mark(cells, None) == mark
    assert decimal_mark(cells, "," if mark == "." else ".") != mark


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.sampled_from(".,"))
def test_figures_with_thousands_and_two_decimals_are_read_back(cents: list[int], mark: str) -> None:
    """As any program writes them that knows one decimal mark and groups by the other."""
    swap = str.maketrans(",.", ".,") if mark == "," else {}
    texts = [f"{n // 100:,}.{n % 100:02}".translate(swap) for n in cents]
    assert decimal_mark(texts, None) == mark
    assert [parse_decimal(text, mark) for text in texts] == [Decimal(n).scaleb(-2) for n in cents]
    assert [parse_decimal(f"({text})", mark) for text in texts] == [-Decimal(n).scaleb(-2) for n in cents]


@pytest.mark.parametrize("text", ["1.2.3", "12,50", "1,2345", "1e5", "5 USD 3", "--", "9" * 31])
def test_what_is_no_figure(text: str) -> None:
    assert parse_decimal(text, ".") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("€40", "EUR"), ("40 USD", "USD"), ("US$40", "USD"), ("R$ 5", "BRL"), ("HK$5", "HKD"), ("40元", "CNY"), ("$40", None), ("¥40", None),
     ("40", None), ("40 ABC", None), ("£3", "GBP"), ("人民币5", "CNY")],
)  # fmt: skip
def test_the_currency_beside_a_figure(text: str, code: str | None) -> None:
    assert currency_in(text) == code
