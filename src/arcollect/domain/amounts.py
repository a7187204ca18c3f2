"""Amounts as people write them: 1,250 · 1.250,50 · 1250元 · €40 · 3.5k · 1.2万 · 三千五."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from arcollect.domain.money import currency_code, decimals, to_minor
from arcollect.domain.numerals import CHINESE_MONEY, chinese, english_words_to_digits, spanish_words_to_digits
from arcollect.errors import Ambiguous, NotMeant

SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₫": "VND", "฿": "THB",
    "₴": "UAH", "₱": "PHP", "R$": "BRL", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "MX$": "MXN", "S/.": "PEN",
    "S/": "PEN", "人民币": "CNY", "元": "CNY", "块": "CNY", "圆": "CNY", "RMB": "CNY", "欧元": "EUR", "美元": "USD",
    "美金": "USD", "港币": "HKD", "日元": "JPY", "日圓": "JPY", "新台币": "TWD", "台币": "TWD", "英镑": "GBP",
    "EURO": "EUR", "EUROS": "EUR", "POUNDS": "GBP", "QUID": "GBP", "RUPEES": "INR", "NAIRA": "NGN", "YUAN": "CNY",
    "SOLES": "PEN", "RS.": "INR",
}  # fmt: skip
DOLLARS = frozenset(["USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BSD", "JMD", "TTD"])
FAMILIES = {"$": DOLLARS, "¥": frozenset({"CNY", "JPY"}), "DOLLARS": DOLLARS, "DOLARES": DOLLARS, "BUCKS": DOLLARS,
            "PESOS": frozenset(["MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP", "CUP"]), "元": frozenset({"CNY", "TWD", "HKD", "JPY"}),
            "块": frozenset({"CNY", "TWD", "HKD"})}  # fmt: skip
FIRST_OF_FAMILY = {"$": "USD", "¥": "CNY", "DOLLARS": "USD", "DOLARES": "USD", "BUCKS": "USD", "PESOS": "MXN",
                   "元": "CNY", "块": "CNY"}  # fmt: skip
SCALES = {"k": 10**3, "千": 10**3, "mil": 10**3, "thousand": 10**3, "grand": 10**3, "百": 10**2, "hundred": 10**2,
          "万": 10**4, "萬": 10**4, "w": 10**4, "m": 10**6, "mn": 10**6, "million": 10**6, "millon": 10**6,
          "millones": 10**6, "亿": 10**8, "lakh": 10**5, "crore": 10**7}  # fmt: skip
SIGN_PATTERN = re.compile(
    "|".join(re.escape(s) for s in sorted({*SIGNS, *FAMILIES}, key=len, reverse=True)), re.IGNORECASE
)
FIGURE = re.compile(r"(?P<figure>[\d][\d.,]*|[.,]\d+)\s*(?P<scale>[a-z]+|[千百万萬亿]+)?(?P<rest>\d{0,4})$")
LONGEST = 60


class Amount(NamedTuple):
    """What a text means: minor units, and the currency it names or None."""

    minor: int
    currency: str | None


def parse_amount(text: str, currency: str) -> Amount:
    """What a written amount means; without a sign or code in it, it is meant in `currency`.

    Raises Ambiguous for 1.250, which is 1250 to some and 1.25 to others, and NotMeant for what is no amount.
    """
    named, figure = _split_currency(_normal(text), currency)
    return Amount(to_minor(_value(text, figure, named or currency), named or currency), named)


def positive(text: str, currency: str) -> Amount:
    """As `parse_amount`, and NotMeant when it is not more than zero."""
    amount = parse_amount(text, currency)
    if amount.minor <= 0:
        raise NotMeant(f"`{text}` is not more than zero; give the amount as a positive number")
    return amount


def positive_in(text: str, currency: str) -> int:
    """Minor units of `currency`; NotMeant when the text names another one, or is not more than zero."""
    amount = positive(text, currency)
    if amount.currency not in (None, currency):
        raise NotMeant(f"`{text}` is in {amount.currency}, what it is for in {currency}; give it in {currency}")
    return amount.minor


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > LONGEST:
        raise NotMeant(f"`{plain[:20]}…` is too long for an amount; give it as 1250.00")
    return plain


def _split_currency(text: str, default: str) -> tuple[str | None, str]:
    match = re.search(r"^[A-Za-z]{3}(?=\s?[\d.,])|(?<=\d)\s?[A-Za-z]{3}$", text)
    if match and match[0].strip().upper() != "MIL":
        try:
            return currency_code(match[0]), (text[: match.start()] + text[match.end() :]).strip()
        except NotMeant:
            if match[0].strip().upper() not in SIGNS:
                raise
    text = re.sub(r"(?<=\d)(块|元)(?=\d{1,2}$)", r".\1", text)  # 100块5 is 100.5
    text = re.sub(r"\.(块|元)(\d{1,2})$", r".\2\1", text)
    sign = SIGN_PATTERN.search(text)
    if not sign:
        return None, text
    if re.search(r"\d$", text[: sign.start()]) and re.match(r"\d", text[sign.end() :]):
        raise _no_amount(text)
    return _named(sign[0].upper(), default), (text[: sign.start()] + text[sign.end() :]).strip(" .")


def _named(sign: str, default: str) -> str:
    if sign in FAMILIES:
        return default if default in FAMILIES[sign] else FIRST_OF_FAMILY[sign]
    return SIGNS[sign]


def _value(text: str, figure: str, currency: str) -> Decimal:
    negative = figure.startswith("-")
    figure = figure[1:].strip() if figure[:1] in "+-" else figure
    if figure and all(c in CHINESE_MONEY for c in figure):
        number = chinese(figure)
        if number is not None:
            return Decimal(number)
    match = FIGURE.fullmatch(re.sub(r"(?<=\d)[\s'’_](?=\d{3}(?!\d))", "", figure.lower()))
    if not match:
        return _in_words(text, figure)
    scale = SCALES.get(match["scale"] or "", None if match["scale"] or match["rest"] else 1)
    if scale is None:
        raise _no_amount(text)
    value = _separators(text, match["figure"], currency, scaled=scale > 1) * scale
    if match["rest"]:  # 1万2 is 12000, as 三千五 is 3500
        value += Decimal(match["rest"]) * scale / 10 ** len(match["rest"]) if scale > 1 else 0
    return -value if negative else value


def _in_words(text: str, figure: str) -> Decimal:
    from arcollect.domain.spoken.latin import without_accents

    plain = without_accents(figure)
    words = english_words_to_digits(plain)
    if words == plain or not re.fullmatch(r"[\d\s]*(?:hundred|thousand|grand|and|[\d\s])*", words):
        words = spanish_words_to_digits(plain)
    total = group = 0
    for word in words.replace(" y ", " ").replace(" and ", " ").split():
        if word.isdigit():
            group += int(word)
        elif word in ("hundred", "thousand", "grand", "mil"):
            factor = SCALES[word]
            group = max(group, 1) * factor
            total, group = (total + group, 0) if factor > 100 else (total, group)
        else:
            raise _no_amount(text)
    if not total + group:
        raise _no_amount(text)
    return Decimal(total + group)


def _separators(text: str, figure: str, currency: str, *, scaled: bool) -> Decimal:
    """Reads 1.250,50 · 1,250.50 · 1,25,000 · 12,5; refuses what two careful readers read differently."""
    marks = [c for c in figure if c in ".,"]
    if len(set(marks)) == 2:
        decimal_mark = marks[-1]
        if marks.count(decimal_mark) > 1:
            raise _no_amount(text)
        whole, _, part = figure.rpartition(decimal_mark)
        return _decimal(text, _ungroup(text, whole, marks[0]), part)
    if len(marks) > 1:
        return Decimal(_ungroup(text, figure, marks[0]))
    if not marks:
        return Decimal(figure)
    whole, mark, part = figure.partition(marks[0])
    if len(part) == 3 and not scaled and decimals(currency) != 3 and 1 <= len(whole.lstrip("0")) <= 3:
        if mark == ",":
            return Decimal(whole + part)
        raise Ambiguous(f"`{text}` could be {whole}{part} or {whole}.{part[:2]}; type it without the point")
    return _decimal(text, whole or "0", part)


def _ungroup(text: str, whole: str, mark: str) -> str:
    first, *groups = whole.split(mark)
    western = all(len(g) == 3 for g in groups) and 1 <= len(first) <= 3
    indian = (
        mark == ","
        and 1 <= len(first) <= 2
        and all(len(g) == 2 for g in groups[:-1])
        and [len(g) for g in groups[-1:]] == [3]
    )
    if groups and not (western or indian):
        raise _no_amount(text)
    return "".join((first, *groups))


def _decimal(text: str, whole: str, part: str) -> Decimal:
    try:
        return Decimal(f"{whole}.{part or '0'}")
    except InvalidOperation as error:
        raise _no_amount(text) from error


def _no_amount(text: str) -> NotMeant:
    return NotMeant(f"`{text[:40]}` is no amount; give it as 1250, 1250.50 or 1,250.50")
