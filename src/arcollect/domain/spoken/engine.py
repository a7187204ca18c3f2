"""How a grammar of date rules is applied to a sentence: its rules in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from arcollect.domain.frozen import record
from arcollect.errors import Ambiguous, UsageError

Resolver: TypeAlias = Callable[[re.Match[str], date], date]


@record
class Rule:
    """One way to name a day. `weak` marks a bare weekday: beside a full date it only confirms it."""

    pattern: re.Pattern[str]
    resolve: Resolver
    weak: bool = False


def ways(resolve: Resolver, *patterns: str, weak: bool = False) -> tuple[Rule, ...]:
    """The rules of several phrases that are read in the same way."""
    return tuple(Rule(pattern=re.compile(pattern), resolve=resolve, weak=weak) for pattern in patterns)


@record
class Found:
    """A day that a piece of the sentence names, and where."""

    words: str
    day: date
    weak: bool
    start: int
    end: int


@record
class Grammar:
    """One language: how to tidy a sentence, what makes it no promise date, and the rules in order.

    `either` stands between two open alternatives; `turn` where a sentence corrects itself or comes to the
    paying.
    """

    lang: str
    tidy: Callable[[str], str]
    past: re.Pattern[str]
    vague: re.Pattern[str]
    either: re.Pattern[str]
    turn: re.Pattern[str]
    rules: tuple[Rule, ...]


def read(grammar: Grammar, text: str, today: date) -> date | None:
    """The day that `text` names in this language, None when it names none.

    Raises UsageError for a past, vague or impossible day and Ambiguous when two different days are named.
    """
    tidy = grammar.tidy(text)
    if match := grammar.past.search(tidy):
        raise UsageError(
            f"`{match[0].strip()}` is in the past; a promise date is today or later, as 2026-03-15"
        )
    if match := grammar.vague.search(tidy):
        raise UsageError(
            f"`{match[0].strip()}` names no day; say which day, as `in three days` or 2026-03-15"
        )
    found = sorted(_scan(grammar, tidy, today), key=lambda f: f.start)
    return _agree(grammar, found, tidy, today) if found else None


def _scan(grammar: Grammar, tidy: str, today: date) -> list[Found]:
    found: list[Found] = []
    for rule in grammar.rules:
        while match := rule.pattern.search(tidy):
            day = _resolve(rule, match, today)
            found.append(
                Found(words=match[0].strip(), day=day, weak=rule.weak, start=match.start(), end=match.end())
            )
            tidy = tidy[: match.start()] + "\x00" * (match.end() - match.start()) + tidy[match.end() :]
    return found


def _resolve(rule: Rule, match: re.Match[str], today: date) -> date:
    try:
        return rule.resolve(match, today)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"`{match[0].strip()}` is no day of the calendar; give it as 2026-03-15") from error


def _agree(grammar: Grammar, found: list[Found], tidy: str, today: date) -> date:
    chosen = _chosen(found)
    if chosen is None:
        first, last = found[0], found[-1]
        between, after = tidy[first.end : last.start], tidy[last.end :]
        if grammar.either.search(between) or not grammar.turn.search(
            f"{tidy[: first.start]} | {between} | {after}"
        ):
            both = " and ".join(f"`{f.words}` ({f.day})" for f in (first, last))
            raise Ambiguous(f"two days are named, {both}; say one of them")
        chosen = last
    if chosen.day < today:
        raise UsageError(f"{chosen.day} is in the past; a promise date is today ({today}) or later")
    return chosen.day


def _chosen(found: list[Found]) -> Found | None:
    """The one day all agree on: a bare weekday beside a full date only has to be that date's weekday."""
    strong = [f for f in found if not f.weak] or found
    one = len({f.day for f in strong}) == 1
    confirmed = all(f.day.weekday() == strong[0].day.weekday() for f in found)
    return strong[0] if one and confirmed else None
