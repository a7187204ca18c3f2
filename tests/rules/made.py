"""Excuses made for tests: a whole file of the user's own, with what a test changes in it."""

from __future__ import annotations

import json
from pathlib import Path

from arcollect.rules.excuse import Countermeasure, Excuse, Script, Step
from arcollect.rules.own import Own, load

WHOLE = """
title = "The container is late"
analysis = "What it means."
questions = ["Which one?"]
evidence = ["The bill of lading"]
steps = [{ days = 0, text = "Ask." }, { days = 7, text = "Ask again." }]
refuse = ["Waiting"]
further = "Tell the manager."
good = ["Wait a week."]
bad = ["Ask for half now."]
script = { opening = "Which?", insist = "The goods were on time.", closing = "Today is {today}. I come on {date}." }
"""


def toml(code: str = "container-late", top: str = "", lang: str = "en", **lists: list[str]) -> str:
    """A whole file: `top` stands above the language's section, the lists (cues, samples) in it."""
    found = "".join(f"{key} = {json.dumps(items, ensure_ascii=False)}\n" for key, items in lists.items())
    return f'code = "{code}"\n{top}\n[{lang}]\n{found}{WHOLE}'


def own(folder: Path, text: str, name: str = "mine.toml") -> Own:
    """The user's file with that text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return load(file)


def excuse(*steps: Step, closing_days: int = 3) -> Excuse:
    """An excuse in English with these steps."""
    text = Countermeasure(
        title="t", analysis="a", questions=("q",), evidence=("e",), steps=steps, refuse=("r",), further="f",
        good=("good",), bad=("bad",), script=Script(opening="o {today}", insist="i", closing="c {date}"),
    )  # fmt: skip
    return Excuse(
        code="made", source="", not_codes=(), closing_days=closing_days, announces_payment=False,
        texts={"en": text}, cues={"en": ()},
    )  # fmt: skip
