"""English dates: `by Friday`, `the 25th of next month`, `a week on Tuesday`, `end of March`."""

from __future__ import annotations

import re

from arcollect.domain.calendar_names import ENGLISH_WEEKDAYS as WEEKDAYS
from arcollect.domain.spoken import numeric
from arcollect.domain.spoken.engine import Grammar
from arcollect.domain.spoken.english.rules import RULES
from arcollect.domain.spoken.english.tidying import tidy

PAST = re.compile(
    r"\byesterday\b|\b(?:days?|weeks?|months?|years?|ages|fortnight) (?:ago|back|earlier)\b|"
    rf"\blast (?:week|month|year|night|{'|'.join(WEEKDAYS)})\b(?! of| in)|\bpast (?:week|month|"
    rf"{'|'.join(WEEKDAYS)})\b"
)
EITHER = re.compile(r"\bor\b|\beither\b|\bmaybe\b|\bif not\b|/")
TURN = re.compile(
    r"\b(?:so|sorry|actually|no|wait|make (?:it|that)|say|pay\w*|settle\w*|transfer\w*|send\w*|drop\w*|"
    r"bring\w*|clear\w*|"
    r"come|collect|but|instead|rather|then|call it|better|will do|can do)\b"
)
VAGUE = re.compile(
    r"\b(?:\d(?:st|nd|rd|th)|last) week (?:of|in)\b|\bmonth after next\b|\bin -\d|\btomorrow or the day "
    r"after\b|"
    rf"(?:^|some ?time |any ?time |until |not )after (?:the )?(?:{'|'.join(WEEKDAYS)}|\d{{1,2}}(?:st|nd|rd|"
    r"th))|"
    r"\bafter easter|\b(?<!the day )after (?:christmas|new year)|"
    r"(?<! of) the \d{1,2}(?:st|nd|rd|th) 20\d\d\b|"
    r"\b(?:could|might|may) be .*\b(?:could|might|may) be\b|"
    r"\b(?:in|into) the new year\b(?! (?:eve|day))|"
    r"\b(?:few|several|some|many|x|\d+ or \d+|\d+ or so|\d+-\d+|\d+ to \d+|umpteen) (?:more |working |"
    r"business )*"
    r"(?:days?|weeks?|months?)\b|\bcouple or (?:so|three|3)\b|\b(?:30|31)(?:st|th)? (?:of )?february\b|"
    r"\b(?:every|each) (?:day|week|month|other|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)


def grammar(order: numeric.Order | None) -> Grammar:
    """English, with `order` deciding what 5/3 means (nothing decides it when None)."""
    return Grammar(
        lang="en",
        tidy=tidy,
        past=PAST,
        vague=VAGUE,
        either=EITHER,
        turn=TURN,
        rules=(*numeric.rules(order, dotted=False), *RULES),
    )
