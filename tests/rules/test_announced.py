"""Which excuses announce a payment: quickly read, and the same as the whole file says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from arcollect.domain.frozen import changed
from arcollect.rules.announced import announcing
from arcollect.rules.playbook import built_in, codes
from rules.made import excuse


@pytest.mark.parametrize("code", codes())
def test_an_announced_payment_is_seen_without_reading_on(code: str) -> None:
    assert announcing([code]) == ({code} if built_in(code).announces_payment else set())


def test_a_cheque_in_the_mail_announces_a_payment_and_tight_cash_does_not() -> None:
    asked = ["cheque-mailed", "already-paid", "bank-problem", "system-down", "cash-tight", "dispute"]
    assert announcing(asked) == {"cheque-mailed", "already-paid", "bank-problem", "system-down"}


def test_codes_that_nobody_knows_announce_nothing() -> None:
    assert announcing(["gone", "../excuses/cheque-mailed", "", "\0"]) == frozenset()


def test_the_users_own_excuse_comes_first() -> None:
    mine = changed(excuse(), code="wire-sent", announces_payment=True)
    quiet = changed(excuse(), code="cheque-mailed", announces_payment=False)
    asked = ["wire-sent", "cheque-mailed", "already-paid"]
    assert announcing(asked, [mine, quiet]) == {"wire-sent", "already-paid"}


def test_asking_loads_no_reader_of_toml() -> None:
    code = "import sys; from arcollect.rules.announced import announcing; announcing(['dispute']); print('tomllib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
