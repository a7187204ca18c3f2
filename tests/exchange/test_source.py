"""Files opened: by what they hold, not by what they are called."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from arcollect.errors import BadData
from arcollect.exchange import source
from arcollect.exchange.source import read_grid


def test_the_format_is_seen_from_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "f.xlsx").write_bytes(b"a,b\n1,2\n")
    assert read_grid(str(tmp_path / "f.xlsx")).row(1) == ("1", "2")
    (tmp_path / "f.csv").write_bytes(b"\xd0\xcf\x11\xe0 old")
    with pytest.raises(BadData, match=r"is an old \.xls file"):
        read_grid(str(tmp_path / "f.csv"))


def test_the_encoding_that_is_given_is_used(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes("name\nÑandú\n".encode("cp1252"))
    assert read_grid(str(tmp_path / "f.csv"), "cp1251").row(1) == ("Сandъ",)
    assert read_grid(str(tmp_path / "f.csv")).row(1) == ("Ñandú",)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a,b\n1,2\n")))
    assert read_grid("-").row(1) == ("1", "2")


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty.csv").write_bytes(b" \n")
    with pytest.raises(BadData, match="is empty; there is nothing to import"):
        read_grid(str(tmp_path / "empty.csv"))
    with pytest.raises(BadData, match="No such file"):
        read_grid(str(tmp_path / "none.csv"))
    (tmp_path / "f.csv").write_bytes(b"abc")
    monkeypatch.setattr(source, "MOST_BYTES", 2)
    with pytest.raises(BadData, match="is larger than"):
        read_grid(str(tmp_path / "f.csv"))
