"""Days and sums as they are said aloud and written down, in the customer's language (A1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.rules.words import words

if TYPE_CHECKING:
    from datetime import date


def long_day(day: date, lang: str) -> str:
    """The day in full: `Friday 6 March 2026`, `viernes 6 de marzo de 2026`, 2026年3月6日星期五."""
    return _day(day, lang, words(lang).long_day)


def short_day(day: date, lang: str) -> str:
    """The day without its year: `Friday the 6th of March`, `viernes 6 de marzo`, 3月6日."""
    return _day(day, lang, words(lang).short_day)


def _day(day: date, lang: str, pattern: str) -> str:
    names = words(lang)
    return pattern.format(
        weekday=names.weekdays[day.weekday()],
        day=day.day,
        ordinal=ordinal(day.day),
        month=names.months[day.month - 1],
        year=day.year,
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th… 11th, 21st."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def sentence(today: date, due: date, amount: str, lang: str) -> str:
    """The promise said aloud, so that a span of days becomes a date (A1).

    Args:
        today: the day on which it is said.
        due: the day of the promise, today or later.
        amount: the sum with its currency, as it is read.
        lang: the customer's language.

    """
    days = (due - today).days
    which = "today" if days == 0 else "tomorrow" if days == 1 else "later"
    return (
        words(lang)
        .promise[which]
        .format(
            today=long_day(today, lang),
            days=days,
            due=long_day(due, lang),
            due_short=short_day(due, lang),
            amount=amount,
        )
    )


def book_line(due: date, amount: str, lang: str, *, company: str = "", who: str = "", level: int = 0) -> str:
    """The line to write into their book in front of them (A1: the second collection date).

    Args:
        due: the day of the promise.
        amount: the sum with its currency, as it is read.
        lang: the customer's language.
        company: our name; it stands first.
        who: who promised; a line to fill in where it is not known.
        level: how often this debt was promised before and not kept.

    """
    said = words(lang).promise
    return said["book"].format(
        company=f"{company}: " if company else "",
        amount=amount,
        due=long_day(due, lang),
        level=said["level"].format(number=level + 2),
        who=who or "________",
    )
