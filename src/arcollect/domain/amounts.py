"""Amounts as people write them: 1,250 · 1.250,50 · 1250元 · €40 · 3.5k · 1.2万 · 三千五."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from arcollect.domain.frozen import record
from arcollect.domain.money import currency_code, decimals, to_minor
from arcollect.domain.numerals import chinese, english_words_to_digits, spanish_words_to_digits
from arcollect.errors import Ambiguous, UsageError

SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₫": "VND",
    "฿": "THB", "₴": "UAH", "₱": "PHP", "R$": "BRL", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "MX$": "MXN",
    "S/.": "PEN", "S/": "PEN", "人民币": "CNY", "圆": "CNY", "RMB": "CNY", "欧元": "EUR", "美元": "USD",
    "美金": "USD", "港币": "HKD", "日元": "JPY", "日圓": "JPY", "新台币": "TWD", "台币": "TWD", "英镑": "GBP",
    "EURO": "EUR", "EUROS": "EUR", "POUNDS": "GBP", "QUID": "GBP", "RUPEES": "INR", "NAIRA": "NGN",
    "YUAN": "CNY", "SOLES": "PEN", "RS.": "INR",
}  # fmt: skip
DOLLARS = ("USD", "AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BSD", "JMD", "TTD")
PESOS = ("MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP", "CUP")
FAMILIES = {
    "$": DOLLARS, "DOLLARS": DOLLARS, "DOLARES": DOLLARS, "BUCKS": DOLLARS, "PESOS": PESOS,
    "¥": ("CNY", "JPY"), "元": ("CNY", "TWD", "HKD", "JPY"), "块": ("CNY", "TWD", "HKD"),
}  # fmt: skip
"""Signs that several currencies share: the customer's own is meant when it is one of them, else the first."""
SCALES = {
    "k": 10**3, "千": 10**3, "mil": 10**3, "thousand": 10**3, "grand": 10**3, "百": 10**2, "hundred": 10**2,
    "万": 10**4, "萬": 10**4, "w": 10**4, "m": 10**6, "mn": 10**6, "million": 10**6, "millon": 10**6,
    "millones": 10**6, "亿": 10**8, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
SIGN_PATTERN = re.compile(
    "|".join(re.escape(s) for s in sorted({*SIGNS, *FAMILIES}, key=len, reverse=True)), re.IGNORECASE
)
FIGURE = re.compile(r"(?P<figure>[\d][\d.,]*|[.,]\d+)\s*(?P<scale>[a-z]+|[千百万萬亿]+)?(?P<rest>\d{0,4})$")
ENGLISH_WORDS = re.compile(r"(?:hundred|thousand|grand|and|[\d\s])*")
LONGEST = 60


@record
class Amount:
    """What a text means: minor units, and the currency it names or None."""

    minor: int
    currency: str | None


def parse_amount(text: str, currency: str) -> Amount:
    """What a written amount means; without a sign or code in it, it is meant in `currency`.

    Raises Ambiguous for 1.250, which is 1250 to some and 1.25 to others, and UsageError for what is no
    amount.
    """
    named, figure = _split_currency(_normal(text), currency)
    minor = to_minor(_value(text, figure, named or currency), named or currency)
    return Amount(minor=minor, currency=named)


def positive(text: str, currency: str) -> Amount:
    """As `parse_amount`, and UsageError when it is not more than zero."""
    amount = parse_amount(text, currency)
    if amount.minor <= 0:
        raise UsageError(f"`{text}` is not more than zero; give the amount as a positive number")
    return amount


def positive_in(text: str, currency: str) -> int:
    """Minor units of `currency`; UsageError when the text names another one, or is not more than zero."""
    amount = positive(text, currency)
    if amount.currency not in (None, currency):
        raise UsageError(
            f"`{text}` is in {amount.currency}, what it is for in {currency}; give it in {currency}"
        )
    return amount.minor


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > LONGEST:
        raise UsageError(f"`{plain[:20]}…` is too long for an amount; give it as 1250.00")
    return plain


def _split_currency(text: str, default: str) -> tuple[str | None, str]:
    match = re.search(r"^[A-Za-z]{3}(?=\s?[\d.,])|(?<=\d)\s?[A-Za-z]{3}$", text)
    if match and match[0].strip().upper() != "MIL":
        try:
            return currency_code(match[0]), (text[: match.start()] + text[match.end() :]).strip()
        except UsageError:
            if match[0].strip().upper() not in SIGNS:
                raise
    text = re.sub(r"(?<=\d)(块|元)(?=\d{1,2}$)", r".\1", text)  # 100块5 is 100.5
    text = re.sub(r"\.(块|元)(\d{1,2})$", r".\2\1", text)
    sign = SIGN_PATTERN.search(text)
    if not sign:
        return None, text
    if re.search(r"\d$", text[: sign.start()]) and re.match(r"\d", text[sign.end() :]):
        raise _no_amount(text)
    return _named(sign[0].upper(), default), (text[: sign.start()] + text[sign.end() :]).rstrip(" .").lstrip()


def _named(sign: str, default: str) -> str:
    if sign in FAMILIES:
        return default if default in FAMILIES[sign] else FAMILIES[sign][0]
    return SIGNS[sign]


def _value(text: str, figure: str, currency: str) -> Decimal:
    sign = -1 if figure.startswith("-") else 1
    figure = figure[1:].strip() if figure[:1] in ("+", "-") else figure
    number = chinese(figure)
    if number is not None:
        return sign * Decimal(number)
    match = FIGURE.fullmatch(re.sub(r"(?<=\d)[\s'’_](?=\d{3}(?!\d))", "", figure.lower()))
    return sign * (_figure(text, match, currency) if match else _in_words(text, figure))


def _figure(text: str, match: re.Match[str], currency: str) -> Decimal:
    named, rest = match["scale"], match["rest"]
    if named not in SCALES and (named or rest):
        raise _no_amount(text)
    scale = SCALES[named] if named else 1
    value = _separators(text, match["figure"], currency, scaled=bool(named)) * scale
    if rest:  # 1万2 is 12000, as 三千五 is 3500
        value += Decimal(rest) * scale / 10 ** len(rest)
    return value


def _in_words(text: str, figure: str) -> Decimal:
    from arcollect.domain.spoken.latin import without_accents

    plain = without_accents(figure)
    words = english_words_to_digits(plain)
    if not ENGLISH_WORDS.fullmatch(words):
        words = spanish_words_to_digits(plain)
    number = _sum(words.replace(" y ", " ").replace(" and ", " ").split())
    if not number:
        raise _no_amount(text)
    return Decimal(number)


def _sum(words: list[str]) -> int | None:
    """What 2 thousand 5 hundred comes to; None when there is another word among them."""
    total = group = 0
    for word in words:
        if word.isdigit():
            group += int(word)
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in ("thousand", "grand", "mil"):
            total, group = total + max(group, 1) * 1000, 0
        else:
            return None
    return total + group


def _separators(text: str, figure: str, currency: str, *, scaled: bool) -> Decimal:
    """Reads 1.250,50 · 1,250.50 · 1,25,000 · 12,5; refuses what two careful readers read differently."""
    marks = [c for c in figure if c in ".,"]
    if len(set(marks)) == 2:
        whole, _, part = figure.rpartition(marks[-1])
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
    lengths = [len(group) for group in groups]
    western = lengths == [3] * len(groups) and 1 <= len(first) <= 3
    indian = mark == "," and lengths == [2] * (len(groups) - 1) + [3] and 1 <= len(first) <= 2
    if groups and not (western or indian):
        raise _no_amount(text)
    return "".join((first, *groups))


def _decimal(text: str, whole: str, part: str) -> Decimal:
    try:
        return Decimal(f"{whole}.{part or '0'}")
    except InvalidOperation as error:
        raise _no_amount(text) from error


def _no_amount(text: str) -> UsageError:
    return UsageError(f"`{text[:40]}` is no amount; give it as 1250, 1250.50 or 1,250.50")
