"""No call that only some systems have: the common commands run where POSIX is missing and a disk knows no links."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = """
import errno, os, signal, sys

for name in ("pthread_sigmask", "SIGALRM", "alarm", "setitimer", "SIGKILL", "SIGHUP", "SIGPIPE", "sigwait", "pause",
             "SIGUSR1", "SIGCHLD", "siginterrupt", "set_wakeup_fd"):
    if hasattr(signal, name):
        delattr(signal, name)
for name in ("fork", "forkpty", "geteuid", "getuid", "getegid", "getgid", "getpwuid", "fchmod", "fchown", "chown", "lchown",
             "getloadavg", "sync", "mkfifo", "setsid", "getpgid", "killpg", "wait", "waitpid", "ttyname", "openpty", "uname",
             "getpgrp", "nice", "statvfs", "fstatvfs", "sched_getaffinity", "posix_spawn", "O_NOFOLLOW", "O_CLOEXEC"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("fcntl", "pwd", "resource", "termios", "grp", "tty", "pty", "syslog", "readline"):
    sys.modules[name] = None


def no_links(*_, **__):
    raise OSError(errno.EPERM, "Operation not permitted")


os.link = os.symlink = no_links
from arcollect.__main__ import main

main()
"""
COMMANDS = [
    ["customer", "add", "Acme", "--terms", "30"],
    ["invoice", "add", "acme", "100", "--number", "F-1", "--issued", "2026-01-01"],
    ["payment", "add", "acme", "40"],
    ["promise", "add", "acme", "50", "--on", "2026-03-06"],
    ["visit", "add", "acme", "--words", "away"],
    ["due"],
    ["undo"],
    ["backup", "copy.db"],
    ["--ledger", "copy.db", "check"],
    ["check"],
]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "elsewhere.py").write_text(ELSEWHERE, encoding="utf-8")
    return folder


def test_the_common_commands_run_where_posix_is_missing(elsewhere: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARCOLLECT", "LC_"))}
    for name in ("USER", "LOGNAME", "LNAME", "USERNAME"):
        kept.pop(name, None)
    environment = {
        **kept,
        "ARCOLLECT_LEDGER": "ledger.db",
        "XDG_STATE_HOME": str(elsewhere / "state"),
        "ARCOLLECT_AS_OF": "2026-03-02",
        "LANG": "en_GB.UTF-8",
    }
    for command in COMMANDS:
        said = subprocess.run(
            [sys.executable, "elsewhere.py", *command],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (said.returncode, "Traceback" in said.stderr) == (0, False), (
            command,
            said.stdout,
            said.stderr,
        )
    found = sorted(path.name for path in elsewhere.iterdir() if path.is_file() and path.suffix != ".head")
    assert found == ["copy.db", "elsewhere.py", "ledger.db"]
