"""`--profile` tells where the time went and changes neither the answer nor the code."""

from __future__ import annotations

import re

from conftest import Arcollect


def test_a_profile_beside_the_answer(arcollect: Arcollect) -> None:
    arcollect("customer", "add", "Acme")
    plain, profiled = arcollect("customer", "list"), arcollect("--profile", "customer", "list")
    assert (profiled.code, profiled.out) == (plain.code, plain.out)
    assert re.match(r"\d+ ms, of them imports \d+, database \d+\n", profiled.err)
    assert arcollect("--profile", "show", "nobody").code == 4
