"""Questions on a terminal, with completion and an answer that is checked before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit import prompt
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.validation import ValidationError, Validator

from arcollect.domain.naming import folded
from arcollect.errors import ArcollectError


class _Names(Completer):
    """Completes what is typed to any name it is a part of; case, accents and width do not matter."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002 — as prompt_toolkit calls it
        """The names that hold the typed text, those that begin with it first."""
        typed = folded(document.text_before_cursor)
        fitting = [name for name in self._names if typed in folded(name)]
        for name in sorted(fitting, key=lambda n: not folded(n).startswith(typed)):
            yield Completion(name, start_position=-len(document.text_before_cursor))


class _Checked(Validator):
    """Refuses an answer with the sentence that the check raises; an empty one takes the default."""

    def __init__(self, check: Callable[[str], object] | None, default: str) -> None:
        self._check = check
        self._default = default

    def validate(self, document: Document) -> None:
        """Raises ValidationError with what is wrong."""
        if self._check is None or (not document.text.strip() and self._default):
            return
        try:
            self._check(document.text)
        except ArcollectError as error:
            raise ValidationError(len(document.text), str(error)) from error


def ask(what: str, choices: Sequence[str], default: str, check: Callable[[str], object] | None) -> str:
    """The answer to one question; Enter alone takes the default shown in brackets."""
    shown = f"{what} [{default}]: " if default else f"{what}: "
    answer = prompt(
        shown,
        completer=_Names(choices) if choices else None,
        validator=_Checked(check, default),
        validate_while_typing=False,
    )
    return answer.strip() or default
