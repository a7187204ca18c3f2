"""The ledger's settings: one line each says its type, default, what it may be and what it is for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from arcollect.domain.calendar_names import SHORT_WEEKDAYS
from arcollect.domain.frozen import record
from arcollect.domain.languages import LANGUAGES, NAMED
from arcollect.domain.money import currency_code
from arcollect.domain.points import POINTS
from arcollect.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
POINTS_PREFIX = "points."
MOST_POINTS = 1000


class Kind(Protocol):
    """What a setting may be, and how it is kept as text."""

    def check(self, name: str, text: str) -> str:
        """The text as it is stored; UsageError that names the setting when it cannot be that."""

    def read(self, text: str) -> object:
        """The value of a text that was stored."""

    def show(self, value: Any) -> str:
        """The value as it is stored."""


class Text:
    """Any text."""

    def check(self, name: str, text: str) -> str:  # noqa: ARG002 — other kinds name it
        return text

    def read(self, text: str) -> object:
        return text

    def show(self, value: Any) -> str:
        return str(value)


class Currency(Text):
    """An ISO code."""

    def check(self, name: str, text: str) -> str:  # noqa: ARG002 — the code alone says what is wrong
        return currency_code(text)


class OneOf(Text):
    """One of a few words, or nothing."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def check(self, name: str, text: str) -> str:
        if text and text not in self.words:
            raise UsageError(f"`{text}` cannot be the {name}; give one of {', '.join(self.words)}")
        return text


class Whole(Text):
    """A whole number from `low` to `high`, both included."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def check(self, name: str, text: str) -> str:
        try:
            number: int | None = int(text)
        except ValueError:
            number = None
        if number is None or not self.low <= number <= self.high:
            raise UsageError(
                f"`{text}` cannot be the {name}; give a whole number from {self.low} to {self.high}"
            )
        return str(number)

    def read(self, text: str) -> int:
        return int(text)


class Edges(Text):
    """Days at which ageing columns end, rising."""

    def check(self, name: str, text: str) -> str:
        from arcollect.domain.ageing import columns  # only when one is set

        days = Whole(1, 36500)
        edges = [days.check(name, part) for part in text.split(",")]
        columns(tuple(map(int, edges)))
        return ",".join(edges)

    def read(self, text: str) -> tuple[int, ...]:
        return tuple(int(part) for part in text.split(","))

    def show(self, value: Any) -> str:
        return ",".join(map(str, value))


class Weekdays(Text):
    """A set of weekdays, Monday is 0; written as mon-fri or mon,tue,thu, and sat-mon goes over Sunday."""

    def check(self, name: str, text: str) -> str:  # noqa: ARG002 — the days alone say what is wrong
        return self.show(self.read(text))

    def read(self, text: str) -> frozenset[int]:
        parts = text.casefold().replace(" ", "").split(",")
        return frozenset(day for part in parts for day in self._run(part, text))

    def show(self, value: Any) -> str:
        return ",".join(SHORT_WEEKDAYS[day] for day in sorted(value))

    @staticmethod
    def _run(part: str, text: str) -> list[int]:
        first, _, last = part.partition("-")
        try:
            start, end = (SHORT_WEEKDAYS.index(day[:3]) for day in (first, last or first))
        except ValueError:
            raise UsageError(f"`{text}` names no working days; give them as mon-fri or mon,tue,thu") from None
        return [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]


@record
class Setting:
    """One setting: the value while none is stored, what it may be, and what it is for."""

    default: object
    kind: Kind
    explained: str


def _setting(default: T, kind: Kind, explained: str) -> T:
    made: Any = Setting(default=default, kind=kind, explained=explained)
    return made  # type: ignore[no-any-return]  # `_listed` puts the default in its place


SETTINGS: dict[str, Setting] = {}
"""All settings by name, in the order in which they are shown."""


def _listed(cls: type[T]) -> type[T]:
    for name, value in list(vars(cls).items()):
        if isinstance(value, Setting):
            SETTINGS[name] = value
            setattr(cls, name, value.default)
    return cls


@record
@_listed
class Settings:
    """The ledger's own settings, with their defaults; `config` shows and changes them."""

    company: str = _setting("", Text(), "your company's name, as you say it to customers")
    currency: str = _setting("EUR", Currency(), "the currency of new customers (ISO code)")
    language: str = _setting("", OneOf(*LANGUAGES), f"the language of what is said to customers: {NAMED}")
    terms_days: int = _setting(30, Whole(0, 3650), "days to pay, for customers without terms of their own")
    grace_days: int = _setting(0, Whole(0, 365), "days after its due day before a promise is judged")
    minimum_percentage: int = _setting(
        100, Whole(1, 100), "how much of a promise must come for it to be kept"
    )
    success_percentage: int = _setting(
        50, Whole(1, 100), "how much of what was overdue must come for an answer to an excuse to count"
    )
    age_edges: tuple[int, ...] = _setting((30, 60, 90, 120), Edges(), "where the ageing columns end, in days")
    working_days: frozenset[int] = _setting(
        frozenset(range(5)), Weekdays(), "the days you work, as mon-fri or mon,tue,thu"
    )
    contact_gap_days: int = _setting(
        5, Whole(0, 365), "how long after a contact an overdue invoice stands apart"
    )
    date_order: str = _setting("", OneOf("dmy", "mdy"), "what 5/3 means: dmy or mdy")
    points: Mapping[str, int] = MappingProxyType({})


EXPLAINED = {name: setting.explained for name, setting in SETTINGS.items()}
_POINTS = Whole(-MOST_POINTS, MOST_POINTS)


def settings_from(stored: Mapping[str, str]) -> Settings:
    """The settings: what is stored over the defaults. What no setting is called is passed over."""
    values: dict[str, Any] = {
        name: SETTINGS[name].kind.read(text) for name, text in stored.items() if name in SETTINGS
    }
    points = {
        name.removeprefix(POINTS_PREFIX): int(text)
        for name, text in stored.items()
        if name.startswith(POINTS_PREFIX)
    }
    return Settings(**values, points=points)


def checked(key: str, text: str) -> str:
    """The text as it is stored; UsageError when there is no such setting or it cannot be that."""
    if key in SETTINGS:
        return SETTINGS[key].kind.check(key, text.strip())
    if key.startswith(POINTS_PREFIX) and key.removeprefix(POINTS_PREFIX) in POINTS:
        return _POINTS.check(key, text)
    raise UsageError(f"no setting `{key}`; there are {', '.join([*SETTINGS, POINTS_PREFIX + 'NAME'])}")


def shown(settings: Settings) -> dict[str, str]:
    """Every setting as text, the defaults filled in."""
    own = {name: setting.kind.show(getattr(settings, name)) for name, setting in SETTINGS.items()}
    points = {POINTS_PREFIX + name: str(settings.points.get(name, most)) for name, most in POINTS.items()}
    return own | points
