"""The page of one customer, on a day."""

from __future__ import annotations

from arcollect.domain.records import Customer
from arcollect.services import visits
from arcollect.services.customer_page import customer_page
from services.conftest import TOMORROW, YESTERDAY, Books, day


def test_the_page_of_a_customer(books: Books, acme: Customer) -> None:
    assert customer_page(books.on(), acme).changed is None
    visits.add(books.on(YESTERDAY), visits.VisitDraft(customer=acme, on=YESTERDAY, next=TOMORROW))
    books.promise(acme, 5000, day("03-06"))
    books.cheque(acme, 100)
    page = customer_page(books.on(), acme)
    assert page.owed["EUR"].balance == 30000
    assert [i.number for i in page.open] == ["A-1", "A-2"]
    assert (len(page.verdicts), len(page.contacts), len(page.follow_ups), len(page.cheques)) == (1, 1, 1, 1)
    assert page.rates["EUR"].judged == 0
    assert set(page.numbers.values()) == {"A-1", "A-2"}
    assert page.changed is not None
    early = customer_page(books.on(day("02-28")), acme)
    assert (early.contacts, early.cheques, early.verdicts) == ((), (), ())
