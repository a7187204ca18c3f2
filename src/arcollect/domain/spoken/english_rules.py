"""The English rules in order: each resolver with the phrases that lead to it, the longest first."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from arcollect.domain import dates
from arcollect.domain.spoken.engine import Resolver, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WD = rf"\b(?P<wd>{'|'.join(DAYS)})\b"
MO = rf"\b(?P<mo>{'|'.join(MONTHS)})\b"
DAY = r"\b(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th))?\b"
NTH = r"\b(?P<d>\d{1,2})\s?(?:st|nd|rd|th)\b"
ORD = r"\b(?P<nth>\d(?:st|nd|rd|th)|last|final)"
UNIT = (
    r"(?P<unit>(?:business|working|banking|trading) days?|weekdays?|days?|weeks?|months?|years?|fortnights?|quarters?|"
    r"hours?)\b"
)
SOME = r"(?P<n>\b\d{1,3}|\ban?|\bthe|\bhalf an?|\banother)"
WHICH = r"(?P<which>(?:the |this |that )?(?:next|following|coming|same|current|this|the)(?: coming)?)"
SPAN = rf"(?:{WHICH} month|(?:the )?{MO}(?:,? (?P<y>20\d\d))?)"
YEAR = r"(?:,? (?:of )?(?:(?P<y>20\d\d)\b|'(?P<yy>\d\d)\b|(?P<next_year>next year)))?"
CLOSE = r"(?:the )?(?:very )?(?:end|close|back end|tail end)(?: of| in| for)?"
OUT = r"(?:is )?(?:out|over|up|ends?|finish(?:es)?|closes|runs out|end)\b"
BEFORE = r"\b(?:before|by|until|till|within)"
FROM = r"(?:from|after|on|past|following)"
LATER = r"next|following|coming"


def _weekday(match: re.Match[str]) -> int:
    return DAYS.index(match["wd"])


def _is_next(match: re.Match[str]) -> bool:
    return bool(re.search(LATER, match.groupdict().get("which") or ""))


def _month_of(match: re.Match[str], today: date) -> date:
    """The first day of the month spoken of: `next month`, `this month`, or a named one, its next occurrence."""
    groups = match.groupdict()
    if groups.get("mo"):
        number = MONTHS.index(groups["mo"]) + 1
        year = int(groups["y"]) if groups.get("y") else today.year + (number < today.month)
        return date(year, number, 1)
    return dates.plus_months(today.replace(day=1), 1 if _is_next(match) else 0)


def _count(match: re.Match[str]) -> float:
    words = match["n"]
    return 0.5 if words.startswith("half") else int(words) if words.isdigit() else 1


def later(start: date, count: float, unit: str) -> date:
    """The day a number of units after `start`; half a month is 15 days, a fortnight 14."""
    if unit.startswith(("business", "working", "banking", "trading", "weekday")):
        return dates.plus_working_days(start, int(count))
    if unit.startswith("hour"):
        return start + timedelta(days=int(count) // 24)
    per = {"day": 1, "week": 7, "fortnight": 14}.get(unit.rstrip("s"))
    if per is not None:
        return start + timedelta(days=int(count * per))
    months = {"month": 1, "quarter": 3, "year": 12}[unit.rstrip("s")] * count
    return dates.plus_months(start, int(months)) + timedelta(days=15 if months % 1 else 0)


def _in(match: re.Match[str], today: date) -> date:
    return later(today, _count(match), match["unit"])


def _and_a_half(match: re.Match[str], today: date) -> date:
    return later(later(today, _count(match), match["unit"]), 0.5, match["unit"])


def _from_weekday(match: re.Match[str], today: date) -> date:
    return later(dates.next_weekday(today, _weekday(match)), _count(match), match["unit"])


def _from_tomorrow(match: re.Match[str], today: date) -> date:
    return later(today + timedelta(days=match["start"] == "tomorrow"), _count(match), match["unit"])


def _from_day(match: re.Match[str], today: date) -> date:
    return later(_day_number(match, today), _count(match), match["unit"])


def _weekday_week(match: re.Match[str], today: date) -> date:
    return later(dates.next_weekday(today, _weekday(match)), 1, match["unit"])


def _tomorrow_week(match: re.Match[str], today: date) -> date:
    return later(today + timedelta(days=match["start"] == "tomorrow"), 1, match["unit"])


def _day_number(match: re.Match[str], today: date) -> date:
    return dates.next_day_of_month(today, int(match["d"]))


def _day_month(match: re.Match[str], today: date) -> date:
    month, day, groups = MONTHS.index(match["mo"]) + 1, int(match["d"]), match.groupdict()
    if year := groups.get("y") or groups.get("yy"):
        return date(int(year) % 100 + 2000, month, day)
    if groups.get("next_year"):
        return date(today.year + 1, month, day)
    return dates.next_date(today, month, day)


def _day_of_month(match: re.Match[str], today: date) -> date:
    if match["which"] == "the":
        return _day_number(match, today)
    return dates.day_in_month(_month_of(match, today), int(match["d"]))


def _month_end(match: re.Match[str], today: date) -> date:
    return dates.month_end(_month_of(match, today))


def _mid_month(match: re.Match[str], today: date) -> date:
    groups = match.groupdict()
    if groups.get("mo") or _is_next(match):
        return _month_of(match, today).replace(day=15)
    return dates.next_day_of_month(today, 15)


def _week_end(match: re.Match[str], today: date) -> date:
    friday = dates.weekday_of_week(today, 1 if _is_next(match) else 0, dates.FRIDAY)
    return friday if friday >= today else friday + timedelta(days=7)


def _in_next_week(weekday: int) -> Resolver:
    return lambda _match, today: dates.weekday_of_week(today, 1, weekday)


def _this_midweek(_match: re.Match[str], today: date) -> date:
    wednesday = dates.weekday_of_week(today, 0, 2)
    return wednesday if wednesday >= today else wednesday + timedelta(days=7)


def _day_month_numbers(match: re.Match[str], today: date) -> date:
    return dates.next_date(today, int(match["m"]), int(match["d"]))


def _same_day_next_month(_match: re.Match[str], today: date) -> date:
    return dates.plus_months(today, 1)


def _year_end(match: re.Match[str], today: date) -> date:
    return date(today.year + _is_next(match), 12, 31)


def _quarter_end(match: re.Match[str], today: date) -> date:
    start = dates.plus_months(today.replace(day=1), 3 if _is_next(match) else 0)
    return dates.month_end(start.replace(month=(start.month - 1) // 3 * 3 + 3))


def _numbered_quarter_end(match: re.Match[str], today: date) -> date:
    end = dates.month_end(date(today.year, 3 * int(match["q"]), 1))
    return end if end >= today else dates.plus_months(end, 12)


def _nth_weekday(match: re.Match[str], today: date) -> date:
    nth = -1 if match["nth"] in ("last", "final") else int(match["nth"][0])
    return _this_or_next(match, today, lambda month: dates.nth_weekday(month, nth, _weekday(match)))


def _nth_working_day(match: re.Match[str], today: date) -> date:
    if match["nth"] in ("last", "final"):
        return _this_or_next(match, today, dates.last_working_day)
    count = int(match["nth"][0])
    return _this_or_next(match, today, lambda month: dates.plus_working_days(month - timedelta(days=1), count))


def _this_or_next(match: re.Match[str], today: date, find: Callable[[date], date]) -> date:
    """`The first Monday of the month`: this month's, or when that is past the next month's."""
    month = _month_of(match, today)
    found = find(month)
    open_ended = match.groupdict().get("which") == "the"
    return find(dates.plus_months(month, 1)) if found < today and open_ended else found


def _first_after(match: re.Match[str], today: date) -> date:
    return dates.next_weekday(_day_number(match, today), _weekday(match))


def _weekday_in(weeks: int) -> Resolver:
    return lambda match, today: dates.weekday_of_week(today, weeks, _weekday(match))


def _weekday_after_next(match: re.Match[str], today: date) -> date:
    return dates.next_weekday(today, _weekday(match)) + timedelta(days=7)


def _weekday_with_number(match: re.Match[str], today: date) -> date:
    """`Friday the 20th`: the next day with that number, which must be that weekday."""
    day = _day_number(match, today)
    if day.weekday() != _weekday(match):
        msg = "weekday and day disagree"
        raise ValueError(msg)
    return day


def _weekday_maybe_number(match: re.Match[str], today: date) -> date:
    """`Friday 20` is the 20th when that is a Friday; else the number was something else, an hour or a sum."""
    coming = dates.next_weekday(today, _weekday(match))
    day = _day_number(match, today) if match["d"] else coming
    return day if day.weekday() == coming.weekday() else coming


def plus(days: int) -> Resolver:
    """So many days after today, whatever else the phrase says."""
    return lambda _match, today: today + timedelta(days=days)


def fixed(month: int, day: int) -> Resolver:
    """A holiday that falls on the same date each year."""
    return lambda _match, today: dates.next_date(today, month, day)


def easter(offset: int) -> Resolver:
    """A holiday so many days from Easter Sunday."""
    return lambda _match, today: dates.easter_sunday(today - timedelta(days=offset)) + timedelta(days=offset)


TABLE: tuple[tuple[Resolver, tuple[str, ...]], ...] = (
    (_nth_working_day, (rf"{ORD} (?:working|business|banking|trading) day(?: (?:of|in))? {SPAN}",)),
    (_nth_weekday, (rf"{ORD} {WD}(?: (?:of|in))? {SPAN}",)),
    (_first_after, (rf"(?:the )?(?:1(?:st|th) )?{WD} (?:after|following) the {NTH}",)),
    (_month_end, (rf"(?:the )?(?:very )?last (?:day )?(?:of|in) {SPAN}", rf"\blast day {SPAN}")),
    (_month_of, (rf"(?:the )?1(?:st|th) day(?: of| in)? {SPAN}", rf"(?:the )?(?:start|beginning|top)(?: of)? {SPAN}")),
    (_in_next_week(0), (r"(?:the )?(?:1(?:st|th) day|start|beginning|top)(?: of)? (?:the )?(?:next|following|coming) week",)),
    (_in_next_week(2), (r"(?:the )?(?:middle|mid)(?: of)? (?:the )?next week", r"\bmid ?week next week|\bnext week mid ?week|\bmid next week")),
    (_in_next_week(4), (r"(?:the )?last (?:working )?day(?: of)? (?:the )?next week",)),
    (_week_end, (
        rf"{CLOSE} {WHICH} (?:working )?week\b", rf"{CLOSE} (?:working )?week\b(?P<which>)", r"\b(?P<which>)eow\b",
        rf"{BEFORE} {WHICH} week {OUT}",
    )),
    (_year_end, (
        rf"{CLOSE} {WHICH} year\b", r"\b(?:year ?end|eoy|end of year)\b(?: (?P<which>next year))?",
        rf"{BEFORE} {WHICH} year {OUT}", rf"\blast day of {WHICH} year",
    )),
    (_quarter_end, (rf"{CLOSE} {WHICH} quarter\b", r"\b(?P<which>next |this )?quarter ?end\b", r"\bend of quarter\b(?P<which>)")),
    (_numbered_quarter_end, (r"(?:end|close)(?: of)? q(?P<q>[1-4])\b", r"\bq(?P<q>[1-4]) end\b")),
    (_month_end, (
        rf"{CLOSE} {SPAN}", rf"\bmonth ?end(?: of| for)? {SPAN}", rf"\b{WHICH} month ?end\b", rf"{MO} (?:month )?end\b",
        rf"{BEFORE} {SPAN} {OUT}", r"\b(?:month ?ends?|months end|eom|end (?:of )?months?)\b(?! of)",
    )),
    (_mid_month, (
        rf"(?:the )?\b(?:middle|mid)(?: of| in)? {SPAN}", r"\bmid ?month (?P<which>next) month\b",
        r"\b(?P<which>next )month mid\b", r"\b(?:mid ?month|middle of month)\b",
    )),
    (_this_midweek, (r"\bmid ?week\b|\bmiddle of (?:the|this) week\b",)),
    (_day_month_numbers, (rf"(?:the )?{NTH} of the (?P<m>\d{{1,2}})(?:st|nd|rd|th)",)),
    (_day_month, (
        rf"(?:the )?{DAY}(?: day)?(?: of)? (?:the )?{MO}{YEAR}(?!\d)", rf"{MO}(?: on)?(?: the)? {DAY}(?! ?(?:days|weeks|months|pm|am)\b){YEAR}",
    )),
    (_day_of_month, (
        rf"(?:the )?{DAY}(?: day)?(?: of| in)? (?P<which>the next|the following|the coming|next|this|the current|the same|the|following|coming) month\b",
        rf"\b(?P<which>next|this|the following|the coming|following|coming) month(?: on| around| about| by|,| maybe| probably| say)*(?: the)? {NTH}",
        rf"\b(?P<which>next|this) month(?: on| around| by)+(?: the)? {DAY}",
    )),
    (_weekday_after_next, (rf"{WD} (?:after (?:the )?next|after that|after this)\b",)),
    (_weekday_in(2), (rf"\bweek after next(?: on| the|,)* {WD}", rf"{WD},?(?: of| in)?(?: the)? week after next\b")),
    (_weekday_in(1), (
        rf"{WD},?(?: of| in)?(?: the)? (?:next|following|coming) week\b",
        rf"\b(?:the )?(?:next|following|coming) week(?: on| by| maybe| probably| say| around|,|-|:| -)*(?: the)? {WD}",
        rf"\bnext {WD}(?!,? (?:the )?\d{{1,2}}(?:st|nd|rd|th))",
    )),
    (_weekday_in(0), (rf"{WD} (?:of |in )?this week\b", rf"\bthis week(?: on| by|,|:)* {WD}")),
    (_from_weekday, (rf"{SOME} (?:more )?{UNIT} {FROM} (?:this |next |the |coming )*{WD}",)),
    (_from_tomorrow, (rf"{SOME} (?:more )?{UNIT} (?:from |after |as of |starting |on )?(?P<start>today|now|tomorrow)\b",)),
    (_from_day, (rf"{SOME} (?:more )?{UNIT} (?:from|after|past|on from) (?:the )?{NTH}",)),
    (_weekday_week, (rf"\b(?P<unit>week|fortnight) (?:from |on |after )?{WD}", rf"(?<!this )(?<!next ){WD} (?P<unit>week|fortnight)\b")),
    (_tomorrow_week, (r"\b(?P<start>today|tomorrow) (?P<unit>week|fortnight)\b", r"\b(?P<unit>week|fortnight) (?P<start>today|tomorrow)\b")),
    (plus(7), (r"\b(?:this|same) (?:time|day) next week\b",)), (_same_day_next_month, (r"\b(?:this|same) (?:time|day|date) next month\b",)),
    (_and_a_half, (r"\b(?P<n>\d{1,3}|an?) (?P<unit>weeks?|months?|years?) and (?:a )?half\b", r"\b(?P<n>\d{1,2}) and (?:a )?half (?P<unit>weeks?|months?|years?)\b")),
    (_in, (
        rf"{SOME}(?: more| further| clear| full| whole| calendar| short| good| extra)* {UNIT}(?! (?:after|terms|account|credit|late|overdue|old))",
        r"\b(?:the )?next (?P<n>)(?P<unit>(?:working|business) day)\b", r"^(?P<n>)(?P<unit>fortnight)\b",
    )),
    (plus(2), (r"\bnext tomorrow\b", r"\b(?:the )?day after (?:tomorrow|the next|next)\b", r"\bovermorrow\b")),
    (plus(1), (r"\btomorrow\b", r"\b(?:the )?next day\b")),
    (plus(0), (r"\b(?:today|tonight|this (?:morning|afternoon|evening|arvo)|straight ?away|right (?:now|away)|this very day)\b",)),
    (fixed(12, 26), (r"\b(?:the )?day after christmas\b",)), (fixed(12, 27), (r"\b(?:the )?day after boxing day\b",)), (fixed(1, 2), (r"\b(?:the )?day after new years?(?: day)?\b",)),
    (fixed(11, 5), (r"\b(?:bonfire night|guy fawkes(?: night)?)\b",)),
    (fixed(12, 24), (r"\bchristmas eve\b|\b(?:the )?day before christmas\b",)), (fixed(12, 26), (r"\bboxing day\b",)), (fixed(12, 25), (r"\bchristmas(?: day)?\b",)),
    (fixed(12, 31), (r"\bnew years? eve\b|\bhogmanay\b|\bnye\b",)), (fixed(1, 1), (r"\bnew years?(?: day)?\b",)),
    (fixed(2, 14), (r"\bvalentines?(?: day)?\b",)), (fixed(10, 31), (r"\bhalloween\b",)),
    (fixed(3, 17), (r"\b(?:st|saint) patricks?(?: day)?\b|\bpaddys day\b",)), (fixed(5, 1), (r"\bmay day\b|\blabour day\b",)),
    (fixed(4, 1), (r"\bapril fools?(?: day)?\b",)), (fixed(7, 4), (r"\bindependence day\b",)),
    (easter(-2), (r"\bgood friday\b",)), (easter(1), (r"\beaster monday\b",)), (easter(0), (r"\beaster(?: sunday)?\b",)),
    (_weekday_with_number, (rf"(?:the )?{NTH}(?: which is| being| that is|,)?(?: a| on a| on the| the)? {WD}", rf"{WD},? (?:the )?{NTH}")),
    (_day_number, (
        rf"(?:the )?{NTH}(?! (?:floor|street|time|person|item|instal|part|half|order|invoice|cheque|chq|payment|avenue|quarter|of (?:them|those|all)))",
        r"\b(?:on|by|before|until|till|around|about) the (?P<d>[1-9]|[12]\d|3[01])\b(?! (?:of|cartons|boxes|items))",
        r"\b(?:on|by|date|day) (?P<d>[1-9]|[12]\d|3[01])$", r"^(?P<d>[1-9]|[12]\d|3[01])$",
    )),
)  # fmt: skip
SUM_OR_HOUR = r" ?(?:[:\d]|am\b|pm\b|o\b|days|weeks|k\b|usd|eur|gbp|dollars|euros|pounds|grand|%|thousand|hundred|boxes|pallets|units)"
BARE_WEEKDAY = rf"{WD}(?: (?P<d>[1-9]|[12]\d|3[01])\b(?!{SUM_OR_HOUR}))?"
RULES = (
    *(Rule(re.compile(pattern), resolve) for resolve, patterns in TABLE for pattern in patterns),
    Rule(re.compile(BARE_WEEKDAY), _weekday_maybe_number, weak=True),
)
