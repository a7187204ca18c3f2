"""How a column as a whole is to be read: the order of day and month, and which mark is the decimal one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from arcollect.domain.spoken.english_rules import MONTHS as ENGLISH
from arcollect.domain.spoken.latin import without_accents
from arcollect.domain.spoken.spanish import MONTHS as SPANISH
from arcollect.errors import Ambiguous

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

YMD = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}.*)?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ,]+\d{1,2}:\d{2}.*)?$")
NAMED = re.compile(r"(?:[a-z]+,? )?(\d{1,2})[- /.]*(?:de )?([a-z]{3,10})\.?,?[- /]*(?:de )?(\d{4}|\d{2})$")
NAMED_FIRST = re.compile(r"([a-z]{3,10})\.? (\d{1,2}),? (\d{4})$")
SERIAL = re.compile(r"[34567]\d{4}$")
"""A day as spreadsheets count them: 30000 to 79999 is 1982 to 2118."""
EPOCH = date(1899, 12, 30)


def date_order(columns: Iterable[Sequence[str]], given: str | None, pairs: Sequence[tuple[str, str]] = ()) -> str:
    """Dmy or mdy, for all the date columns of a file together.

    `pairs` are (issued, due) texts of one line: an order in which something is due before it is issued is not meant.
    Raises Ambiguous when every day could be a month.
    """
    if given in ("dmy", "mdy"):
        return given
    figures = [m for column in columns for text in column if (m := NUMERIC.match(text.strip()))]
    possible = {order for order in ("dmy", "mdy") if all(_fits(m, order) for m in figures)}
    if len(possible) == 2 and any(m[1] != m[2] for m in figures):
        ordered = {order for order in possible if _in_order(pairs, order)}
        possible = ordered if len(ordered) == 1 else possible
        if len(possible) == 2:
            example = next(m[0] for m in figures if m[1] != m[2])
            raise Ambiguous(
                f"dates like `{example}` could be day/month or month/day; say which with --dates dmy or --dates mdy"
            )
    return "dmy" if possible == {"dmy"} or not possible else "mdy" if possible == {"mdy"} else "dmy"


def _fits(match: re.Match[str], order: str) -> bool:
    month = int(match[2] if order == "dmy" else match[1])
    return 1 <= month <= 12


def _in_order(pairs: Sequence[tuple[str, str]], order: str) -> bool:
    days = ((parse_date(a, order), parse_date(b, order)) for a, b in pairs)
    return all(a <= b for a, b in days if a and b)


def parse_date(text: str, order: str) -> date | None:
    """The day in a cell, None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if match := YMD.match(plain) or COMPACT.match(plain):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := NUMERIC.match(plain):
            day, month = (match[1], match[2]) if order == "dmy" else (match[2], match[1])
            return date(_year(match[3]), int(month), int(day))
        if SERIAL.match(plain):
            return EPOCH + timedelta(days=int(plain))
        return _named(without_accents(plain))
    except ValueError:
        return None


def _named(plain: str) -> date | None:
    if match := NAMED.match(plain):
        day, name, year = match[1], match[2], match[3]
    elif match := NAMED_FIRST.match(plain):
        day, name, year = match[2], match[1], match[3]
    else:
        return None
    for months in (ENGLISH, SPANISH):
        found = [n for n, month in enumerate(months, 1) if month.startswith(name) or (name == "sept" and n == 9)]
        if len(found) == 1:
            return date(_year(year), found[0], int(day))
    return None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def decimal_mark(cells: Iterable[str], given: str | None) -> str:
    """The decimal mark of a column of amounts: , or . — Ambiguous when every figure could be read either way."""
    if given in (",", "."):
        return given
    cells = list(cells)
    if mark := _plain_mark("\n".join(cells)):
        return mark
    votes = {",": 0, ".": 0}
    unsure = ""
    for cell in cells:
        marks = [c for c in cell if c in ".,"]
        if not marks:
            continue
        tail = len(re.sub(r"\D", "", cell[cell.rindex(marks[-1]) :]))
        if len(set(marks)) == 2:
            votes[marks[-1]] += 1
        elif len(marks) > 1:
            votes["." if marks[0] == "," else ","] += 1
        elif tail != 3:
            votes[marks[0]] += 1
        else:
            unsure = unsure or cell
    if votes[","] == votes["."] == 0 and unsure:
        if "," in unsure:
            return "."
        raise Ambiguous(
            f"amounts like `{unsure}` could be thousands or decimals; say which mark is the decimal one with --decimal , or --decimal ."
        )
    return "," if votes[","] > votes["."] else "."


def _plain_mark(text: str) -> str | None:
    """The mark where the column has but one, at most once a cell, and somewhere with one or two digits behind it."""
    for mark, other in (".,", ",."):
        if (
            other not in text
            and re.search(rf"[{mark}]\d\d?$", text, re.MULTILINE)
            and not re.search(rf"[{mark}].*[{mark}]", text)
        ):
            return mark
    return None


def parse_decimal(text: str, mark: str) -> Decimal | None:
    """The figure in a cell, None when there is none; (1,250.00), 1250- and -1250 are negative."""
    plain = unicodedata.normalize("NFKC", text).strip()
    negative = plain.startswith(("(", "-")) or plain.endswith("-")
    digits = re.sub(r"[^\d.,]", "", plain).strip(".,") if re.search(r"\d", plain) else ""
    if not digits or len(digits) > 30 or re.search(r"\d\s*[a-zA-Z]+\s*\d", plain):
        return None
    group = "." if mark == "," else ","
    if not re.fullmatch(rf"\d+|\d{{1,3}}(?:\{group}\d{{2,3}})*", digits.split(mark)[0]) or digits.count(mark) > 1:
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
    """The currency whose sign or code stands in the cell, None when there is none or it is not sure ($, ¥)."""
    from arcollect.domain.money import CURRENCIES

    code = re.search(r"[A-Z]{3}", text)
    if code and code[0] in CURRENCIES:
        return code[0]
    return next((SIGNS[sign] for sign in sorted(SIGNS, key=len, reverse=True) if sign in text), None)
