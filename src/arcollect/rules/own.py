"""The user's own excuses: TOML files over the built-in ones, recognised by their cues and sample phrases."""

from __future__ import annotations

import os
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arcollect.domain.frozen import changed, record
from arcollect.domain.languages import LANGUAGES
from arcollect.domain.paths import user_path
from arcollect.errors import BadData
from arcollect.rules.playbook import built_in, codes, flag, parse
from arcollect.rules.recognise.features import normal, pieces
from arcollect.rules.recognise.reading import Match, Reading
from arcollect.rules.recognise.reading import read as read_built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from arcollect.rules.excuse import Excuse

LIKE_A_SAMPLE = 0.5
"""Share of common pieces from which a phrase is taken for a sample's sister."""
CUE_CONFIDENCE = 0.95
CODE = re.compile(r"[a-z][a-z0-9-]*")


@record
class Own:
    """One of the user's files: the excuse, how it is recognised (by language), the phrases that prove it."""

    excuse: Excuse
    file: Path
    cues: Mapping[str, tuple[str, ...]]
    samples: Mapping[str, tuple[str, ...]]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def folder(given: str | None = None) -> Path | None:
    """Where the user's files are: as given, ARCOLLECT_PLAYBOOK, else the configuration directory.

    None when absent.
    """
    text = given or os.environ.get("ARCOLLECT_PLAYBOOK")
    if text:
        path = user_path(text)
        if not path.exists():
            raise BadData(f"no playbook at {path}; give a folder of TOML files, or one file")
        return path
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 — quicker than pathlib here
    if os.name == "nt" or not config.startswith("/"):
        from platformdirs import user_config_path

        config = str(user_config_path())
    path = Path(config) / "arcollect" / "playbook"
    return path if path.is_dir() else None


