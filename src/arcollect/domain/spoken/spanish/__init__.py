"""Spanish dates: `el viernes por la mañana`, `el 15 del mes que viene`, `dentro de tres días`."""

from __future__ import annotations

import re

from arcollect.domain.calendar_names import SPANISH_WEEKDAYS as WEEKDAYS
from arcollect.domain.spoken import numeric
from arcollect.domain.spoken.engine import Grammar
from arcollect.domain.spoken.spanish.rules import RULES
from arcollect.domain.spoken.spanish.tidying import tidy

PAST = re.compile(
    rf"\bayer\b|\bante(?:ayer|anoche)\b|\banoche\b|\b(?:{'|'.join(WEEKDAYS)}|semana|mes|ano)s? "
    rf"pasad[oa]s?\b(?! manana)|\bpasad[oa] (?:{'|'.join(WEEKDAYS)}|semana|mes|ano)\b|"
    r"\bhace (?:\d+|un[oa]?s?|varios|medio) ?(?:dias?|semanas?|mes(?:es)?|anos?|rato|tiempo)?\b|"
    r"\b\d+ (?:dias|semanas|meses) atras\b"
)
VAGUE = re.compile(
    rf"^despues del? (?:{'|'.join(WEEKDAYS)}|\d)|\b(?:primera|segunda|tercera|ultima|\d[ra]?a?) semana de\b|"
    r"\b(?:un[oa]s|vari[oa]s|alguno?s?|algunas|poc[oa]s|much[oa]s|x|\d+ o \d+|\d+-\d+|\d+ a \d+)"
    r"(?: cuant[oa]s| poc[oa]s)? (?:dias?|semanas?|mes(?:es)?)\b|"
    r"\buno de estos dias\b|\bdia de estos\b|\b(?:cada|todos los|todas las) (?:dia|dias|semana|semanas|mes|"
    r"meses|lunes|martes|miercoles|jueves|viernes)\b|\bun dia de estos\b|\b1 de estos\b|"
    r"\bel otro (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b|\b(?:30|31) de febrero\b"
)
EITHER = re.compile(r"\b[ou]\b|\bquizas?\b|\bsi no\b|/|\btal vez\b")
TURN = re.compile(
    r"\b(?:no|perdon|perdona|mejor|digo|asi que|entonces|pero|pag\w+|transf\w+|deposit\w+|pas[eo]\w*|"
    r"abon\w+|liquid\w+|"
    r"cancel\w+|ingres\w+|le doy|te doy|le llevo|te llevo|sino|luego|cobr\w+|gir\w+)\b"
)


def grammar(order: numeric.Order | None) -> Grammar:
    """Spanish; figures are read day first unless `order` says otherwise."""
    figures = (*numeric.rules(order or "dmy", dotted=False), numeric.dashed(order or "dmy"))
    return Grammar(
        lang="es", tidy=tidy, past=PAST, vague=VAGUE, either=EITHER, turn=TURN, rules=(*figures, *RULES)
    )
