"""Encodings, by the byte-order mark or by what the bytes look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import BadData
from arcollect.exchange.encoding import codec


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded(raw: bytes) -> None:
    assert isinstance(raw.decode(*codec(raw, "f")), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_comes_out_as_it_was(encoding: str) -> None:
    text = "发票号码,客户名称\nF-1,南山五金店\n"
    assert text.encode(encoding).decode(*codec(text.encode(encoding), "f")) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_spanish_comes_out_as_it_was(encoding: str) -> None:
    text = "Razón social;Año\nPeluquería Muñoz;€ 5\nÑandú;1\n"
    assert text.encode(encoding).decode(*codec(text.encode(encoding), "f")) == text


def test_accents_alone_are_no_chinese_and_single_characters_are() -> None:
    """The bytes of each could be either."""
    spanish, chinese = "Razón social\nPeluquería Muñoz\n", "a,店,b,店\n"
    assert codec(spanish.encode("cp1252"), "f")[0] == "cp1252"
    assert codec(chinese.encode("gb18030"), "f")[0] == "gb18030"


def test_the_encoding_that_is_named_is_held_to() -> None:
    assert codec("Ñ".encode("latin-1"), "f", "latin-1") == ("latin-1", "strict")
    with pytest.raises(BadData, match="f is not utf-8 at byte 1"):
        codec(b"a\xff", "f", "utf-8")
    with pytest.raises(BadData, match="`klingon` is no encoding"):
        codec(b"a", "f", "klingon")
