"""Spanish dates: `el viernes por la mañana`, `el 15 del mes que viene`, `a fin de mes`, `dentro de tres días`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from arcollect.domain import dates
from arcollect.domain.numerals import spanish_words_to_digits
from arcollect.domain.spoken import numeric
from arcollect.domain.spoken.engine import Grammar, Resolver, Rule
from arcollect.domain.spoken.english_rules import easter, fixed, plus
from arcollect.domain.spoken.latin import mend_slips, without_accents

DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")  # fmt: skip
SHORT = {
    "lun|lns": "lunes", "mart|mtes": "martes", "mie|mier|mierc|mx": "miercoles", "jue|juev|jvs|juebes|huebes|gueves": "jueves",
    "vie|vier|viern|vrns|vnes|biernes": "viernes", "sab|savado": "sabado", "dom": "domingo",
    "ene": "enero", "feb|febr": "febrero", "abr": "abril", "jun": "junio", "jul": "julio", "ago|agos|agto": "agosto",
    "sep|sept|set|setiembre": "septiembre", "oct": "octubre", "nov": "noviembre", "dic": "diciembre",
    "mñn|mnn|manyana|manna": "manana", "sem|smna": "semana", "prox": "proximo", "px|prx|prox": "proximo",
    "d": "de", "q": "que", "dsp|desp": "despues", "xa|p|pa": "para", "x": "por", "tb": "tambien",
}  # fmt: skip
WD = rf"\b(?P<wd>{'|'.join(DAYS)})s?\b"
MO = rf"\b(?P<mo>{'|'.join(MONTHS)})\b"
D = r"\b(?P<d>\d{1,2})(?:ero|ro|er|do|to|o)?\b"
N = r"(?P<n>\b\d{1,3}|\bmedi[oa])"
UNIT = r"(?P<unit>dias? (?:habil(?:es)?|laborables?|laborales?)|dias?|semanas?|quincenas?|mes(?:es)?|anos?|horas?|hs?|trimestres?)\b"
NEXT = r"(?:que (?:viene|entra|sigue|va a entrar)|proxim[oa]|entrante|siguiente|venider[oa]|posterior)"
NEXT_WEEK = rf"(?:(?:la|esta)? ?(?:semana {NEXT}|(?:proxima|siguiente|otra) semana))"
WHICH = rf"(?P<which>(?:el )?(?:mes {NEXT}|(?:proximo|siguiente|otro) mes|proximo)|(?:este|el presente|el mismo|del corriente|el corriente|el)? ?(?:mismo )?mes(?: (?:en curso|corriente|actual|presente))?|corriente|presente|actual|cte)"
SPAN = rf"(?:(?:de|del|en|para|a)? ?{WHICH}|(?:de|del)? ?(?:mes de )?{MO}(?: (?:de|del) (?P<y>20\d\d))?)"
ORD = r"\b(?P<nth>\d(?:er|ro|do)?|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|ultim[oa])"
ORDINALS = {"primer": 1, "segund": 2, "tercer": 3, "cuart": 4}
FIN = r"\b(?:fin(?:es)?|final(?:es)?|cierre|ultimos?(?: dias?)?|termino|conclusion)"
PART = r"(?:la (?:manana|tarde|noche|madrugada|tardecita|mananita)|tarde|noche|(?:el )?mediodia)"
HOUR = r"(?:las? )?\d{1,2}(?:[:.h]\d{2})?(?: y (?:media|cuarto|\d{1,2})| menos (?:cuarto|\d{1,2}))?(?: ?(?:a\.? ?m\b\.?|p\.? ?m\b\.?|h(?:s|rs)?\b|horas))?(?: en punto)?"
TIMES = (
    rf"\b(?:a eso de|a|sobre|hacia|tipo|antes de|despues de|desde|hasta|entre|pasadas|como a|para) las? \d{{1,2}}(?:[:.h]\d{{2}})?(?: y (?:media|cuarto|pico|\d{{1,2}})| menos (?:cuarto|\d{{1,2}}))?(?: ?(?:a\.? ?m\b\.?|p\.? ?m\b\.?|h(?:s|rs)?\b|horas))?(?: en punto)?(?: (?:de|por|en) {PART})?",
    r"\b\d{1,2}:\d{2} ?(?:h(?:s|rs|oras)?\b|am\b|pm\b)?", r"\b\d{1,2}\.\d{2} ?(?:h(?:s|rs|oras)?\b|am\b|pm\b)", r"\b\d{1,2} ?(?:a\.? ?m\b\.?|p\.? ?m\b\.?|hs\b|hrs\b|h\b)", r"\btipo \d{1,2}\b(?! de)",
    rf"\b(?:por|en|de|a|durante|x) {PART}\b(?! mismo)", r"(?<=(?:lunes|artes|coles|ueves|ernes|abado|mingo)) (?:de|x|por|en) manana\b", r"\b(?:a )?media manana\b", r"\b(?:a|al) (?:mediodia|medio dia|anochecer|amanecer|abrir|cerrar|cierre de caja)\b",
    r"\ba (?:primera|ultima) hora\b", r"\ba primerisima hora\b", r"\bbien temprano\b", r"\bni 1 dia mas\b", r"\b(?:pasad[oa]s?|despues de) (?:los |las )?(?:reyes|navidades|fiestas)\b",
)  # fmt: skip
DAY_NAMES = rf"(?:(?:hoy |manana |el |este )?(?:{'|'.join(DAYS)})|hoy|manana|(?:el |dia )*\d{{1,2}}(?: de (?:{'|'.join(MONTHS)}))?)"
FINE = r"(?! (?:hay (?:problema|drama|lio|falla)|mas|falla|fallo|falto|pasa|paso|te |se\b|le fallo|me olvido|antes))"
WITHDRAWN = (
    rf"\b(?:que )?{DAY_NAMES} (?:(?:ya |yo |el |ella |mejor |seguro |que )?no\b{FINE}|imposible|es feriado|es festivo|es fiesta|esta cerrado|cerramos|cierro|libro)\b",
    rf"\b(?:ya )?no (?:va a ser |sera |es |puedo |podemos |puede |pueden |pago |pagamos |llego |viene |venga |me viene (?:bien )?|nos viene (?:bien )?|para |antes d?e?l? ?|hasta )?(?:el |este )?(?:dia )?(?:{'|'.join(DAYS)}|\d{{1,2}}|hoy|manana)\b(?! (?:de|del) )",
    rf"\ben (?:vez|lugar) de(?:l)? (?:el )?{DAY_NAMES}",
    rf"\b(?:dijo|habia dicho|era|iba a ser|quedamos|prometio)(?: para| que)? (?:el )?{DAY_NAMES}(?=.*\b(?:pero|ahora|mejor|pasa|paso|cambio|movio)\b.*{DAY_NAMES})",
)  # fmt: skip
PAST = re.compile(
    rf"\bayer\b|\bante(?:ayer|anoche)\b|\banoche\b|\b(?:{'|'.join(DAYS)}|semana|mes|ano)s? pasad[oa]s?\b(?! manana)|\bpasad[oa] (?:{'|'.join(DAYS)}|semana|mes|ano)\b|"
    r"\bhace (?:\d+|un[oa]?s?|varios|medio) ?(?:dias?|semanas?|mes(?:es)?|anos?|rato|tiempo)?\b|\b\d+ (?:dias|semanas|meses) atras\b"
)
VAGUE = re.compile(
    rf"^despues del? (?:{'|'.join(DAYS)}|\d)|\b(?:primera|segunda|tercera|ultima|\d[ra]?a?) semana de\b|"
    r"\b(?:un[oa]s|vari[oa]s|alguno?s?|algunas|poc[oa]s|much[oa]s|x|\d+ o \d+|\d+-\d+|\d+ a \d+)(?: cuant[oa]s| poc[oa]s)? (?:dias?|semanas?|mes(?:es)?)\b|"
    r"\buno de estos dias\b|\bdia de estos\b|\b(?:cada|todos los|todas las) (?:dia|dias|semana|semanas|mes|meses|lunes|martes|miercoles|jueves|viernes)\b|\bun dia de estos\b|\b1 de estos\b|"
    r"\bel otro (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b|\b(?:30|31) de febrero\b"
)
EITHER = re.compile(r"\b[ou]\b|\bquizas?\b|\bsi no\b|/|\btal vez\b")
TURN = re.compile(
    r"\b(?:no|perdon|perdona|mejor|digo|asi que|entonces|pero|pag\w+|transf\w+|deposit\w+|pas[eo]\w*|abon\w+|liquid\w+|"
    r"cancel\w+|ingres\w+|le doy|te doy|le llevo|te llevo|sino|luego|cobr\w+|gir\w+)\b"
)
_KNOWN = """tarde tardes partes manera manejo mares semanas marcha marca mejor mayor menor mayores junto juntos
jugo viene vienes bienes antes agota gusto cuando nueve nueves jovenes juegues muevas dominio entero
dinero enter hermana hermano mananas ganan sabido sabados domingos abrir"""
KNOWN = frozenset(_KNOWN.split())


def _spell_out(text: str) -> str:
    text = re.sub(r"(?<=\d)[ /.-]mar\b|\bmar(?=[ /.-]?\d)", " marzo ", text)
    text = re.sub(r"\bmar\b", "martes", text)
    text = re.sub(r"(?<=\d)[ /.-]may\b", " mayo ", text)
    for short, full in SHORT.items():
        text = re.sub(rf"\b(?:{short})\b\.?", full, text)
    return text


def tidy(text: str) -> str:
    """Lower case without accents, slips mended, numbers in figures; times of day and withdrawn days taken out."""
    text = without_accents(re.sub(r"(?<=\d)[ºª°]", "o", text))
    text = re.sub(r"\bp/|\bxa\b", "para ", text)
    text = re.sub(r"\bc/", "con ", text)
    text = re.sub(r"(?<=\d)[-/ ](?=[a-z]{3})|(?<=[a-z])[-/](?=\d)|(?<=[a-z])[-_](?=[a-z])", " ", text)
    text = re.sub(r"[\"!¡?¿;:()\[\]…~*]+(?!\d)|\.(?=\s|$)|,(?!\d)|[¡¿]", " ", text)
    text = re.sub(r"\bsemanitas?\b", lambda m: "semana" + "s" * m[0].endswith("s"), text)
    text = re.sub(r"\bmes(?:es|ec)?it[oa]s?\b", lambda m: "mes" + "es" * m[0].endswith("s"), text)
    text = re.sub(r"\bdi(?:ec)?it(?:a|o)s?\b", lambda m: "dia" + "s" * m[0].endswith("s"), text)
    text = mend_slips(_spell_out(text), (*DAYS, *MONTHS, "manana"), KNOWN)
    text = spanish_words_to_digits(re.sub(r"\bun par de\b|\bpar de\b", "2", text))
    text = re.sub(rf"\b(?:el )?dia primero\b|\b(?:el|al) primero(?= (?:de|del)\b|$| sin| por| a\b)|\bprimero(?= de (?:{'|'.join(MONTHS)}))", "el 1", text)  # fmt: skip
    for pattern in TIMES:
        text = re.sub(pattern, " ", text)
    text = re.sub(r"\besta (?:manana|tarde|noche|misma tarde|misma manana|misma noche|tardecita)\b", "hoy", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\bmanana no,? (?:pero |sino )?pasado\b(?! manana)", "pasado manana", text)
    text = re.sub(
        rf"\b(?:el |este )?(?P<wd>{'|'.join(DAYS)})(?: que viene| proximo)? no (?:sino )?(?:el|al) (?:siguiente|otro|que sigue)\b",
        r"\1 subsiguiente",
        text,
    )
    text = re.sub(
        rf"\bno (?:el |este )?(?P<wd>{'|'.join(DAYS)})(?: que viene| proximo)? (?:sino )?(?:el|al) (?:siguiente|otro|que sigue|de la otra semana)\b",
        r"\1 subsiguiente",
        text,
    )
    for pattern in WITHDRAWN:
        text = re.sub(pattern, " ", text)
    return " ".join(text.split())


def _weekday(match: re.Match[str]) -> int:
    return DAYS.index(match["wd"])


def _month_of(match: re.Match[str], today: date) -> date:
    """The first day of the month spoken of: `el mes que viene`, `este mes`, or a named one, its next occurrence."""
    groups = match.groupdict()
    if groups.get("mo"):
        number = MONTHS.index(groups["mo"]) + 1
        year = int(groups["y"]) if groups.get("y") else today.year + (number < today.month)
        return date(year, number, 1)
    return dates.plus_months(today.replace(day=1), 1 if _is_next(match) else 0)


def _is_next(match: re.Match[str]) -> bool:
    return bool(re.search(rf"{NEXT}|otro", match.groupdict().get("which") or ""))


def later(start: date, words: str, unit: str) -> date:
    """The day so many units after `start`; half a month is 15 days, a `quincena` too."""
    count = 0.5 if words.startswith("medi") else int(words)
    if re.search("habil|labora", unit):
        return dates.plus_working_days(start, int(count))
    if unit.startswith("h"):
        return start + timedelta(days=int(count) // 24)
    per = {"di": 1, "se": 7, "qu": 15}.get(unit[:2])
    if per is not None:
        return start + timedelta(days=int(count * per))
    months = {"me": 1, "tr": 3, "an": 12}[unit[:2]] * count
    return dates.plus_months(start, int(months)) + timedelta(days=15 if months % 1 else 0)


def _in(match: re.Match[str], today: date) -> date:
    return later(today, match["n"], match["unit"])


def _and_a_half(match: re.Match[str], today: date) -> date:
    unit = match["unit"]
    return later(later(today, match.groupdict().get("n") or "1", unit), "medio", unit)


def _from_weekday(match: re.Match[str], today: date) -> date:
    return later(dates.next_weekday(today, _weekday(match)), match["n"], match["unit"])


def _from_tomorrow(match: re.Match[str], today: date) -> date:
    return later(today + timedelta(days=match["start"] == "manana"), match["n"], match["unit"])


def _day_number(match: re.Match[str], today: date) -> date:
    return dates.next_day_of_month(today, int(match["d"]))


def _day_month(match: re.Match[str], today: date) -> date:
    month, day, groups = MONTHS.index(match["mo"]) + 1, int(match["d"]), match.groupdict()
    if year := groups.get("y"):
        return date(int(year) % 100 + 2000, month, day)
    if groups.get("next_year"):
        return date(today.year + 1, month, day)
    return dates.next_date(today, month, day)


def _day_month_number(match: re.Match[str], today: date) -> date:
    month, day = int(match["m"]), int(match["d"])
    return date(int(match["y"]), month, day) if match["y"] else dates.next_date(today, month, day)


def _day_of_month(match: re.Match[str], today: date) -> date:
    if not _is_next(match) and not re.search("este|corriente|curso|cte|presente|actual|mismo", match["which"]):
        return _day_number(match, today)
    return dates.day_in_month(_month_of(match, today), int(match["d"]))


def _month_end(match: re.Match[str], today: date) -> date:
    return dates.month_end(_month_of(match, today))


def _mid_month(match: re.Match[str], today: date) -> date:
    if match.groupdict().get("mo") or _is_next(match):
        return _month_of(match, today).replace(day=15)
    return dates.next_day_of_month(today, 15)


def _year_end(match: re.Match[str], today: date) -> date:
    return date(today.year + bool(match["ahead"]), 12, 31)


def _quarter_end(_match: re.Match[str], today: date) -> date:
    return dates.month_end(today.replace(day=1, month=(today.month - 1) // 3 * 3 + 3))


def _day_after(match: re.Match[str], today: date) -> date:
    return _day_number(match, today) + timedelta(days=1)


def _week_end(match: re.Match[str], today: date) -> date:
    friday = dates.weekday_of_week(today, 1 if match["ahead"] else 0, dates.FRIDAY)
    return friday if friday >= today else friday + timedelta(days=7)


def _this_midweek(_match: re.Match[str], today: date) -> date:
    wednesday = dates.weekday_of_week(today, 0, 2)
    return wednesday if wednesday >= today else wednesday + timedelta(days=7)


def _week_start(_match: re.Match[str], today: date) -> date:
    return dates.weekday_of_week(today, 1, 0)


def _mid_week(_match: re.Match[str], today: date) -> date:
    return dates.weekday_of_week(today, 1, 2)


def _nth(match: re.Match[str]) -> int:
    word = match["nth"]
    if word.startswith("ultim"):
        return -1
    return int(word[0]) if word[0].isdigit() else next(n for stem, n in ORDINALS.items() if word.startswith(stem))


def _nth_weekday(match: re.Match[str], today: date) -> date:
    month = _month_of(match, today)
    found = dates.nth_weekday(month, _nth(match), _weekday(match))
    late = found < today and not match.groupdict().get("mo") and "este" not in (match["which"] or "")
    return dates.nth_weekday(dates.plus_months(month, 1), _nth(match), _weekday(match)) if late else found


def _nth_working_day(match: re.Match[str], today: date) -> date:
    month, nth = _month_of(match, today), _nth(match)
    if nth < 0:
        return dates.last_working_day(month)
    found = dates.plus_working_days(month - timedelta(days=1), nth)
    return found if found >= today else dates.plus_working_days(dates.plus_months(month, 1) - timedelta(days=1), nth)


def _weekday_in(weeks: int) -> Resolver:
    return lambda match, today: dates.weekday_of_week(today, weeks, _weekday(match))


def _coming(match: re.Match[str], today: date) -> date:
    return dates.next_weekday(today, _weekday(match))


def _week_later(match: re.Match[str], today: date) -> date:
    return dates.next_weekday(today, _weekday(match)) + timedelta(days=7)


def _weekday_with_number(match: re.Match[str], today: date) -> date:
    """`viernes 20`: the next day with that number, which must be that weekday."""
    day = _day_number(match, today)
    if day.weekday() != _weekday(match):
        msg = "weekday and day disagree"
        raise ValueError(msg)
    return day


NOT_A_DAY = r"(?! ?(?:%|por ciento|euros?|pesos?|dolares|soles|cajas|facturas?|cheques?|mil\b|k\b|personas|cuotas|pagos|letras|piso|bultos|unidades|dias|semanas|meses|horas|de la (?:calle|tarde|manana|noche)|[,.]\d))"
YEAR = (
    r"(?:(?: de| del)? (?:(?P<y>20\d\d|(?<=del )[2-9]\d)\b|(?P<next_year>(?:ano que viene|proximo ano|ano proximo))))?"
)
TABLE: tuple[tuple[Resolver, tuple[str, ...]], ...] = (
    (_nth_working_day, (rf"{ORD} dia (?:habil|laborable|laboral|de trabajo){SPAN}", rf"{ORD} dia (?:habil|laborable|laboral) {SPAN}")),
    (_nth_weekday, (rf"{ORD} {WD} {SPAN}",)),
    (_month_end, (rf"\b(?:el )?ultimo(?: dia)? {SPAN}", rf"{FIN} {SPAN}", rf"\b(?:antes (?:de )?que|cuando|hasta que) (?:se )?(?:termine|acabe|cierre|finalice|concluya|venza) {SPAN}", rf"\b(?:antes de )?(?:terminar|acabar|cerrar|finalizar|concluir) {SPAN}")),
    (_year_end, (rf"{FIN} de(?:l)?(?: este)? ano(?P<ahead> {NEXT})?", r"\bultimo dia del ano(?P<ahead>)", r"\b(?:antes (?:de )?que|hasta que) (?:se )?(?:termine|acabe|cierre|finalice) el ano(?P<ahead>)", r"\b(?:terminar|acabar|cerrar) el ano(?P<ahead>)")),
    (_quarter_end, (rf"{FIN} de(?:l)? trimestre\b",)),
    (_week_end, (rf"{FIN} de(?: la| esta)? (?P<ahead>(?:proxima|siguiente) semana|semana {NEXT})", r"\b(?:final(?:es)?|cierre|fines) de(?: la| esta)? semana\b(?P<ahead>)", r"\bfin de (?:la|esta) semana\b(?P<ahead>)", r"\b(?:antes (?:de )?que|hasta que) (?:se )?(?:termine|acabe) la semana(?P<ahead>)", r"\b(?:terminar|acabar) la semana(?P<ahead>)")),
    (_mid_month, (rf"\b(?:mediados?|mitad|medio) {SPAN}", r"\b(?:mediados|mitad) de mes\b")),
    (_mid_week, (rf"\b(?:mediados|mitad) de(?: la)? {NEXT_WEEK}",)),
    (_this_midweek, (r"\b(?:mitad|mediados) de(?: la| esta)? semana\b",)),
    (_week_start, (rf"\b(?:principios?|comienzos?|inicios?) de(?: la)? {NEXT_WEEK}",)),
    (_month_of, (rf"\b(?:principios?|comienzos?|inicios?|primer dia) {SPAN}",)),
    (_day_month, (rf"\b(?:el |dia )*{D}(?: dias?)?(?: de| del)?(?: mes de)? {MO}{YEAR}(?!\d)", rf"{MO}(?: el)? {D}{NOT_A_DAY}{YEAR}")),
    (_day_month_number, (r"\b(?:el |dia )*(?P<d>\d{1,2}) del? (?P<m>1[0-2]|[1-9])\b(?: (?:de|del) (?P<y>20\d\d))?",)),
    (_day_of_month, (
        rf"\b(?:el |al |dia |los )*{D}(?: dia)?,? (?:del|de|en el|en) {WHICH}\b", rf"\b(?:el |al )(?:dia )?{D} {WHICH}\b",
        rf"\b(?P<which>mes {NEXT}|(?:proximo|otro|siguiente) mes|este mes)(?: el| al| para el| sobre el| hacia el| como el| dia| mas o menos el| por el|,)+ {D}{NOT_A_DAY}",
    )),
    (_weekday_in(1), (rf"{WD}(?: dia)?,?(?: de| en)?(?: la)? ?{NEXT_WEEK}", rf"{NEXT_WEEK}(?: el| este| para el| sin falta| mejor| seguro| quizas?| sobre el| hacia el| como| ya| dia|,|:| -| pero| va| tipo)* {WD}")),
    (_weekday_in(0), (rf"{WD} de (?:esta|la presente) semana\b", rf"\besta (?:misma )?semana(?: el|,)* {WD}")),
    (_from_weekday, (rf"{N} {UNIT} (?:despues|a partir|a contar|desde|contando|mas)(?: de| desde)?l? (?:proximo |este |el )*{WD}",)),
    (_week_later, (rf"\b(?:de(?:l)? )?{WD} en (?:8|ocho)(?: dias)?\b", rf"\b(?:1|una) semana (?:despues )?del? (?:el )?{WD}", rf"{WD} subsiguiente")),
    (_from_tomorrow, (rf"{N} {UNIT} (?:a partir|a contar|contando|desde|despues)(?: de| desde)? (?P<start>hoy|manana)", rf"\b(?:de|desde|a partir de) (?P<start>hoy|manana)(?: (?:{'|'.join(DAYS)}))? (?:en|a) {N} {UNIT}")),
    (plus(8), (r"\bde manana en (?:8|ocho)\b(?: dias)?",)), (plus(7), (r"\b(?:de )?hoy en (?:8|ocho)\b(?: dias)?|\bde hoy en 1 semana\b|\bde hoy en siete\b", r"\b(?:tal|este mismo) dia (?:de )?la semana que viene\b")),
    (_and_a_half, (r"\b(?P<n>\d{1,2}) (?P<unit>mes(?:es)?|semanas?|anos?) y medi[oa]\b",)),
    (_day_after, (r"\b(?P<n>1) (?P<unit>dia) despues del? (?:dia )?(?P<d>\d{1,2})\b",)),
    (_in, (rf"{N}(?: mas| buen[oa]s| escas[oa]s)? {UNIT}(?<!\d\d dia)(?<![2-9] dia)(?! (?:atras|antes de|de (?:retraso|mora|atraso|credito|plazo)))",)),
    (plus(2), (r"\bo pasado\b(?! manana)", r"\b(?:pasado|pasao|pasadito|despues de) manana\b",)),
    (plus(1), (r"\bmanana\b|\bmananita\b|\bal dia siguiente\b",)),
    (plus(0), (r"\bhoy\b|\bahora mismo\b|\bya mismo\b|\besta misma\b|\ben el dia\b(?! \d)",)),
    (fixed(12, 24), (r"\bnoche ?buena\b",)), (fixed(12, 31), (r"\bnoche ?vieja\b|\bfin de ano\b",)), (fixed(12, 25), (r"\bnavidad(?:es)?\b",)),
    (fixed(1, 1), (r"\bano nuevo\b",)), (fixed(1, 6), (r"\b(?:dia de )?(?:los )?reyes(?: magos)?\b",)), (fixed(5, 1), (r"\bdia del (?:trabajo|trabajador)\b",)),
    (fixed(11, 1), (r"\b(?:dia de )?todos los santos\b",)), (fixed(11, 2), (r"\bdia de (?:los )?muertos\b",)), (fixed(2, 14), (r"\bsan valentin\b|\bdia de los enamorados\b",)),
    (fixed(6, 24), (r"\b(?:noche|dia) de san juan\b",)), (fixed(10, 12), (r"\b(?:el pilar|dia de la hispanidad|dia de la raza)\b",)), (fixed(3, 19), (r"\b(?:dia de )?san jose\b",)),
    (easter(-2), (r"\bviernes santo\b",)), (easter(-3), (r"\bjueves santo\b",)), (easter(0), (r"\bdomingo de (?:resurreccion|pascua)\b",)),
    (_weekday_with_number, (rf"{WD},? (?:el |dia |el dia )?{D}(?! ?(?:de la|am|pm|horas|hs|euros|pesos|mil|k\b|%|cajas|[:.,]\d))", rf"\b(?:el |dia )*{D},? (?:que (?:es|cae(?: en)?) |cae |es )?(?:el )?{WD}")),
    (_day_number, (
        rf"\b(?:el|al|del|dia|para el|hasta el|los dias) (?:dia |mero |propio |mismo |proximo )*{D}{NOT_A_DAY}",
        rf"\b(?:para|hasta|antes de|fecha|quedo|vence) {D}{NOT_A_DAY}$", r"^(?P<d>[1-9]|[12]\d|3[01])$",
    )),
)  # fmt: skip
RULES = (
    *(Rule(re.compile(pattern), resolve) for resolve, patterns in TABLE for pattern in patterns),
    Rule(re.compile(WD), _coming, weak=True),
)


def grammar(order: numeric.Order | None) -> Grammar:
    """Spanish; figures are read day first unless `order` says otherwise."""
    return Grammar(
        "es",
        tidy,
        PAST,
        VAGUE,
        EITHER,
        TURN,
        (*numeric.rules(order or "dmy", dotted=False), numeric.dashed(order or "dmy"), *RULES),
    )
