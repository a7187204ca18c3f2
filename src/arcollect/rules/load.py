"""The playbook's files as excuses; faults are told as file: what is wrong and the remedy."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from arcollect.errors import BadData, NotFound
from arcollect.rules.model import LANGUAGES, Countermeasure, Excuse, Script, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS = ("questions", "evidence", "refuse", "good", "bad")
WORDS = ("title", "analysis", "further")


def codes() -> tuple[str, ...]:
    """The codes of the built-in playbook."""
    folder = files("arcollect.playbook") / "excuses"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def built_in(code: str) -> Excuse:
    """One excuse of the built-in playbook; NotFound when there is none by that code."""
    file = files("arcollect.playbook") / "excuses" / f"{code}.toml"
    if not file.is_file():
        raise NotFound(f"no excuse `{code}` in the playbook; there are {', '.join(codes())}")
    return parse(file.read_text(encoding="utf-8"), f"{code}.toml")


def parse(text: str, name: str) -> Excuse:
    """One excuse from the text of its file; BadData with file and remedy when something is missing or wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{name}: {error}; correct the TOML there") from error
    if not isinstance(raw.get("code"), str):
        raise BadData(f'{name}: no code; give one at its top, as code = "cash-tight"')
    texts = {lang: _countermeasure(raw[lang], f"{name} [{lang}]") for lang in LANGUAGES if lang in raw}
    if not texts:
        raise BadData(f"{name}: no text; give at least one of [en], [zh], [es]")
    cues = {lang: tuple(raw[lang].get("cues", ())) for lang in texts}
    return Excuse(
        raw["code"], raw.get("source", ""), tuple(raw.get("not", ())), int(raw.get("closing_days", 3)), texts, cues
    )


def _countermeasure(raw: Mapping[str, Any], where: str) -> Countermeasure:
    missing = [key for key in (*WORDS, *LISTS, "steps", "script") if not raw.get(key)]
    if missing:
        raise BadData(
            f"{where}: {', '.join(missing)} is missing or empty; `arcollect playbook new CODE` shows a whole one"
        )
    steps = tuple(Step(str(s["text"]), int(s.get("days", 0)), str(s.get("from", "today"))) for s in raw["steps"])
    try:
        script = Script(*(str(raw["script"][part]) for part in ("opening", "insist", "closing")))
    except KeyError as error:
        raise BadData(f"{where}: the script has no {error}; give opening, insist and closing") from error
    lists = {key: tuple(map(str, raw[key])) for key in LISTS}
    return Countermeasure(
        title=str(raw["title"]), analysis=str(raw["analysis"]), further=str(raw["further"]), questions=lists["questions"],
        evidence=lists["evidence"], refuse=lists["refuse"], good=lists["good"], bad=lists["bad"], steps=steps, script=script,
    )  # fmt: skip
