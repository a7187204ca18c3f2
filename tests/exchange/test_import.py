"""Files as programs really export them, and the round trip."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcollect.errors import Ambiguous
from arcollect.exchange.out import safe
from arcollect.exchange.sheet import Reading, read_sheet
from arcollect.exchange.source import read_grid
from conftest import Arcollect

ROWS = '发票号码,客户名称,开票日期,到期日,金额\nF-1,南山五金店,2026年1月5日,2026/2/4,"1,250.50"\nF-2,福源超市,2026-01-06,,300\n合计,,,,1550.50\n'
SPANISH = "Nº factura;Razón social;Fecha emisión;Vto.;Importe total\nF-1;Peluquería Muñoz;31/01/2026;02/03/2026;1.250,50 €\nF-2;Ñandú S.A.;05/02/2026;07/03/2026;(80,00)\n"


def drafts(raw: bytes, folder: Path, kind: str = "invoices", **reading: str) -> list[dict[str, object]]:
    file = folder / "f.csv"
    file.write_bytes(raw)
    sheet = read_sheet(read_grid(str(file)), kind, Reading(mapped={}, currency="EUR", **reading), "f.csv")
    rows = zip(*sheet.columns.values(), strict=True)
    found = [dict(zip(sheet.columns, row, strict=True)) for row in rows]
    found = [row | {"amount": Decimal(row["amount"]).scaleb(-4)} for row in found]
    return found + [{"problem": p.message, "line": p.line} for p in sheet.problems]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_encodings(tmp_path: Path, codec: str) -> None:
    first, second = drafts(ROWS.encode(codec), tmp_path)
    assert (first["customer"], str(first["issued"]), str(first["amount"])) == (
        "南山五金店",
        "2026-01-05",
        "1250.5000",
    )
    assert second["due"] is None


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "latin-1", "utf-8-sig"])
def test_spanish_encodings_and_commas(tmp_path: Path, codec: str) -> None:
    text = SPANISH if codec != "latin-1" else SPANISH.replace("€", "")
    first, fault = drafts(text.encode(codec), tmp_path)
    assert (first["customer"], str(first["due"]), str(first["amount"])) == (
        "Peluquería Muñoz",
        "2026-03-02",
        "1250.5000",
    )
    assert "(80,00)" in str(fault["problem"])
    assert fault["line"] == 3


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(tmp_path: Path, separator: str) -> None:
    raw = f"Invoice No{separator}Customer{separator}Date{separator}Total\nF-1{separator}Acme{separator}2026-01-05{separator}80\n".encode()
    assert drafts(raw, tmp_path)[0]["customer"] == "Acme"


@pytest.mark.parametrize(
    "heads",
    ["InvoiceNumber,ContactName,InvoiceDate,DueDate,Total", "Num,Customer,Date,Due date,Amount", "name1,Customer Name,Posting Date,Payment Due Date,Grand Total",
     "number,customer,issued,due,amount", "Nº Factura,Cliente,Fecha,Vencimiento,Importe", "單號,客戶,日期,到期日,金額"],
)  # fmt: skip
def test_headings_of_many_programs(tmp_path: Path, heads: str) -> None:
    found = drafts(f"{heads}\nF-1,Acme,2026-01-05,2026-02-04,80\n".encode(), tmp_path)[0]
    assert (
        found["number"],
        found["customer"],
        str(found["issued"]),
        str(found["due"]),
        str(found["amount"]),
    ) == (
        "F-1",
        "Acme",
        "2026-01-05",
        "2026-02-04",
        "80.0000",
    )


def test_lines_of_one_invoice_add_up_and_extra_columns_are_notes(tmp_path: Path) -> None:
    raw = b"Invoice,Customer,Date,Line Amount,Item\nF-1,Acme,2026-01-05,80,Nails\nF-1,Acme,2026-01-05,20.50,Glue\n"
    (found,) = drafts(raw, tmp_path)
    assert (str(found["amount"]), found["note"]) == ("100.5000", "Item: Nails")


def test_a_total_repeated_on_each_line_counts_once(tmp_path: Path) -> None:
    raw = b"Invoice,Customer,Date,Invoice Total,Item\nF-1,Acme,2026-01-05,100.50,Nails\nF-1,Acme,2026-01-05,100.50,Glue\n"
    assert [str(d["amount"]) for d in drafts(raw, tmp_path)] == ["100.5000"]


def test_formulas_go_out_as_text_and_come_back(arcollect: Arcollect) -> None:
    assert safe("=cmd|x") == "'=cmd|x"
    arcollect("customer", "add", "=1+1", "--code", "@EVIL")
    arcollect("export", "customers", "out.csv")
    assert "'@EVIL,'=1+1" in (arcollect.folder / "out.csv").read_text(encoding="utf-8")
    arcollect("--ledger", "other.db", "import", "customers", "out.csv")
    listed = json.loads(arcollect("--ledger", "other.db", "customer", "list", "--json").out)["customers"]
    assert [(c["code"], c["name"]) for c in listed] == [("@EVIL", "=1+1")]


def test_round_trip_gives_the_same_books(arcollect: Arcollect) -> None:
    arcollect("demo", "--at", "demo.db")
    for kind in ("customers", "invoices", "payments"):
        arcollect("--ledger", "demo.db", "export", kind, f"{kind}.csv")
        assert arcollect("--ledger", "copy.db", "import", kind, f"{kind}.csv").code == 0
        again = json.loads(arcollect("--ledger", "copy.db", "import", kind, f"{kind}.csv", "--json").out)
        assert (again["added"], again["updated"], again["rejected"]) == (0, 0, 0), kind
    for command in (["aging", "--json"], ["payment", "list", "--json"]):
        one, two = (json.loads(arcollect("--ledger", f, *command).out) for f in ("demo.db", "copy.db"))
        key = "payments" if "payments" in one else "rows"
        strip = [{k: v for k, v in r.items() if k != "id"} for r in one[key]]
        assert sorted(map(str, strip)) == sorted(
            str({k: v for k, v in r.items() if k != "id"}) for r in two[key]
        )


def test_dates_in_the_order_that_nothing_falls_due_before_it_is_issued(tmp_path: Path) -> None:
    heads = "number,customer,issued,due,amount\n"
    first = drafts(f"{heads}F-1,Acme,02/01/2026,01/03/2026,80\n".encode(), tmp_path)[0]
    assert str(first["issued"]) == "2026-01-02"
    with pytest.raises(Ambiguous):  # in neither order is F-2 in order, so it settles nothing
        drafts(f"{heads}F-1,Acme,03/01/2026,,80\nF-2,Acme,2026-01-01,2025-05-05,80\n".encode(), tmp_path)


names = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\r\n"), min_size=1, max_size=30
).filter(str.strip)


@given(
    st.lists(
        st.tuples(names, st.integers(1, 10**9)), min_size=1, max_size=6, unique_by=lambda t: t[0].casefold()
    )
)
def test_any_names_survive_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]]
) -> None:
    import io

    from arcollect.exchange.out import write_csv

    text = io.StringIO()
    write_csv(
        "invoices",
        [
            {"number": f"N{n}", "customer": name, "issued": "2026-01-05", "amount": f"{a / 100:.2f}"}
            for n, (name, a) in enumerate(rows)
        ],
        text,
    )
    file = tmp_path_factory.mktemp("f") / "f.csv"
    file.write_text(text.getvalue(), encoding="utf-8", newline="")
    reading = Reading(mapped={}, currency="EUR", decimal=".")
    columns = read_sheet(read_grid(str(file)), "invoices", reading, "f").columns
    got = {(who, scaled // 100) for who, scaled in zip(columns["customer"], columns["amount"], strict=True)}
    wanted = {(" ".join(name.split()), a) for name, a in rows}
    assert len(got ^ wanted) <= 2 * sum(name.strip().startswith("'") for name, _ in rows)
