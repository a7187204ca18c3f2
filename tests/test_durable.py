"""What is written is on the disk when it is confirmed, and a system that cannot do that is no fault."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from arcollect import durable


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Of each sync whether a file or a folder was written."""
    told: list[str] = []
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: told.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"),
    )
    return told


def failing(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)


def test_a_new_file_is_on_the_disk_with_its_name(tmp_path: Path, synced: list[str]) -> None:
    path = tmp_path / "new.csv"
    path.write_bytes(b"1")
    durable.sync_new(path)
    assert synced == ["file", "folder"]


def test_a_file_in_the_folder_where_one_works(
    tmp_path: Path, synced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("new.csv").write_bytes(b"1")
    durable.sync_new(Path("new.csv"))
    assert synced == ["file", "folder"]


def test_a_file_that_may_only_be_read(tmp_path: Path, synced: list[str]) -> None:
    path = tmp_path / "new.csv"
    path.write_bytes(b"1")
    path.chmod(0o400)
    durable.sync_file(path)
    assert synced == ["file"]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EBADF])
def test_a_system_that_cannot_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    failing(monkeypatch, code)
    durable.sync_folder(tmp_path)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    failing(monkeypatch, code)
    with pytest.raises(OSError, match=r".") as raised:
        durable.sync_folder(tmp_path)
    assert raised.value.errno == code


def test_a_folder_that_cannot_be_opened_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    durable.sync_folder(tmp_path)


def test_nothing_stays_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, errno.EIO)
    for _ in range(3):
        before = os.dup(0)
        os.close(before)
        with pytest.raises(OSError, match=r"."):
            durable.sync_folder(tmp_path)
        after = os.dup(0)
        os.close(after)
        assert after == before
