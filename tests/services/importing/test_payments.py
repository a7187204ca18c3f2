"""Payments of a file: whose they are, what they pay, which are there already."""

from __future__ import annotations

import pytest

from arcollect.domain.allocation import Named
from arcollect.domain.records import Customer
from arcollect.errors import BadData
from arcollect.services import invoices, payments
from services.conftest import TODAY, YESTERDAY, Books, day, pieces
from services.importing.conftest import Files


def test_default_order_and_named_invoices(files: Files) -> None:
    found = files.take(
        "payments",
        "acme,2026-02-10,40.00,,,cash,R1",
        "acme,2026-02-11,100.00,A-2,,,",
        "acme,2026-02-12,30.00,A-1=10.00;A-2=15.00,,,",
        "acme,2026-02-13,5.00,-,,,",
        ",2026-02-14,50.00,B-1,,,",
        "bolt,2026-02-15,1.00,,,,",
    )
    assert (found.added, files.problems) == (6, [])
    assert files.paid() == [
        [("A-1", 4000)],
        [("A-2", 10000)],
        [("A-1", 1000), ("A-2", 1500)],
        [],
        [("B-1", 5000)],
        [],
    ]
    (first, *_) = payments.listed(files.books.on(), None, void=False)
    assert (first.method, first.reference, first.currency) == ("cash", "R1", "EUR")
    assert payments.find(files.books.on(), 5).currency == "USD"


def test_the_same_file_again_adds_nothing_and_a_second_like_line_is_a_second_payment(files: Files) -> None:
    lines = ("acme,2026-02-10,40.00,,,cash,", "acme,2026-02-10,40.00,,,cash,", "acme,2026-02-10,41.00,,,,R1")
    assert files.take("payments", *lines).added == 3
    again = files.take("payments", *lines)
    assert (again.added, again.unchanged, files.problems) == (0, 3, [])
    third = files.take("payments", *lines, lines[0])
    assert (third.added, third.unchanged) == (1, 3)
    files.take("payments", "acme,2026-02-10,42.00,,,,R1")
    assert files.problems == [
        (2, "payment 3 with reference R1 is in the ledger with 41.00 EUR; void it first, or correct the file")
    ]


def test_what_was_voided_is_not_taken_again_and_its_reference_is_free(files: Files) -> None:
    files.take("payments", "acme,2026-02-10,40.00,,,,R1")
    payments.void(files.books.on(), 1, "twice")
    assert files.take("payments", "acme,2026-02-10,40.00,,,,R1").unchanged == 1
    assert files.take("payments", "acme,2026-02-10,42.00,,,,R1").added == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("acme,2026-03-03,1.00,,,,", "2026-03-03 lies after today (2026-03-02)"),
        ("nobody,2026-02-10,1.00,,,,", "no customer `nobody`; import the customers or invoices first"),
        ("acme,2026-02-10,1.00,Z-9,,,", "no invoice Z-9; import the invoices first"),
        ("acme,2026-02-10,1.00,B-1,,,", "invoice B-1 is not acme's"),
        ("acme,2026-02-10,1.00,A-1;B-1,,,", "invoice B-1 is not that customer's"),
        ("acme,2026-02-10,1.00,A-1,USD,,", "invoice A-1 is in another currency"),
        ("acme,2026-02-10,100.01,A-1=100.01,,,", "100.01 EUR for invoice A-1 is more than is open"),
        ("acme,2026-02-10,1.00,A-1=1.01,,,", "1.01 EUR for invoice A-1 is more than is open of it or left"),
        ("acme,2026-02-10,1.00,A-1=0,,,", "0.00 EUR for invoice A-1 is not more than zero"),
        ("acme,2026-02-10,1.00,A-1=-1,,,", "-1.00 EUR for invoice A-1 is not more than zero"),
        ("acme,2026-02-10,1.00,A-1=one,,,", "`A-1=one` is not INVOICE=AMOUNT, as F-1=100.00"),
        ("acme,2026-02-10,1.0055,,,,", "1.0055"),
        ("acme,2026-02-10,1.00,A-1=0.50;A-2=0.51,,,", "0.51 EUR for invoice A-2 is more than"),
    ],
)
def test_lines_that_cannot_be_taken(files: Files, line: str, says: str) -> None:
    before = files.paid()
    files.take("payments", line, "acme,2026-02-10,2.00,-,,,")
    ((number, message),) = files.problems
    assert (number, says in message) == (2, True), message
    assert files.paid() == [*before, []]
    with pytest.raises(BadData, match=r"file\.csv: 1 line is wrong, so nothing was imported") as error:
        files.take("payments", line, skip=False)
    assert error.value.problems[0].line == 2


