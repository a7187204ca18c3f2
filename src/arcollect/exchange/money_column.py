"""The amounts of a file with their currencies, each as its cell or its column of currencies says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from arcollect.domain.amounts import parse_amount
from arcollect.domain.money import SCALE, decimals, to_minor
from arcollect.errors import ArcollectError, BadData
from arcollect.exchange.faults import Fault
from arcollect.exchange.figures import currency_in, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

SCALED = re.compile(r"\d\s*(?:[千百万萬亿块]|[kKwW]\b)")
WHOLE_DIGITS = 12
"""A plain figure has at most so many digits before its decimal mark; more are looked at twice."""


class Amounts:
    """Reads amounts; `mark` is the decimal mark of the column, `currency` the one where a row names none."""

    def __init__(self, mark: str, currency: str) -> None:
        self._mark, self._currency = mark, currency
        self._group = "," if mark == "." else "."
        self._plain = re.compile(
            rf"(\d{{1,{WHOLE_DIGITS}}}|\d{{1,3}}(?:\{self._group}\d{{3}}){{1,3}})(?:[{mark}](\d{{1,{SCALE}}}))?"
        )

    def read(
        self, cells: Sequence[str], currencies: Sequence[str | None]
    ) -> tuple[list[str | None], list[int]]:
        """The currencies, None where a row names none, and the amounts in ten-thousandths of a major unit.

        A cell that cannot be read is a Fault among them.
        """
        if plain := self._all_plain(cells, currencies):
            return list(currencies), plain
        pairs = list(zip(cells, currencies, strict=True))
        known = {pair: self._one(*pair) for pair in dict.fromkeys(pairs)}
        both = [known[pair] for pair in pairs]
        return [currency for currency, _ in both], [amount for _, amount in both]

    def _all_plain(self, cells: Sequence[str], currencies: Sequence[str | None]) -> list[int] | None:
        """The amounts of a column that is 1250.50 all over, as most are; None when it is not."""
        kinds = set(currencies)
        if any(isinstance(c, Fault) or decimals(c or self._currency) != 2 for c in kinds):
            return None
        lengths = set(map(len, cells))
        if min(lengths, default=0) < 4 or max(lengths) > WHOLE_DIGITS + 3:
            return None
        if {cell[-3] for cell in cells} != {self._mark}:
            return None
        digits = [cell[:-3] + cell[-2:] for cell in cells]
        joined = "".join(digits)
        if not joined.isdecimal():
            return None
        amounts = list(map((10 ** (SCALE - 2)).__mul__, map(int, digits)))
        return amounts if all(amounts) else None

    def _one(self, text: str, currency: str | None) -> tuple[str | None, int]:
        if isinstance(currency, Fault):
            return currency, 0
        if match := self._plain.fullmatch(text):
            tail = match[2] or ""
            whole = match[1].replace(self._group, "")
            scaled = int(whole + tail) * 10 ** (SCALE - len(tail))
            if scaled and len(tail) <= decimals(currency or self._currency) and len(whole) <= WHOLE_DIGITS:
                return currency, scaled
        try:
            return self._odd(text, currency)
        except ArcollectError as error:
            return None, Fault(error)  # type: ignore[return-value]  # sorted out by Faults

    def _odd(self, text: str, currency: str | None) -> tuple[str | None, int]:
        """Anything that is not just a figure: signs, codes, 1.2万 and 1.5k, brackets."""
        value = self._in_words(text) if SCALED.search(text) else parse_decimal(text, self._mark)
        if value is None:
            raise BadData(f"`{text[:40]}` is no amount" if text else "the amount is empty")
        named = currency_in(text) or ("CNY" if re.search("[¥￥]", text) and self._currency != "JPY" else None)
        if named and named != (currency or named):
            raise BadData(f"the amount {text[:40]} is in {named}, its currency column says {currency}")
        if value <= 0:
            raise BadData(f"the amount {text[:40]} is not more than zero; credits are entered by hand")
        to_minor(value, currency or named or self._currency)
        return currency or named, int(value.scaleb(SCALE))

    def _in_words(self, text: str) -> Decimal:
        """1.2万 and 1.5k, read as they are when typed."""
        from decimal import Decimal

        amount = parse_amount(text, self._currency)
        return Decimal(amount.minor).scaleb(-decimals(amount.currency or self._currency))
