"""The Chinese rules in order, the longest phrases first: what is read, and the patterns that lead to it."""

from __future__ import annotations

from arcollect.domain.numerals import CHINESE_CLASS
from arcollect.domain.spoken.chinese import days, months
from arcollect.domain.spoken.chinese.words import CLOCK, DAY, WEEK
from arcollect.domain.spoken.engine import ways
from arcollect.domain.spoken.resolvers import easter, fixed, plus, plus_months

N = rf"(?P<n>\d{{1,3}}|[{CHINESE_CLASS}]{{1,4}})"
D = rf"(?P<d>\d{{1,2}}|[{CHINESE_CLASS}]{{1,3}})"
M = rf"(?P<m>\d{{1,2}}|元|[{CHINESE_CLASS}]{{1,3}})月(?:份)?"
YEAR = rf"(?P<y>民国\d{{3}}|\d{{4}}|\d{{2}}(?=年)|[{CHINESE_CLASS}]{{4}}|[今明后])年(?:的)?"
Y = rf"(?:{YEAR})?"
X = r"(?P<x>[一二三四五六日天末1-7])(?![\d个])"
WHICH = r"(?P<which>下下个?|再下个?|下一?个?|次|隔|本|这个?|当|同)"
SPAN = rf"(?:{WHICH}月(?:份)?|{Y}{M})(?:的)?"
RULES = (
    *ways(months.nth_working_day, rf"{SPAN}(?:第)?(?P<nth>最后|[一二三四五1-5])一?个工作[日天]"),
    *ways(months.nth_weekday, rf"{SPAN}(?:第)?(?P<nth>最后|头一|[一二三四五1-5])一?个?(?:周|星期|礼拜){X}"),
    *ways(
        months.month_start, rf"{SPAN}(?:初|头)(?![一二两三四五六七八九十])", rf"{SPAN}(?:第一|头一|头)[天日]"
    ),
    *ways(
        months.month_end,
        rf"{SPAN}(?:底|末|尾)?(?:的)?最后一[天日]",
        rf"{SPAN}月?(?:底|末|尾)",
        rf"{SPAN}(?:之?内|以内|结束前?|完之?前?|过完之?前?)",
        r"(?<!上)月(?:底|末|尾)(?:的?最后一天)?(?P<which>)",
        r"(?<![a-z])eom(?![a-z])(?P<which>)",
        r"(?P<which>这个?|本)个?月(?:之内|以内|内)",
    ),
    *ways(months.mid_month, rf"{SPAN}中(?!旬)", r"月中(?!旬)"),
    *ways(
        months.year_end,
        rf"{YEAR}(?:底|末|尾)(?:前|之前)?",
        rf"{Y}(?:年|岁)(?:底|末|尾)(?:前|之前)?",
        r"(?P<y>[今明后])(?:年)?(?:底|末)",
        r"(?P<y>[今明后])年(?:的)?(?:最后一天|之?内|以内)",
        r"(?P<y>)(?<!半)年内",
    ),
    *ways(
        months.numbered_quarter_end,
        r"(?:第)?(?P<q>[一二三四1-4])季度?(?:底|末|结束)",
        r"(?<![a-z])q(?P<q>[1-4])(?:底|末|结束)",
    ),
    *ways(months.quarter_end, rf"{WHICH}?季(?:度)?(?:底|末|结束)"),
    *ways(months.month_day, rf"{Y}{M}{D}{DAY}?(?![\d{CHINESE_CLASS}个天])"),
    *ways(months.day_of_month, rf"{WHICH}月(?:份)?(?:的)?{D}{DAY}?(?![\d{CHINESE_CLASS}个天])"),
    *ways(
        days.weekday_of_week,
        rf"{WHICH}{WEEK}(?:的)?(?:周|星期|礼拜)?{X}",
        rf"{WHICH}周(?:的)?(?:星期|礼拜|周){X}",
        rf"(?P<which>下){WEEK}(?:的)?拜{X}",
    ),
    *ways(
        days.english_weekday,
        (
            rf"(?P<which>下下个?|下个?|本|这个?)?(?:{WEEK})?\s?(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|"
            r"nesday|rsday|urday|s|rs)?\b"
        ),
    ),
    *ways(days.working_days, rf"{N}个?工作[日天]", r"(?:下一?个|次)(?P<n>)工作[日天]"),
    *ways(days.months, rf"{N}个(?P<half>半)月", rf"{N}个?(?:整|自然)?月(?!\d|[底末初中]|{CLOCK}{DAY})"),
    *ways(plus(15), r"半(?:个|拉)?月"),
    *ways(days.years_and_a_half, rf"{N}年半"),
    *ways(plus_months(6), r"半年(?!报)"),
    *ways(days.years, rf"{N}年(?!\d|[底末内])"),
    *ways(
        days.weeks,
        rf"{N}(?:个|整)?(?:整)?(?:星期|礼拜)(?![一二三四五六日天\d])",
        rf"{N}个?周(?![一二三四五六日天\d末])",
    ),
    *ways(days.hours, rf"{N}个?(?:小时|钟头)"),
    *ways(plus(7), r"下个?(?:周|星期|礼拜)的?(?:今[天日]|这[天个]时候)"),
    *ways(plus_months(1), r"下个?月的?(?:今[天日]|这[天个]时候)"),
    *ways(plus(4), r"大大后[天日]"),
    *ways(plus(3), r"大后[天日儿]"),
    *ways(plus(2), r"后[天日儿](?!再说)"),
    *ways(plus(1), r"明[天日儿](?:个|儿)?|听日|\btmr[w]?\b|\btomorrow\b|第二天|隔天|次日|翌日"),
    *ways(plus(0), r"今[天日儿](?:个)?|即日|现在就|立刻|马上就(?:付|转|打)"),
    *ways(days.days, rf"(?<![第前后]){N}(?:整|个)?天(?!{DAY})", rf"(?<![第前月]){N}日(?:之|以)?[内后]"),
    *ways(fixed(12, 24), r"圣诞节?(?:的)?前一[天日]"),
    *ways(fixed(12, 31), r"元旦节?(?:的)?前一[天日]"),
    *ways(fixed(9, 30), r"国庆节?(?:的)?前一[天日]"),
    *ways(fixed(10, 10), r"双十节"),
    *ways(fixed(12, 24), r"平安夜"),
    *ways(fixed(12, 25), r"圣诞节?"),
    *ways(fixed(1, 1), r"元旦节?|新历年"),
    *ways(fixed(10, 1), r"国庆节?|十一(?=长假|假期|黄金周|节|之?前|放假|以前|前后)"),
    *ways(fixed(5, 1), r"劳动节|五一(?!号|日)节?"),
    *ways(fixed(6, 1), r"儿童节|六一(?!号|日)"),
    *ways(fixed(2, 14), r"情人节"),
    *ways(fixed(3, 8), r"妇女节|三八节"),
    *ways(fixed(9, 10), r"教师节"),
    *ways(fixed(8, 1), r"建军节|八一(?!号|日)"),
    *ways(fixed(11, 11), r"双十一|双11|光棍节"),
    *ways(fixed(12, 12), r"双十二|双12"),
    *ways(easter(0), r"复活节"),
    *ways(
        months.day_number,
        rf"(?<![\d{CHINESE_CLASS}]){D}{DAY}(?!楼|店|线|仓|库|门|机|车|桌|铺|档|院|单|合同|发票|房)",
        r"(?<![\d.第])(?P<d>[12]\d|3[01]|[1-9])(?:前|之前|以前)(?!\d)",
        r"^(?P<d>\d{1,2})$",
    ),
    *ways(days.coming, rf"(?<![每上])(?:周|星期|礼拜|拜){X}(?!再说)", weak=True),
)