def test_all_of_an_invoice_and_a_cent_more(files: Files) -> None:
    files.take("payments", "acme,2026-02-10,100.00,A-1=100.00,,,", "bolt,2026-02-10,50.01,B-1,,,")
    assert files.paid() == [[("A-1", 10000)], [("B-1", 5000)]]
    assert files.books.on().book.payments.on_account(TODAY)[0].amount == 1


def test_a_refused_line_gives_back_what_it_had_taken(files: Files) -> None:
    files.take("payments", "acme,2026-02-10,150.00,A-1;Z-9,,,", "acme,2026-02-11,100.00,A-1=100.00,,,")
    assert files.paid() == [[("A-1", 10000)]]


def test_payments_are_taken_in_the_order_of_their_days(files: Files) -> None:
    files.take("payments", "acme,2026-02-12,150.00,,,,b", "acme,2026-02-10,60.00,,,,a")
    assert files.paid() == [[("A-1", 6000)], [("A-1", 4000), ("A-2", 11000)]]


def test_disputed_invoices_come_last(files: Files) -> None:
    invoices.dispute(files.books.on(), "A-1", "damp", None, None)
    files.take("payments", "acme,2026-03-02,205.00,,,,")
    assert files.paid() == [[("A-1", 500), ("A-2", 20000)]]


def test_what_a_cheque_in_hand_is_to_pay_is_not_free(files: Files, acme: Customer) -> None:
    cheque = files.books.cheque(acme, 4000, YESTERDAY, to={"A-1": None})
    files.take("payments", "acme,2026-03-02,70.00,,,,")
    assert files.paid() == [pieces(cheque), [("A-1", 6000), ("A-2", 1000)]]
    files.take("payments", "acme,2026-03-02,1.00,A-1=1.00,,,")
    assert "more than is open" in files.problems[0][1]


def test_money_counts_from_the_issue_of_its_invoice_and_from_its_reopening(
    files: Files, acme: Customer
) -> None:
    books = files.books
    books.invoice(acme, "A-3", 100, day("03-02"), issued=day("02-20"))
    moved = books.pay(acme, 10000, day("02-05"), to={"A-1": None})
    payments.allocate(books.on(), moved.id, (Named(number="A-2"),))
    files.take("payments", "acme,2026-02-10,1.00,A-3,,,", "acme,2026-02-11,100.00,A-1,,,")
    assert [books.on_account(acme, day(d)) for d in ("02-10", "02-11", "02-20")] == [100, 10100, 10000]
    assert books.open("A-1") == 0


def one_by_one(books: Books, customer: Customer, *given: tuple[int, str, str | None]) -> None:
    for amount, on, number in given:
        books.pay(customer, amount, day(on), to={number: None} if number else {})


@pytest.mark.parametrize(
    "given",
    [
        [(5000, "03-02", None), (3000, "03-02", None)],
        [(29000, "03-02", None)],
        [(6000, "03-02", "A-2"), (3000, "03-02", None)],
        [(2000, "03-02", "A-2"), (5000, "03-02", None)],
        [(7000, "03-02", "A-1"), (7000, "03-02", None), (7000, "03-02", None)],
        [(6000, "03-01", "A-2"), (7000, "03-02", None)],
    ],
)
def test_a_file_pays_promises_as_payments_one_by_one_do(
    files: Files, acme: Customer, given: list[tuple[int, str, str | None]]
) -> None:
    books = files.books
    books.promise(acme, 6000, day("03-06"), invoices=("A-2",))
    lines = [
        f"acme,2026-{on},{amount / 100:.2f},{number or ''},,,R{n}"
        for n, (amount, on, number) in enumerate(given)
    ]
    files.take("payments", *lines)
    assert files.problems == []
    from_file = files.paid()
    for payment in payments.listed(books.on(), None, void=False):
        payments.void(books.on(), payment.id, "again")
    one_by_one(books, acme, *given)
    assert from_file == files.paid()