def own_excuses(given: str | None = None) -> tuple[Own, ...]:
    """The user's excuses, checked; BadData names file, line and remedy."""
    place = folder(given)
    if place is None:
        return ()
    files = [place] if place.is_file() else sorted(place.glob("*.toml"))
    return tuple(_load(file, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=64)
def _load(file: Path, _changed: int) -> Own:
    return load(file)


def load(file: Path) -> Own:
    """One of the user's files; a code of the built-in playbook may leave out what it does not change.

    BadData, with the file, the line and what to do, when it cannot be read or something in it is wrong.
    """
    text, raw = _read_file(file)
    code = raw.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise BadData(
            f"{file}:{_line_of(text, 'code')}: the code is missing or not in small letters; write code "
            '= "my-reason"'
        )
    tables = {lang: raw[lang] for lang in LANGUAGES if isinstance(raw.get(lang), dict)}
    own = Own(
        excuse=_excuse(raw, text, file),
        file=file,
        cues={lang: _strings(table, "cues", file, text) for lang, table in tables.items()},
        samples={lang: _strings(table, "samples", file, text) for lang, table in tables.items()},
        examples=_strings(raw, "examples", file, text),
        counter_examples=_strings(raw, "counter_examples", file, text),
    )
    for cue in (cue for found in own.cues.values() for cue in found):
        _check_pattern(cue, file, text)
    return own


def _read_file(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise BadData(f"{file}:{place[1] if place else 1}: {error}; correct the TOML there") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{file}: cannot be read ({error}); save it as UTF-8 text") from error


def _excuse(raw: Mapping[str, Any], text: str, file: Path) -> Excuse:
    """The excuse of a file, over the built-in one of that code when there is one."""
    known = built_in(raw["code"]) if raw["code"] in codes() else None
    whole = [lang for lang in LANGUAGES if isinstance(raw.get(lang), dict) and "title" in raw[lang]]
    line = _line_of(text, "announces_payment")
    announces = flag(raw, f"{file}:{line}", default=known is not None and known.announces_payment)
    if known and not whole:
        return changed(known, announces_payment=announces)
    try:
        parsed = parse(text, str(file))
    except BadData as error:
        raise BadData(_with_line(str(error), text, file)) from error
    texts = {**(known.texts if known else {}), **parsed.texts}
    return changed(parsed, texts=texts, announces_payment=announces)


def _with_line(fault: str, text: str, file: Path) -> str:
    """A fault told as `FILE [en]: …`, with the line on which that section begins in place of its name."""
    rest = fault.removeprefix(str(file))
    section = re.match(r" (\[\w+\])", rest)
    if section:
        return f"{file}:{_line_of(text, section[1])}{rest[section.end() :]}"
    return f"{file}:1{rest}"


def _strings(table: Mapping[str, Any], key: str, file: Path, text: str) -> tuple[str, ...]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise BadData(f'{file}:{_line_of(text, key)}: {key} is no list of texts; write {key} = ["…", "…"]')
    return tuple(found)


def _line_of(text: str, start: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().startswith(start):
            return number
    return 1


def _check_pattern(cue: str, file: Path, text: str) -> None:
    """BadData when the cue is no pattern, or one that is in every phrase."""
    lines = (number for number, content in enumerate(text.splitlines(), 1) if cue and cue in content)
    place = f"{file}:{next(lines, _line_of(text, 'cues'))}"
    try:
        empty = re.search(cue, "", re.IGNORECASE)
    except re.error as error:
        raise BadData(f"{place}: the cue `{cue}` is no pattern ({error}); write plain words") from error
    if empty:
        raise BadData(
            f"{place}: the cue `{cue}` is in every phrase; write the words that give the reason away"
        )


def read(text: str, lang: str | None, own: Sequence[Own], *, explain: bool = True) -> Reading:
    """What the phrase says, the user's own excuses first.

    Args:
        text: what they said, or a note of it.
        lang: the language of the answer, None where it is not known yet.
        own: the user's excuses, as `own_excuses` gives them.
        explain: whether to tell the words that a built-in excuse rests on.

    """
    reading = read_built_in(text, lang, explain=explain)
    if not own:
        return reading
    found = sorted(filter(None, (match(text, reading.lang, one) for one in own)), key=lambda m: -m.confidence)
    return changed(reading, matches=tuple(found[:2]), near=()) if found else reading


def match(text: str, lang: str, own: Own) -> Match | None:
    """Whether one of the user's excuses is in the phrase: by a cue's words, or by likeness to a sample."""
    for code in (lang, *(other for other in LANGUAGES if other != lang)):
        plain = normal(text, code)
        if hit := by_cue(text, plain, code, own):
            return Match(code=own.excuse.code, confidence=CUE_CONFIDENCE, because=(hit,))
        likeness, sample = _likest(plain, code, own.samples.get(code, ()))
        if likeness >= LIKE_A_SAMPLE:
            sure = round(min(likeness, CUE_CONFIDENCE), 3)
            return Match(code=own.excuse.code, confidence=sure, because=(f"like “{sample}”",))
    return None


def by_cue(text: str, plain: str, lang: str, own: Own) -> str | None:
    """The words of the phrase that fit a cue of one language, None when none fits.

    Args:
        text: the phrase as it was typed.
        plain: its normal form.
        lang: the language whose cues are looked for.
        own: the user's excuse.

    """
    for cue in own.cues.get(lang, ()):
        hit = re.search(cue, text, re.IGNORECASE) or re.search(normal(cue, lang) or r"(?!)", plain)
        if hit:
            return hit[0]
    return None


def _likest(plain: str, lang: str, samples: Iterable[str]) -> tuple[float, str]:
    """How like the phrase is to the likest sample (the cosine of their pieces, 0 to 1), and that sample."""
    mine = pieces(plain, lang)
    best = (0.0, "")
    for sample in samples:
        theirs = pieces(normal(sample, lang), lang)
        common = len(mine & theirs)
        if common:
            best = max(best, (common / (len(mine) * len(theirs)) ** 0.5, sample))
    return best
