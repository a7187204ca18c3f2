"""What to answer to a reason not to pay: words in, the excuses in them out, each with its countermeasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.rules.answer import Answer, answer
from arcollect.rules.own import Own, own_excuses, read
from arcollect.rules.playbook import built_in, codes
from arcollect.rules.recognise.reading import Match, Reading
from arcollect.rules.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from arcollect.domain.settings import Settings
    from arcollect.rules.excuse import Excuse
    from arcollect.rules.proof import Proof

__all__ = ["Answer", "Answered", "Answering", "Match", "Reading", "heads", "known_excuses"]


@record
class Answered:
    """What a phrase says and what to do about it.

    `titles` are those of the nearest codes when it is not sure.
    """

    reading: Reading
    lang: str
    answers: tuple[Answer, ...]
    titles: tuple[str, ...]


@record
class Known:
    """An excuse that the playbook knows; `file` is the user's own file where it is theirs."""

    excuse: Excuse
    file: Path | None

    def title(self, lang: str) -> str:
        """Its title in a language, else in the first that it has."""
        return (self.excuse.texts.get(lang) or next(iter(self.excuse.texts.values()))).title


class Answering:
    """Reads phrases and answers them, the user's own excuses first.

    Args:
        playbook: a folder of the user's TOML files or one file; without one where they usually are.
        today: the day that steps and clocks count from.
        settings: for the working days.

    """

    def __init__(self, playbook: str | None, today: date, settings: Settings) -> None:
        self._own = own_excuses(playbook)
        self._excuses = {own.excuse.code: own.excuse for own in self._own}
        self._today, self._settings = today, settings

    def read(self, text: str, lang: str | None, *, explain: bool = True) -> Reading:
        """What a phrase says; `lang` helps where its own language is not clear."""
        return read(text, lang, self._own, explain=explain)

    def answered(
        self, reading: Reading, lang: str, standing: str | None = None, issued: date | None = None
    ) -> Answered:
        """The countermeasures to what was read, for a standing and the day a cheque was issued."""
        answers = [self.answer(match.code, lang, standing, issued) for match in reading.matches]
        titles = [self.answer(match.code, lang).title for match in reading.near]
        return Answered(reading=reading, lang=lang, answers=tuple(answers), titles=tuple(titles))

    def answer(self, code: str, lang: str, standing: str | None = None, issued: date | None = None) -> Answer:
        """The countermeasure to one excuse; NotFound when the playbook has none by that code."""
        excuse, working = self._excuses.get(code) or built_in(code), self._settings.working_days
        return answer(excuse, lang, self._today, standing=standing, issued=issued, working=working)


def heads(lang: str) -> Mapping[str, str]:
    """The headings of an answer in a language."""
    return words(lang).answer


def known_excuses(playbook: str | None) -> dict[str, Known]:
    """Every excuse by its code, the user's own over the built-in."""
    found = {code: Known(excuse=built_in(code), file=None) for code in codes()}
    return found | {o.excuse.code: Known(excuse=o.excuse, file=o.file) for o in own_excuses(playbook)}


def proven(file: Path, name: str) -> tuple[str, Proof]:
    """The code of a user's excuse and what its own phrases prove of it; BadData when it is not well."""
    from arcollect.rules.own import load
    from arcollect.rules.proof import prove

    own: Own = load(file)
    return own.excuse.code, prove(own, name)


def skeleton(code: str) -> str:
    """A commented file for an excuse of one's own."""
    from arcollect.rules import data

    return data.text("skeleton.toml").replace("my-reason", code)
