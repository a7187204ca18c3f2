"""Chinese sentences made ready for the rules: simplified, times of day and withdrawn days taken out."""

from __future__ import annotations

import re

from arcollect.domain.spoken.chinese.words import CLOCK, DAY, PART, WEEK
from arcollect.domain.spoken.editing import replaced, without

BANKERS = str.maketrans("壹贰叁肆伍陆柒捌玖拾貳參陸", "一二三四五六七八九十二三六")
_TRADITIONAL = (
    "係雙國聽週禮號個後兩點這過內間聖誕慶節時鐘幾當來裡員勞動愛種還約給們説說會從開後頭兒廿結賬帳邊無號"
)
_SIMPLE = "系双国听周礼号个后两点这过内间圣诞庆节时钟几当来里员劳动爱种还约给们说说会从开后头儿廿结账账边无号"
SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLE)
TIMES = (
    rf"{PART}?的?(?<![周期拜]){CLOCK}点(?:钟|整|半|[一三]刻|{CLOCK}分?)?(?:左右|多|前后|之?前|以前|之?后|以后)?",
    r"\d{1,2}[:：]\d{2}(?:分)?(?:左右|前)?",
    rf"{PART}?{CLOCK}时(?:{CLOCK}分)?(?!间|候|常)",
)
WITHDRAWN = (
    (
        rf"(?:不是|唔系|别|不要|不用|先不|甭)(?:说)?(?:等|到|在)?(?:下下?个?|这个?|本|那)?(?:{WEEK}[一二三四五六日天]|[今明后]天|{CLOCK}{DAY}|"
        rf"月底|{CLOCK}月{CLOCK}{DAY})(?:了|吧)?[,，、。 ]*(?=.)"
    ),
    (
        rf"(?:{WEEK}|下{WEEK}|这{WEEK}|本{WEEK})[一二三四五六日天](?:肯定|可能|恐怕|估计|怕是|应该|那天|我|他|也|都|是|真|确实|上午|下午|实在)*"
        r"(?:不行|来不及|不方便|没空|没时间|不在|不成|赶不上|够呛|不得空|放假|休息)"
    ),
    (
        rf"(?:[今明后]天|大后天|月底|{CLOCK}{DAY})(?:肯定|可能|恐怕|估计|怕是|应该|那天|我|他|也|都|是|真|确实|上午|下午|实在)*(?:不行|来不及|不方便|没空|"
        r"没时间|不在|不成|赶不上|够呛|不得空|放假|休息)"
    ),
    (
        rf"(?:上回|上次|之前|以前|早先|原先|前回)(?:说|讲|约|答应|定|承诺|许诺)?(?:的|好|是)*(?:下下?个?|这个?|本)?(?:{WEEK}[一二三四五六日天]|"
        rf"{CLOCK}月{CLOCK}{DAY}|{CLOCK}{DAY}|月底)(?=.*(?:现在|改|这回|这次|又|推|没))"
    ),
    (
        rf"(?:原|本)(?:来|定|本|先|说|约|订|计划|想|打算|是|说好|说的|定的|定在|定于|约的|在|好)*(?:下下?个?|这个?|本)?(?:{WEEK}[一二三四五六日天]|"
        rf"[今明后]天|{CLOCK}{DAY}|月底|{CLOCK}月{CLOCK}{DAY})(?=.*(?:改|推|延|换|挪|现在|顺延|拖))"
    ),
)
BEFORE = (
    (r"([今明后听])(?:晚上?|早上?|晨|朝|下午|上午|中午|夜)", r"\1日"),
    (r"(?<=[\u3400-\u9fff\d])\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+(?=\d)", ""),
)
SLIPS = (("月低", "月底"), ("星其", "星期"), ("月未", "月末"))
"""Characters that sound or look alike."""


def tidy(text: str) -> str:
    """Simplified characters, no spaces, times of day and withdrawn days taken out."""
    text = replaced(text.casefold().translate(SIMPLIFIED), BEFORE)
    text = without(replaced(text.translate(BANKERS), SLIPS), TIMES, by="")
    text = re.sub(r"(?:这个?|那个?|到)(?=个?周末)", "", text)
    text = without(text, WITHDRAWN, by="")
    return re.sub(rf"(?<=[天日号底末一二三四五六])的?{PART}", "", text).strip()
