"""Names of weekdays, months and ordinal numbers in three languages: lower case, without accents, in order."""

from __future__ import annotations

ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPANISH_WEEKDAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
CHINESE_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
SHORT_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
ENGLISH_MONTHS, SPANISH_MONTHS = tuple(_ENGLISH.split()), tuple(_SPANISH.split())

_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ENGLISH_ORDINALS = {
    **{word: value for value, word in enumerate(_ORDINALS.split(), 1)},
    "thirtieth": 30, "nineth": 9, "twelvth": 12, "fourtieth": 40, "fourthteenth": 14,
}  # fmt: skip
"""With the spellings that are often wrong."""
SPANISH_ORDINALS = {"primer": 1, "segund": 2, "tercer": 3, "cuart": 4}
"""By the stem that all genders share."""
