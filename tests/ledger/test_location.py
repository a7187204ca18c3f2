"""Where the ledger is: as given, by the environment, else in the user's data directory."""

from __future__ import annotations

from pathlib import Path

import pytest

from arcollect.errors import BadPath, LedgerTrouble
from arcollect.ledger.location import default_path, ledger_path


def test_as_given_before_the_environment_before_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("ARCOLLECT_LEDGER", raising=False)
    assert ledger_path(None) == default_path() == tmp_path / "arcollect" / "ledger.db"
    monkeypatch.setenv("ARCOLLECT_LEDGER", "there.db")
    assert ledger_path(None) == ledger_path("") == Path("there.db")
    assert ledger_path("here.db") == Path("here.db")


def test_the_url_of_a_file_is_its_path() -> None:
    assert ledger_path("sqlite:///some/ledger.db") == Path("some/ledger.db")
    assert ledger_path("sqlite:////some/ledger.db") == Path("/some/ledger.db")


@pytest.mark.parametrize("text", ["postgresql://host/books", "sqlite://host/ledger.db"])
def test_a_database_that_is_not_supported(text: str) -> None:
    with pytest.raises(LedgerTrouble, match=f"`{text.split(':')[0]}` ledgers are not supported"):
        ledger_path(text)


@pytest.mark.parametrize("text", [":memory:", "file:ledger.db", "sqlite:///:memory:"])
def test_what_is_no_file(text: str) -> None:
    with pytest.raises(LedgerTrouble, match="is no file"):
        ledger_path(text)


def test_a_path_that_no_file_can_have() -> None:
    with pytest.raises(BadPath):
        ledger_path("x" * 300)
