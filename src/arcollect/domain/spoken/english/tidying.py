"""English sentences made ready for the rules: slips mended, small talk and withdrawn days taken out."""

from __future__ import annotations

from arcollect.domain.calendar_names import ENGLISH_MONTHS as MONTHS
from arcollect.domain.calendar_names import ENGLISH_WEEKDAYS as WEEKDAYS
from arcollect.domain.numerals import english_words_to_digits
from arcollect.domain.spoken.editing import replaced, without
from arcollect.domain.spoken.latin import mend_slips, without_accents

SHORT = {
    "mon|mond|mondy": "monday", "tue|tues|tuesd|tuesdy": "tuesday",
    "wed|weds|wednes|wensday|wendsday": "wednesday", "thu|thur|thurs|thrs|thursdy": "thursday",
    "fri|frid|fridy": "friday", "sat(?! (?:with|down|in|there|around|through|for))|satur": "saturday",
    "sun": "sunday", "jan": "january", "feb|febr": "february", "mar": "march", "apr": "april",
    "jun": "june", "jul": "july", "aug": "august", "sep|sept": "september", "oct": "october",
    "nov": "november", "dec": "december",
    ("tmrw|tmr|tmw|2moro|2morrow|2mrw|2mro|tomoro|tomorow|"
     "tommorow|tommorrow|tomorro|tmoro|morrow|tmmrw|tomoz|tomoz|2mara|tmrow"): "tomorrow",
    "tday|2day|todays?|2nite|tonite": "today", "wk": "week", "wks": "weeks", "mth|mnth": "month",
    "mths|mnths": "months", "nxt": "next", "yr": "year", "yrs": "years", "wkg|wrkg": "working",
    "biz|bus": "business", "hrs": "hours", "dys": "days",
    "fortnite|fornight|fortnigt|fortnights time": "fortnight", "begining": "beginning",
    "xmas|x-mas": "christmas", "comming": "coming", "b4|bfr": "before", "folowing": "following",
}  # fmt: skip
HOUR = r"\d{1,2}(?:[:.]\d{2})?"
TIMES = (
    (
        rf"\b(?:at|around|about|by|before|after|from|till|until|between)?\s*{HOUR}(?:ish)?\s?-?\s?"
        r"(?:a\.?m\b\.?|p\.?m\b\.?|o'?\s?clock)"
    ),
    r"\b\d{1,2}:\d{2}\b(?:\s?(?:hrs|hours))?",
    r"\b\d{1,2}h\d{2}\b",
    r"\b\d{4} ?(?:hrs|hours)\b",
    r"\b\d{1,2}ish\b",
    r"\b(?:half|quarter|\d{1,2}) (?:past|to) (?:\d{1,2}|noon|midnight)\b",
    (
        rf"\b(?:at|before|after|around|by) {HOUR}(?= (?:on|in the|today|tomorrow|this|next|"
        rf"{'|'.join(WEEKDAYS)}))"
    ),
)
SMALL_TALK = (
    r"\bfirst thing\b(?: in the morning)?",
    r"\bfirst light\b",
    r"\b(?:second|last) thing\b",
    (
        r"\b(?:the )?(?:close of (?:business|play|trading|trade)|end of (?:business|play|the (?:working |"
        r"business )?day|day)|close of the day|cob|eod|eob|cop)\b(?: on| of)?(?! yesterday)"
    ),
    (
        r"\bone (?:of (?:my|our|the) (?:lads|guys|boys|drivers|staff|girls)|way or (?:another|the other)|"
        r"more time)\b"
    ),
    (
        r"\b(?:in )?(?:a|one) (?:go|shot|piece|lump|lump sum|transfer|payment|minute|sec|second|moment|bit|"
        r"hundred|thousand)\b"
    ),
    r"\bsecond half\b(?! of)|\bsecond (?:chance|thoughts?|cheque|half of it|instal\w+|payment)\b",
    r"\b(?:the )?first (?:payment|instal\w+|half|cheque|part)\b",
)
DAY_NAMES = rf"(?:{'|'.join(WEEKDAYS)}|today|tomorrow|(?:the )?\d{{1,2}}(?:st|nd|rd|th))"
WITHDRAWN = (
    (
        r"\b(?:(?:shut|closed|holiday|not open)(?: on| until| till| all)*|(?:off|away|out)(?: on| until|"
        rf" till| all)+) {DAY_NAMES}\b"
    ),
    (
        rf"{DAY_NAMES} (?:is|s|are|was) (?:a |the )?(?:bank |public |national )?(?:holiday|closed|shut|off|"
        r"no good|out|too early|too soon|hard|difficult)\b"
    ),
    (
        rf"{DAY_NAMES},?(?: \.+)?(?: oh| er| um)? (?:no wait|wait no|no,? sorry|i mean|actually|sorry|"
        rf"make that|make it|or rather|scratch that|no) (?=(?:on |the |say )*{DAY_NAMES})"
    ),
    (
        r"\b(?:not|isn't|no longer|instead of|rather than|forget|never mind|scrap)(?: on| by| this| next|"
        rf" the)* {DAY_NAMES}\b(?! week)"
    ),
    rf"\b(?:can't|cannot|can not|couldn't|won't)(?: \w+){{1,4}}? {DAY_NAMES}\b",
    (
        r"\b(?:away|out|off|closed|shut|busy|abroad|travelling|gone)(?: until| till| on| this)+ "
        rf"{DAY_NAMES}\b(?=.*\b{DAY_NAMES})"
    ),
    rf"\bback(?: on| by)? {DAY_NAMES}\b(?=.*\b{DAY_NAMES})",
    rf"\b(?:said|was|were|originally|promised) {DAY_NAMES}\b(?=.*\b(?:now|but|moved|make)\b.*{DAY_NAMES})",
)
_KNOWN = """money sundry today there march matter maybe later month months manday weekday workday
someday payday midday holiday birthday doomsday noonday everyday sundays mondays fridays juniors novembers"""
KNOWN = frozenset(_KNOWN.split())
MARKS = (
    (r"(?<=\d)-(?=[a-z]{3})|(?<=[a-z])-(?=\d)|(?<=[a-z])[-_/](?=[a-z])", " "),
    (r"'s\b|(?<=s)'(?=\s|$)", ""),
    (r"[\"!?;:()\[\]…~*]+(?!\d)|\.+(?=\s|$)|,(?!\d)", " "),
)
"""Signs between and after words; 3-15 and 9:30 stay."""
REPHRASED = (
    (
        (
            rf"\bnot (?:this|the coming|this coming|next)? ?({'|'.join(WEEKDAYS)}) "
            r"(?:but )?the (?:(?:one|1) after|following|next)(?: (?:one|1))?\b"
        ),
        r"\1 after this",
    ),
    (r"\b(?:a )?couple (?:of )?(?:more )?(?=(?:\w+ )?(?:days?|weeks?|months?|fortnights?)\b)", "2 "),
)


def tidy(text: str) -> str:
    """Lower case, slips mended, numbers in figures; times of day, small talk and withdrawn days taken out."""
    text = replaced(without_accents(text).replace("’", "'").replace("‘", "'"), MARKS)
    text = replaced(text, ((rf"\b(?:{short})\b\.?", full) for short, full in SHORT.items()))
    text = without(mend_slips(text, (*WEEKDAYS, *MONTHS, "tomorrow", "fortnight"), KNOWN), TIMES)
    text = without(english_words_to_digits(without(text, SMALL_TALK)), TIMES)
    return " ".join(without(replaced(text, REPHRASED), WITHDRAWN).split())
