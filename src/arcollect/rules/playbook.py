"""The playbook's files as excuses; a fault is told as file, what is wrong, and the remedy."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any

from arcollect.domain.languages import LANGUAGES
from arcollect.errors import BadData, NotFound
from arcollect.rules import data
from arcollect.rules.excuse import Countermeasure, Excuse, Script, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("title", "analysis", "further", "questions", "evidence", "refuse", "good", "bad", "steps", "script")
"""What each language of an excuse must have."""


def codes() -> tuple[str, ...]:
    """The codes of the built-in playbook, in the order of the alphabet."""
    names = os.listdir(data.path("excuses"))  # noqa: PTH208 — names are enough
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def built_in(code: str) -> Excuse:
    """One excuse of the built-in playbook; NotFound when it has none by that code."""
    text = data.excuse(code)
    if text is None:
        raise NotFound(f"no excuse `{code}` in the playbook; there are {', '.join(codes())}")
    return parse(text, f"{code}.toml")


def parse(text: str, name: str) -> Excuse:
    """One excuse from the text of its file.

    BadData with file and remedy when something is missing or wrong.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{name}: {error}; correct the TOML there") from error
    if not isinstance(raw.get("code"), str):
        raise BadData(f'{name}: no code; give one at its top, as code = "cash-tight"')
    texts = {lang: _countermeasure(raw[lang], f"{name} [{lang}]") for lang in LANGUAGES if lang in raw}
    if not texts:
        sections = ", ".join(f"[{lang}]" for lang in sorted(LANGUAGES))
        raise BadData(f"{name}: no text; give at least one of {sections}")
    return Excuse(
        code=raw["code"],
        source=raw.get("source", ""),
        not_codes=tuple(raw.get("not", ())),
        closing_days=int(raw.get("closing_days", 3)),
        announces_payment=flag(raw, name),
        texts=texts,
        cues={lang: tuple(raw[lang].get("cues", ())) for lang in texts},
    )


def flag(raw: Mapping[str, Any], name: str, *, default: bool = False) -> bool:
    """The key `announces_payment` of a file; BadData when it is neither true nor false."""
    found = raw.get("announces_payment", default)
    if not isinstance(found, bool):
        raise BadData(f"{name}: announces_payment is `{found}`; write true or false, without quotes")
    return found


def _countermeasure(raw: Mapping[str, Any], where: str) -> Countermeasure:
    missing = [key for key in KEYS if not raw.get(key)]
    if missing:
        raise BadData(
            f"{where}: {', '.join(missing)} is missing or empty; `arcollect playbook new CODE` shows a "
            "whole one"
        )
    return Countermeasure(
        title=str(raw["title"]),
        analysis=str(raw["analysis"]),
        further=str(raw["further"]),
        questions=tuple(map(str, raw["questions"])),
        evidence=tuple(map(str, raw["evidence"])),
        refuse=tuple(map(str, raw["refuse"])),
        good=tuple(map(str, raw["good"])),
        bad=tuple(map(str, raw["bad"])),
        steps=tuple(_step(step, where) for step in raw["steps"]),
        script=_script(raw["script"], where),
    )


def _step(raw: Mapping[str, Any], where: str) -> Step:
    try:
        return Step(text=str(raw["text"]), days=int(raw.get("days", 0)), start=str(raw.get("from", "today")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadData(
            f'{where}: a step is not whole; give it as {{ days = 0, text = "Ask for the copy." }}'
        ) from error


def _script(raw: Mapping[str, Any], where: str) -> Script:
    try:
        return Script(opening=str(raw["opening"]), insist=str(raw["insist"]), closing=str(raw["closing"]))
    except KeyError as error:
        raise BadData(f"{where}: the script has no {error}; give opening, insist and closing") from error
