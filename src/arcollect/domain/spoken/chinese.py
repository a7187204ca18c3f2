"""Chinese dates: 下周五、这周五之前、月底、三天后、下个月15号、半个月、国庆."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arcollect.domain import dates
from arcollect.domain.numerals import CHINESE_CLASS, chinese
from arcollect.domain.spoken import numeric
from arcollect.domain.spoken.engine import Grammar, Resolver, Rule
from arcollect.domain.spoken.english_rules import easter, fixed, plus

BANKERS = str.maketrans("壹贰叁肆伍陆柒捌玖拾貳參陸", "一二三四五六七八九十二三六")
SIMPLIFIED = str.maketrans("係雙國聽週禮號個後兩點這過內間聖誕慶節時鐘幾當來裡員勞動愛種還約給們説說會從開後頭兒廿結賬帳邊無號",
                           "系双国听周礼号个后两点这过内间圣诞庆节时钟几当来里员劳动爱种还约给们说说会从开后头儿廿结账账边无号")  # fmt: skip
N = rf"(?P<n>\d{{1,3}}|[{CHINESE_CLASS}]{{1,4}})"
D = rf"(?P<d>\d{{1,2}}|[{CHINESE_CLASS}]{{1,3}})"
M = rf"(?P<m>\d{{1,2}}|元|[{CHINESE_CLASS}]{{1,3}})月(?:份)?"
Y = rf"(?:(?P<y>民国\d{{3}}|\d{{4}}|\d{{2}}(?=年)|[{CHINESE_CLASS}]{{4}}|[今明后])年(?:的)?)?"
DAY = r"(?:号|日|號)"
WEEK = r"(?:个)?(?:周|星期|礼拜)"
X = r"(?P<x>[一二三四五六日天末1-7])(?![\d个])"
WHICH = r"(?P<which>下下个?|再下个?|下一?个?|次|隔|本|这个?|当|同)"
WEEKDAYS = "一二三四五六日"
ENGLISH_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
PART = r"(?:凌晨|清晨|清早|大清早|一大早|一早|早上|早晨|早间|上午|中午|正午|午间|午前|午后|下午|傍晚|晚上|晚间|夜里|夜间|半夜|早|午|晚)"
CLOCK = rf"(?:\d{{1,2}}|[{CHINESE_CLASS}]{{1,3}})"
TIMES = (
    rf"{PART}?的?(?<![周期拜]){CLOCK}点(?:钟|整|半|[一三]刻|{CLOCK}分?)?(?:左右|多|前后|之?前|以前|之?后|以后)?",
    r"\d{1,2}[:：]\d{2}(?:分)?(?:左右|前)?", rf"{PART}?{CLOCK}时(?:{CLOCK}分)?(?!间|候|常)",
)  # fmt: skip
PAST = re.compile(
    r"昨[天日晚儿]|前天(?!之前)|大前天|上个?(?:周|星期|礼拜|月)(?!底?前付)|去年|前年|刚才|"
    rf"(?:\d+|[{CHINESE_CLASS}]+)(?:天|个?星期|个?礼拜|(?<!下)周|个月|年)(?:之|以)?前(?=就|已|刚|寄|付|转|打|来|$)"
)
VAGUE = re.compile(
    r"明后[天两]|今明[两天]|这[一]?[两俩几二]天|一两[天日周个]|两三[天日周个]|"
    r"(?:周|星期|礼拜)[一二三四五六日天](?:以|之)后|号(?:以|之)后|月第?[一二三四]个?(?:周|星期|礼拜)(?![一二三四五六日天])|"
    r"(?<!月)(?<!月的)(?<!月份)最后一?个?(?:工作日|周|星期|礼拜)|"
    rf"(?:好?几|数|若干|多少)(?:个)?(?:天|日|周|星期|礼拜|月|年)(?!号|几)|[{CHINESE_CLASS}\d]*十?(?:几|多|来)(?:个)?(?:天|日|周|星期|礼拜|月)|"
    r"个把(?:月|星期|礼拜|周)|[一二两三四五六七八](?:三|四|五|六|七|八|两)(?:天|日|周|个)(?!号)|\d+[-~到至]\d+(?:天|日|个|周)|"
    r"每[天周月个]|(?:春节|过年|中秋|端午|清明|元宵|重阳|除夕|大年|正月|腊月|农历|阴历|初[一二三四五六七八九十])"
)
EITHER = re.compile(r"或|还是|要么|要不|不然|不定|看情况|不一定|没准")
TURN = re.compile(
    r"不对|不是|系|改|推|延|给|转|付|打款|打钱|打过|结|汇|过了|发工资|去|说错|哦不|不,|错了|就|再|到账|清|还你|来拿|来收|那就|算了|不行|没空|过数|入数|俾"
)
WITHDRAWN = (
    rf"(?:不是|唔系|别|不要|不用|先不|甭)(?:说)?(?:等|到|在)?(?:下下?个?|这个?|本|那)?(?:{WEEK}[一二三四五六日天]|[今明后]天|{CLOCK}{DAY}|月底|{CLOCK}月{CLOCK}{DAY})(?:了|吧)?[,，、。 ]*(?=.)",
    rf"(?:{WEEK}|下{WEEK}|这{WEEK}|本{WEEK})[一二三四五六日天](?:肯定|可能|恐怕|估计|怕是|应该|那天|我|他|也|都|是|真|确实|上午|下午|实在)*(?:不行|来不及|不方便|没空|没时间|不在|不成|赶不上|够呛|不得空|放假|休息)",
    rf"(?:[今明后]天|大后天|月底|{CLOCK}{DAY})(?:肯定|可能|恐怕|估计|怕是|应该|那天|我|他|也|都|是|真|确实|上午|下午|实在)*(?:不行|来不及|不方便|没空|没时间|不在|不成|赶不上|够呛|不得空|放假|休息)",
    rf"(?:上回|上次|之前|以前|早先|原先|前回)(?:说|讲|约|答应|定|承诺|许诺)?(?:的|好|是)*(?:下下?个?|这个?|本)?(?:{WEEK}[一二三四五六日天]|{CLOCK}月{CLOCK}{DAY}|{CLOCK}{DAY}|月底)(?=.*(?:现在|改|这回|这次|又|推|没))",
    rf"(?:原|本)(?:来|定|本|先|说|约|订|计划|想|打算|是|说好|说的|定的|定在|定于|约的|在|好)*(?:下下?个?|这个?|本)?(?:{WEEK}[一二三四五六日天]|[今明后]天|{CLOCK}{DAY}|月底|{CLOCK}月{CLOCK}{DAY})(?=.*(?:改|推|延|换|挪|现在|顺延|拖))",
)  # fmt: skip


def _number(text: str) -> int:
    value = 1 if text == "元" else chinese(text)
    if value is None:
        raise ValueError(text)
    return value


def _weekday(match: re.Match[str]) -> int:
    x = match["x"].replace("天", "日").replace("末", "日")
    return int(x) - 1 if x.isdigit() else WEEKDAYS.index(x)


def _ahead(match: re.Match[str]) -> int:
    which = match.groupdict().get("which") or ""
    return 2 if which.startswith(("下下", "再下", "隔")) else 1 if which.startswith(("下", "次")) else 0


def _month_of(match: re.Match[str], today: date) -> date:
    """The first day of the month spoken of: 本月, 下个月, or a named one, its next occurrence."""
    groups = match.groupdict()
    if groups.get("m"):
        number = _number(groups["m"])
        return date(_year(groups.get("y"), today) or today.year + (number < today.month), number, 1)
    return dates.plus_months(today.replace(day=1), _ahead(match))


def _year(text: str | None, today: date) -> int | None:
    if not text:
        return None
    if text.startswith("民国"):
        return int(text[2:]) + 1911
    if text in "今明后":
        return today.year + "今明后".index(text)
    return _number(text) % 100 + 2000


def _month_day(match: re.Match[str], today: date) -> date:
    month, day = _number(match["m"]), _number(match["d"])
    year = _year(match["y"], today)
    return date(year, month, day) if year else dates.next_date(today, month, day)


def _day_of_month(match: re.Match[str], today: date) -> date:
    return dates.day_in_month(_month_of(match, today), _number(match["d"]))


def _day_number(match: re.Match[str], today: date) -> date:
    return dates.next_day_of_month(today, _number(match["d"]))


def _month_end(match: re.Match[str], today: date) -> date:
    return dates.month_end(_month_of(match, today))


def _mid_month(match: re.Match[str], today: date) -> date:
    groups = match.groupdict()
    if groups.get("m") or groups.get("which"):
        return _month_of(match, today).replace(day=15)
    return dates.next_day_of_month(today, 15)


def _year_end(match: re.Match[str], today: date) -> date:
    return date(_year(match["y"], today) or today.year, 12, 31)


def _numbered_quarter_end(match: re.Match[str], today: date) -> date:
    end = dates.month_end(date(today.year, 3 * _number(match["q"]), 1))
    return end if end >= today else dates.plus_months(end, 12)


def _next_month(_match: re.Match[str], today: date) -> date:
    return dates.plus_months(today, 1)


def _quarter_end(match: re.Match[str], today: date) -> date:
    start = dates.plus_months(today.replace(day=1), 3 * _ahead(match))
    return dates.month_end(start.replace(month=(start.month - 1) // 3 * 3 + 3))


def _nth_weekday(match: re.Match[str], today: date) -> date:
    nth = {"最后": -1, "头一": 1}.get(match["nth"]) or _number(match["nth"])
    return dates.nth_weekday(_month_of(match, today), nth, _weekday(match))


def _nth_working_day(match: re.Match[str], today: date) -> date:
    month = _month_of(match, today)
    if match["nth"] == "最后":
        return dates.last_working_day(month)
    return dates.plus_working_days(month - timedelta(days=1), _number(match["nth"]))


def _weekday_of_week(match: re.Match[str], today: date) -> date:
    return dates.weekday_of_week(today, _ahead(match), _weekday(match))


def _english_weekday(match: re.Match[str], today: date) -> date:
    weekday = ENGLISH_DAYS[match["en"][:3]]
    if match["which"]:
        return dates.weekday_of_week(today, _ahead(match), weekday)
    return dates.next_weekday(today, weekday)


def _coming(match: re.Match[str], today: date) -> date:
    return dates.next_weekday(today, _weekday(match))


def _friday(match: re.Match[str], today: date) -> date:
    return dates.weekday_of_week(today, _ahead(match), dates.FRIDAY)


def _days(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_number(match["n"]))


def _hours(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_number(match["n"]) // 24)


def _working_days(match: re.Match[str], today: date) -> date:
    return dates.plus_working_days(today, _number(match["n"] or "1"))


def _weeks(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 * _number(match["n"]))


def _months(match: re.Match[str], today: date) -> date:
    half = timedelta(days=15 if match.groupdict().get("half") else 0)
    return dates.plus_months(today, _number(match["n"])) + half


def _years(match: re.Match[str], today: date) -> date:
    return dates.plus_months(today, 12 * _number(match["n"]))


def _half_year(_match: re.Match[str], today: date) -> date:
    return dates.plus_months(today, 6)


def _half_year_more(match: re.Match[str], today: date) -> date:
    return dates.plus_months(today, 12 * _number(match["n"]) + 6)


SPAN = rf"(?:{WHICH}月(?:份)?|{Y}{M})(?:的)?"
WITHIN = r"(?!前(?:$|就|已|寄|付了|打了))"
TABLE: tuple[tuple[Resolver, tuple[str, ...]], ...] = (
    (_nth_working_day, (rf"{SPAN}(?:第)?(?P<nth>最后|[一二三四五1-5])一?个工作[日天]",)),
    (_nth_weekday, (rf"{SPAN}(?:第)?(?P<nth>最后|头一|[一二三四五1-5])一?个?(?:周|星期|礼拜){X}",)),
    (_month_of, (rf"{SPAN}(?:初|头)(?![一二两三四五六七八九十])", rf"{SPAN}(?:第一|头一|头)[天日]")),
    (_month_end, (rf"{SPAN}(?:底|末|尾)?(?:的)?最后一[天日]", rf"{SPAN}月?(?:底|末|尾)", rf"{SPAN}(?:之?内|以内|结束前?|完之?前?|过完之?前?)", r"(?<!上)月(?:底|末|尾)(?:的?最后一天)?(?P<which>)", r"(?<![a-z])eom(?![a-z])(?P<which>)", r"(?P<which>这个?|本)个?月(?:之内|以内|内)")),
    (_mid_month, (rf"{SPAN}中(?!旬)", r"月中(?!旬)")),
    (_year_end, (rf"{Y}(?:年|岁)(?:底|末|尾)(?:前|之前)?", r"(?P<y>[今明后])(?:年)?(?:底|末)", r"(?P<y>[今明后])年(?:的)?(?:最后一天|之?内|以内)", r"(?P<y>)(?<!半)年内")),
    (_numbered_quarter_end, (r"(?:第)?(?P<q>[一二三四1-4])季度?(?:底|末|结束)", r"(?<![a-z])q(?P<q>[1-4])(?:底|末|结束)")),
    (_quarter_end, (rf"{WHICH}?季(?:度)?(?:底|末|结束)",)),
    (_month_day, (rf"{Y}{M}{D}{DAY}?(?![\d{CHINESE_CLASS}个天])",)),
    (_day_of_month, (rf"{WHICH}月(?:份)?(?:的)?{D}{DAY}?(?![\d{CHINESE_CLASS}个天])",)),
    (_weekday_of_week, (rf"{WHICH}{WEEK}(?:的)?(?:周|星期|礼拜)?{X}", rf"{WHICH}周(?:的)?(?:星期|礼拜|周){X}", rf"(?P<which>下){WEEK}(?:的)?拜{X}")),
    (_english_weekday, (rf"(?P<which>下下个?|下个?|本|这个?)?(?:{WEEK})?\s?(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs)?\b",)),
    (_working_days, (rf"{N}个?工作[日天]", r"(?:下一?个|次)(?P<n>)工作[日天]")),
    (_months, (rf"{N}个(?P<half>半)月", rf"{N}个?(?:整|自然)?月(?!\d|[底末初中]|{CLOCK}{DAY})")),
    (plus(15), (r"半(?:个|拉)?月",)),
    (_half_year_more, (rf"{N}年半",)),
    (_half_year, (r"半年(?!报)",)),
    (_years, (rf"{N}年(?!\d|[底末内])",)),
    (_weeks, (rf"{N}(?:个|整)?(?:整)?(?:星期|礼拜)(?![一二三四五六日天\d])", rf"{N}个?周(?![一二三四五六日天\d末])")),
    (_hours, (rf"{N}个?(?:小时|钟头)",)),
    (plus(7), (r"下个?(?:周|星期|礼拜)的?(?:今[天日]|这[天个]时候)",)), (_next_month, (r"下个?月的?(?:今[天日]|这[天个]时候)",)),
    (plus(4), (r"大大后[天日]",)), (plus(3), (r"大后[天日儿]",)), (plus(2), (r"后[天日儿](?!再说)",)),
    (plus(1), (r"明[天日儿](?:个|儿)?|听日|\btmr[w]?\b|\btomorrow\b|第二天|隔天|次日|翌日",)),
    (plus(0), (r"今[天日儿](?:个)?|即日|现在就|立刻|马上就(?:付|转|打)",)),
    (_days, (rf"(?<![第前后]){N}(?:整|个)?天(?!{DAY})", rf"(?<![第前月]){N}日(?:之|以)?[内后]")),
    (fixed(12, 24), (r"圣诞节?(?:的)?前一[天日]",)), (fixed(12, 31), (r"元旦节?(?:的)?前一[天日]",)), (fixed(9, 30), (r"国庆节?(?:的)?前一[天日]",)),
    (fixed(10, 10), (r"双十节",)), (fixed(12, 24), (r"平安夜",)), (fixed(12, 25), (r"圣诞节?",)), (fixed(1, 1), (r"元旦节?|新历年",)), (fixed(10, 1), (r"国庆节?|十一(?=长假|假期|黄金周|节|之?前|放假|以前|前后)",)),
    (fixed(5, 1), (r"劳动节|五一(?!号|日)节?",)), (fixed(6, 1), (r"儿童节|六一(?!号|日)",)), (fixed(2, 14), (r"情人节",)), (fixed(3, 8), (r"妇女节|三八节",)),
    (fixed(9, 10), (r"教师节",)), (fixed(8, 1), (r"建军节|八一(?!号|日)",)), (fixed(11, 11), (r"双十一|双11|光棍节",)), (fixed(12, 12), (r"双十二|双12",)),
    (easter(0), (r"复活节",)),
    (_day_number, (rf"(?<![\d{CHINESE_CLASS}]){D}{DAY}(?!楼|店|线|仓|库|门|机|车|桌|铺|档|院|单|合同|发票|房)", r"(?<![\d.第])(?P<d>[12]\d|3[01]|[1-9])(?:前|之前|以前)(?!\d)", r"^(?P<d>\d{1,2})$")),
)  # fmt: skip
RULES = (
    *(Rule(re.compile(pattern), resolve) for resolve, patterns in TABLE for pattern in patterns),
    Rule(re.compile(rf"(?<![每上])(?:周|星期|礼拜|拜){X}(?!再说)"), _coming, weak=True),
)


def tidy(text: str) -> str:
    """Simplified characters, no spaces, times of day and withdrawn days taken out."""
    text = text.casefold().translate(SIMPLIFIED)
    text = re.sub(r"([今明后听])(?:晚上?|早上?|晨|朝|下午|上午|中午|夜)", r"\1日", text)
    text = re.sub(r"(?<=[\u3400-\u9fff\d])\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+(?=\d)", "", text)
    text = text.translate(BANKERS)
    text = text.replace("月低", "月底").replace("星其", "星期").replace("月未", "月末")
    for pattern in TIMES:
        text = re.sub(pattern, "", text)
    text = re.sub(r"(?:这个?|那个?|到)(?=个?周末)", "", text)
    for pattern in WITHDRAWN:
        text = re.sub(pattern, "", text)
    text = re.sub(rf"(?<=[天日号底末一二三四五六])的?{PART}", "", text)
    return text.strip()


def grammar(order: numeric.Order | None) -> Grammar:
    """Chinese; figures are read month first unless `order` says otherwise."""
    return Grammar("zh", tidy, PAST, VAGUE, EITHER, TURN, (*numeric.rules(order, dotted=True), *RULES))
