"""The example company around any day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from arcollect.services import demo, invoices, proving
from arcollect.services.opening import Ledger
from services.conftest import TODAY


def test_the_demo(tmp_path: Path) -> None:
    for today in (TODAY, TODAY - timedelta(days=400)):
        path = tmp_path / f"{today}.db"
        demo.build(path, today)
        ledger = Ledger(path, today)
        assert all(result.ok for result in proving.check(ledger).results)
        assert any(i.dispute for i in invoices.listed(ledger, None, open_only=True, void=False))
