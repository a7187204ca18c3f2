"""How rules are applied: their order, days that agree, two days, the past, vague words."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from arcollect.domain.spoken.engine import Grammar, Resolver, Rule, read, ways
from arcollect.errors import Ambiguous, UsageError

TODAY = date(2026, 3, 4)  # a Wednesday


def after(days: int) -> Resolver:
    return lambda _match, today: today + timedelta(days=days)


def number(match: re.Match[str], today: date) -> date:
    return today.replace(day=int(match["d"]))


TOY = Grammar(
    lang="toy", tidy=str.lower, past=re.compile("was"), vague=re.compile("soon"), either=re.compile(r"\bor\b"), turn=re.compile(r"\b(?:no|pay)\b"),
    rules=(*ways(after(14), "long friday"), *ways(number, r"day (?P<d>\d+)"), *ways(after(10**7), "never"), *ways(after(2), "friday", weak=True), *ways(after(5), "monday", weak=True)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [("FRIDAY", 6), ("long friday", 18), ("day 9", 9), ("day 9 and day 9", 9), ("friday day 6", 6), ("day 6, friday", 6), ("day 13 friday", 13),
     ("friday friday", 6), ("day 5 no day 7", 7), ("friday no monday", 9), ("friday, monday pay", 9), ("pay friday, monday", 9), ("day 4", 4), ("so long friday, monday pay", 9), ("day 5 no day 7 no day 9", 9)],
)  # fmt: skip
def test_the_day_that_is_meant(text: str, day: int) -> None:
    assert read(TOY, text, TODAY) == date(2026, 3, day)


def test_a_sentence_without_a_day() -> None:
    assert read(TOY, "hello", TODAY) is None


@pytest.mark.parametrize(
    "text", ["day 5 day 7", "friday monday", "day 5 or day 7 pay", "no friday or monday", "day 7 friday"]
)
def test_two_days(text: str) -> None:
    with pytest.raises(Ambiguous, match=r"two days are named, `.*` .* and `.*; say one of them"):
        read(TOY, text, TODAY)


def test_two_days_are_named_in_the_order_of_the_sentence() -> None:
    with pytest.raises(Ambiguous, match=r"`day 7` \(2026-03-07\) and `friday` \(2026-03-06\)"):
        read(TOY, "day 7 friday", TODAY)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [("it was friday", "`was` is in the past"), ("soon, friday", "`soon` names no day"), ("day 3", r"2026-03-03 is in the past; .* today \(2026-03-04\)"),
     ("day 40", "`day 40` is no day of the calendar"), ("never", "`never` is no day of the calendar"), ("day 5 no day 3", "2026-03-03 is in the past")],
)  # fmt: skip
def test_refused(text: str, trouble: str) -> None:
    with pytest.raises(UsageError, match=trouble):
        read(TOY, text, TODAY)


def test_ways() -> None:
    first, second = ways(number, "a", "b")
    assert (first.pattern.pattern, second.pattern.pattern) == ("a", "b")
    assert not first.weak
    assert not Rule(pattern=first.pattern, resolve=number).weak
    assert [rule.weak for rule in ways(number, "a", weak=True)] == [True]
