"""English dates, phrase by phrase: `phrase = day`, `none` where none is meant, `two` where two are."""

from __future__ import annotations

from datetime import date

import pytest
from said import pairs, said

from arcollect.domain.spoken.english import grammar

WEDNESDAY = """
3rd working day of next month = 2026-04-03 | 2nd business day of the month = 2026-04-02
1st working day of this month = none | last working day of march = 2026-03-31
last business day of the month = 2026-03-31
2nd friday of the month = 2026-03-13 | 1st monday of the month = 2026-04-06 | last friday of may = 2026-05-29
1st friday of next month = 2026-04-03 | 3rd friday of march 2027 = 2027-03-19 | 5th friday of the month = none
5th monday of march = 2026-03-30
1st monday after the 10th = 2026-03-16 | monday after the 9th = 2026-03-16 | last day of next month = 2026-04-30
last day april = 2026-04-30 | 1st day of next month = 2026-04-01 | start of april = 2026-04-01
start of february = 2027-02-01 | beginning of next week = 2026-03-09 | middle of next week = 2026-03-11
mid next week = 2026-03-11 | last day of next week = 2026-03-13
end of next week = 2026-03-13 | end of the week = 2026-03-06 | eow = 2026-03-06
before next week is out = 2026-03-13 | end of this year = 2026-12-31 | year end = 2026-12-31
year end next year = 2027-12-31 | before the year is out = 2026-12-31 | last day of the year = 2026-12-31
end of next quarter = 2026-06-30 | quarter end = 2026-03-31 | next quarter end = 2026-06-30
end of this quarter = 2026-03-31 | end of q2 = 2026-06-30 | q1 end = 2026-03-31 | end of q4 = 2026-12-31
end of march = 2026-03-31 | end of february = 2027-02-28 | month end = 2026-03-31 | eom = 2026-03-31
end of next month = 2026-04-30 | april end = 2026-04-30 | before the month is out = 2026-03-31
month end of may = 2026-05-31 | end of june 2027 = 2027-06-30
middle of april = 2026-04-15 | mid month = 2026-03-15 | mid march = 2026-03-15 | mid next month = 2026-04-15
next month mid = 2026-04-15 | midweek = 2026-03-04 | middle of the week = 2026-03-04
the 3rd of the 5th = 2026-05-03 | 3 march = 2027-03-03 | 4 march = 2026-03-04 | 5 march = 2026-03-05
march 3 2027 = 2027-03-03 | 3 march next year = 2027-03-03 | 5 march next year = 2027-03-05 | 12th of may = 2026-05-12 | 1 april '27 = 2027-04-01
feb 29 = 2028-02-29 | 31 april = none
the 25th of next month = 2026-04-25 | next month on the 25th = 2026-04-25 | the 25th of the month = 2026-03-25
10th of this month = 2026-03-10 | 2nd of this month = none | the 31st of next month = none
next month the 5th = 2026-04-05 | the 4th of the month = 2026-03-04 | the 2nd of the month = 2026-04-02
friday after next = 2026-03-13 | friday after that = 2026-03-13 | week after next on friday = 2026-03-20
friday of the week after next = 2026-03-20 | friday next week = 2026-03-13 | next week friday = 2026-03-13
next friday = 2026-03-13 | friday of this week = 2026-03-06 | this week friday = 2026-03-06
monday this week = none
3 days after friday = 2026-03-09 | 2 weeks from monday = 2026-03-23 | a week from tomorrow = 2026-03-12
10 days from today = 2026-03-14 | 3 days from now = 2026-03-07 | 2 working days from tomorrow = 2026-03-09
10 days after the 25th = 2026-04-04 | a week after the 5th = 2026-03-12
friday week = 2026-03-13 | a fortnight on tuesday = 2026-03-24 | week on monday = 2026-03-16
tomorrow week = 2026-03-12 | today fortnight = 2026-03-18 | week tomorrow = 2026-03-12
same time next week = 2026-03-11 | this time next month = 2026-04-04
a month and a half = 2026-04-19 | 2 weeks and a half = 2026-03-21 | 1 and a half months = 2026-04-19
half a month = 2026-03-19 | half a year = 2026-09-04 | a week = 2026-03-11 | 3 weeks = 2026-03-25
another week = 2026-03-11 | fortnight = 2026-03-18 | 2 fortnights = 2026-04-01 | 2 quarters = 2026-09-04
a year = 2027-03-04 | 3 working days = 2026-03-09 | 5 weekdays = 2026-03-11 | 48 hours = 2026-03-06
23 hours = 2026-03-04 | the next working day = 2026-03-05 | 10 business days = 2026-03-18
half a day = 2026-03-04 | in 10 days = 2026-03-14
next tomorrow = 2026-03-06 | day after tomorrow = 2026-03-06 | tomorrow = 2026-03-05 | the next day = 2026-03-05
today = 2026-03-04 | tonight = 2026-03-04
day after christmas = none | any day after christmas = none | the day after christmas = 2026-12-26 | day after boxing day = 2026-12-27 | day after new years = none | the day after new years = 2027-01-02 | the day after new year's day = 2027-01-02
after easter = none | the day after easter = none
bonfire night = 2026-11-05 | christmas eve = 2026-12-24 | boxing day = 2026-12-26 | christmas = 2026-12-25
new years eve = 2026-12-31 | new year's day = 2027-01-01 | valentines = 2027-02-14 | halloween = 2026-10-31
st patricks = 2026-03-17 | may day = 2026-05-01 | april fools = 2026-04-01 | independence day = 2026-07-04
good friday = 2026-04-03 | easter monday = 2026-04-06 | easter = 2026-04-05
friday the 20th = 2026-03-20 | friday the 21st = none | 20th which is a friday = 2026-03-20
friday 20 = 2026-03-20 | friday 21 = 2026-03-06 | friday 6 = 2026-03-06 | friday 10 am = 2026-03-06
the 25th = 2026-03-25 | by the 3rd = 2026-04-03 | on the 4th = 2026-03-04 | 25 = 2026-03-25 | on 7 = 2026-03-07
friday = 2026-03-06 | wednesday = 2026-03-11 | monday = 2026-03-09
friday or monday = two | not friday, monday = 2026-03-09 | friday no sorry monday = 2026-03-09
friday, actually make it monday = 2026-03-09 | friday the 6th = 2026-03-06 | friday 13 march = 2026-03-13 | monday 13 march = two | 3.15 = none | 6th march friday = 2026-03-06
7th march friday = two | couple of days = 2026-03-06 | a couple of weeks = 2026-03-18
next couple of days = 2026-03-06 | febuary 28 = 2027-02-28 | wensday = 2026-03-11 | 31 june = none
friday i mean saturday = 2026-03-07 | can't do friday, monday then = 2026-03-09
"""
SATURDAY = """
end of the week = 2026-03-13 | midweek = 2026-03-11 | end of next week = 2026-03-13 | mid month = 2026-03-15
friday = 2026-03-13 | saturday = 2026-03-14 | 1st saturday of the month = 2026-03-07
last friday of this month = 2026-03-27 | end of q1 = 2026-03-31 | 1st friday of march = none
"""
LAST_DAY = """
eow = 2027-01-01 | year end = 2026-12-31 | end of next year = 2027-12-31 | end of next quarter = 2027-03-31
quarter end = 2026-12-31 | end of q3 = 2027-09-30 | end of q4 = 2026-12-31 | month end = 2026-12-31
next month the 5th = 2027-01-05 | 1 january = 2027-01-01 | 31st = 2026-12-31 | 30th = 2027-01-30
mid month = 2027-01-15 | a month = 2027-01-31 | 2 months = 2027-02-28 | friday of next week = 2027-01-08
1st working day of next month = 2027-01-01 | 1st working day of the month = 2027-01-01
end of january = 2027-01-31 | new years day = 2027-01-01
"""


DAYS = {date(2026, 3, 4): WEDNESDAY, date(2026, 3, 7): SATURDAY, date(2026, 12, 31): LAST_DAY}


@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [(today, *pair) for today, table in DAYS.items() for pair in pairs(table)],
)
def test_meant(today: date, phrase: str, day: str) -> None:
    assert said(grammar(None), phrase, today) == day
