"""Days that may lie in the past: when money came, when an invoice was issued, the day a report is for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from arcollect.domain.calendar_names import ENGLISH_WEEKDAYS, SPANISH_WEEKDAYS
from arcollect.domain.dates import month_end, plus_months
from arcollect.domain.numerals import CHINESE_CLASS, chinese
from arcollect.domain.spoken import understand
from arcollect.domain.spoken.numeric import ISO, WITH_YEAR, Order, valid, year_of
from arcollect.errors import Ambiguous, UsageError

AGO = re.compile(
    rf"(?P<n>\d+|[{CHINESE_CLASS}]+|an?|un[oa]?)\s*个?"
    r"(?P<unit>days?|weeks?|months?|dias?|semanas?|mes(?:es)?|天|日|周|星期|礼拜|月)"
    r"(?: ago| back|(?:以|之)?前| atras)?"
)
YESTERDAY = {
    "yesterday": 1, "ayer": 1, "昨天": 1, "昨日": 1, "day before yesterday": 2, "the day before yesterday": 2,
    "anteayer": 2, "antier": 2, "antes de ayer": 2, "前天": 2, "大前天": 3, "today": 0, "hoy": 0, "今天": 0,
}  # fmt: skip
"""How many days ago each was."""
DAY_NUMBER = re.compile(r"(?:on |the |el |dia )*(?P<d>\d{1,2})(?:st|nd|rd|th|号|日)?")
LAST = re.compile(r"^(?:last |on |this |el |上个?(?=[周星礼]))*(?P<day>.+?)(?: pasado)?$")


def understand_any(text: str, today: date, lang: str | None = None, order: Order | None = None) -> date:
    """The day that `text` names, looking back where it may: `yesterday`, `last Friday`, `the 3rd`.

    A full date is taken as it stands, past or future. Raises UsageError and Ambiguous as `understand` does.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    fixed = _full_date(plain, lang, order)
    if fixed is not None:
        return fixed
    if plain in YESTERDAY:
        return today - timedelta(days=YESTERDAY[plain])
    for reading in (_ago, _last_weekday, _last_day_number):
        day = reading(plain, today, lang)
        if day is not None:
            return day
    day = understand(text, today, lang, order)
    year_before = _same_day_last_year(plain, day)
    return year_before if year_before is not None and day > today else day


def _full_date(plain: str, lang: str | None, order: Order | None) -> date | None:
    if match := ISO.fullmatch(plain):
        try:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError as error:
            raise UsageError(f"`{plain}` is no day of the calendar; give it as 2026-03-15") from error
    match = WITH_YEAR.fullmatch(plain)
    if not match:
        return None
    return _in_order(plain, match, order or {"es": "dmy", "zh": "mdy"}.get(lang or ""))


def _in_order(plain: str, match: re.Match[str], wanted: str | None) -> date:
    year, a, b = year_of(match), int(match["a"]), int(match["b"])
    days = {"dmy": valid(year, b, a), "mdy": valid(year, a, b)}
    chosen = days.get(wanted or "")
    possible = sorted({chosen} if chosen else {day for day in days.values() if day})
    if len(possible) > 1:
        raise Ambiguous(f"`{plain}` could be {possible[0]} or {possible[1]}; type one")
    if not possible:
        raise UsageError(f"`{plain}` is no day of the calendar; give it as 2026-03-15")
    return possible[0]


def _ago(plain: str, today: date, _lang: str | None) -> date | None:
    plain = plain.replace("í", "i").replace("á", "a")
    spoken = plain.removeprefix("hace ")
    match = AGO.fullmatch(spoken)
    if not match or not (plain != spoken or re.search("ago|back|前|atras", plain)):
        return None
    count = 1 if match["n"] in ("a", "an", "un", "uno", "una") else chinese(match["n"]) or 0
    unit = match["unit"]
    if unit[:2] in ("mo", "me") or unit == "月":
        return plus_months(today, -count)
    return today - timedelta(days=count * (7 if unit[0] in "ws周星礼" else 1))


def _is_weekday(name: str) -> bool:
    """Whether the word names a weekday, in any of the three languages."""
    from arcollect.domain.spoken.english.tidying import tidy as english_tidy  # most days need no grammar
    from arcollect.domain.spoken.spanish.tidying import tidy as spanish_tidy

    return bool(
        re.fullmatch(r"(?:周|星期|礼拜)[一二三四五六日天]", name)
        or english_tidy(name) in ENGLISH_WEEKDAYS
        or spanish_tidy(name) in SPANISH_WEEKDAYS
    )


def _last_weekday(plain: str, today: date, lang: str | None) -> date | None:
    match = LAST.fullmatch(plain)
    if not match:
        return None
    name = match["day"]
    if not _is_weekday(name):
        return None
    try:
        coming = understand(name, today, lang)
    except UsageError:
        return None
    back = coming - timedelta(days=7)
    in_week_before = plain.startswith("上") and back >= today - timedelta(days=today.weekday())
    explicit = (match[0] != name and not plain.startswith(("on ", "this ", "el "))) or plain.endswith(
        "pasado"
    )
    return back - timedelta(days=7) if in_week_before or (explicit and back == today) else back


def _last_day_number(plain: str, today: date, _lang: str | None) -> date | None:
    match = DAY_NUMBER.fullmatch(plain)
    if not match or not 1 <= int(match["d"]) <= 31:
        return None
    number, month = int(match["d"]), today
    while number > month_end(month).day or month.replace(day=number) > today:
        month = plus_months(month, -1)
    return month.replace(day=number)


def _same_day_last_year(plain: str, day: date) -> date | None:
    """`3 March` looked back upon is the last one; only a day with its month is shifted so."""
    month_named = re.search(
        r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|月\d|月[一二三四五六七八九十]|\d/\d",
        plain,
    )
    return plus_months(day, -12) if month_named and not re.search(r"20\d\d|next|viene|下", plain) else None
