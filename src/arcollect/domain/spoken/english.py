"""English dates: `by Friday`, `the 25th of next month`, `a week on Tuesday`, `end of March`."""

from __future__ import annotations

import re

from arcollect.domain.numerals import english_words_to_digits
from arcollect.domain.spoken import numeric
from arcollect.domain.spoken.engine import Grammar
from arcollect.domain.spoken.english_rules import DAYS, MONTHS, RULES
from arcollect.domain.spoken.latin import mend_slips, without_accents

SHORT = {
    "mon|mond|mondy": "monday", "tue|tues|tuesd|tuesdy": "tuesday", "wed|weds|wednes|wensday|wendsday": "wednesday",
    "thu|thur|thurs|thrs|thursdy": "thursday", "fri|frid|fridy": "friday", "sat(?! (?:with|down|in|there|around|through|for))|satur": "saturday", "sun": "sunday",
    "jan": "january", "feb|febr": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july",
    "aug": "august", "sep|sept": "september", "oct": "october", "nov": "november", "dec": "december",
    "tmrw|tmr|tmw|2moro|2morrow|2mrw|2mro|tomoro|tomorow|tommorow|tommorrow|tomorro|tmoro|morrow|tmmrw|tomoz|tomoz|2mara|tmrow": "tomorrow",
    "tday|2day|todays?|2nite|tonite": "today", "wk": "week", "wks": "weeks", "mth|mnth": "month", "mths|mnths": "months",
    "nxt": "next", "yr": "year", "yrs": "years", "wkg|wrkg": "working", "biz|bus": "business", "hrs": "hours",
    "dys": "days", "fortnite|fornight|fortnigt|fortnights time": "fortnight", "begining": "beginning",
    "xmas|x-mas": "christmas", "comming": "coming", "b4|bfr": "before", "folowing": "following",
}  # fmt: skip
HOUR = r"\d{1,2}(?:[:.]\d{2})?"
TIMES = (
    rf"\b(?:at|around|about|by|before|after|from|till|until|between)?\s*{HOUR}(?:ish)?\s?-?\s?(?:a\.?m\b\.?|p\.?m\b\.?|o'?\s?clock)",
    r"\b\d{1,2}:\d{2}\b(?:\s?(?:hrs|hours))?", r"\b\d{1,2}h\d{2}\b", r"\b\d{4} ?(?:hrs|hours)\b", r"\b\d{1,2}ish\b",
    r"\b(?:half|quarter|\d{1,2}) (?:past|to) (?:\d{1,2}|noon|midnight)\b",
    rf"\b(?:at|before|after|around|by) {HOUR}(?= (?:on|in the|today|tomorrow|this|next|{'|'.join(DAYS)}))",
)  # fmt: skip
SMALL_TALK = (
    r"\bfirst thing\b(?: in the morning)?", r"\bfirst light\b", r"\b(?:second|last) thing\b",
    r"\b(?:the )?(?:close of (?:business|play|trading|trade)|end of (?:business|play|the (?:working |business )?day|day)|close of the day|cob|eod|eob|cop)\b(?: on| of)?(?! yesterday)",
    r"\bone (?:of (?:my|our|the) (?:lads|guys|boys|drivers|staff|girls)|way or (?:another|the other)|more time)\b",
    r"\b(?:in )?(?:a|one) (?:go|shot|piece|lump|lump sum|transfer|payment|minute|sec|second|moment|bit|hundred|thousand)\b",
    r"\bsecond half\b(?! of)|\bsecond (?:chance|thoughts?|cheque|half of it|instal\w+|payment)\b",
    r"\b(?:the )?first (?:payment|instal\w+|half|cheque|part)\b",
)  # fmt: skip
DAY_NAMES = rf"(?:{'|'.join(DAYS)}|today|tomorrow|(?:the )?\d{{1,2}}(?:st|nd|rd|th))"
WITHDRAWN = (
    rf"\b(?:(?:shut|closed|holiday|not open)(?: on| until| till| all)*|(?:off|away|out)(?: on| until| till| all)+) {DAY_NAMES}\b",
    rf"{DAY_NAMES} (?:is|s|are|was) (?:a |the )?(?:bank |public |national )?(?:holiday|closed|shut|off|no good|out|too early|too soon|hard|difficult)\b",
    rf"{DAY_NAMES},?(?: \.+)?(?: oh| er| um)? (?:no wait|wait no|no,? sorry|i mean|actually|sorry|make that|make it|or rather|scratch that|no) (?=(?:on |the |say )*{DAY_NAMES})",
    rf"\b(?:not|isn't|no longer|instead of|rather than|forget|never mind|scrap)(?: on| by| this| next| the)* {DAY_NAMES}\b(?! week)",
    rf"\b(?:can't|cannot|can not|couldn't|won't)(?: \w+){{1,4}}? {DAY_NAMES}\b",
    rf"\b(?:away|out|off|closed|shut|busy|abroad|travelling|gone)(?: until| till| on| this)+ {DAY_NAMES}\b(?=.*\b{DAY_NAMES})",
    rf"\bback(?: on| by)? {DAY_NAMES}\b(?=.*\b{DAY_NAMES})",
    rf"\b(?:said|was|were|originally|promised) {DAY_NAMES}\b(?=.*\b(?:now|but|moved|make)\b.*{DAY_NAMES})",
)
_KNOWN = """money sundry today there march matter maybe later month months manday weekday workday
someday payday midday holiday birthday doomsday noonday everyday sundays mondays fridays juniors novembers"""
KNOWN = frozenset(_KNOWN.split())
PAST = re.compile(
    r"\byesterday\b|\b(?:days?|weeks?|months?|years?|ages|fortnight) (?:ago|back|earlier)\b|"
    rf"\blast (?:week|month|year|night|{'|'.join(DAYS)})\b(?! of| in)|\bpast (?:week|month|{'|'.join(DAYS)})\b"
)
EITHER = re.compile(r"\bor\b|\beither\b|\bmaybe\b|\bif not\b|/")
TURN = re.compile(
    r"\b(?:so|sorry|actually|no|wait|make (?:it|that)|say|pay\w*|settle\w*|transfer\w*|send\w*|drop\w*|bring\w*|clear\w*|"
    r"come|collect|but|instead|rather|then|call it|better|will do|can do)\b"
)
VAGUE = re.compile(
    r"\b(?:\d(?:st|nd|rd|th)|last) week (?:of|in)\b|\bmonth after next\b|\bin -\d|\btomorrow or the day after\b|"
    rf"(?:^|some ?time |any ?time |until |not )after (?:the )?(?:{'|'.join(DAYS)}|\d{{1,2}}(?:st|nd|rd|th))|"
    r"\bafter (?:easter|christmas|new year)|(?<! of) the \d{1,2}(?:st|nd|rd|th) 20\d\d\b|"
    r"\b(?:could|might|may) be .*\b(?:could|might|may) be\b|"
    r"\b(?:in|into) the new year\b(?! (?:eve|day))|"
    r"\b(?:few|several|some|many|x|\d+ or \d+|\d+ or so|\d+-\d+|\d+ to \d+|umpteen) (?:more |working |business )*"
    r"(?:days?|weeks?|months?)\b|\bcouple or (?:so|three|3)\b|\b(?:30|31)(?:st|th)? (?:of )?february\b|"
    r"\b(?:every|each) (?:day|week|month|other|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)


def _spell_out(text: str) -> str:
    for short, full in SHORT.items():
        text = re.sub(rf"\b(?:{short})\b\.?", full, text)
    return text


def _without(patterns: tuple[str, ...], text: str) -> str:
    for pattern in patterns:
        text = re.sub(pattern, " ", text)
    return text


def tidy(text: str) -> str:
    """Lower case, slips mended, numbers in figures; times of day, small talk and withdrawn days taken out."""
    text = without_accents(text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"(?<=\d)-(?=[a-z]{3})|(?<=[a-z])-(?=\d)|(?<=[a-z])[-_/](?=[a-z])", " ", text)
    text = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", text)
    text = re.sub(r"[\"!?;:()\[\]…~*]+(?!\d)|\.+(?=\s|$)|,(?!\d)", " ", text)
    text = _without(TIMES, mend_slips(_spell_out(text), (*DAYS, *MONTHS, "tomorrow", "fortnight"), KNOWN))
    text = _without(TIMES, english_words_to_digits(_without(SMALL_TALK, text)))
    text = re.sub(
        rf"\bnot (?:this|the coming|this coming|next)? ?({'|'.join(DAYS)}) (?:but )?the (?:(?:one|1) after|following|next)(?: (?:one|1))?\b",
        r"\1 after this", text,
    )  # fmt: skip
    text = re.sub(r"\b(?:a )?couple (?:of )?(?:more )?(?=(?:\w+ )?(?:days?|weeks?|months?|fortnights?)\b)", "2 ", text)
    return " ".join(_without(WITHDRAWN, text).split())


def grammar(order: numeric.Order | None) -> Grammar:
    """English, with `order` deciding what 5/3 means (nothing decides it when None)."""
    return Grammar("en", tidy, PAST, VAGUE, EITHER, TURN, (*numeric.rules(order, dotted=False), *RULES))
