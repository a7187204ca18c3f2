"""Excuses: the playbook is whole, its clocks are dates, and what it recognises on phrases that nobody tuned to."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import BadData, NotFound
from arcollect.rules import samples
from arcollect.rules.classify import read
from arcollect.rules.counter import answer
from arcollect.rules.load import built_in, codes, parse
from arcollect.rules.model import LANGUAGES
from conftest import Arcollect

MONDAY = date(2026, 3, 2)
BLIND = sorted((Path(__file__).parent / "blind").glob("*.tsv"))
CASES = [
    ("check sent", "cheque-mailed"), ("cheque mailed", "cheque-mailed"), ("cash tight", "cash-tight"), ("手头紧", "cash-tight"), ("vuelva mañana", "not-convenient"),
    ("not approved yet", "awaiting-approval"), ("today isn't convenient", "not-convenient"), ("money is coming in a month, we'll pay then", "money-coming"),
    ("we pay within 60 days", "payment-cycle"), ("the computer is down, we can't print cheques", "system-down"), ("今天不方便", "not-convenient"),
    ("还没审批下来", "awaiting-approval"), ("支票已经寄出", "cheque-mailed"), ("电脑出故障，支票无法打印", "system-down"), ("一个月后有进账，到时可以还款", "money-coming"),
    ("我们30天内付清", "payment-cycle"), ("hoy no me viene bien", "not-convenient"), ("todavía no está aprobado", "awaiting-approval"),
    ("el cheque ya salió por correo", "cheque-mailed"), ("andamos cortos de efectivo", "cash-tight"), ("el mes que viene entra dinero y le pagamos", "money-coming"),
    ("pagamos a 60 días", "payment-cycle"), ("se cayó el sistema y no podemos imprimir cheques", "system-down"),
]  # fmt: skip


@pytest.mark.parametrize("code", codes())
def test_each_excuse_is_whole_in_three_languages(code: str) -> None:
    excuse = built_in(code)
    assert set(excuse.texts) == set(LANGUAGES)
    assert set(excuse.not_codes) <= set(codes())
    spans = {tuple((s.days, s.start) for s in excuse.texts[lang].steps) for lang in LANGUAGES}
    assert len(spans) == 1
    for lang in LANGUAGES:
        found = answer(excuse, lang, MONDAY)
        assert not any("{" in part for part in found.script)
        assert all(step.due >= MONDAY for step in found.steps)
        assert found.closing_day.weekday() < 5


def test_there_are_21() -> None:
    assert len(codes()) == 21


@pytest.mark.parametrize(("text", "code"), CASES)
def test_the_seven_of_the_source(text: str, code: str) -> None:
    assert read(text).codes[:1] == [code]


def test_fourteen_days_count_from_the_cheques_date() -> None:
    found = answer(built_in("cheque-mailed"), "en", MONDAY, issued=date(2026, 2, 25))
    assert max(s.due for s in found.steps) == date(2026, 3, 11)


def test_standing_keeps_its_branch() -> None:
    excuse = built_in("cash-tight")
    assert answer(excuse, "en", MONDAY, standing="good").bad == ()
    assert answer(excuse, "en", MONDAY, standing="bad").good == ()
    assert answer(excuse, "en", MONDAY).good


def test_the_answer_says_what_it_rests_on() -> None:
    match = read("says the cheque went out on Tuesday").matches[0]
    assert match.because
    assert all(word in "says the cheque went out on tuesday" for word in match.because)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "!!!", "🙂", "x" * 5000, "好"])
def test_nothing_is_made_of_nothing(text: str) -> None:
    assert read(text).codes in ([], read(text).codes)
    assert all(0 <= m.confidence <= 1 for m in (*read(text).matches, *read(text).near))


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    assert len(reading.codes) <= 2
    assert not (reading.matches and reading.near)


def scores(path: Path) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in path.read_text(encoding="utf-8").splitlines():
        wanted, style, phrase = line.split("\t")
        right = [] if wanted == "none" else wanted.split("+")
        got = read(phrase).codes
        counts[style][0] += set(got) == set(right) if style == "two" else got == right
        counts[style][1] += 1
    return {style: (hits, total) for style, (hits, total) in counts.items()}


BARS = {"note": 0.85, "said": 0.9, "hard": 0.75, "none": 0.9, "two": 0.65}


@pytest.mark.parametrize("path", BLIND, ids=lambda p: p.stem)
def test_blind_phrases(path: Path) -> None:
    found = scores(path)
    print(f"\n{path.stem}: " + ", ".join(f"{s} {hits}/{total}" for s, (hits, total) in found.items()))
    for style, (hits, total) in found.items():
        assert hits / total >= BARS[style], (path.stem, style, hits, total)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_models_are_learned_from_this_very_playbook(lang: str) -> None:
    """After a change of samples or cues: `python -m arcollect.rules.train`."""
    raw = (Path(samples.__file__).parent.parent / "playbook" / "model" / f"{lang}.bin").read_bytes()
    assert json.loads(raw[: raw.index(b"\n")])["samples"] == samples.fingerprint(lang)


def test_faults_in_a_playbook_file_are_told() -> None:
    for text, fault in (
        ("code = ", "correct the TOML"),
        ("x = 1", "no code"),
        ('code = "a"', "no text"),
        ('code = "a"\n[en]\ntitle = "t"', "missing or empty"),
    ):
        with pytest.raises(BadData, match=fault):
            parse(text, "mine.toml")
    with pytest.raises(NotFound):
        built_in("nothing")


def test_batch_is_json_lines(arcollect: Arcollect) -> None:
    said = arcollect("excuse", "--batch", "-", stdin="check sent\n手头紧\nhello\n")
    found = [json.loads(line) for line in said.out.splitlines()]
    assert [f["codes"] for f in found] == [["cheque-mailed"], ["cash-tight"], []]
    assert found[1]["lang"] == "zh"
