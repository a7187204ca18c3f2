"""Having the disk write what was written, so that a power cut after a confirmation loses nothing.

A new file is safe when its content is on the disk, and its name as well: the name stands in the folder, which
is written apart from the file. See `man 2 fsync`; SQLite does the same (https://www.sqlite.org/atomiccommit.html).
"""

from __future__ import annotations

import os
import sys
from errno import EACCES, EBADF, EINVAL, ENOSYS, ENOTSUP, EPERM
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CANNOT = frozenset({EACCES, EPERM, EINVAL, ENOTSUP, ENOSYS, EBADF})
"""What a system answers that cannot do it: for folders on some disks, for anything on others."""


def sync_file(path: Path) -> None:
    """Wait until the disk has the file's content; OSError when the disk fails or is full.

    Where the system cannot do it, nothing happens.
    """
    try:
        handle = os.open(
            path, os.O_RDWR | getattr(os, "O_BINARY", 0)
        )  # Windows writes only what may be written to
    except PermissionError:
        handle = os.open(path, os.O_RDONLY)
    _sync(handle)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the folder's list of names; OSError when the disk fails or is full.

    Where the system cannot do it, nothing happens.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # always on Windows; elsewhere a folder that may be written to, but not listed
        return
    _sync(handle)


def sync_new(path: Path) -> None:
    """Wait until the disk has a new file, or one that has replaced another: its content and its name.

    OSError when the disk fails or is full.
    """
    sync_file(path)
    sync_folder(path.parent)


def _sync(handle: int) -> None:
    try:
        _to_the_disk(handle)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
    finally:
        os.close(handle)


def _to_the_disk(handle: int) -> None:
    if sys.platform == "darwin":  # where fsync leaves the data in the disk's own memory
        from fcntl import F_FULLFSYNC, fcntl

        try:
            fcntl(handle, F_FULLFSYNC)
        except OSError:  # a disk that does not know it
            os.fsync(handle)
    else:
        os.fsync(handle)
