"""What each customer owes: open less on account, overdue, each currency by itself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.records import Invoice, OnAccount
from arcollect.reports.balances import Balance, balances
from builders import day, disputed, invoice, on_account

TODAY = day("03-02")


def test_balances_by_customer_and_currency() -> None:
    debts = [
        invoice(100, "03-01", 1),
        invoice(50, "03-09", 2),
        invoice(7, "03-01", 3, currency="CNY"),
        disputed(20, "01-01", 4, customer_id=2),
    ]
    assert balances(debts, [on_account(70), on_account(5, 2)], TODAY) == {
        1: {"EUR": Balance(balance=80, overdue=100, on_account=70), "CNY": Balance(balance=7, overdue=7)},
        2: {"EUR": Balance(balance=15, overdue=20, on_account=5)},
    }


def test_overdue_starts_the_day_after_the_due_day() -> None:
    debts = [invoice(100, "03-02", 1), invoice(1, "03-01", 2)]
    assert balances(debts, [], TODAY)[1]["EUR"] == Balance(balance=101, overdue=1)


def test_who_owes_nothing_is_left_out_and_money_alone_is_shown() -> None:
    assert balances([invoice(100, "03-01", open=0)], [], TODAY) == {}
    assert balances([], [on_account(5)], TODAY) == {1: {"EUR": Balance(balance=-5, on_account=5)}}
    assert balances([], [on_account(5), on_account(6)], TODAY)[1]["EUR"].on_account == 11
    assert Balance() == Balance(balance=0, overdue=0, on_account=0)


currencies, customers = st.sampled_from(["EUR", "CNY"]), st.integers(1, 3)
debts_ = st.lists(
    st.builds(
        lambda amount, days, who, currency: invoice(
            amount, TODAY + timedelta(days=days), customer_id=who, currency=currency
        ),
        st.integers(0, 500),
        st.integers(-9, 9),
        customers,
        currencies,
    )
)
money_ = st.lists(st.builds(on_account, st.integers(1, 500), customers, currencies))


@given(debts_, money_, st.dates(date(2026, 2, 20), date(2026, 3, 20)))
def test_the_rows_of_a_currency_sum_to_its_receivables(
    debts: list[Invoice], money: list[OnAccount], on: date
) -> None:
    found = balances(debts, money, on)
    for currency in ("EUR", "CNY"):
        rows = [row[currency] for row in found.values() if currency in row]
        opened = sum(one.open for one in debts if one.currency == currency)
        unused = sum(one.amount for one in money if one.currency == currency)
        assert sum(row.balance for row in rows) == opened - unused
        assert sum(row.on_account for row in rows) == unused
        assert all(0 <= row.overdue <= row.balance + row.on_account for row in rows)
        assert sum(row.overdue for row in rows) == sum(
            i.open for i in debts if i.currency == currency and i.due < on
        )
