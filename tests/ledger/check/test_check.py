"""Proving the books: each planted fault is found by the check that is for it, and said once without contradiction."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from arcollect.errors import LedgerTrouble
from arcollect.ledger import check
from arcollect.ledger.backends import backend_for
from arcollect.ledger.book import Book
from arcollect.ledger.check import CHECKS, run_all
from arcollect.ledger.versions import HEAD
from conftest import Arcollect
from ledger.ledgers import TODAY, alter, failed, reading, saved_ledger

FAULTS = {
    "references": "UPDATE promise_invoice SET invoice_id = 9999 WHERE id = 1",
    "schema": "DROP VIEW balance",
    "amounts": "UPDATE invoice SET amount = 12.5 WHERE id = 3",
    "allocations": "UPDATE allocation SET amount = amount * 100 WHERE id = 1",
    "open items": "UPDATE invoice SET open = open + 1 WHERE id = 3",
    "ageing": "UPDATE payment SET on_account = on_account + 100, on_account_until = '9999-12-31' WHERE id = 1",
    "promises": "UPDATE promise SET ended = '2026-02-20' WHERE id = 1",
    "journal chain": "UPDATE entry SET who = 'somebody else' WHERE id = 1",
    "journal rows": "UPDATE customer SET credit_limit = 1 WHERE id = 1",
}


def test_all_is_well_at_first(demo: Path, arcollect: Arcollect) -> None:
    said = arcollect("check")
    assert (said.code, said.out, said.err.startswith("well; head 1-")) == (0, "", True)
    with reading(demo) as book:
        results = run_all(book, TODAY)
    assert [(one.name, one.ok, one.message) for one in results] == [(name, True, "well") for name in CHECKS]


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_by_its_check(demo: Path, arcollect: Arcollect, name: str) -> None:
    alter(demo, FAULTS[name])
    said = arcollect("check", "--json")
    assert said.code == 1
    assert name in [c["name"] for c in json.loads(said.out)["checks"] if not c["ok"]]
    assert f"{name}: " in arcollect("check").out


def test_every_check_but_the_file_has_a_planted_fault() -> None:
    assert set(FAULTS) == set(CHECKS) - {"file"}


def test_a_damaged_file_is_named_as_such(demo: Path, arcollect: Arcollect) -> None:
    raw = bytearray(demo.read_bytes())
    raw[8192:40960] = bytes(range(256)) * 128
    demo.write_bytes(bytes(raw))
    assert arcollect("check").code in (1, 5)


def test_rows_out_of_order_in_an_index_are_a_fault_of_the_file(demo: Path) -> None:
    alter(
        demo,
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_customer_name ON customer (code)' WHERE name = 'ix_customer_name'",
    )
    assert "ix_customer_name" in failed(demo)["file"]


def test_several_faults_are_counted(demo: Path) -> None:
    alter(demo, "UPDATE customer SET rep = 'Mal'")
    with reading(demo) as book:
        count = len(book.customers.all())
    assert failed(demo)["journal rows"] == f"customer 1 is not as the journal tells it (and {count - 1} more)"


@pytest.mark.parametrize("error", [LedgerTrouble("no"), ValueError("no"), KeyError("no"), TypeError("no")])
def test_a_check_that_cannot_be_carried_out_has_failed(
    demo: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_: object) -> list[str]:
        raise error

    monkeypatch.setattr(check, "CHECKS", {"file": broken, "schema": CHECKS["schema"]})
    assert failed(demo) == {"file": f"could not be carried out: {error}"}


def test_two_faults_are_the_first_and_one_more(demo: Path) -> None:
    alter(demo, "UPDATE customer SET rep = 'Mal' WHERE id < 3")
    assert failed(demo)["journal rows"] == "customer 1 is not as the journal tells it (and 1 more)"


def test_an_older_schema_that_was_not_upgraded_is_told(tmp_path: Path) -> None:
    path = saved_ledger("0.1.0", tmp_path / "old.db")
    with closing(backend_for(path).to_read(upgrade=False)) as connection:
        assert next(iter(check.schema(Book(connection)))) == f"the schema is 0001, not {HEAD}"


def test_what_is_not_as_declared_is_told(demo: Path) -> None:
    alter(
        demo,
        "DROP INDEX ix_invoice_void; CREATE INDEX ix_invoice_void ON invoice (note) WHERE voided_on IS NOT NULL",
    )
    assert failed(demo)["schema"] == "the index ix_invoice_void is not as declared"
    alter(demo, "DROP INDEX ix_invoice_void")
    assert failed(demo)["schema"] == "the index ix_invoice_void is missing"
    alter(demo, "DROP TABLE refund")
    with reading(demo) as book:
        assert "the table refund is missing" in list(book.connection.missing())
