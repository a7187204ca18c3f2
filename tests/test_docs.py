"""README is true: its examples say what the commands say, its table is the help, every command has an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from arcollect.cli import COMMANDS, noun_of
from arcollect.rules.playbook import codes
from conftest import Arcollect
from transcripts import replay

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
NOUNS = {name: noun_of(name) for name in COMMANDS}
VERBS = {name: tuple(noun.verbs) for name, noun in NOUNS.items() if noun.has_verbs}

OF_020 = {
    " ".join(name.split())
    for name in [
        "\n    customer add",
        " customer edit",
        " customer list",
        " customer show",
        " customer void",
        " customer contact",
        " customer credit",
        "\n    invoice add",
        " invoice list",
        " invoice show",
        " invoice edit",
        " invoice void",
        " invoice credit",
        " invoice write-off",
        "\n    invoice dispute",
        " invoice resolve",
        " payment add",
        " payment list",
        " payment show",
        " payment void",
        " payment allocate",
        "\n    payment clear",
        " payment bounce",
        " promise add",
        " promise plan",
        " promise list",
        " promise show",
        " promise withdraw",
        "\n    report excuses",
        " playbook list",
        " playbook show",
        " playbook check",
        " playbook new",
        "\n    visit add",
        " visit list",
        " visit edit",
        " visit void",
        " visit done",
        " due",
        " show",
        " excuse",
        " aging",
        " statement",
        " when",
        " import",
        " export",
        "\n    log",
        " explain",
        " undo",
        " check",
        " backup",
        " restore",
        " config",
        " demo\n    ",
    ]
}
"""The commands of version 0.2.0."""


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
    assert re.search(rf"Examples?:\s+arcollect (--\S+ \S+ )?{' '.join(command)}", said.out), (
        f"the docstring of `{' '.join(command)}` has no block `Example:` with a line `arcollect {' '.join(command)} …`"
    )


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_is_in_a_transcript(command: tuple[str, ...]) -> None:
    folder = Path(__file__).parent
    files = [*folder.glob("cli/transcripts/*.txt"), *folder.glob("errors/*.txt"), README]
    wanted = " ".join(command)
    assert any(
        re.search(rf"^\$ arcollect (--\S+ \S+ )*{wanted}\b", f.read_text(encoding="utf-8"), re.MULTILINE)
        for f in files
    ), (
        f"write `$ arcollect {wanted} …` into a file of tests/cli/transcripts and run pytest --update-transcripts"
    )


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_new_command_is_in_the_changes(command: tuple[str, ...]) -> None:
    """Commands that came after 0.2.0; the earlier ones were told of as nouns."""
    told = (Path(__file__).parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    name = " ".join(command)
    assert name in OF_020 or f"`{name}" in told, f"CHANGELOG.md says nothing of `{name}`"


def test_the_number_of_reasons_is_told_as_it_is() -> None:
    told = re.findall(r"\b(\d+) reasons\b", README.read_text(encoding="utf-8"))
    assert set(told) == {str(len(codes()))}, "README.md tells how many reasons the playbook holds"


def test_groups_list_exactly_these_verbs(arcollect: Arcollect) -> None:
    for name, verbs in VERBS.items():
        listed = re.findall(
            r"^  ([a-z-]+)  ", arcollect(name, "--help").out.split("Commands:")[1], re.MULTILINE
        )
        assert tuple(sorted(listed)) == tuple(sorted(verbs))
