"""The user's own excuses: where they are, what is wrong with them, and how they are recognised."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from arcollect.errors import BadData
from arcollect.rules import own as rules
from arcollect.rules.own import CUE_CONFIDENCE, folder, load, match, own_excuses, read
from arcollect.rules.playbook import built_in
from rules.made import own, toml

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "house-rules.toml"


def test_the_example_is_recognised_by_cue_and_by_sample() -> None:
    mine = load(EXAMPLE)
    assert read("the container is still at sea", None, [mine]).codes == ["container-late"]
    assert read("our container is stuck in custody", None, [mine]).codes == ["container-late"]
    assert read("when does the next container come", None, [mine]).codes != ["container-late"]


def test_a_cue_is_a_pattern_and_gives_its_words(tmp_path: Path) -> None:
    mine = own(tmp_path, toml(cues=["container .*(sea|port)"]))
    found = match("The CONTAINER is in port, sorry", "en", mine)
    assert found
    assert (found.confidence, found.because) == (CUE_CONFIDENCE, ("CONTAINER is in port",))
    assert match("the ship is in port", "en", mine) is None


def test_a_cue_is_found_without_its_accents_too(tmp_path: Path) -> None:
    mine = own(tmp_path, toml(lang="es", cues=["está en el mar"]))
    assert match("esta en el mar", "es", mine)
    assert match("esta en el mar", "en", mine), "the other languages are looked at as well"


@pytest.mark.parametrize(
    ("common", "heard"), [(10, True), (11, True), (9, False)], ids=["at the border", "above", "below"]
)
def test_a_phrase_is_like_a_sample_from_half_its_pieces_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, common: int, heard: bool
) -> None:
    """Of 20 pieces each, 10 in common are a likeness of 0.5."""
    mine = own(tmp_path, toml(samples=["sample"]))
    sample = {f"w:{n}" for n in range(20)}
    phrase = {f"w:{n}" for n in range(20 - common, 40 - common)}
    monkeypatch.setattr(rules, "pieces", lambda plain, _: sample if plain == "sample" else phrase)
    found = match("phrase", "en", mine)
    assert (found is not None) == heard
    if found:
        assert (found.confidence, found.because) == (common / 20, ("like “sample”",))


def test_a_sample_itself_is_no_surer_than_a_cue(tmp_path: Path) -> None:
    mine = own(tmp_path, toml(samples=["stuck in customs"]))
    found = match("Stuck in customs!", "en", mine)
    assert found
    assert found.confidence == CUE_CONFIDENCE


def test_the_likest_sample_counts(tmp_path: Path) -> None:
    mine = own(tmp_path, toml(samples=["the ship is late", "stuck in customs", "stuck in port"]))
    found = match("stuck in customs", "en", mine)
    assert found
    assert found.because == ("like “stuck in customs”",)


def test_own_excuses_come_before_built_in_ones_two_at_most(tmp_path: Path) -> None:
    files = [
        own(tmp_path, toml(code, cues=["cash"]), f"{code}.toml") for code in ("mine-a", "mine-b", "mine-c")
    ]
    assert read("cash is tight", None, []).codes == ["cash-tight"]
    reading = read("cash is tight", None, files)
    assert reading.codes == ["mine-a", "mine-b"]
    assert reading.near == ()
    assert read("the cheque is in the mail", None, files).codes == ["cheque-mailed"]


def test_the_surer_one_comes_first(tmp_path: Path) -> None:
    alike = own(tmp_path, toml("alike", samples=["cash is very tight this month"]), "a.toml")
    sure = own(tmp_path, toml("sure", cues=["tight"]), "b.toml")
    assert read("cash is tight this month", None, [alike, sure]).codes == ["sure", "alike"]


def test_a_built_in_code_keeps_what_the_file_leaves_out(tmp_path: Path) -> None:
    mine = own(tmp_path, 'code = "cheque-mailed"\n[en]\ncues = ["posted it"]\n')
    assert mine.excuse == built_in("cheque-mailed")
    changed = own(tmp_path, toml("cheque-mailed", cues=["posted it"]))
    assert changed.excuse.texts["en"].title == "The container is late"
    assert changed.excuse.texts["zh"] == built_in("cheque-mailed").texts["zh"]
    assert changed.excuse.announces_payment
    assert read("posted it", None, [changed]).codes == ["cheque-mailed"]


@pytest.mark.parametrize("rest", ['[en]\ncues = ["posted it"]\n', ""])
def test_a_file_may_say_itself_whether_it_announces_a_payment(tmp_path: Path, rest: str) -> None:
    assert not own(
        tmp_path, f'code = "cheque-mailed"\nannounces_payment = false\n{rest}'
    ).excuse.announces_payment
    assert own(tmp_path, toml(top="announces_payment = true")).excuse.announces_payment
    assert not own(tmp_path, toml()).excuse.announces_payment


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('code = "Bad Code"', ":1: the code is missing or not in small letters"),
        ('x = 1\ncode = 5\n', ":2: the code is missing"),
        ('code = "mine"\nx =\n', ":2: .*correct the TOML there"),
        ('code = "mine"\n[en]\ntitle = "t"\n', ":2: analysis, .* missing or empty"),
        ('code = "mine"\n', r":1: no text; give at least one of \[en\], \[es\], \[zh\]$"),
        (toml(cues=["(broke"]), r"cue `\(broke` is no pattern"),
        (toml(cues=["(so )?"]), "is in every phrase"),
        (toml(cues=[""]), "is in every phrase"),
        (toml(top='examples = "one"'), ":2: examples is no list of texts"),
        (toml(top='announces_payment = "no"'), ":2: announces_payment is `no`; write true or false"),
    ],
)  # fmt: skip
def test_faults_are_told_with_file_line_and_remedy(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(BadData, match=fault) as told:
        own(tmp_path, text)
    assert str(told.value).startswith(f"{tmp_path / 'mine.toml'}:")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadData, match="save it as UTF-8"):
        load(tmp_path / "mine.toml")


def test_where_the_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("given", "named", "config/arcollect/playbook"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.delenv("ARCOLLECT_PLAYBOOK", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nowhere"))
    assert folder() is None
    assert own_excuses() == ()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert folder() == tmp_path / "config" / "arcollect" / "playbook"
    monkeypatch.setenv("ARCOLLECT_PLAYBOOK", str(tmp_path / "named"))
    assert folder() == tmp_path / "named"
    assert folder(str(tmp_path / "given")) == tmp_path / "given"
    with pytest.raises(BadData, match="no playbook at"):
        folder(str(tmp_path / "gone"))


def test_a_folder_is_read_by_name_and_again_when_a_file_changes(tmp_path: Path) -> None:
    own(tmp_path, toml("mine-b"), "b.toml")
    own(tmp_path, toml("mine-a"), "a.toml")
    assert [one.excuse.code for one in own_excuses(str(tmp_path))] == ["mine-a", "mine-b"]
    assert [one.excuse.code for one in own_excuses(str(tmp_path / "b.toml"))] == ["mine-b"]
    own(tmp_path, toml("mine-c"), "b.toml")
    os.utime(tmp_path / "b.toml", (1, 1))
    assert [one.excuse.code for one in own_excuses(str(tmp_path))] == ["mine-a", "mine-c"]
