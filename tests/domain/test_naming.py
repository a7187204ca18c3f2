"""Which customer a text means, and codes for new ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.frozen import record
from arcollect.domain.naming import Codes, find, folded
from arcollect.errors import Ambiguous, NotFound


@record
class Named:
    """A customer as far as its name goes."""

    code: str
    name: str


ACME, PEPE, PEPA = (
    Named(code="ACME", name="Acme Ltd"),
    Named(code="PEPE", name="Bar Pepe"),
    Named(code="PEPA", name="Café Pepa"),
)
MING = Named(code="C001", name="小明商店")
ALL = [ACME, PEPE, PEPA, MING]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Café  Pepa ", "cafe pepa"), ("ＡＣＭＥ", "acme"), ("A\tB", "a b"), ("STRASSE", "strasse"), ("straße", "strasse"), ("小明", "小明"), ("é é", "e e")],
)  # fmt: skip
def test_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("text", "meant"),
    [("ACME", ACME), ("acme", ACME), ("acm", ACME), ("Bar Pepe", PEPE), ("bar", PEPE), ("cafe", PEPA), ("pepa", PEPA), ("小明", MING), ("c0", MING), ("ltd", ACME)],
)  # fmt: skip
def test_found(text: str, meant: Named) -> None:
    assert find(text, ALL) is meant


def test_a_code_stands_before_a_name_and_a_name_before_a_part() -> None:
    named_as_code = Named(code="X1", name="ACME")
    assert find("acme", [named_as_code, ACME]) is ACME
    short, long = Named(code="S", name="Pepe"), Named(code="L", name="Pepe and Sons")
    assert find("pepe", [long, short]) is short


def test_of_two_with_one_name_neither_is_taken() -> None:
    twins = [Named(code="A1", name="Sol"), Named(code="A2", name="Sól")]
    with pytest.raises(Ambiguous, match=r"`sol` could be 2 customers: Sol \(A1\), Sól \(A2\); give the code"):
        find("sol", twins)


def test_only_five_are_listed() -> None:
    many = [Named(code=f"K{n}", name=f"Kiosk {n}") for n in range(7)]
    with pytest.raises(Ambiguous, match=r"Kiosk 4 \(K4\) and 2 more; give"):
        find("kiosk", many)
    with pytest.raises(Ambiguous, match="and 1 more"):
        find("kiosk", many[:6])
    with pytest.raises(Ambiguous) as caught:
        find("kiosk", many[:5])
    assert "more" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", "zzzzzzzz"])
def test_nobody(text: str) -> None:
    with pytest.raises(NotFound, match="`arcollect customer list` shows them all"):
        find(text, ALL)


def test_the_nearest_names_are_offered() -> None:
    with pytest.raises(NotFound, match=r"no customer `Acne Ltd`; did you mean Acme Ltd \(ACME\)\?"):
        find("Acne Ltd", ALL)
    many = [Named(code=f"K{n}", name=f"Kiosko {n}") for n in range(9)]
    with pytest.raises(NotFound) as caught:
        find("Kioskos", many)
    assert str(caught.value).count("(K") == 3


def test_new_codes() -> None:
    codes = Codes(["PEPE", "C001"])
    assert [codes.new(name) for name in ("Bar Pepe", "Société Générale", "小明商店", "A", "O2")] == [
        "BARPEPE",
        "SOCIETEG",
        "C002",
        "C003",
        "O2",
    ]
    assert [codes.new("Pepe") for _ in range(3)] == ["PEPE2", "PEPE3", "PEPE4"]
    assert "PEPE" in codes
    assert "pepe" not in codes


def test_a_taken_code_is_not_given_again() -> None:
    codes = Codes([])
    codes.add("Sol")
    codes.add("sol2")
    assert "Sol" in codes
    assert [codes.new("SOL"), Codes([]).new("C"), Codes(["c"]).new("C")] == ["SOL3", "C001", "C001"]


@given(st.lists(st.text(max_size=12), max_size=20))
def test_new_codes_never_meet(names: list[str]) -> None:
    codes, given_out = Codes(["C001", "AB"]), ["C001", "AB"]
    for name in names:
        given_out.append(codes.new(name))
        codes.add(given_out[-1])
    assert len(set(map(folded, given_out))) == len(given_out)
