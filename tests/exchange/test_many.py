"""The quick ways of a long import give what the plain ones give."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from arcollect.exchange.sheet import Reading, read_sheet
from arcollect.exchange.source import read_grid
from arcollect.ledger.backends import sqlite_bulk
from arcollect.services.importing import importer, take
from arcollect.services.importing.importer import Usual
from arcollect.services.opening import Ledger
from conftest import Arcollect, Said


def files(folder: Path) -> None:
    dice = random.Random(4)
    start = date(2025, 1, 1)
    invoices, payments = ["number,customer,issued,due,amount"], ["customer,on,amount,invoice,reference"]
    for n in range(400):
        who, issued = f"Customer {dice.randrange(25)}", start + timedelta(days=dice.randrange(400))
        amount, on = dice.randrange(1, 900), issued + timedelta(days=dice.randrange(5, 60))
        invoices.append(f"F-{n},{who},{issued},{issued + timedelta(days=30)},{amount}.50")
        named = dice.choice([f"F-{n}", f"F-{n}=1.25", "", "-"])
        if on < date(2026, 3, 2):
            payments.append(f"{who},{on},{dice.choice([amount, amount + 3, 1])}.50,{named},R{n}")
    (folder / "invoices.csv").write_text("\n".join(invoices), encoding="utf-8")
    (folder / "payments.csv").write_text("\n".join(payments), encoding="utf-8")


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        lines = sorted(connection.iterdump())  # the order in which indexes were made does not matter
    return [line for line in lines if '"entry"' not in line]


def test_indexes_built_after_the_rows_change_nothing(
    arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(arcollect.folder)
    for ledger, many in (("one.db", 10**9), ("other.db", 1)):
        monkeypatch.setattr(sqlite_bulk, "MANY", many)
        for kind in ("invoices", "payments"):
            assert arcollect("--ledger", ledger, "import", kind, f"{kind}.csv").code == 0
            again = arcollect("--ledger", ledger, "import", kind, f"{kind}.csv")
            assert " 0 " + kind + " added" in again.out
        assert arcollect("--ledger", ledger, "check").out == ""
    assert dump(arcollect.folder / "one.db") == dump(arcollect.folder / "other.db")


def test_money_that_names_too_little_goes_to_the_oldest(arcollect: Arcollect) -> None:
    """In one file: what one line leaves is there for the next, and a refused line gives back what it had taken."""
    rows = "\n".join(f"F-{n},Acme,2026-01-0{n},2026-02-0{n},10.00" for n in range(1, 6))
    (arcollect.folder / "invoices.csv").write_text(
        f"number,customer,issued,due,amount\n{rows}\n", encoding="utf-8"
    )
    lines = [
        "Acme,2026-02-10,4,F-3,a",
        "Acme,2026-02-11,13,,b",
        "Acme,2026-02-12,20,F-4;F-9,c",
        "Acme,2026-02-13,25,F-4,d",
    ]
    (arcollect.folder / "p.csv").write_text(
        "customer,on,amount,invoice,reference\n" + "\n".join(lines), encoding="utf-8"
    )
    arcollect("import", "invoices", "invoices.csv")
    said = arcollect("import", "payments", "p.csv", "--skip-bad")
    assert "line 4: no invoice F-9" in said.out
    paid = [line.split("  ")[-1].strip() for line in arcollect("payment", "list").out.splitlines()[1:]]
    assert paid == ["F-3 4.00", "F-1 10.00, F-2 3.00", "F-4 10.00, F-2 7.00, F-3 6.00, F-5 2.00"]
    assert arcollect("check").code == 0


def test_a_name_that_nobody_has_is_told_though_the_invoice_settles_whose_money_it_is(
    arcollect: Arcollect,
) -> None:
    arcollect("customer", "add", "Acme")
    arcollect("invoice", "add", "acme", "10", "--number", "F-1", "--issued", "2026-01-05")
    (arcollect.folder / "p.csv").write_text(
        "customer,on,amount,invoice\nAcmee,2026-02-10,4,F-1\n", encoding="utf-8"
    )
    said = arcollect("import", "payments", "p.csv", "--json")
    assert json.loads(said.out)["customers_unknown"] == ["Acmee"]
    assert "no customer is called `Acmee` (invoice F-1)" in said.err


def imported(arcollect: Arcollect, kind: str, text: str) -> Said:
    (arcollect.folder / "f.csv").write_text(text, encoding="utf-8", newline="")
    return arcollect("import", kind, "f.csv")


INVOICES = "number,customer,issued,amount\nF-1,Acme,2026-01-05,100.00\nF-2,Beta,2026-01-05,50.00\n"


@pytest.mark.parametrize("named", ["F-1=100.00;F-2=50.00", "F-1;F-2"])
def test_one_customers_money_pays_no_other_customers_invoice(arcollect: Arcollect, named: str) -> None:
    imported(arcollect, "invoices", INVOICES)
    said = imported(arcollect, "payments", f"customer,on,amount,invoice\nAcme,2026-02-10,150.00,{named}\n")
    assert (said.code, "F-2 is not that customer's" in said.err) == (3, True)


@pytest.mark.parametrize("figure", ["sNaN", "1e999999999", "1e5", "0x5", ""])
def test_odd_figures_beside_an_invoice(arcollect: Arcollect, figure: str) -> None:
    imported(arcollect, "invoices", INVOICES)
    said = imported(arcollect, "payments", f"customer,on,amount,invoice\nAcme,2026-02-10,5.00,F-1={figure}\n")
    assert (said.code, "is not INVOICE=AMOUNT" in said.err) == (3, True)


def test_a_line_end_within_an_amount(arcollect: Arcollect) -> None:
    said = imported(arcollect, "invoices", INVOICES + 'F-3,Acme,2026-01-05,"1.00\n2.00"\n')
    assert (said.code, "line 4: `1.00 2.00` is no amount" in said.err) == (3, True)


def test_a_line_that_is_much_too_wide_widens_no_other(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    rows = "".join(f"F-{n},Acme,2026-01-05,7.00\n" for n in range(3, 50))
    file.write_text(INVOICES + rows + "F-60,Acme,2026-01-05,7.00" + "," * 5000 + "\n", encoding="utf-8")
    grid = read_grid(str(file))
    assert len(grid.columns) == 4
    assert grid.row(len(grid) - 1) == ("F-60", "Acme", "2026-01-05", "7.00")


def test_a_cheque_for_more_than_is_left_leaves_nothing_to_pay(arcollect: Arcollect) -> None:
    arcollect("customer", "add", "Acme")
    arcollect("invoice", "add", "acme", "100", "--number", "F-1", "--issued", "2026-01-05")
    arcollect("invoice", "edit", "F-1", "--amount", "200")
    arcollect("payment", "add", "acme", "200", "--cheque", "77", "--issued", "2026-03-01")
    arcollect("undo", "3")
    imported(arcollect, "payments", "customer,on,amount,invoice\nAcme,2026-03-01,30.00,F-1\n")
    assert "F-1" not in arcollect("payment", "show", "2").out
    assert "amounts" not in arcollect("check").out


def test_the_bar_tells_how_much_is_done(arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told to it grows and never passes the whole."""
    files(arcollect.folder)
    monkeypatch.setattr(sqlite_bulk, "EVERY", 10)
    monkeypatch.setattr(importer, "EVERY", 10)
    told: dict[str, list[int]] = defaultdict(list)
    totals: dict[str, int] = {}

    def bar(what: str, total: int) -> Callable[[int], None]:
        totals[what] = total
        return told[what].append

    arcollect("import", "invoices", "invoices.csv")
    name = str(arcollect.folder / "payments.csv")
    size = Path(name).stat().st_size
    read: list[tuple[int, int]] = []
    grid = read_grid(name, None, lambda _what, total: lambda done: read.append((done, total)))
    assert read == [(size, size)]
    sheet = read_sheet(grid, "payments", Reading(mapped={}, currency="EUR"), name)
    with Ledger(arcollect.folder / "ledger.db", date(2026, 3, 2)).change() as work:
        take(work, "payments", sheet, Usual(currency="EUR"), bar)
    assert {"checking payments", "writing payments", "writing allocations"} <= set(totals)
    for what, done in told.items():
        assert done == sorted(done), what
        assert 0 < done[-1] <= totals[what], what
