"""Questions on a terminal, with completion and an answer that is checked before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit import prompt
from prompt_toolkit.completion import FuzzyWordCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.validation import ValidationError, Validator

from arcollect.errors import ArcollectError


class _Checked(Validator):
    def __init__(self, check: Callable[[str], object] | None) -> None:
        self._check = check

    def validate(self, document: Document) -> None:
        if self._check is None:
            return
        try:
            self._check(document.text)
        except ArcollectError as error:
            raise ValidationError(message=str(error)) from error


def ask(what: str, choices: Sequence[str], default: str, check: Callable[[str], object] | None) -> str:
    """The answer to one question; the default stands there to be taken or changed."""
    completer = FuzzyWordCompleter(list(choices)) if choices else None
    return prompt(
        f"{what}: ", default=default, completer=completer, validator=_Checked(check), validate_while_typing=False
    ).strip()
