"""Numbers written as words, in English, Spanish and Chinese."""

from __future__ import annotations

import re

from arcollect.domain.calendar_names import ENGLISH_ORDINALS

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TEENS = "sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH = {
    **{word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
    "fourty": 40,
}

_UNO = """
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis
diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco
veintiseis veintisiete veintiocho veintinueve treinta
"""
_DIEZ = "diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien"
_CIENTOS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
SPANISH = {
    **{word: 10 * value for value, word in enumerate(_DIEZ.split(), 1)},
    **{word: 100 * value for value, word in enumerate(_CIENTOS.split(), 1)},
    **{word: value for value, word in enumerate(_UNO.split())},
    "un": 1, "una": 1, "veintiun": 21, "veintiuna": 21,
}  # fmt: skip

CHINESE_DIGITS = {d: i for i, d in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2, "叁": 3, "肆": 4,
    "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "幺": 1}  # fmt: skip
CHINESE_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
CHINESE_CLASS = "零一二三四五六七八九〇两俩仨十百廿卅"


def chinese(text: str) -> int | None:
    """The number that a run of Chinese numerals (or digits) means; None when it is none.

    A digit that ends the run after a unit counts in the next lower unit, as in speech: 三千五 is 3500.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not text:
        return None
    if all(c in CHINESE_DIGITS for c in text):
        return int("".join(str(CHINESE_DIGITS[c]) for c in text))
    return _chinese_with_units(text)


def _chinese_with_units(text: str) -> int | None:
    total = section = digit = last_unit = 0
    for char in text:
        if char in CHINESE_DIGITS:
            if digit:
                return None
            digit = CHINESE_DIGITS[char]
        elif char in CHINESE_UNITS:
            last_unit = CHINESE_UNITS[char]
            section += (digit or 1) * last_unit
            digit = 0
        elif char in CHINESE_SCALES:
            last_unit = CHINESE_SCALES[char]
            total = (total + section + digit) * last_unit
            section = digit = 0
        else:
            return None
    spoken_short = last_unit >= 100 and text[-2:-1] not in "零〇"
    return total + section + digit * (last_unit // 10 if spoken_short else 1)


def english_words_to_digits(text: str) -> str:
    """`twenty-fifth` becomes `25th`, `twenty five` 25; everything else stays."""
    tens = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
    units = "one|two|three|four|five|six|seven|eight|nine"
    ordinals, plain = "|".join(ENGLISH_ORDINALS), "|".join(ENGLISH)
    text = re.sub(
        rf"\b({tens})[ -]({ordinals})\b", lambda m: f"{ENGLISH[m[1]] + ENGLISH_ORDINALS[m[2]]}th", text
    )
    text = re.sub(rf"\b({ordinals})\b", lambda m: f"{ENGLISH_ORDINALS[m[1]]}th", text)
    text = re.sub(rf"\b({tens})[ -]({units})\b", lambda m: str(ENGLISH[m[1]] + ENGLISH[m[2]]), text)
    return re.sub(rf"\b({plain})\b", lambda m: str(ENGLISH[m[1]]), text)


def spanish_words_to_digits(text: str) -> str:
    """`treinta y uno` becomes 31, `veinticinco` 25; text must be without accents."""
    text = re.sub(r"\bveinti ([a-z]+)", r"veinti\1", text)
    text = re.sub(r"\bveinte y (un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b", _twenty_and, text)
    text = re.sub(r"\bdie[zc] y (seis|siete|ocho|nueve)\b", lambda m: str(10 + SPANISH[m[1]]), text)
    tens = "treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa"
    units = "un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    text = re.sub(rf"\b({tens}) y ({units})\b", lambda m: str(SPANISH[m[1]] + SPANISH[m[2]]), text)
    return re.sub(rf"\b({'|'.join(SPANISH)})\b", lambda m: str(SPANISH[m[1]]), text)


def _twenty_and(match: re.Match[str]) -> str:
    return str(20 + SPANISH[match[1]])
