"""Days that may lie in the past: when money came, when an invoice was issued, the day a report is for."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from arcollect.domain.dates import month_end, plus_months
from arcollect.domain.numerals import CHINESE_CLASS, chinese
from arcollect.domain.spoken import english, spanish, understand
from arcollect.domain.spoken.english_rules import DAYS as ENGLISH_DAYS
from arcollect.domain.spoken.numeric import ISO, WITH_YEAR, Order, valid
from arcollect.errors import Ambiguous, NotMeant

AGO = re.compile(
    rf"(?P<n>\d+|[{CHINESE_CLASS}]+|an?|un[oa]?)\s*个?(?P<unit>days?|weeks?|months?|dias?|semanas?|mes(?:es)?|天|日|周|星期|礼拜|月)"
    r"(?: ago| back|(?:以|之)?前| atras)?"
)
YESTERDAY = {"yesterday": 1, "ayer": 1, "昨天": 1, "昨日": 1, "day before yesterday": 2, "the day before yesterday": 2,
             "anteayer": 2, "antier": 2, "antes de ayer": 2, "前天": 2, "大前天": 3, "today": 0, "hoy": 0, "今天": 0}  # fmt: skip
DAY_NUMBER = re.compile(r"(?:on |the |el |dia )*(?P<d>\d{1,2})(?:st|nd|rd|th|号|日)?")
LAST = re.compile(r"^(?:last |on |this |el |上个?(?=[周星礼]))*(?P<day>.+?)(?: pasado)?$")


def understand_any(text: str, today: date, lang: str | None = None, order: Order | None = None) -> date:
    """The day that `text` names, looking back where it may: `yesterday`, `last Friday`, `3 days ago`, `the 3rd`.

    A full date is taken as it stands, past or future. Raises NotMeant and Ambiguous as `understand` does.
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
            raise NotMeant(f"`{plain}` is no day of the calendar; give it as 2026-03-15") from error
    match = WITH_YEAR.fullmatch(plain)
    if not match:
        return None
    year, a, b = int(match["y"]) % 100 + 2000, int(match["a"]), int(match["b"])
    wanted = order or {"es": "dmy", "zh": "mdy"}.get(lang or "")
    days = {"dmy": valid(year, b, a), "mdy": valid(year, a, b)}
    possible = {days[wanted]} if wanted and days[wanted] else {d for d in days.values() if d}
    if len(possible) > 1:
        raise Ambiguous(f"`{plain}` could be {' or '.join(str(d) for d in sorted(d for d in possible if d))}; type one")
    if not possible:
        raise NotMeant(f"`{plain}` is no day of the calendar; give it as 2026-03-15")
    return possible.pop()


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
    return bool(
        re.fullmatch(r"(?:周|星期|礼拜)[一二三四五六日天]", name)
        or english.tidy(name) in ENGLISH_DAYS
        or spanish.tidy(name) in spanish.DAYS
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
    except NotMeant:
        return None
    back = coming - timedelta(days=7)
    in_week_before = plain.startswith("上") and back >= today - timedelta(days=today.weekday())
    explicit = (match[0] != name and not plain.startswith(("on ", "this ", "el "))) or plain.endswith("pasado")
    if 1 <= (coming - today).days <= 7:
        return back - timedelta(days=7) if in_week_before or (explicit and back == today) else back
    return None


def _last_day_number(plain: str, today: date, _lang: str | None) -> date | None:
    match = DAY_NUMBER.fullmatch(plain)
    if not match or not 1 <= int(match["d"]) <= 31:
        return None
    number, month = int(match["d"]), today.replace(day=1)
    while number > month_end(month).day or month.replace(day=number) > today:
        month = plus_months(month, -1)
    return month.replace(day=number)


def _same_day_last_year(plain: str, day: date) -> date | None:
    """`3 March` looked back upon is the last one; only a day with its month is shifted so."""
    month_named = re.search(
        r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|月\d|月[一二三四五六七八九十]|\d/\d", plain
    )
    return plus_months(day, -12) if month_named and not re.search(r"20\d\d|next|viene|下", plain) else None
