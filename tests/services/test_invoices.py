"""Invoices as jobs: added, corrected, voided, disputed; each refusal at its boundary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.frozen import values_of
from arcollect.domain.records import Customer
from arcollect.errors import NotFound, Refused
from arcollect.services import customers, invoices, payments
from services.conftest import TODAY, TOMORROW, YESTERDAY, Books, day


def draft(customer: Customer, **given: Any) -> invoices.InvoiceDraft:
    values: dict[str, Any] = {
        "amount": 100,
        "currency": customer.currency,
        "issued": TODAY,
        "terms_days": 30,
    } | given
    return invoices.InvoiceDraft(customer=customer, **values)


def test_an_invoice_without_a_due_day_takes_the_terms(books: Books, acme: Customer) -> None:
    made = invoices.add(books.on(), draft(acme, number="F-1", note="boxes")).invoice
    assert (made.due, made.due_assumed, made.open, made.note, made.status) == (
        day("04-01"),
        True,
        100,
        "boxes",
        "open",
    )
    assert invoices.add(books.on(), draft(acme, terms_days=0)).invoice.due == TODAY
    given = invoices.add(books.on(), draft(acme, number="F-2", due=day("03-20"))).invoice
    assert (given.due, given.due_assumed) == (day("03-20"), False)


@pytest.mark.parametrize(("due", "well"), [(YESTERDAY, False), (TODAY, True)])
def test_it_is_not_due_before_it_is_issued(books: Books, acme: Customer, due: date, well: bool) -> None:
    if well:
        assert invoices.add(books.on(), draft(acme, due=due)).invoice.due == due
    else:
        with pytest.raises(
            Refused, match="invoice F-1 would be due on 2026-03-01, before it is issued on 2026-03-02"
        ):
            invoices.add(books.on(), draft(acme, number="F-1", due=due))


def test_numbers_of_the_year(books: Books, acme: Customer) -> None:
    def number(**given: Any) -> str:
        return invoices.add(books.on(), draft(acme, **given)).invoice.number

    assert [number(), number()] == ["2026-001", "2026-002"]
    assert number(issued=day("02-01").replace(year=2025)) == "2025-001"
    assert number(number="2026-004") == "2026-004"
    assert [number(), number()] == ["2026-005", "2026-006"]


def test_a_number_is_taken_once(books: Books, acme: Customer) -> None:
    with pytest.raises(Refused, match="invoice A-1 exists already; `invoice edit A-1` changes it"):
        invoices.add(books.on(), draft(acme, number="A-1"))
    invoices.void(books.on(), "A-1", "twice")
    assert invoices.add(books.on(), draft(acme, number="A-1")).invoice.open == 100


@pytest.mark.parametrize(("limit", "over"), [(None, None), (30100, None), (30099, 30100), (0, 30100)])
def test_the_credit_limit(books: Books, acme: Customer, limit: int | None, over: int | None) -> None:
    with_limit = customers.edit(books.on(), acme, {"credit_limit": limit})
    assert invoices.add(books.on(), draft(with_limit)).over_limit == over


def test_an_invoice_is_read_on_its_day_of_issue_before_that(books: Books, acme: Customer) -> None:
    made = invoices.add(books.on(), draft(acme, number="F-1", issued=TOMORROW)).invoice
    assert made.open == 100
    assert invoices.find(books.on(), "F-1").open == 100
    with pytest.raises(NotFound, match="no invoice Z-1 in this ledger; `arcollect invoice list` shows them"):
        invoices.find(books.on(), "Z-1")


def test_lists(books: Books, acme: Customer, bolt: Customer) -> None:
    books.pay(acme, 10000)
    invoices.void(books.on(), "B-1", "twice")

    def listed(who: Customer | None = None, *, open_only: bool = False, void: bool = False) -> list[str]:
        return [i.number for i in invoices.listed(books.on(), who, open_only=open_only, void=void)]

    assert listed() == ["A-1", "A-2"]
    assert listed(acme, open_only=True) == ["A-2"]
    assert listed(void=True) == ["A-1", "B-1", "A-2"]
    assert listed(bolt) == []


@pytest.mark.parametrize(("amount", "well"), [(10000, True), (3500, True), (3499, False), (20000, True)])
def test_the_amount_is_never_less_than_what_was_paid(
    books: Books, acme: Customer, amount: int, well: bool
) -> None:
    books.pay(acme, 1000, to={"A-1": None})
    books.cheque(acme, 2000, to={"A-1": None})
    books.credit("A-1", 500)
    if well:
        assert invoices.edit(books.on(), "A-1", {"amount": amount}).open == amount - 1500
    else:
        with pytest.raises(Refused, match=r"invoice A-1 has 35\.00 EUR paid of it, cheques in hand counted"):
            invoices.edit(books.on(), "A-1", {"amount": amount})


def test_corrections(books: Books, acme: Customer) -> None:
    found = invoices.edit(books.on(), "A-1", {"number": "A-9", "note": "new", "due": day("02-10")})
    assert (found.number, found.note, found.due) == ("A-9", "new", day("02-10"))
    with pytest.raises(Refused, match="invoice A-2 exists already; give another --number"):
        invoices.edit(books.on(), "A-9", {"number": "A-2"})
    assert invoices.edit(books.on(), "A-9", {"number": "A-9"}).number == "A-9"
    with pytest.raises(Refused, match="invoice A-9 would be due before it is issued"):
        invoices.edit(books.on(), "A-9", {"issued": day("02-11")})
    assert invoices.edit(books.on(), "A-9", {"issued": day("02-10")}).issued == day("02-10")
    with pytest.raises(NotFound, match="no invoice Z-1"):
        invoices.edit(books.on(), "Z-1", {"note": "x"})


@pytest.mark.parametrize(("issued", "well"), [("02-05", True), ("02-06", False)])
def test_it_was_issued_before_it_was_paid(books: Books, acme: Customer, issued: str, well: bool) -> None:
    books.pay(acme, 1, day("02-05"), to={"A-2": None})
    if well:
        assert invoices.edit(books.on(), "A-2", {"issued": day(issued)}).issued == day(issued)
    else:
        with pytest.raises(Refused, match="invoice A-2 was paid or credited on 2026-02-05"):
            invoices.edit(books.on(), "A-2", {"issued": day(issued)})


def test_void_while_money_is_on_it(books: Books, acme: Customer) -> None:
    books.pay(acme, 1000, to={"A-1": None})
    with pytest.raises(
        Refused, match=r"invoice A-1 has 10\.00 EUR paid or credited; void that payment or credit"
    ):
        invoices.void(books.on(), "A-1", "twice")
    books.cheque(acme, 500, to={"A-2": 500})
    with pytest.raises(
        Refused, match=r"a cheque in hand is to pay 5\.00 EUR of invoice A-2; void that payment first"
    ):
        invoices.void(books.on(), "A-2", "twice")


def test_a_void_invoice_is_not_there(books: Books) -> None:
    invoices.void(books.on(), "A-1", "twice")
    jobs: list[Callable[[], object]] = [
        lambda: invoices.find(books.on(), "A-1"),
        lambda: invoices.void(books.on(), "A-1", "again"),
        lambda: invoices.edit(books.on(), "A-1", {"note": "x"}),
        lambda: invoices.dispute(books.on(), "A-1", "x", None, None),
        lambda: invoices.resolve(books.on(), "A-1", "x"),
    ]
    for job in jobs:
        with pytest.raises(NotFound, match="no invoice A-1"):
            job()


def test_disputes(books: Books) -> None:
    found = invoices.dispute(books.on(), "A-1", "damp", "Ana", day("03-09"))
    assert (found.dispute, found.review, found.status) == ("damp", day("03-09"), "disputed")
    with pytest.raises(Refused, match="invoice A-1 is in dispute already; `invoice resolve A-1` ends that"):
        invoices.dispute(books.on(), "A-1", "damp", None, None)
    assert invoices.resolve(books.on(TOMORROW), "A-1", "settled").dispute is None
    assert invoices.find(books.on(), "A-1").dispute == "damp"  # as it was then
    with pytest.raises(Refused, match="invoice A-1 is not in dispute; nothing to resolve"):
        invoices.resolve(books.on(TOMORROW), "A-1", "settled")
    assert invoices.dispute(books.on(TOMORROW), "A-1", "again", None, None).dispute == "again"


def test_reductions_as_they_stood_on_the_day(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 1000, day("02-10"), to={"A-1": None})
    books.credit("A-1", 500, YESTERDAY)

    def reduced(today: date) -> list[tuple[str, int | None, int]]:
        ledger = books.on(today)
        return [
            (r.kind, r.payment, r.amount) for r in invoices.reductions(ledger, invoices.find(ledger, "A-1"))
        ]

    assert reduced(day("02-09")) == []
    assert reduced(day("02-10")) == [("payment", paid.id, 1000)]
    assert sorted(reduced(YESTERDAY)) == [("credit note", None, 500), ("payment", paid.id, 1000)]


def test_what_ended_is_shown_until_the_day_before(books: Books, acme: Customer) -> None:
    paid = books.pay(acme, 1000, day("02-10"), to={"A-1": None})
    payments.allocate(books.on(), paid.id, (Named(number="A-2"),))
    kinds = [
        [r.kind for r in invoices.reductions(books.on(d), invoices.find(books.on(d), "A-1"))]
        for d in (YESTERDAY, TODAY, TOMORROW)
    ]
    assert kinds == [["payment"], [], []]


def test_all_that_is_given_of_an_invoice_is_kept(books: Books, acme: Customer) -> None:
    draft = invoices.InvoiceDraft(
        customer=acme,
        amount=500,
        currency="USD",
        issued=day("02-01"),
        terms_days=7,
        due=day("02-09"),
        number="Z-1",
        note="n",
    )
    given = values_of(draft)
    assert None not in given.values(), "give every field of the draft a value here"
    kept = values_of(invoices.add(books.on(), draft).invoice)
    lost = {
        name: value
        for name, value in given.items()
        if name not in ("customer", "terms_days") and kept.get(name) != value
    }
    assert not lost, (
        f"given and not kept: {lost}; is it written by `added` and read in ledger/book/invoices.py?"
    )
