"""What a payment pays: promised first, then the oldest due, disputed last, unless invoices are named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.allocation import Claim, Spread, as_named, by_default
from arcollect.domain.balance import in_order
from arcollect.domain.records import Invoice
from arcollect.errors import Refused
from builders import disputed, invoice

OLD, NEW, LATER = invoice(100, "03-01", 1), invoice(50, "03-09", 2), invoice(70, "04-01", 3)
ALL = [LATER, NEW, OLD]


def claim(lacking: int, *invoices: int, number: int = 1) -> Claim:
    return Claim(promise_id=number, invoice_ids=frozenset(invoices), lacking=lacking)


def taken(pieces: list[tuple[Any, int]]) -> list[tuple[int, int]]:
    return [(item.id, amount) for item, amount in pieces]


def test_oldest_due_first_and_the_rest_stays_on_account() -> None:
    assert taken(by_default(120, ALL)) == [(1, 100), (2, 20)]
    assert taken(by_default(100, ALL)) == [(1, 100)]
    assert taken(by_default(500, ALL)) == [(1, 100), (2, 50), (3, 70)]
    assert by_default(10, []) == []


def test_what_a_promise_lacks_comes_first_up_to_what_it_lacks() -> None:
    assert taken(by_default(60, ALL, [claim(40, 3)])) == [(3, 40), (1, 20)]
    assert taken(by_default(130, ALL, [claim(120, 3, 2)])) == [(2, 50), (3, 70), (1, 10)]
    assert taken(by_default(30, ALL, [claim(40, 3)])) == [(3, 30)]
    assert taken(by_default(130, ALL, [claim(60, 3, 2)])) == [(2, 50), (3, 10), (1, 70)]
    assert taken(by_default(60, ALL, [claim(0, 3), claim(10, 2)])) == [(2, 10), (1, 50)]


def test_claims_are_served_in_their_order() -> None:
    assert taken(by_default(60, ALL, [claim(40, 3), claim(40, 2, number=2)])) == [(3, 40), (2, 20)]
    assert taken(by_default(90, ALL, [claim(20, 3), claim(40, 3, number=2)])) == [(3, 60), (1, 30)]


def test_disputed_invoices_come_last_even_where_they_were_promised() -> None:
    items = [disputed(100, "01-01", 9), OLD]
    assert taken(by_default(150, items, [claim(100, 9)])) == [(1, 100), (9, 50)]


def test_a_claim_on_one_invoice_takes_from_no_other() -> None:
    assert taken(by_default(30, ALL, [claim(30, 2, 8)])) == [(2, 30)]


def test_named_invoices_with_amounts_leave_the_rest_on_account() -> None:
    assert taken(as_named(200, [(NEW, 20), (LATER, 70)], ALL)) == [(2, 20), (3, 70)]
    assert taken(as_named(50, [(NEW, 50)], ALL)) == [(2, 50)]
    assert taken(as_named(200, [(NEW, 20)], ALL, [claim(9, 3)])) == [(2, 20)]


def test_named_invoices_without_amounts_take_all_of_it_and_the_rest_goes_on() -> None:
    assert taken(as_named(60, [(NEW, None)], ALL)) == [(2, 50), (1, 10)]
    assert taken(as_named(60, [(NEW, None)], ALL, [claim(5, 3)])) == [(2, 50), (3, 5), (1, 5)]
    assert taken(as_named(40, [(NEW, None)], ALL)) == [(2, 40)]


def test_one_name_with_an_amount_keeps_the_rest_on_account() -> None:
    assert taken(as_named(200, [(NEW, None), (LATER, 10)], ALL)) == [(2, 50), (3, 10)]


def test_a_piece_is_no_more_than_what_is_open_or_left() -> None:
    with pytest.raises(Refused, match=r"0\.51.*is more than the.*0\.50.*invoice F-2"):
        as_named(200, [(NEW, 51)], ALL)
    with pytest.raises(Refused, match=r"0\.21.*for invoice F-3.*left of the payment"):
        as_named(70, [(NEW, 50), (LATER, 21)], ALL)
    assert taken(as_named(70, [(NEW, 50), (LATER, 20)], ALL)) == [(2, 50), (3, 20)]


def test_an_invoice_that_is_named_twice_takes_no_more_than_is_open() -> None:
    assert taken(as_named(200, [(OLD, 60), (OLD, 40)], ALL)) == [(1, 100)]
    with pytest.raises(Refused, match=r"0\.60.*is more than the.*0\.40"):
        as_named(200, [(OLD, 60), (OLD, 60)], ALL)


def test_give_says_what_an_invoice_took() -> None:
    spread = Spread(120, ALL)
    assert [
        spread.give(OLD, 30),
        spread.give(OLD, 90),
        spread.give(OLD, 5),
        spread.give(NEW, 0),
        spread.give(NEW, 50),
    ] == [30, 70, 0, 0, 20]
    assert (spread.left, spread.room(OLD), spread.room(NEW), taken(spread.pieces())) == (
        0,
        0,
        30,
        [(1, 100), (2, 20)],
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, list[Invoice], list[Claim]]:
    numbers = range(1, draw(st.integers(0, 6)) + 1)
    items = [
        invoice(
            draw(st.integers(1, 200)),
            f"0{draw(st.integers(1, 9))}-01",
            n,
            dispute=draw(st.sampled_from([None, None, "wrong price"])),
        )
        for n in numbers
    ]
    lists = st.sets(st.integers(1, 7), min_size=1)
    claims = [
        claim(draw(st.integers(0, 150)), *draw(lists), number=n) for n in range(draw(st.integers(0, 3)))
    ]
    return draw(st.integers(1, 900)), items, claims


@given(cases())
def test_pieces_and_rest_make_the_payment_and_none_is_more_than_is_open(
    case: tuple[int, list[Invoice], list[Claim]],
) -> None:
    amount, items, claims = case
    spread = Spread(amount, items)
    spread.by_default(claims)
    pieces = {item.id: piece for item, piece in spread.pieces()}
    assert sum(pieces.values()) + spread.left == amount
    assert all(0 < pieces[item.id] <= item.open for item in items if item.id in pieces)
    assert spread.left == max(amount - sum(item.open for item in items), 0)
    assert dict(taken(by_default(amount, items, claims))) == pieces


@given(cases())
def test_promised_first_then_oldest_and_disputed_last(case: tuple[int, list[Invoice], list[Claim]]) -> None:
    amount, items, claims = case
    pieces = {item.id: piece for item, piece in by_default(amount, items, claims)}
    if any(pieces.get(item.id, 0) < item.open for item in items if item.dispute is None):
        assert not any(item.id in pieces for item in items if item.dispute)
    for one in claims[:1]:
        reached = [item for item in items if item.id in one.invoice_ids and item.dispute is None]
        assert sum(pieces.get(item.id, 0) for item in reached) >= min(
            one.lacking, amount, sum(i.open for i in reached)
        )
    unpromised = [item for item in in_order(items) if not any(item.id in one.invoice_ids for one in claims)]
    full = [pieces.get(item.id, 0) == item.open for item in unpromised]
    none = [item.id not in pieces for item in unpromised]
    assert all(full[n] or all(none[n + 1 :]) for n in range(len(unpromised)))
