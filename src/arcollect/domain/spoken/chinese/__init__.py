"""Chinese dates: 下周五、这周五之前、月底、三天后、下个月15号、半个月、国庆."""

from __future__ import annotations

import re

from arcollect.domain.numerals import CHINESE_CLASS
from arcollect.domain.spoken import numeric
from arcollect.domain.spoken.chinese.rules import RULES
from arcollect.domain.spoken.chinese.tidying import tidy
from arcollect.domain.spoken.engine import Grammar

PAST = re.compile(
    r"昨[天日晚儿]|前天(?!之前)|大前天|上个?(?:周|星期|礼拜|月)(?!底?前付)|去年|前年|刚才|"
    rf"(?:\d+|[{CHINESE_CLASS}]+)(?:天|个?星期|个?礼拜|(?<!下)周|个月|年)(?:之|以)?前(?=就|已|刚|寄|付|转|打|来|$)"
)
VAGUE = re.compile(
    r"明后[天两]|今明[两天]|这[一]?[两俩几二]天|一两[天日周个]|两三[天日周个]|"
    r"(?:周|星期|礼拜)[一二三四五六日天](?:以|之)后|号(?:以|之)后|月第?[一二三四]个?(?:周|星期|礼拜)(?![一二三四五六日天])|"
    r"(?<!月)(?<!月的)(?<!月份)最后一?个?(?:工作日|周|星期|礼拜)|"
    rf"(?:好?几|数|若干|多少)(?:个)?(?:天|日|周|星期|礼拜|月|年)(?!号|几)|[{CHINESE_CLASS}\d]*十?(?:几|多|来)(?:个)?(?:天|日|周|星期|礼拜|"
    r"月)|"
    r"个把(?:月|星期|礼拜|周)|[一二两三四五六七八](?:三|四|五|六|七|八|两)(?:天|日|周|个)(?!号)|\d+[-~到至]\d+(?:天|日|个|周)|"
    r"每[天周月个]|(?:春节|过年|中秋|端午|清明|元宵|重阳|除夕|大年|正月|腊月|农历|阴历|初[一二三四五六七八九十])"
)
EITHER = re.compile(r"或|还是|要么|要不|不然|不定|看情况|不一定|没准")
TURN = re.compile(
    r"不对|不是|系|改|推|延|给|转|付|打款|打钱|打过|结|汇|过了|发工资|去|说错|哦不|不,|错了|就|再|到账|清|还你|来拿|来收|那就|算了|不行|没空|过数|入数|俾"
)


def grammar(order: numeric.Order | None) -> Grammar:
    """Chinese; figures are read month first unless `order` says otherwise."""
    return Grammar(
        lang="zh",
        tidy=tidy,
        past=PAST,
        vague=VAGUE,
        either=EITHER,
        turn=TURN,
        rules=(*numeric.rules(order, dotted=True), *RULES),
    )
