"""Copies that are proven."""

from __future__ import annotations

from pathlib import Path

import pytest

from arcollect.errors import LedgerTrouble, Refused
from arcollect.services import proving
from arcollect.services.opening import Ledger
from services.conftest import TODAY, Books


def test_copies_are_proven(books: Books, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert all(result.ok for result in proving.copy(books.path, target, TODAY).results)
    assert sorted(p.name for p in tmp_path.glob("*.db")) == ["copy.db", "ledger.db"]
    assert len(Ledger(target, TODAY).customers) == 2
    with pytest.raises(Refused, match="is there already; name a file that is not"):
        proving.copy(books.path, target, TODAY)
    with pytest.raises(LedgerTrouble, match="no ledger at"):
        proving.copy(tmp_path / "none.db", tmp_path / "other.db", TODAY)
    with pytest.raises(LedgerTrouble):
        proving.copy(books.path, tmp_path / "nowhere" / "other.db", TODAY)
