"""Days in cells, and the order of day and month in a file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import Ambiguous
from arcollect.exchange.days import date_order, parse_date


def test_the_order_of_dates_is_seen_from_the_whole_column() -> None:
    assert date_order([["03/04/2026", "13/04/2026"]], None) == "dmy"
    assert date_order([["03/04/2026", "04/13/2026"]], None) == "mdy"
    assert (
        date_order([["03/04/2026"], ["02/05/2026"]], None, [("03/04/2026", "02/05/2026")]) == "dmy"
    )  # mdy: 4 March, due 5 February
    with pytest.raises(Ambiguous):
        date_order([["03/04/2026", "05/06/2026"]], None)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2026-01-05", "2026-01-05"), ("20260105", "2026-01-05"), ("5 Jan 2026", "2026-01-05"), ("Jan 5, 2026", "2026-01-05"), ("5 de enero de 2026", "2026-01-05"),
     ("46027", "2026-01-05"), ("2026年1月5日", "2026-01-05"), ("05.01.26", "2026-01-05"), ("2026-01-05 13:45:00", "2026-01-05"), ("5-ene-26", "2026-01-05")],
)  # fmt: skip
def test_dates_in_cells(text: str, iso: str) -> None:
    assert str(parse_date(text, "dmy")) == iso


@given(
    st.dates(date(1982, 3, 1), date(2099, 12, 31)), st.sampled_from(["dmy", "mdy"]), st.sampled_from("/-. ")
)
def test_every_day_is_read_as_it_is_written(day: date, order: str, mark: str) -> None:
    """As figures in either order, with two or four digits of the year, by name, and as spreadsheets count."""
    first, second = (day.day, day.month) if order == "dmy" else (day.month, day.day)
    written = [f"{first}{mark}{second}{mark}{day.year}", f"{first:02}{mark}{second:02}{mark}{day.year} 13:45", str(day),
               f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", str((day - date(1899, 12, 30)).days),
               f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"]  # fmt: skip
    written += [f"{first}{mark}{second}{mark}{day:%y}"] if day.year >= 2000 else []
    assert {text: parse_date(text, order) for text in written} == dict.fromkeys(written, day)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "31/04/2026",
        "13/13/2026",
        "5 ju 2026",
        "0/1/2026",
        "tomorrow",
        "",
        "2026-01-05x",
        "29999",
        "80000",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert parse_date(text, "dmy") is None


def test_one_figure_that_can_be_no_month_settles_the_order_and_what_is_given_wins() -> None:
    assert date_order([["01/02/2026"], ["12/25/2026"]], None) == "mdy"
    assert date_order([["12/25/2026"]], "dmy") == "dmy"
    assert (
        date_order([["2026-01-05", "5 Jan 2026", "03/03/2026"]], None) == "dmy"
    )  # nothing that could be either
    assert (
        date_order([["02/01/2026"]], None, [("02/01/2026", "2026-01-02")]) == "dmy"
    )  # due on the day of issue
    with pytest.raises(Ambiguous):  # both orders have something due before it is issued
        date_order([["01/02/2026"]], None, [("2026-05-01", "01/02/2026")])
    assert (
        date_order([["13/01/2026", "01/13/2026"]], None) == "dmy"
    )  # no order fits all; the faults are told by line


@given(
    st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31)), min_size=1, max_size=12),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
)
def test_the_order_is_the_one_in_which_it_was_written_or_ambiguous(days: list[date], form: str) -> None:
    texts = [day.strftime(form) for day in days]
    pairs = [(text, (day + timedelta(days=30)).strftime(form)) for text, day in zip(texts, days, strict=True)]
    try:
        order = date_order([texts, [due for _, due in pairs]], None, pairs)
    except Ambiguous:
        return
    assert [parse_date(text, order) for text in texts] == days
