"""What is said and written to customers, by language.

The sentences stand in the playbook's `words/LANG.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.rules import data

if TYPE_CHECKING:
    from collections.abc import Mapping


@record
class Words:
    """The words of one language, section by section as its file has them; braces in a sentence are filled in.

    `weekdays` begin with Monday; `long_day` and `short_day` are the patterns of a day in full and without
    its year.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    long_day: str
    short_day: str
    promise: Mapping[str, str]
    statement: Mapping[str, str]
    answer: Mapping[str, str]


@cache
def words(lang: str) -> Words:
    """The words of a language, read once; FileNotFoundError when the playbook has none for it."""
    found = sections(data.text("words", f"{lang}.toml"))
    days = found["days"]
    return Words(
        weekdays=tuple(days["weekdays"].split()),
        months=tuple(days["months"].split()),
        long_day=days["long"],
        short_day=days["short"],
        promise=found["promise"],
        statement=found["statement"],
        answer=found["answer"],
    )


def sections(text: str) -> dict[str, dict[str, str]]:
    """The sections of a TOML file that holds only texts in double quotes, a key on a line.

    tomllib would read it too, but importing that takes longer than all the rest of saying a sentence.
    """
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in text.splitlines():
        key, is_pair, value = line.partition(" = ")
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif is_pair and not line.startswith("#"):
            section[key] = value.strip('"')
    return found
