"""The ledger's settings: their names, what they may be, and reading them from what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.ageing import columns
from arcollect.domain.agenda import POINTS
from arcollect.domain.money import currency_code
from arcollect.domain.records import Settings
from arcollect.errors import NotMeant

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXPLAINED = {
    "company": "your company's name, as you say it to customers",
    "currency": "the currency of new customers (ISO code)",
    "language": "the language of what is said to customers: en, zh or es",
    "terms_days": "days to pay, for customers without terms of their own",
    "grace_days": "days after its due day before a promise is judged",
    "minimum_percentage": "how much of a promise must come for it to be kept",
    "age_edges": "where the ageing columns end, in days",
    "working_days": "the days you work, as mon-fri or mon,tue,thu",
    "contact_gap_days": "how long after a contact an overdue invoice stands apart",
    "date_order": "what 5/3 means: dmy or mdy",
}
RANGES = {"terms_days": (0, 3650), "grace_days": (0, 365), "minimum_percentage": (1, 100), "contact_gap_days": (0, 365)}


def settings_from(stored: Mapping[str, str]) -> Settings:
    """The settings: what is stored over the defaults."""
    values: dict[str, object] = {k: _read(k, v) for k, v in stored.items() if k in EXPLAINED}
    points = {k.removeprefix("points."): int(v) for k, v in stored.items() if k.startswith("points.")}
    return Settings(**values, points=points)  # type: ignore[arg-type]  # each read as its field's type


def checked(key: str, text: str) -> str:
    """The text as it is stored; NotMeant when there is no such setting or it cannot be that."""
    if key.startswith("points.") and key.removeprefix("points.") in POINTS:
        return str(_number(key, text, -1000, 1000))
    if key not in EXPLAINED:
        names = ", ".join([*EXPLAINED, "points.NAME"])
        raise NotMeant(f"no setting `{key}`; there are {names}")
    return _checked(key, text.strip())


def _checked(key: str, text: str) -> str:
    if key in RANGES:
        return str(_number(key, text, *RANGES[key]))
    if key == "currency":
        return currency_code(text)
    choices = {"language": ("en", "zh", "es", ""), "date_order": ("dmy", "mdy", "")}.get(key)
    if choices and text not in choices:
        raise NotMeant(f"`{text}` cannot be the {key}; give one of {', '.join(c for c in choices if c)}")
    if key == "age_edges":
        edges = tuple(_number(key, part, 1, 36500) for part in text.split(","))
        columns(edges)
        return ",".join(map(str, edges))
    if key == "working_days":
        return ",".join(DAYS[d] for d in sorted(_days(text)))
    return text


def _read(key: str, text: str) -> object:
    if key in RANGES:
        return int(text)
    if key == "age_edges":
        return tuple(int(part) for part in text.split(","))
    return frozenset(_days(text)) if key == "working_days" else text


def _number(key: str, text: str, low: int, high: int) -> int:
    try:
        number = int(text.strip())
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise NotMeant(f"`{text}` cannot be the {key}; give a whole number from {low} to {high}")
    return number


def _days(text: str) -> set[int]:
    days: set[int] = set()
    for part in text.casefold().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first[:3] not in DAYS or (last and last[:3] not in DAYS):
            raise NotMeant(f"`{text}` names no working days; give them as mon-fri or mon,tue,thu")
        start, end = DAYS.index(first[:3]), DAYS.index(last[:3] or first[:3])
        days |= {d % 7 for d in range(start, end + 1 if end >= start else end + 8)}
    return days


def shown(settings: Settings) -> dict[str, str]:
    """Every setting as text, the defaults filled in."""
    plain = {name: value for name, value in settings._asdict().items() if name != "points"}
    plain["age_edges"] = ",".join(map(str, settings.age_edges))
    plain["working_days"] = ",".join(DAYS[d] for d in sorted(settings.working_days))
    points = {f"points.{name}": settings.points.get(name, default) for name, default in POINTS.items()}
    return {key: str(value) for key, value in {**plain, **points}.items()}