def test_a_name_that_nobody_has_is_told(files: Files) -> None:
    found = files.take("payments", "Acmee,2026-02-10,1.00,A-1,,,")
    assert found.strangers == (("Acmee", "A-1"),)


def test_a_dry_run_keeps_nothing(files: Files) -> None:
    assert files.take("payments", "acme,2026-02-10,1.00,,,,", dry=True).added == 1
    assert files.paid() == []


def test_one_payment_that_pays_from_several_days_on(files: Files, acme: Customer) -> None:
    books = files.books
    books.invoice(acme, "A-3", 100, day("03-02"), issued=day("02-20"))
    files.take("payments", "acme,2026-02-10,3.00,A-1=1.00;A-3=1.00,,,")
    days = ("02-09", "02-10", "02-19", "02-20")
    assert [books.on_account(acme, day(d)) for d in days] == [0, 200, 200, 100]
    assert files.bars == {
        "checking payments": [1],
        "writing payments": [1],
        "writing allocations": [2],
        "settling invoices": [2],
    }


def test_a_line_that_is_wrong_is_not_there_already(files: Files) -> None:
    line = "acme,2026-02-10,1.00,,,cash,"
    files.take("payments", line)
    found = files.take("payments", "acme,2026-02-10,1.00,B-1,,cash,", line)
    assert (found.unchanged, [n for n, _ in files.problems]) == (1, [2])


def test_a_promise_on_two_invoices_takes_no_more_than_it_lacks(files: Files, acme: Customer) -> None:
    books = files.books
    books.invoice(acme, "A-0", 5000, day("01-15"))
    books.promise(acme, 11000, day("03-06"), invoices=("A-1", "A-2"))
    files.take("payments", "acme,2026-03-02,120.00,,,,")
    assert files.paid() == [[("A-0", 1000), ("A-1", 10000), ("A-2", 1000)]]


def test_a_cent_by_name_and_a_number_with_an_equals_sign(files: Files, acme: Customer) -> None:
    files.books.invoice(acme, "X=1", 500, day("03-20"))
    files.take("payments", "acme,2026-03-01,0.01,A-1=0.01,,,", "acme,2026-03-02,5.00,X=1,,,")
    assert (files.problems, files.paid()) == ([], [[("A-1", 1)], [("X=1", 500)]])


def test_an_amount_too_fine_for_the_customers_currency(files: Files) -> None:
    files.books.customer("Kaya", "JPY")
    files.take("payments", "kaya,2026-02-10,1.50,,,,", "kaya,2026-02-10,2,,,,")
    assert [n for n, _ in files.problems] == [2]
    assert files.books.on().book.payments.on_account(TODAY)[0].amount == 2


def test_a_cent_that_one_payment_leaves_is_paid_by_the_next(files: Files) -> None:
    files.take("payments", "acme,2026-02-10,99.99,,,,", "acme,2026-02-11,5.00,,,,")
    assert files.paid() == [[("A-1", 9999)], [("A-1", 1), ("A-2", 499)]]


def test_faults_are_told_in_the_order_of_their_lines(files: Files) -> None:
    """The file is taken by its days, so that the last line is looked at first."""
    files.take(
        "payments", "acme,2026-02-12,1.00,Z-9,,,", "acme,2026-02-10,1.00,Z-8,,,", "acme,2026-02-11,x,,,,"
    )
    assert [line for line, _ in files.problems] == [2, 3, 4]
