"""The user's own excuses: TOML files over the built-in ones, recognised by their cues and sample phrases."""

from __future__ import annotations

import os
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from arcollect.domain.paths import user_path
from arcollect.errors import BadData
from arcollect.rules.classify import Match, Reading
from arcollect.rules.classify import read as read_built_in
from arcollect.rules.features import normal, pieces
from arcollect.rules.load import built_in, codes, parse
from arcollect.rules.model import LANGUAGES, Excuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LIKE_A_SAMPLE = 0.5
"""Share of common pieces from which a phrase is taken for a sample's sister."""
CUE_CONFIDENCE = 0.95


class Own(NamedTuple):
    """One of the user's files: the excuse, how it is recognised, and the phrases that prove it."""

    excuse: Excuse
    file: Path
    cues: Mapping[str, tuple[str, ...]]
    samples: Mapping[str, tuple[str, ...]]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def folder(given: str | None = None) -> Path | None:
    """Where the user's files are: as given, ARCOLLECT_PLAYBOOK, else the configuration directory; None when absent."""
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
    """One of the user's files; a code of the built-in playbook may leave out what it does not change."""
    try:
        text = file.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{file}: cannot be read ({error}); save it as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise BadData(f"{file}:{place[1] if place else 1}: {error}; correct the TOML there") from error
    code = raw.get("code")
    if not isinstance(code, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", code):
        raise BadData(
            f'{file}:{_line_of(text, "code")}: the code is missing or not in small letters; write code = "my-reason"'
        )
    excuse = _excuse(raw, text, file)
    tables = {lang: raw[lang] for lang in LANGUAGES if isinstance(raw.get(lang), dict)}
    own = Own(
        excuse, file, {lang: _strings(t, "cues", file, text) for lang, t in tables.items()},
        {lang: _strings(t, "samples", file, text) for lang, t in tables.items()},
        _strings(raw, "examples", file, text), _strings(raw, "counter_examples", file, text),
    )  # fmt: skip
    for cue in (c for found in own.cues.values() for c in found):
        _pattern(cue, file, text)
    return own


def _excuse(raw: Mapping[str, Any], text: str, file: Path) -> Excuse:
    known = built_in(raw["code"]) if raw["code"] in codes() else None
    whole = [lang for lang in LANGUAGES if isinstance(raw.get(lang), dict) and "title" in raw[lang]]
    if known and not whole:
        return known
    try:
        parsed = parse(text, str(file))
    except BadData as error:
        section = re.search(r"\[(en|zh|es)\]", str(error))
        line = _line_of(text, section[0]) if section else 1
        raise BadData(
            str(error).replace(str(file), f"{file}:{line}", 1).replace(f" {section[0]}" if section else "\0", "", 1)
        ) from error
    texts = {**(known.texts if known else {}), **parsed.texts}
    return Excuse(parsed.code, parsed.source, parsed.not_codes, parsed.closing_days, texts, parsed.cues)


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


def _pattern(cue: str, file: Path, text: str) -> re.Pattern[str]:
    try:
        return re.compile(cue, re.IGNORECASE)
    except re.error as error:
        line = next((n for n, content in enumerate(text.splitlines(), 1) if cue in content), _line_of(text, "cues"))
        raise BadData(f"{file}:{line}: the cue `{cue}` is no pattern ({error}); write plain words") from error


def read(text: str, lang: str | None, own: Sequence[Own], *, explain: bool = True) -> Reading:
    """What the phrase says, the user's own excuses first."""
    reading = read_built_in(text, lang, explain=explain)
    if not own:
        return reading
    found = sorted(filter(None, (match(text, reading.lang, one) for one in own)), key=lambda m: -m.confidence)
    if not found:
        return reading
    return Reading(text, reading.lang, tuple(found[:2]), ())


def match(text: str, lang: str, own: Own) -> Match | None:
    """Whether one of the user's excuses is in the phrase: by a cue's words, or by likeness to a sample."""
    for code in (lang, *(other for other in LANGUAGES if other != lang)):
        plain = normal(text, code)
        for cue in own.cues.get(code, ()):
            hit = re.search(cue, text, re.IGNORECASE) or re.search(normal(cue, code) or r"(?!)", plain)
            if hit:
                return Match(own.excuse.code, CUE_CONFIDENCE, (hit[0],))
        likeness, sample = _likest(plain, code, own.samples.get(code, ()))
        if likeness >= LIKE_A_SAMPLE:
            return Match(own.excuse.code, round(min(likeness, CUE_CONFIDENCE), 3), (f"like “{sample}”",))
    return None


def _likest(plain: str, lang: str, samples: Iterable[str]) -> tuple[float, str]:
    mine = pieces(plain, lang)
    best = (0.0, "")
    for sample in samples:
        theirs = pieces(normal(sample, lang), lang)
        common = len(mine & theirs)
        if common:
            best = max(best, (common / (len(mine) * len(theirs)) ** 0.5, sample))
    return best
