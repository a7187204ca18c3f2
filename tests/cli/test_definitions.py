"""Definitions that long answers would hide in a transcript: standing, the clock of a cheque, which answer works."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import Arcollect


def data(arcollect: Arcollect, line: str) -> Any:
    """What a command says as JSON."""
    said = arcollect.line(f"arcollect {line} --json")
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_lapsed_promises_are_no_mark_against_the_customer(arcollect: Arcollect) -> None:
    data(arcollect, "customer add Bolt")
    for number in ("B-1", "B-2"):
        data(arcollect, f"invoice add bolt 50 --number {number} --issued 2026-02-20")
        data(arcollect, f"promise add bolt 50 --on 2026-03-04 --invoice {number}")
    data(arcollect, "invoice void B-1")
    data(arcollect, "invoice credit B-2")
    page = data(arcollect, "--as-of 2026-03-10 show bolt")
    assert [promise["status"] for promise in page["promises"]] == ["lapsed", "lapsed"]
    assert [rate["by_count"] for rate in page["kept_rate"]] in ([], [None])
    answer = data(arcollect, "--as-of 2026-03-10 excuse 'come back tomorrow' --customer bolt --no-log")
    assert answer["standing"] == "unknown"


@pytest.mark.parametrize(
    ("paid", "runs"),
    [(["5"], True), (["419.99"], True), (["420"], False), (["5", "415"], False), (["400", "100"], False)],
)
def test_the_clock_of_an_announced_cheque_ends_with_that_cheque(
    arcollect: Arcollect, paid: list[str], runs: bool
) -> None:
    data(arcollect, "customer add Ella")
    data(arcollect, "invoice add ella 500 --number E-1 --issued 2026-02-01 --due 2026-02-10")
    data(arcollect, "excuse 'check sent' --customer ella --amount 420")
    for amount in paid:
        data(arcollect, f"--as-of 2026-03-20 payment add ella {amount}")
    kinds = [item["kind"] for item in data(arcollect, "--as-of 2026-03-20 due")["items"]]
    assert ("follow-up" in kinds) is runs


def test_one_cent_is_no_success_of_an_answer(arcollect: Arcollect) -> None:
    for n in range(1, 7):
        data(arcollect, f"customer add Customer{n}")
        data(arcollect, f"invoice add customer{n} 100 --issued 2026-01-01 --due 2026-02-01")
        data(arcollect, f"excuse 'come back tomorrow' --customer customer{n} --took 1")
    data(arcollect, "payment add customer1 0.01")
    counts = []
    for day in ("2026-03-02", "2026-04-01", "2026-04-02"):
        (record,) = data(arcollect, f"--as-of {day} report excuses")["excuses"]
        counts.append((record["paid"], record["uses"], record["pending"]))
    assert counts == [(0, 0, 6), (0, 0, 6), (0, 6, 0)]
    answer = data(arcollect, "--as-of 2026-04-02 excuse 'come back tomorrow' --customer customer1 --no-log")
    assert answer["matches"][0]["worked_here"] is None  # used often enough, and never worked
