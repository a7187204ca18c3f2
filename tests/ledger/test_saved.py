"""A ledger saved by each released version opens, is whole, and can be gone on with."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from conftest import Arcollect

SAVED = sorted((Path(__file__).parent / "saved").glob("*.db.gz"))


@pytest.mark.parametrize("saved", SAVED, ids=lambda p: p.name.removesuffix(".db.gz"))
def test_a_saved_ledger_opens(saved: Path, arcollect: Arcollect) -> None:
    (arcollect.folder / "ledger.db").write_bytes(gzip.decompress(saved.read_bytes()))
    assert arcollect("check").code == 0
    assert "Bar Pepe" in arcollect("due").out
    assert arcollect("payment", "add", "pepe", "5").code == 0
    assert arcollect("undo").code == 0
    assert arcollect("check").code == 0
