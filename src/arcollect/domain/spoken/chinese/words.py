"""Pieces that several Chinese patterns share, and the numbers in them."""

from __future__ import annotations

from arcollect.domain.numerals import CHINESE_CLASS, chinese

DAY = r"(?:号|日|號)"
WEEK = r"(?:个)?(?:周|星期|礼拜)"
PART = (
    r"(?:凌晨|清晨|清早|大清早|一大早|一早|早上|早晨|早间|上午|中午|正午|午间|午前|午后|下午|"
    r"傍晚|晚上|晚间|夜里|夜间|半夜|早|午|晚)"
)
CLOCK = rf"(?:\d{{1,2}}|[{CHINESE_CLASS}]{{1,3}})"
WEEKDAY_NUMBERS = "一二三四五六日"


def number(text: str) -> int:
    """The number that a group of figures means, 元 (as in 元月) is 1; ValueError when it is none."""
    value = 1 if text == "元" else chinese(text)
    if value is None:
        raise ValueError(text)
    return value
