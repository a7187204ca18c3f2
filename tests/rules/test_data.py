"""The playbook's files are found beside the program."""

from __future__ import annotations

import pytest

from arcollect.rules import data


def test_text_and_content_are_the_files() -> None:
    text = data.text("excuses", "dispute.toml")
    assert text.startswith('code = "dispute"')
    assert data.content("excuses", "dispute.toml").decode().splitlines() == text.splitlines()


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        data.text("words", "xx.toml")
