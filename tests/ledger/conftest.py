"""What the tests of the ledger may use: the demo company, made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from arcollect.services.demo import build
from ledger.ledgers import TODAY


@pytest.fixture(scope="session")
def demo_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "ledger.db"
    build(path, TODAY)
    return path


@pytest.fixture
def demo(demo_company: Path, tmp_path: Path) -> Path:
    """A copy of the demo company's ledger, as on Monday 2 March 2026."""
    return Path(shutil.copy(demo_company, tmp_path / "ledger.db"))
