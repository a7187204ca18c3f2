"""What the recogniser looks at: phrases made plain, cut into pieces and into clauses."""

from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.languages import LANGUAGES
from arcollect.rules.recognise.features import LONGEST, clauses, features, normal, pieces


@pytest.mark.parametrize(
    ("text", "lang", "plain"),
    [
        ("  The CHEQUE, went out!  ", "en", "the cheque went out"),
        ("We can’t pay 1,200", "en", "we can't pay 0 0"),
        ("can`t", "en", "can't"),
        ("30 days", "en", "0 days"),
        ("¿Mañana?", "es", "manana"),
        ("Está aprobación", "es", "esta aprobacion"),
        ("支票，已经寄出！", "zh", "支票 已经寄出"),
        ("３０天", "zh", "0天"),
        ("OK 好", "zh", "ok 好"),
    ],
)
def test_normal(text: str, lang: str, plain: str) -> None:
    assert normal(text, lang) == plain


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_what_is_plain_stays_as_it_is(text: str, lang: str) -> None:
    once = normal(text, lang)
    assert normal(once, lang) == once


@given(st.text(alphabet=st.characters(max_codepoint=126), max_size=60))
def test_both_ways_of_making_latin_plain_agree(text: str) -> None:
    assert normal(text, "en") == normal(f"{text}é", "en").removesuffix("e").strip()


def test_only_so_much_of_a_phrase_is_looked_at() -> None:
    assert len(normal("x" * 5000, "en")) == LONGEST


def test_pieces_of_words() -> None:
    found = pieces("in the mailbox", "en")
    assert {"w:in", "b:in the", "b:the mailbox", "s:in mailbox", "p:mailb", "c: in ", "c:box "} <= found
    assert {piece for piece in pieces("cheque sends", "en") if piece.startswith("p:")} == {"p:chequ"}


def test_pieces_of_characters() -> None:
    assert pieces("支票", "zh") == {"z: ", "z:支", "z:票", "z: 支", "z:支票", "z:票 ", "z: 支票", "z:支票 "}


def test_a_feature_is_the_hash_of_its_piece() -> None:
    assert features("hi", "en") == {crc32(piece.encode()) for piece in pieces("hi", "en")}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("cash is tight", []),
        ("cash is tight, and the boss is away", ["cash is tight", "the boss is away"]),
        ("no hay dinero y el jefe no está", ["no hay dinero", "el jefe no está"]),
        ("手头紧，老板不在", ["手头紧", "老板不在"]),
        ("手头紧而且老板不在", ["手头紧", "老板不在"]),
        ("no, later we pay", ["later we pay"]),
        ("", []),
    ],
)
def test_clauses(text: str, cut: list[str]) -> None:
    assert clauses(text) == cut
