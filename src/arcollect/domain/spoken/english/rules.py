"""The English rules in order, the longest phrases first: what is read, and the patterns that lead to it."""

from __future__ import annotations

from arcollect.domain.calendar_names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from arcollect.domain.spoken.engine import ways
from arcollect.domain.spoken.english import months, spans, weekdays
from arcollect.domain.spoken.resolvers import (
    day_number,
    easter,
    fixed,
    in_week,
    plus,
    plus_months,
    this_midweek,
)

WD = rf"\b(?P<wd>{'|'.join(ENGLISH_WEEKDAYS)})\b"
MO = rf"\b(?P<mo>{'|'.join(ENGLISH_MONTHS)})\b"
DAY = r"\b(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th))?\b"
NTH = r"\b(?P<d>\d{1,2})\s?(?:st|nd|rd|th)\b"
ORD = r"\b(?P<nth>\d(?:st|nd|rd|th)|last|final)"
UNIT = (
    r"(?P<unit>(?:business|working|banking|trading) days?|weekdays?|days?|weeks?|months?|years?|"
    r"fortnights?|quarters?|"
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
SUM_OR_HOUR = (
    r" ?(?:[:\d]|am\b|pm\b|o\b|days|weeks|k\b|usd|eur|gbp|dollars|euros|pounds|grand|%|thousand|hundred|"
    r"boxes|pallets|units)"
)
BARE_WEEKDAY = rf"{WD}(?: (?P<d>[1-9]|[12]\d|3[01])\b(?!{SUM_OR_HOUR}))?"
RULES = (
    *ways(months.nth_working_day, rf"{ORD} (?:working|business|banking|trading) day(?: (?:of|in))? {SPAN}"),
    *ways(months.nth_weekday, rf"{ORD} {WD}(?: (?:of|in))? {SPAN}"),
    *ways(weekdays.first_after, rf"(?:the )?(?:1(?:st|th) )?{WD} (?:after|following) the {NTH}"),
    *ways(months.month_end, rf"(?:the )?(?:very )?last (?:day )?(?:of|in) {SPAN}", rf"\blast day {SPAN}"),
    *ways(
        months.month_start,
        rf"(?:the )?1(?:st|th) day(?: of| in)? {SPAN}",
        rf"(?:the )?(?:start|beginning|top)(?: of)? {SPAN}",
    ),
    *ways(
        in_week(1, 0),
        r"(?:the )?(?:1(?:st|th) day|start|beginning|top)(?: of)? (?:the )?(?:next|following|coming) week",
    ),
    *ways(
        in_week(1, 2),
        r"(?:the )?(?:middle|mid)(?: of)? (?:the )?next week",
        r"\bmid ?week next week|\bnext week mid ?week|\bmid next week",
    ),
    *ways(in_week(1, 4), r"(?:the )?last (?:working )?day(?: of)? (?:the )?next week"),
    *ways(
        weekdays.week_end,
        rf"{CLOSE} {WHICH} (?:working )?week\b",
        rf"{CLOSE} (?:working )?week\b(?P<which>)",
        r"\b(?P<which>)eow\b",
        rf"{BEFORE} {WHICH} week {OUT}",
    ),
    *ways(
        months.year_end,
        rf"{CLOSE} {WHICH} year\b",
        r"\b(?:year ?end|eoy|end of year)\b(?: (?P<which>next year))?",
        rf"{BEFORE} {WHICH} year {OUT}",
        rf"\blast day of {WHICH} year",
    ),
    *ways(
        months.quarter_end,
        rf"{CLOSE} {WHICH} quarter\b",
        r"\b(?P<which>next |this )?quarter ?end\b",
        r"\bend of quarter\b(?P<which>)",
    ),
    *ways(months.numbered_quarter_end, r"(?:end|close)(?: of)? q(?P<q>[1-4])\b", r"\bq(?P<q>[1-4]) end\b"),
    *ways(
        months.month_end,
        rf"{CLOSE} {SPAN}",
        rf"\bmonth ?end(?: of| for)? {SPAN}",
        rf"\b{WHICH} month ?end\b",
        rf"{MO} (?:month )?end\b",
        rf"{BEFORE} {SPAN} {OUT}",
        r"\b(?:month ?ends?|months end|eom|end (?:of )?months?)\b(?! of)",
    ),
    *ways(
        months.mid_month,
        rf"(?:the )?\b(?:middle|mid)(?: of| in)? {SPAN}",
        r"\bmid ?month (?P<which>next) month\b",
        r"\b(?P<which>next )month mid\b",
        r"\b(?:mid ?month|middle of month)\b",
    ),
    *ways(this_midweek, r"\bmid ?week\b|\bmiddle of (?:the|this) week\b"),
    *ways(months.day_month_numbers, rf"(?:the )?{NTH} of the (?P<m>\d{{1,2}})(?:st|nd|rd|th)"),
    *ways(
        months.day_month,
        rf"(?:the )?{DAY}(?: day)?(?: of)? (?:the )?{MO}{YEAR}(?!\d)",
        rf"{MO}(?: on)?(?: the)? {DAY}(?! ?(?:days|weeks|months|pm|am)\b){YEAR}",
    ),
    *ways(
        months.day_of_month,
        (
            rf"(?:the )?{DAY}(?: day)?(?: of| in)? (?P<which>the next|the following|the coming|next|this|"
            r"the current|the same|the|following|coming) month\b"
        ),
        (
            r"\b(?P<which>next|this|the following|the coming|following|coming) month(?: on| around| about|"
            rf" by|,| maybe| probably| say)*(?: the)? {NTH}"
        ),
        rf"\b(?P<which>next|this) month(?: on| around| by)+(?: the)? {DAY}",
    ),
    *ways(weekdays.weekday_after_next, rf"{WD} (?:after (?:the )?next|after that|after this)\b"),
    *ways(
        weekdays.weekday_in(2),
        rf"\bweek after next(?: on| the|,)* {WD}",
        rf"{WD},?(?: of| in)?(?: the)? week after next\b",
    ),
    *ways(
        weekdays.weekday_in(1),
        rf"{WD},?(?: of| in)?(?: the)? (?:next|following|coming) week\b",
        (
            r"\b(?:the )?(?:next|following|coming) week(?: on| by| maybe| probably| say| around|,|-|:| -)*"
            rf"(?: the)? {WD}"
        ),
        rf"\bnext {WD}(?!,? (?:the )?\d{{1,2}}(?:st|nd|rd|th))",
    ),
    *ways(weekdays.weekday_in(0), rf"{WD} (?:of |in )?this week\b", rf"\bthis week(?: on| by|,|:)* {WD}"),
    *ways(spans.from_weekday, rf"{SOME} (?:more )?{UNIT} {FROM} (?:this |next |the |coming )*{WD}"),
    *ways(
        spans.from_tomorrow,
        rf"{SOME} (?:more )?{UNIT} (?:from |after |as of |starting |on )?(?P<start>today|now|tomorrow)\b",
    ),
    *ways(spans.from_day, rf"{SOME} (?:more )?{UNIT} (?:from|after|past|on from) (?:the )?{NTH}"),
    *ways(
        spans.weekday_week,
        rf"\b(?P<unit>week|fortnight) (?:from |on |after )?{WD}",
        rf"(?<!this )(?<!next ){WD} (?P<unit>week|fortnight)\b",
    ),
    *ways(
        spans.tomorrow_week,
        r"\b(?P<start>today|tomorrow) (?P<unit>week|fortnight)\b",
        r"\b(?P<unit>week|fortnight) (?P<start>today|tomorrow)\b",
    ),
    *ways(plus(7), r"\b(?:this|same) (?:time|day) next week\b"),
    *ways(plus_months(1), r"\b(?:this|same) (?:time|day|date) next month\b"),
    *ways(
        spans.and_a_half,
        r"\b(?P<n>\d{1,3}|an?) (?P<unit>weeks?|months?|years?) and (?:a )?half\b",
        r"\b(?P<n>\d{1,2}) and (?:a )?half (?P<unit>weeks?|months?|years?)\b",
    ),
    *ways(
        spans.from_now,
        (
            rf"{SOME}(?: more| further| clear| full| whole| calendar| short| good| extra)* "
            rf"{UNIT}(?! (?:after|terms|account|credit|late|overdue|old))"
        ),
        r"\b(?:the )?next (?P<n>)(?P<unit>(?:working|business) day)\b",
        r"^(?P<n>)(?P<unit>fortnight)\b",
    ),
    *ways(
        plus(2),
        r"\bnext tomorrow\b",
        r"\b(?:the )?day after (?:tomorrow|the next|next)\b",
        r"\bovermorrow\b",
    ),
    *ways(plus(1), r"\btomorrow\b", r"\b(?:the )?next day\b"),
    *ways(
        plus(0),
        (
            r"\b(?:today|tonight|this (?:morning|afternoon|evening|arvo)|straight ?away|right (?:now|away)|"
            r"this very day)\b"
        ),
    ),
    *ways(fixed(12, 26), r"\b(?:the )?day after christmas\b"),
    *ways(fixed(12, 27), r"\b(?:the )?day after boxing day\b"),
    *ways(fixed(1, 2), r"\b(?:the )?day after new years?(?: day)?\b"),
    *ways(fixed(11, 5), r"\b(?:bonfire night|guy fawkes(?: night)?)\b"),
    *ways(fixed(12, 24), r"\bchristmas eve\b|\b(?:the )?day before christmas\b"),
    *ways(fixed(12, 26), r"\bboxing day\b"),
    *ways(fixed(12, 25), r"\bchristmas(?: day)?\b"),
    *ways(fixed(12, 31), r"\bnew years? eve\b|\bhogmanay\b|\bnye\b"),
    *ways(fixed(1, 1), r"\bnew years?(?: day)?\b"),
    *ways(fixed(2, 14), r"\bvalentines?(?: day)?\b"),
    *ways(fixed(10, 31), r"\bhalloween\b"),
    *ways(fixed(3, 17), r"\b(?:st|saint) patricks?(?: day)?\b|\bpaddys day\b"),
    *ways(fixed(5, 1), r"\bmay day\b|\blabour day\b"),
    *ways(fixed(4, 1), r"\bapril fools?(?: day)?\b"),
    *ways(fixed(7, 4), r"\bindependence day\b"),
    *ways(easter(-2), r"\bgood friday\b"),
    *ways(easter(1), r"\beaster monday\b"),
    *ways(easter(0), r"\beaster(?: sunday)?\b"),
    *ways(
        weekdays.weekday_with_number,
        rf"(?:the )?{NTH}(?: which is| being| that is|,)?(?: a| on a| on the| the)? {WD}",
        rf"{WD},? (?:the )?{NTH}",
    ),
    *ways(
        day_number,
        (
            rf"(?:the )?{NTH}(?! (?:floor|street|time|person|item|instal|part|half|order|invoice|cheque|"
            r"chq|payment|avenue|quarter|of (?:them|those|all)))"
        ),
        (
            r"\b(?:on|by|before|until|till|around|about) the (?P<d>[1-9]|[12]\d|3[01])\b(?! (?:of|cartons|"
            r"boxes|items))"
        ),
        r"\b(?:on|by|date|day) (?P<d>[1-9]|[12]\d|3[01])$",
        r"^(?P<d>[1-9]|[12]\d|3[01])$",
    ),
    *ways(weekdays.weekday_maybe_number, BARE_WEEKDAY, weak=True),
)
