"""README is true: its examples say what the commands say, its table is the help, every command has an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arcollect.cli import COMMANDS, noun_of
from conftest import Arcollect
from transcripts import replay

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
NOUNS = {name: noun_of(name) for name in COMMANDS}
VERBS = {name: tuple(noun.verbs) for name, noun in NOUNS.items() if noun.help is not None}


def commands() -> list[tuple[str, ...]]:
    return [(name, verb) for name in COMMANDS for verb in VERBS.get(name, ())] + [
        (n,) for n in COMMANDS if n not in VERBS
    ]


def test_examples_say_what_the_commands_say(arcollect: Arcollect, request: pytest.FixtureRequest) -> None:
    assert arcollect("demo", "--at", "demo.db").code == 0
    text = README.read_text(encoding="utf-8")
    now = BLOCK.sub(lambda m: f"```console\n{replay(m[1], arcollect)}```", text)
    if request.config.getoption("--update-transcripts"):
        README.write_text(now, encoding="utf-8")
    else:
        assert now == text


def test_the_picture_is_real_output(request: pytest.FixtureRequest) -> None:
    from picture import TARGET, draw

    if request.config.getoption("--update-transcripts"):
        TARGET.write_text(draw(), encoding="utf-8")
    assert TARGET.read_text(encoding="utf-8") == draw()


def test_the_first_two_blocks_install() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks[0].strip().endswith("arcollect demo")
    assert "pytest" in blocks[1]


def test_the_table_of_commands_is_the_help() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert rows == {name: text for name, (_, text) in COMMANDS.items()}


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...], arcollect: Arcollect) -> None:
    said = arcollect(*command, "--help")
    assert said.code == 0
    assert re.search(rf"Examples?:\s+arcollect (--\S+ \S+ )?{' '.join(command)}", said.out), said.out


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_is_in_a_transcript(command: tuple[str, ...]) -> None:
    folder = Path(__file__).parent
    files = [*folder.glob("cli/transcripts/*.txt"), *folder.glob("errors/*.txt"), README]
    wanted = " ".join(command)
    assert any(
        re.search(rf"^\$ arcollect (--\S+ \S+ )*{wanted}\b", f.read_text(encoding="utf-8"), re.MULTILINE)
        for f in files
    )


def test_groups_list_exactly_these_verbs(arcollect: Arcollect) -> None:
    for name, verbs in VERBS.items():
        listed = re.findall(
            r"^  ([a-z-]+)  ", arcollect(name, "--help").out.split("Commands:")[1], re.MULTILINE
        )
        assert tuple(sorted(listed)) == tuple(sorted(verbs))
