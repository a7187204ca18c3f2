"""Transcripts: `$ command`, then what it says; lines of stderr begin with `! `, `[exit N]` ends a command that fails."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

from conftest import Arcollect

CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2})?")
SIZE = re.compile(r"\b\d+ bytes\b")
HEAD = re.compile(r"\b\d+-\d{8}-[0-9a-f]{16}\b")
DAY_MADE = re.compile(r'"day": "\d{4}-\d\d-\d\d"')
HASH = re.compile(r"[0-9a-f]{64}")


def replay(text: str, arcollect: Arcollect) -> str:
    """The transcript as the commands say it now; lines before the first command stay as they are."""
    lines: list[str] = []
    taking = True
    for line in text.splitlines():
        if line.startswith("$ "):
            lines += [line, *_say(line[2:], arcollect)]
            taking = False
        elif taking or line.startswith("#"):
            lines.append(line)
        elif not line:
            taking = False
    return "\n".join(lines) + "\n"


def _say(command: str, arcollect: Arcollect) -> list[str]:
    if command.startswith("write "):
        name, _, content = command.removeprefix("write ").partition(" ")
        (arcollect.folder / name).write_bytes(
            content.encode().decode("unicode_escape").encode("latin-1", "replace")
            if "\\" in content and content.isascii()
            else content.replace("\\n", "\n").encode()
        )
        return []
    said = arcollect.line(command)
    out = [_steady(line, arcollect.folder) for line in said.out.splitlines()]
    err = [f"! {_steady(line, arcollect.folder)}".rstrip() for line in said.err.splitlines()]
    return [*out, *err, *([f"[exit {said.code}]"] if said.code else [])]


def _steady(line: str, folder: Path) -> str:
    line = HEAD.sub("[head]", line.replace(str(folder), "[folder]"))
    return SIZE.sub("[size]", HASH.sub("[hash]", CLOCK.sub("[time]", DAY_MADE.sub('"day": "[day]"', line))))


def check(path: Path, arcollect: Arcollect, *, update: bool) -> None:
    """Fails where the commands now say something else; `update` writes it down instead."""
    written = path.read_text(encoding="utf-8")
    now = replay(written, arcollect)
    if update:
        path.write_text(now, encoding="utf-8")
        return
    difference = "\n".join(
        unified_diff(written.splitlines(), now.splitlines(), "written", "now", lineterm="")
    )
    assert not difference, (
        f"{path.name}: pytest --update-transcripts writes down what is said now\n{difference}"
    )
