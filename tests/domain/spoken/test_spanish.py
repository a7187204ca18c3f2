"""Spanish dates, phrase by phrase: `phrase = day`, `none` where none is meant, `two` where two are."""

from __future__ import annotations

from datetime import date

import pytest
from said import pairs, said

from arcollect.domain.spoken.spanish import grammar

WEDNESDAY = """
el tercer dia habil del mes = 2026-03-04 | el primer dia habil del mes = 2026-04-01
primer dia habil del mes que viene = 2026-04-01 | ultimo dia habil de mes = 2026-03-31 | ultimo dia habil de mayo = 2026-05-29
2do dia laborable de abril = 2026-04-02 | el ultimo viernes de mayo = 2026-05-29
primer lunes del mes = 2026-04-06 | el segundo martes de junio = 2026-06-09
cuarto jueves de marzo = 2026-03-26 | el primer lunes de este mes = none
1er viernes del mes que viene = 2026-04-03
ultimo dia del mes = 2026-03-31 | fin de mes = 2026-03-31 | a finales de marzo = 2026-03-31
cuando termine el mes = 2026-03-31 | al terminar el mes = 2026-03-31 | fin de febrero = 2027-02-28
fin del proximo mes = 2026-04-30 | a fines de abril = 2026-04-30 | fin de junio de 2027 = 2027-06-30
cierre del mes = 2026-03-31
fin de ano = 2026-12-31 | fin de este ano = 2026-12-31 | fin del ano que viene = 2027-12-31
ultimo dia del ano = 2026-12-31 | antes de que termine el ano = 2026-12-31 | fin de trimestre = 2026-03-31
fin de la proxima semana = 2026-03-13 | finales de semana = 2026-03-06 | fin de esta semana = 2026-03-06
antes que termine la semana = 2026-03-06 | al acabar la semana = 2026-03-06
fin de la semana que viene = 2026-03-13
mediados de mes = 2026-03-15 | mediados de abril = 2026-04-15 | mitad del mes que viene = 2026-04-15
mediados de la semana que viene = 2026-03-11 | mitad de semana = 2026-03-04
principios de la semana que viene = 2026-03-09 | principios de abril = 2026-04-01
primer dia del mes que viene = 2026-04-01
el 3 de marzo = 2027-03-03 | el 4 de marzo = 2026-03-04 | el 5 de marzo = 2026-03-05
3 de marzo de 2027 = 2027-03-03 | 3 de marzo del ano que viene = 2027-03-03 | 5 de marzo del ano que viene = 2027-03-05 | marzo 15 = 2026-03-15
el 3 del 5 = 2026-05-03 | el 3 del 5 de 2027 = 2027-05-03 | el 31 de abril = none
12 de mayo del 27 = 2027-05-12
el 25 del mes que viene = 2026-04-25 | el 25 del mes = 2026-03-25 | el 10 de este mes = 2026-03-10
el 2 del corriente = none | el 25 mes proximo = 2026-04-25 | mes que viene el 5 = 2026-04-05
el proximo mes el 31 = none | el 2 del mes = 2026-04-02
viernes de la semana que viene = 2026-03-13 | la semana que viene el viernes = 2026-03-13
el viernes de esta semana = 2026-03-06 | esta semana el viernes = 2026-03-06
la proxima semana el miercoles = 2026-03-11
3 dias despues del viernes = 2026-03-09 | 2 semanas a partir del lunes = 2026-03-23
viernes en ocho = 2026-03-13 | una semana despues del viernes = 2026-03-13
1 semana a partir de manana = 2026-03-12 | de hoy en 10 dias = 2026-03-14 | de manana en 3 dias = 2026-03-08
de manana en ocho = 2026-03-12 | hoy en ocho = 2026-03-11 | 1 semana a contar de hoy = 2026-03-11
1 mes y medio = 2026-04-19 | 2 semanas y media = 2026-03-21 | 1 dia despues del 15 = 2026-03-16
en 3 dias = 2026-03-07 | dentro de 2 semanas = 2026-03-18 | medio mes = 2026-03-15 | medio ano = 2026-09-04
una quincena = 2026-03-19 | 2 quincenas = 2026-04-03 | en un mes = 2026-04-04 | en 3 meses = 2026-06-04
un ano = 2027-03-04 | un trimestre = 2026-06-04 | en 3 dias habiles = 2026-03-09
2 dias laborables = 2026-03-06 | 48 horas = 2026-03-06 | 23 horas = 2026-03-04 | un par de dias = 2026-03-06
un par de semanas = 2026-03-18
pasado manana = 2026-03-06 | manana = 2026-03-05 | hoy = 2026-03-04 | hoy mismo = 2026-03-04
nochebuena = 2026-12-24 | nochevieja = 2026-12-31 | navidad = 2026-12-25 | ano nuevo = 2027-01-01
reyes = 2027-01-06 | dia del trabajo = 2026-05-01 | todos los santos = 2026-11-01 | dia de muertos = 2026-11-02
san valentin = 2027-02-14 | noche de san juan = 2026-06-24 | el pilar = 2026-10-12 | san jose = 2026-03-19
viernes santo = 2026-04-03 | jueves santo = 2026-04-02 | domingo de resurreccion = 2026-04-05
viernes 20 = 2026-03-20 | viernes 21 = none | el 20 que es viernes = 2026-03-20 | el 25 = 2026-03-25
para el 3 = 2026-04-03 | 25 = 2026-03-25 | el viernes = 2026-03-06 | miercoles = 2026-03-11 | lunes = 2026-03-09
el proximo viernes = 2026-03-06 | el viernes que viene = 2026-03-06
viernes o lunes = two | el viernes no, el lunes = 2026-03-09 | no el viernes, mejor el lunes = 2026-03-09
mañana no, pasado = 2026-03-06 | el viernes no sino el siguiente = 2026-03-13
no este viernes, el siguiente = 2026-03-13 | viernes 6 = 2026-03-06 | viernes 13 de marzo = 2026-03-13 | lunes 13 de marzo = two | 15.3 = none | 6 de marzo viernes = 2026-03-06
7 de marzo viernes = two | una semanita = 2026-03-11 | dos mesecitos = 2026-05-04 | un diita = 2026-03-05
tres diitas = 2026-03-07 | 5/3 = 2026-03-05 | 3-5 = 2026-05-03 | 15/3/2026 = 2026-03-15
el uno de abril = 2026-04-01 | el primero de abril = 2026-04-01 | el 1ero = 2026-04-01 | 15 mar = 2026-03-15
mar = 2026-03-10 | juebes = 2026-03-05 | x el vie = 2026-03-06 | de aqui al vie = 2026-03-06
"""
SATURDAY = """
fin de la semana = 2026-03-13 | mitad de semana = 2026-03-11 | primer sabado del mes = 2026-03-07
ultimo viernes de mes = 2026-03-27 | fin de trimestre = 2026-03-31 | este sabado = 2026-03-14
"""
LAST_DAY = """
fin de ano = 2026-12-31 | fin del ano que viene = 2027-12-31 | fin de trimestre = 2026-12-31
fin de mes = 2026-12-31 | el 5 del mes que viene = 2027-01-05 | 1 de enero = 2027-01-01 | el 31 = 2026-12-31
el 30 = 2027-01-30 | en un mes = 2027-01-31 | primer dia habil del mes = 2027-01-01
ultimo dia habil del mes = 2026-12-31 | fin de enero = 2027-01-31 | mediados de mes = 2027-01-15
"""


DAYS = {date(2026, 3, 4): WEDNESDAY, date(2026, 3, 7): SATURDAY, date(2026, 12, 31): LAST_DAY}


@pytest.mark.parametrize(
    ("today", "phrase", "day"),
    [(today, *pair) for today, table in DAYS.items() for pair in pairs(table)],
)
def test_meant(today: date, phrase: str, day: str) -> None:
    assert said(grammar(None), phrase, today) == day
