"""Figures in cells: which mark of a column is the decimal one, what each cell says, in which currency."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation
from itertools import repeat
from typing import TYPE_CHECKING

from arcollect.errors import Ambiguous

if TYPE_CHECKING:
    from collections.abc import Sequence


def decimal_mark(cells: Sequence[str], given: str | None) -> str:
    """The decimal mark of a column of amounts: `,` or `.`; `given` is what the user has said.

    Raises Ambiguous when every figure could be read either way.
    """
    if given in (",", "."):
        return given
    if mark := _plain_mark(cells):
        return mark
    cells = list(dict.fromkeys(cells))
    votes = Counter(vote for cell in cells if (vote := _vote(cell)))
    unsure = next((cell for cell in cells if _vote(cell) == ""), None)
    if not votes and unsure:
        if "," in unsure:
            return "."
        raise Ambiguous(
            f"amounts like `{unsure}` could be thousands or decimals; "
            "say which mark is the decimal one with --decimal , or --decimal ."
        )
    return "," if votes[","] > votes["."] else "."


def _vote(cell: str) -> str | None:
    """The decimal mark by one cell alone, empty when it could be either, None when it has no mark."""
    marks = [c for c in cell if c in ".,"]
    if not marks:
        return None
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    behind = len(re.sub(r"\D", "", cell[cell.index(marks[0]) :]))
    return marks[0] if behind != 3 else ""


def _plain_mark(cells: Sequence[str]) -> str | None:
    """The column's only mark, when it stands at most once a cell and before one or two last digits."""
    text = "\n".join(cells)
    for mark, other in (".,", ",."):
        once = other not in text and max(map(str.count, cells, repeat(mark)), default=0) == 1
        if once and re.search(rf"[{mark}]\d\d?$", text, re.MULTILINE):
            return mark
    return None


def parse_decimal(text: str, mark: str) -> Decimal | None:
    """The figure in a cell, None when there is none; (1,250.00), 1250- and -1250 are negative.

    Thousands may be grouped as in India, 12,34,567: the last group has three digits, so that 12,50 is not
    read as 1250.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    negative = plain.startswith(("(", "-")) or plain.endswith("-")
    digits = re.sub(r"[^\d.,]", "", plain).strip(".,") if re.search(r"\d", plain) else ""
    if not digits or len(digits) > 30 or re.search(r"\d\s*[a-zA-Z]+\s*\d", plain):
        return None
    group = "." if mark == "," else ","
    if (
        not re.fullmatch(rf"\d+|\d{{1,3}}(?:\{group}\d{{2,3}})*\{group}\d{{3}}", digits.split(mark)[0])
        or digits.count(mark) > 1
    ):
        return None
    try:
        value = Decimal(digits.replace(group, "").replace(mark, "."))
    except InvalidOperation:
        return None
    return -value if negative else value


SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "US$": "USD",
    "R$": "BRL",
    "元": "CNY",
    "RMB": "CNY",
    "HK$": "HKD",
    "NT$": "TWD",
    "块": "CNY",
    "人民币": "CNY",
}


def currency_in(text: str) -> str | None:
    """The currency whose sign or code stands in the cell; None without one or when it is not sure ($, ¥)."""
    from arcollect.domain.money import CURRENCIES

    code = re.search(r"[A-Z]{3}", text)
    if code and code[0] in CURRENCIES:
        return code[0]
    return next((SIGNS[sign] for sign in sorted(SIGNS, key=len, reverse=True) if sign in text), None)
