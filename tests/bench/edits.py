"""Edits of a module's text: what is replaced, where, and how its line reads before and after."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Edit:
    """New text for the bytes from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Mutant:
    """A module with one fault: its text, the changed line before and after, and the lines of its statement."""

    line: int
    before: str
    after: str
    source: str
    statement: range


def no_edits(*_: object) -> Iterator[Edit]:
    """For what is left as it is."""
    return iter(())


class Text:
    """The text of a module, and where the parts of its syntax tree stand in it, in bytes."""

    def __init__(self, source: str) -> None:
        self.raw = source.encode()
        self._starts = [0, *accumulate(len(line) for line in self.raw.splitlines(keepends=True))]

    def start(self, node: ast.expr | ast.stmt) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def replaced(self, node: ast.expr | ast.stmt, text: str) -> Edit:
        return Edit(self.start(node), self.end(node), text)

    def of(self, node: ast.expr | ast.stmt) -> str:
        return self.raw[self.start(node) : self.end(node)].decode()

    def lines(self, edit: Edit) -> tuple[int, str, str]:
        """The line number of an edit, and its lines before and after, each in one line."""
        first = self.raw.rfind(b"\n", 0, edit.start) + 1
        last = self.raw.find(b"\n", edit.end)
        last = len(self.raw) if last < 0 else last
        before = self.raw[first:last].decode()
        after = (self.raw[first : edit.start] + edit.text.encode() + self.raw[edit.end : last]).decode()
        return self.raw.count(b"\n", 0, edit.start) + 1, " ".join(before.split()), " ".join(after.split())

    def mutant(self, edit: Edit, statement: range) -> Mutant:
        return Mutant(*self.lines(edit), self.edited(edit), statement)

    def edited(self, edit: Edit) -> str:
        return (self.raw[: edit.start] + edit.text.encode() + self.raw[edit.end :]).decode()
