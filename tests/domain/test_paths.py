"""Paths as users give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from arcollect.domain.paths import LONGEST_NAME, LONGEST_PATH, user_path
from arcollect.errors import BadPath


@pytest.mark.parametrize(
    "text", ["invoices.csv", "/data/a b/c.csv", "发票.csv", "", "x" * LONGEST_NAME, "é" * 127]
)
def test_a_path_is_taken_as_it_stands(text: str) -> None:
    assert user_path(text) == Path(text)


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert user_path("~/a.csv") == tmp_path / "a.csv"


def test_the_longest_names_and_paths() -> None:
    deep = "/".join(["d" * 99] * 40)
    assert len(deep) == LONGEST_PATH - 1
    for fine in (deep, deep + "e", f"{'x' * LONGEST_NAME}/{'y' * LONGEST_NAME}"):
        assert user_path(fine) == Path(fine)
    assert (LONGEST_NAME, LONGEST_PATH) == (255, 4000)


@pytest.mark.parametrize(
    "text",
    ["a\0b", "x" * 256, "é" * 128, "发" * 86, "short/" + "x" * 256, "/".join(["d" * 99] * 40) + "ee", "\ud800" * 256],
    ids=["zero byte", "long name", "long in bytes", "long in Chinese", "long last name", "long path", "lone surrogates"],
)  # fmt: skip
def test_no_file_can_be_called_so(text: str) -> None:
    with pytest.raises(BadPath, match="can be no file's path"):
        user_path(text)


def test_the_error_quotes_the_beginning_alone() -> None:
    with pytest.raises(BadPath) as caught:
        user_path("x" * 300)
    assert "`" + "x" * 40 + "`" in str(caught.value)
