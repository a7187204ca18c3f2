"""One whole day on a ledger of one's own: import, due, excuse, promise, payment, show."""

from __future__ import annotations

import json

from conftest import Arcollect

INVOICES = """\ufeffFactura;Cliente;Fecha;Vencimiento;Importe
F-1;Bar Pepe;13/01/2026;12/02/2026;1.250,50
F-2;Bar Pepe;15/02/2026;04/03/2026;300,00
F-3;南山五金店;05/02/2026;07/03/2026;80,00
"""


def test_a_day(arcollect: Arcollect) -> None:
    (arcollect.folder / "ventas.csv").write_text(INVOICES, encoding="utf-8")
    added = json.loads(arcollect("import", "invoices", "ventas.csv", "--json").out)
    assert (added["added"], added["customers_created"]) == (3, ["Bar Pepe", "南山五金店"])

    morning = json.loads(arcollect("due", "--json").out)
    assert [(i["kind"], i["ref"]) for i in morning["items"]] == [("overdue", "F-1")]
    week = json.loads(arcollect("due", "--week", "--json").out)
    assert {(i["kind"], i["date"]) for i in week["items"]} >= {
        ("invoice", "2026-03-04"),
        ("call ahead", "2026-03-03"),
    }
    assert all(sum(t["points"] for t in i["terms"]) == i["points"] for i in week["items"])

    answer = json.loads(
        arcollect(
            "excuse", "vuelva mañana, hoy no me viene bien", "--customer", "pepe", "--no-log", "--json"
        ).out
    )
    assert (answer["codes"], answer["lang"]) == (["not-convenient"], "es")
    assert answer["matches"][0]["steps"][0]["due"] == "2026-03-02"

    pinned = json.loads(
        arcollect("promise", "add", "pepe", "500", "--on", "el viernes", "--lang", "es", "--json").out
    )
    assert (pinned["due"], pinned["level"], pinned["invoices"]) == ("2026-03-06", 0, ["F-1", "F-2"])
    assert "viernes 6 de marzo" in pinned["say"]

    apart = json.loads(arcollect("due", "--json").out)["apart"]
    assert {i["amount"]: (i["ref"], i["reason"]) for i in apart} == {
        "500.00": ("F-1", "promised for 2026-03-06 (promise 1)"),
        "750.50": ("F-1", "promise on 2026-03-02, under 5 days ago"),
    }

    paid = json.loads(
        arcollect("--as-of", "2026-03-06", "payment", "add", "pepe", "500", "--method", "cash", "--json").out
    )
    assert paid["allocations"] == [{"invoice": "F-1", "amount": "500.00"}]

    page = json.loads(arcollect("--as-of", "2026-03-06", "show", "pepe", "--json").out)
    assert page["promises"][0]["status"] == "kept"
    assert page["promises"][0]["counted"] == [paid["id"]]
    assert page["since_last_contact"]["payments"] == [paid["id"]]
    assert page["balance"] == "1050.50"
    assert page["kept_rate"][0]["by_count"] == 1.0
