"""On a terminal a command asks for what is missing, completes names, and says what is wrong with an answer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Arcollect


@pytest.fixture
def terminal(arcollect: Arcollect) -> Iterator[pexpect.spawn]:  # type: ignore[type-arg]  # generic in the stubs alone
    assert arcollect("demo", "--at", "ledger.db").code == 0
    environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "arcollect", "promise", "add"],
        env=environment,
        encoding="utf-8",
        dimensions=(40, 100),
        timeout=20,
    )
    yield child
    child.close(force=True)


def test_a_promise_by_questions(terminal: pexpect.spawn, arcollect: Arcollect) -> None:  # type: ignore[type-arg]  # generic in the stubs alone
    terminal.expect("customer:")
    terminal.send("nu")
    terminal.expect("Ferreter")  # offered while it is typed
    terminal.send("nez\r")
    terminal.expect("3,590.00")
    terminal.send("500\r")
    terminal.expect("when:")
    terminal.send("someday\r")
    terminal.expect("names no day")
    terminal.send("\x15friday\r")
    terminal.expect("in their words")
    terminal.send("\r")
    terminal.expect("say aloud:")
    terminal.expect(pexpect.EOF)
    assert '"amount": "500.00"' in arcollect("promise", "list", "--customer", "nunez", "--open", "--json").out


def test_ctrl_c_changes_nothing(terminal: pexpect.spawn, arcollect: Arcollect) -> None:  # type: ignore[type-arg]  # generic in the stubs alone
    before = arcollect("promise", "list", "--json").out
    terminal.expect("customer:")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    assert arcollect("promise", "list", "--json").out == before
