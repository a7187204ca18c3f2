"""Days and sums as they are said aloud and written down, in the customer's language (A1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
}  # fmt: skip
SENTENCES = {
    "en": {
        "today": "Today, {today}, I will come back to collect {amount}.",
        "tomorrow": "Today is {today}; tomorrow is {due}. I will come on {due_short} to collect {amount}.",
        "later": "Today is {today}; in {days} days is {due}. I will come on {due_short} to collect {amount}.",
        "book": "{company}Agreed: {amount} on {due}. {level}Said by: {who}. Signature: ________",
        "level": "Collection date no. {number}. ",
    },
    "zh": {
        "today": "今天是{today}，我今天再过来收{amount}。",
        "tomorrow": "今天是{today}，明天是{due}，我{due_short}过来收{amount}。",
        "later": "今天是{today}，{days}天后是{due}，我{due_short}那天过来收{amount}。",
        "book": "{company}约定{due}付款{amount}。{level}答复人：{who}。签字：________",
        "level": "约定第{number}次收款。",
    },
    "es": {
        "today": "Hoy es {today}; vuelvo hoy mismo a cobrar {amount}.",
        "tomorrow": "Hoy es {today}; mañana es {due}. Vendré el {due_short} a cobrar {amount}.",
        "later": "Hoy es {today}; dentro de {days} días es {due}. Vendré el {due_short} a cobrar {amount}.",
        "book": "{company}Acordado: {amount} el {due}. {level}Lo dijo: {who}. Firma: ________",
        "level": "Fecha de cobro n.º {number}. ",
    },
}


def long_day(day: date, lang: str) -> str:
    """The day in full: `Friday 6 March 2026`, `viernes 6 de marzo de 2026`, 2026年3月6日星期五."""
    weekday = WEEKDAYS[lang][day.weekday()]
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日{weekday}"
    month = MONTHS[lang][day.month - 1]
    return (
        f"{weekday} {day.day} de {month} de {day.year}" if lang == "es" else f"{weekday} {day.day} {month} {day.year}"
    )


def short_day(day: date, lang: str) -> str:
    """The day without its year: `Friday the 6th of March`, `viernes 6 de marzo`, 3月6日."""
    if lang == "zh":
        return f"{day.month}月{day.day}日"
    month = MONTHS[lang][day.month - 1]
    if lang == "es":
        return f"{WEEKDAYS[lang][day.weekday()]} {day.day} de {month}"
    return f"{WEEKDAYS[lang][day.weekday()]} the {ordinal(day.day)} of {month}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th… 11th, 21st."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def sentence(today: date, due: date, amount: str, lang: str) -> str:
    """The promise said aloud, so that a span of days becomes a date (A1)."""
    days = (due - today).days
    which = "today" if days == 0 else "tomorrow" if days == 1 else "later"
    return SENTENCES[lang][which].format(
        today=long_day(today, lang), days=days, due=long_day(due, lang), due_short=short_day(due, lang), amount=amount
    )


def book_line(due: date, amount: str, lang: str, *, company: str = "", who: str = "", level: int = 0) -> str:
    """The line to write into their book in front of them (A1: the second collection date)."""
    words = SENTENCES[lang]
    numbered = words["level"].format(number=level + 2)
    return words["book"].format(
        company=f"{company}: " if company else "",
        amount=amount,
        due=long_day(due, lang),
        level=numbered,
        who=who or "________",
    )
