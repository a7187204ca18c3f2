"""Spanish sentences made ready for the rules: slips mended, times and withdrawn days taken out."""

from __future__ import annotations

import re

from arcollect.domain.calendar_names import SPANISH_MONTHS as MONTHS
from arcollect.domain.calendar_names import SPANISH_WEEKDAYS as WEEKDAYS
from arcollect.domain.numerals import spanish_words_to_digits
from arcollect.domain.spoken.editing import replaced, without
from arcollect.domain.spoken.latin import mend_slips, without_accents

SHORT = {
    "lun|lns": "lunes", "mart|mtes": "martes", "mie|mier|mierc|mx": "miercoles",
    "jue|juev|jvs|juebes|huebes|gueves": "jueves", "vie|vier|viern|vrns|vnes|biernes": "viernes",
    "sab|savado": "sabado", "dom": "domingo", "ene": "enero", "feb|febr": "febrero", "abr": "abril",
    "jun": "junio", "jul": "julio", "ago|agos|agto": "agosto", "sep|sept|set|setiembre": "septiembre",
    "oct": "octubre", "nov": "noviembre", "dic": "diciembre", "mñn|mnn|manyana|manna": "manana",
    "sem|smna": "semana", "prox": "proximo", "px|prx|prox": "proximo", "d": "de", "q": "que",
    "dsp|desp": "despues", "xa|p|pa": "para", "x": "por", "tb": "tambien",
}  # fmt: skip
PART = r"(?:la (?:manana|tarde|noche|madrugada|tardecita|mananita)|tarde|noche|(?:el )?mediodia)"
HOUR = (
    r"(?:las? )?\d{1,2}(?:[:.h]\d{2})?(?: y (?:media|cuarto|\d{1,2})| menos (?:cuarto|\d{1,2}))?"
    r"(?: ?(?:a\.? ?m\b\.?|p\.? ?m\b\.?|h(?:s|rs)?\b|horas))?(?: en punto)?"
)
TIMES = (
    (
        r"\b(?:a eso de|a|sobre|hacia|tipo|antes de|despues de|desde|hasta|entre|pasadas|como a|para) "
        rf"las? \d{{1,2}}(?:[:.h]\d{{2}})?(?: y (?:media|cuarto|pico|\d{{1,2}})| menos (?:cuarto|"
        rf"\d{{1,2}}))?(?: ?(?:a\.? ?m\b\.?|p\.? ?m\b\.?|h(?:s|rs)?\b|horas))?(?: en punto)?(?: (?:de|por|"
        rf"en) {PART})?"
    ),
    r"\b\d{1,2}:\d{2} ?(?:h(?:s|rs|oras)?\b|am\b|pm\b)?",
    r"\b\d{1,2}\.\d{2} ?(?:h(?:s|rs|oras)?\b|am\b|pm\b)",
    r"\b\d{1,2} ?(?:a\.? ?m\b\.?|p\.? ?m\b\.?|hs\b|hrs\b|h\b)",
    r"\btipo \d{1,2}\b(?! de)",
    rf"\b(?:por|en|de|a|durante|x) {PART}\b(?! mismo)",
    r"(?<=(?:lunes|artes|coles|ueves|ernes|abado|mingo)) (?:de|x|por|en) manana\b",
    r"\b(?:a )?media manana\b",
    r"\b(?:a|al) (?:mediodia|medio dia|anochecer|amanecer|abrir|cerrar|cierre de caja)\b",
    r"\ba (?:primera|ultima) hora\b",
    r"\ba primerisima hora\b",
    r"\bbien temprano\b",
    r"\bni 1 dia mas\b",
    r"\b(?:pasad[oa]s?|despues de) (?:los |las )?(?:reyes|navidades|fiestas)\b",
)
DAY_NAMES = (
    rf"(?:(?:hoy |manana |el |este )?(?:{'|'.join(WEEKDAYS)})|hoy|manana|(?:el |dia )*\d{{1,2}}(?: de "
    rf"(?:{'|'.join(MONTHS)}))?)"
)
FINE = (
    r"(?! (?:hay (?:problema|drama|lio|falla)|mas|falla|fallo|falto|pasa|paso|te |se\b|le fallo|me olvido|"
    r"antes))"
)
WITHDRAWN = (
    (
        rf"\b(?:que )?{DAY_NAMES} (?:(?:ya |yo |el |ella |mejor |seguro |que )?no\b{FINE}|imposible|"
        r"es feriado|es festivo|es fiesta|esta cerrado|cerramos|cierro|libro)\b"
    ),
    (
        r"\b(?:ya )?no (?:va a ser |sera |es |puedo |podemos |puede |pueden |pago |pagamos |llego |viene |"
        r"venga |me viene (?:bien )?|nos viene (?:bien )?|para |antes d?e?l? ?|hasta )?(?:el |"
        rf"este )?(?:dia )?(?:{'|'.join(WEEKDAYS)}|\d{{1,2}}|hoy|manana)\b(?! (?:de|del) )"
    ),
    rf"\ben (?:vez|lugar) de(?:l)? (?:el )?{DAY_NAMES}",
    (
        r"\b(?:dijo|habia dicho|era|iba a ser|quedamos|prometio)(?: para| que)? "
        rf"(?:el )?{DAY_NAMES}(?=.*\b(?:pero|ahora|mejor|pasa|paso|cambio|movio)\b.*{DAY_NAMES})"
    ),
)
_KNOWN = """tarde tardes partes manera manejo mares semanas marcha marca mejor mayor menor mayores junto
juntos jugo viene vienes bienes antes agota gusto cuando nueve nueves jovenes juegues muevas dominio entero
dinero enter hermana hermano mananas ganan sabido sabados domingos abrir"""
KNOWN = frozenset(_KNOWN.split())
MARKS = (
    (r"\bp/|\bxa\b", "para "),
    (r"\bc/", "con "),
    (r"(?<=\d)[-/ ](?=[a-z]{3})|(?<=[a-z])[-/](?=\d)|(?<=[a-z])[-_](?=[a-z])", " "),
    (r"[\"!¡?¿;:()\[\]…~*]+(?!\d)|\.(?=\s|$)|,(?!\d)|[¡¿]", " "),
)
DIMINUTIVES = (
    (r"\bsemanita(s?)\b", r"semana\1"),
    (r"\bmes(?:es|ec)?it[oa]s\b", "meses"),
    (r"\bmes(?:es|ec)?it[oa]\b", "mes"),
    (r"\bdi(?:ec)?it[ao](s?)\b", r"dia\1"),
)
MARCH_OR_TUESDAY = (
    (r"(?<=\d)[ /.-]mar\b|\bmar(?=[ /.-]?\d)", " marzo "),
    (r"\bmar\b", "martes"),
    (r"(?<=\d)[ /.-]may\b", " mayo "),
)
FIRST = (
    r"\b(?:el )?dia primero\b|\b(?:el|al) primero(?= (?:de|del)\b|$| sin| por| a\b)|"
    rf"\bprimero(?= de (?:{'|'.join(MONTHS)}))"
)
REPHRASED = (
    (r"\besta (?:manana|tarde|noche|misma tarde|misma manana|misma noche|tardecita)\b", "hoy"),
    (r"\s+", " "),
    (r"\bmanana no,? (?:pero |sino )?pasado\b(?! manana)", "pasado manana"),
    (
        (
            rf"\b(?:el |este )?(?P<wd>{'|'.join(WEEKDAYS)})(?: que viene| proximo)? no "
            r"(?:sino )?(?:el|al) (?:siguiente|otro|que sigue)\b"
        ),
        r"\1 subsiguiente",
    ),
    (
        (
            rf"\bno (?:el |este )?(?P<wd>{'|'.join(WEEKDAYS)})(?: que viene| proximo)? "
            r"(?:sino )?(?:el|al) (?:siguiente|otro|que sigue|de la otra semana)\b"
        ),
        r"\1 subsiguiente",
    ),
)


def tidy(text: str) -> str:
    """Lower case without accents, slips mended, numbers in figures; times and withdrawn days taken out."""
    text = replaced(
        without_accents(re.sub(r"(?<=\d)[ºª°]", "o", text)), (*MARKS, *DIMINUTIVES, *MARCH_OR_TUESDAY)
    )
    text = replaced(text, ((rf"\b(?:{short})\b\.?", full) for short, full in SHORT.items()))
    text = mend_slips(text, (*WEEKDAYS, *MONTHS, "manana"), KNOWN)
    text = spanish_words_to_digits(re.sub(r"\bun par de\b|\bpar de\b", "2", text))
    text = replaced(without(re.sub(FIRST, "el 1", text), TIMES), REPHRASED)
    return " ".join(without(text, WITHDRAWN).split())
