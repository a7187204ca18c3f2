"""Dates as people say them, in English, Chinese and Spanish.

Promise dates lie today or later. A weekday equal to today means the next week's. "In one month" from the
31st is the month's end. 半个月 = 15 days; a fortnight = 14. A day of the month alone (the 25th, 15号, el 15)
and a day with its month are the next such day. End of month, EOM, 月底, fin de mes = the month's last day.
下周五 = Friday of the next Monday-to-Sunday week, 这周五 of this one; "el viernes que viene" = the nearest
coming Friday. Mid-month = the 15th. Vague, impossible, past and ambiguous days are refused with what to type
instead.
"""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module
from typing import TYPE_CHECKING

from arcollect.domain.spoken.engine import Grammar, read
from arcollect.errors import Ambiguous, UsageError

if TYPE_CHECKING:
    from datetime import date

    from arcollect.domain.spoken.numeric import Order

MODULES = {"en": "english", "zh": "chinese", "es": "spanish"}
HAN = re.compile(r"[\u3400-\u9fff]")
LONGEST = 300
_SPANISH = """el la los del de que para dentro antes mes día dia próximo proximo mañana manana hoy un una en
fin semana y"""
_ENGLISH = "the of in on by at next this a an to from end day week month and before after"
SPANISH, ENGLISH = frozenset(_SPANISH.split()), frozenset(_ENGLISH.split())
"""Words that tell the two languages apart."""


def understand(text: str, today: date, lang: str | None = None, order: Order | None = None) -> date:
    """The day that `text` names, seen from `today`.

    `lang` (en, zh, es) is tried first, then the others; `order` (dmy or mdy) decides what 5/3 means, which
    Spanish and Chinese decide by themselves. Raises UsageError for vague, past, impossible or absent days,
    Ambiguous for two.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if not plain or len(plain) > LONGEST:
        raise UsageError(f"`{text[:40]}` is no date; say a day, as `in three days`, `25th` or 2026-03-15")
    trouble: UsageError | None = None
    for code in _languages(plain, lang):
        try:
            day = read(_grammar(code, order if code != "zh" else order or "mdy"), plain, today)
        except UsageError as error:
            if isinstance(error, Ambiguous) or code == lang:
                raise
            trouble = trouble or error
            continue
        if day is not None:
            return day
    raise trouble or UsageError(f"`{text}` names no day; say one, as `in three days`, `25th` or 2026-03-15")


def _languages(text: str, lang: str | None) -> list[str]:
    if HAN.search(text):
        return ["zh"]
    words = set(re.findall(r"\w+", text.casefold()))
    order = ["es", "en"] if len(words & SPANISH) > len(words & ENGLISH) else ["en", "es"]
    return [lang, *(code for code in order if code != lang)] if lang in MODULES else order


def _grammar(code: str, order: Order | None) -> Grammar:
    module = import_module(f"arcollect.domain.spoken.{MODULES[code]}")
    grammar: Grammar = module.grammar(order)
    return grammar
