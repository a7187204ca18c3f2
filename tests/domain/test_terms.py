"""Days to pay as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.domain.terms import terms_days
from arcollect.errors import UsageError


@pytest.mark.parametrize(
    ("text", "days"),
    [("30", 30), ("30 days", 30), ("30d", 30), ("net 30", 30), ("n30", 30), ("Net30", 30), ("30 net", 30), ("within 14 days", 14),
     ("月结30天", 30), ("账期 60 天", 60), ("a 45 días", 45), ("30 dia", 30), ("1 day", 1), ("３０", 30), ("0", 0), ("3650", 3650),
     ("cash", 0), ("COD", 0), ("cash on delivery", 0), ("immediate", 0), ("due on receipt", 0), ("prepaid", 0), ("al contado", 0),
     ("Contado", 0), ("contra entrega", 0), ("现结", 0), ("现金", 0), ("货到付款", 0), ("款到发货", 0),
     ("月结", 30), ("monthly", 30), ("mensual", 30), ("quarterly", 90), ("季结", 90), ("trimestral", 90)],
)  # fmt: skip
def test_meant(text: str, days: int) -> None:
    assert terms_days(text) == days


@pytest.mark.parametrize(
    "text", ["pay when sold", "on sale", "cuando se venda", "tras la venta", "卖完再付", "售出后付款"]
)
def test_terms_that_fix_no_date(text: str) -> None:
    with pytest.raises(UsageError, match="fixes no date"):
        terms_days(text)


@pytest.mark.parametrize(
    "text", ["", "soon", "-1", "30.5", "3651", "12345", "30 weeks", "net", "cash 30", "30 30"]
)
def test_no_terms(text: str) -> None:
    with pytest.raises(UsageError, match="no number of days"):
        terms_days(text)


@given(st.integers(0, 3650), st.sampled_from(["{}", "net {}", "{} days", "月结{}天", "{} dias"]))
def test_every_number_of_days(days: int, form: str) -> None:
    assert terms_days(form.format(days)) == days
