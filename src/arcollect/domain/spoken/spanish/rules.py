"""The Spanish rules in order, the longest phrases first: what is read, and the patterns that lead to it."""

from __future__ import annotations

from arcollect.domain.calendar_names import SPANISH_MONTHS, SPANISH_WEEKDAYS
from arcollect.domain.spoken.engine import ways
from arcollect.domain.spoken.resolvers import day_number, easter, fixed, in_week, plus, this_midweek
from arcollect.domain.spoken.spanish import months, spans, weekdays
from arcollect.domain.spoken.spanish.months import NEXT

WD = rf"\b(?P<wd>{'|'.join(SPANISH_WEEKDAYS)})s?\b"
MO = rf"\b(?P<mo>{'|'.join(SPANISH_MONTHS)})\b"
D = r"\b(?P<d>\d{1,2})(?:ero|ro|er|do|to|o)?\b"
N = r"(?P<n>\b\d{1,3}|\bmedi[oa])"
UNIT = (
    r"(?P<unit>dias? (?:habil(?:es)?|laborables?|laborales?)|dias?|semanas?|quincenas?|mes(?:es)?|anos?|"
    r"horas?|hs?|trimestres?)\b"
)
NEXT_WEEK = rf"(?:(?:la|esta)? ?(?:semana {NEXT}|(?:proxima|siguiente|otra) semana))"
WHICH = (
    rf"(?P<which>(?:el )?(?:mes {NEXT}|(?:proximo|siguiente|otro) mes|proximo)|(?:este|el presente|"
    r"el mismo|del corriente|el corriente|el)? ?(?:mismo )?mes(?: (?:en curso|corriente|actual|"
    r"presente))?|corriente|presente|actual|cte)"
)
SPAN = rf"(?:(?:de|del|en|para|a)? ?{WHICH}|(?:de|del)? ?(?:mes de )?{MO}(?: (?:de|del) (?P<y>20\d\d))?)"
ORD = r"\b(?P<nth>\d(?:er|ro|do)?|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|ultim[oa])"
FIN = r"\b(?:fin(?:es)?|final(?:es)?|cierre|ultimos?(?: dias?)?|termino|conclusion)"
NOT_A_DAY = (
    r"(?! ?(?:%|por ciento|euros?|pesos?|dolares|soles|cajas|facturas?|cheques?|mil\b|k\b|personas|cuotas|"
    r"pagos|letras|piso|bultos|unidades|dias|semanas|meses|horas|de la (?:calle|tarde|manana|noche)|"
    r"[,.]\d))"
)
YEAR = (
    r"(?:(?: de| del)? (?:(?P<y>20\d\d|(?<=del )[2-9]\d)\b|(?P<next_year>(?:ano que viene|proximo ano|"
    r"ano proximo))))?"
)
RULES = (
    *ways(
        months.nth_working_day,
        rf"{ORD} dia (?:habil|laborable|laboral|de trabajo){SPAN}",
        rf"{ORD} dia (?:habil|laborable|laboral) {SPAN}",
    ),
    *ways(months.nth_weekday, rf"{ORD} {WD} {SPAN}"),
    *ways(
        months.month_end,
        rf"\b(?:el )?ultimo(?: dia)? {SPAN}",
        rf"{FIN} {SPAN}",
        (
            r"\b(?:antes (?:de )?que|cuando|hasta que) (?:se )?(?:termine|acabe|cierre|finalice|concluya|"
            rf"venza) {SPAN}"
        ),
        rf"\b(?:antes de )?(?:terminar|acabar|cerrar|finalizar|concluir) {SPAN}",
    ),
    *ways(
        months.year_end,
        rf"{FIN} de(?:l)?(?: este)? ano(?P<ahead> {NEXT})?",
        r"\bultimo dia del ano(?P<ahead>)",
        r"\b(?:antes (?:de )?que|hasta que) (?:se )?(?:termine|acabe|cierre|finalice) el ano(?P<ahead>)",
        r"\b(?:terminar|acabar|cerrar) el ano(?P<ahead>)",
    ),
    *ways(months.quarter_end, rf"{FIN} de(?:l)? trimestre\b"),
    *ways(
        weekdays.week_end,
        rf"{FIN} de(?: la| esta)? (?P<ahead>(?:proxima|siguiente) semana|semana {NEXT})",
        r"\b(?:final(?:es)?|cierre|fines) de(?: la| esta)? semana\b(?P<ahead>)",
        r"\bfin de (?:la|esta) semana\b(?P<ahead>)",
        r"\b(?:antes (?:de )?que|hasta que) (?:se )?(?:termine|acabe) la semana(?P<ahead>)",
        r"\b(?:terminar|acabar) la semana(?P<ahead>)",
    ),
    *ways(months.mid_month, rf"\b(?:mediados?|mitad|medio) {SPAN}", r"\b(?:mediados|mitad) de mes\b"),
    *ways(in_week(1, 2), rf"\b(?:mediados|mitad) de(?: la)? {NEXT_WEEK}"),
    *ways(this_midweek, r"\b(?:mitad|mediados) de(?: la| esta)? semana\b"),
    *ways(in_week(1, 0), rf"\b(?:principios?|comienzos?|inicios?) de(?: la)? {NEXT_WEEK}"),
    *ways(months.month_start, rf"\b(?:principios?|comienzos?|inicios?|primer dia) {SPAN}"),
    *ways(
        months.day_month,
        rf"\b(?:el |dia )*{D}(?: dias?)?(?: de| del)?(?: mes de)? {MO}{YEAR}(?!\d)",
        rf"{MO}(?: el)? {D}{NOT_A_DAY}{YEAR}",
    ),
    *ways(
        months.day_month_number,
        r"\b(?:el |dia )*(?P<d>\d{1,2}) del? (?P<m>1[0-2]|[1-9])\b(?: (?:de|del) (?P<y>20\d\d))?",
    ),
    *ways(
        months.day_of_month,
        rf"\b(?:el |al |dia |los )*{D}(?: dia)?,? (?:del|de|en el|en) {WHICH}\b",
        rf"\b(?:el |al )(?:dia )?{D} {WHICH}\b",
        (
            rf"\b(?P<which>mes {NEXT}|(?:proximo|otro|siguiente) mes|este mes)(?: el| al| para el|"
            rf" sobre el| hacia el| como el| dia| mas o menos el| por el|,)+ {D}{NOT_A_DAY}"
        ),
    ),
    *ways(
        weekdays.weekday_in(1),
        rf"{WD}(?: dia)?,?(?: de| en)?(?: la)? ?{NEXT_WEEK}",
        (
            rf"{NEXT_WEEK}(?: el| este| para el| sin falta| mejor| seguro| quizas?| sobre el| hacia el|"
            rf" como| ya| dia|,|:| -| pero| va| tipo)* {WD}"
        ),
    ),
    *ways(
        weekdays.weekday_in(0),
        rf"{WD} de (?:esta|la presente) semana\b",
        rf"\besta (?:misma )?semana(?: el|,)* {WD}",
    ),
    *ways(
        spans.from_weekday,
        (
            rf"{N} {UNIT} (?:despues|a partir|a contar|desde|contando|mas)(?: de| desde)?l? (?:proximo |"
            rf"este |el )*{WD}"
        ),
    ),
    *ways(
        weekdays.week_later,
        rf"\b(?:de(?:l)? )?{WD} en (?:8|ocho)(?: dias)?\b",
        rf"\b(?:1|una) semana (?:despues )?del? (?:el )?{WD}",
        rf"{WD} subsiguiente",
    ),
    *ways(
        spans.from_tomorrow,
        rf"{N} {UNIT} (?:a partir|a contar|contando|desde|despues)(?: de| desde)? (?P<start>hoy|manana)",
        (
            rf"\b(?:de|desde|a partir de) (?P<start>hoy|manana)(?: (?:{'|'.join(SPANISH_WEEKDAYS)}))? "
            rf"(?:en|a) {N} {UNIT}"
        ),
    ),
    *ways(plus(8), r"\bde manana en (?:8|ocho)\b(?: dias)?"),
    *ways(
        plus(7),
        r"\b(?:de )?hoy en (?:8|ocho)\b(?: dias)?|\bde hoy en 1 semana\b|\bde hoy en siete\b",
        r"\b(?:tal|este mismo) dia (?:de )?la semana que viene\b",
    ),
    *ways(spans.and_a_half, r"\b(?P<n>\d{1,2}) (?P<unit>mes(?:es)?|semanas?|anos?) y medi[oa]\b"),
    *ways(spans.day_after, r"\b(?P<n>1) (?P<unit>dia) despues del? (?:dia )?(?P<d>\d{1,2})\b"),
    *ways(
        spans.from_now,
        (
            rf"{N}(?: mas| buen[oa]s| escas[oa]s)? {UNIT}(?<!\d\d dia)(?<![2-9] dia)(?! (?:atras|antes de|"
            r"de (?:retraso|mora|atraso|credito|plazo)))"
        ),
    ),
    *ways(plus(2), r"\bo pasado\b(?! manana)", r"\b(?:pasado|pasao|pasadito|despues de) manana\b"),
    *ways(plus(1), r"\bmanana\b|\bmananita\b|\bal dia siguiente\b"),
    *ways(plus(0), r"\bhoy\b|\bahora mismo\b|\bya mismo\b|\besta misma\b|\ben el dia\b(?! \d)"),
    *ways(fixed(12, 24), r"\bnoche ?buena\b"),
    *ways(fixed(12, 31), r"\bnoche ?vieja\b|\bfin de ano\b"),
    *ways(fixed(12, 25), r"\bnavidad(?:es)?\b"),
    *ways(fixed(1, 1), r"\bano nuevo\b"),
    *ways(fixed(1, 6), r"\b(?:dia de )?(?:los )?reyes(?: magos)?\b"),
    *ways(fixed(5, 1), r"\bdia del (?:trabajo|trabajador)\b"),
    *ways(fixed(11, 1), r"\b(?:dia de )?todos los santos\b"),
    *ways(fixed(11, 2), r"\bdia de (?:los )?muertos\b"),
    *ways(fixed(2, 14), r"\bsan valentin\b|\bdia de los enamorados\b"),
    *ways(fixed(6, 24), r"\b(?:noche|dia) de san juan\b"),
    *ways(fixed(10, 12), r"\b(?:el pilar|dia de la hispanidad|dia de la raza)\b"),
    *ways(fixed(3, 19), r"\b(?:dia de )?san jose\b"),
    *ways(easter(-2), r"\bviernes santo\b"),
    *ways(easter(-3), r"\bjueves santo\b"),
    *ways(easter(0), r"\bdomingo de (?:resurreccion|pascua)\b"),
    *ways(
        weekdays.weekday_with_number,
        (
            rf"{WD},? (?:el |dia |el dia )?{D}(?! ?(?:de la|am|pm|horas|hs|euros|pesos|mil|k\b|%|cajas|"
            r"[:.,]\d))"
        ),
        rf"\b(?:el |dia )*{D},? (?:que (?:es|cae(?: en)?) |cae |es )?(?:el )?{WD}",
    ),
    *ways(
        day_number,
        (
            r"\b(?:el|al|del|dia|para el|hasta el|los dias) (?:dia |mero |propio |mismo |"
            rf"proximo )*{D}{NOT_A_DAY}"
        ),
        rf"\b(?:para|hasta|antes de|fecha|quedo|vence) {D}{NOT_A_DAY}$",
        r"^(?P<d>[1-9]|[12]\d|3[01])$",
    ),
    *ways(weekdays.coming, WD, weak=True),
)
