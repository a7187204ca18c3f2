"""Which customer a text means: by code, exact name, or a part that only one name has."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol, TypeVar

from arcollect.errors import Ambiguous, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Named(Protocol):
    """Anything with a code and a name."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def folded(text: str) -> str:
    """For comparing: width, case and accents do not matter."""
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def find(text: str, customers: Sequence[N]) -> N:
    """The customer meant; NotFound offers the nearest names, Ambiguous lists those that share the part."""
    wanted = folded(text)
    for key in ("code", "name"):
        exact = [c for c in customers if folded(getattr(c, key)) == wanted]
        if len(exact) == 1:
            return exact[0]
    partial = [
        c for c in customers if wanted and (wanted in folded(c.name) or folded(c.code).startswith(wanted))
    ]
    if len(partial) == 1:
        return partial[0]
    if partial:
        names = ", ".join(f"{c.name} ({c.code})" for c in partial[:5])
        names += f" and {len(partial) - 5} more" if len(partial) > 5 else ""
        raise Ambiguous(f"`{text}` could be {len(partial)} customers: {names}; give the code")
    raise NotFound(f"no customer `{text}`; {_nearest(wanted, customers)}")


def _nearest(wanted: str, customers: Sequence[Named]) -> str:
    from rapidfuzz import fuzz, process

    choices = {i: folded(c.name) for i, c in enumerate(customers)}
    close = process.extract(wanted, choices, scorer=fuzz.WRatio, limit=3, score_cutoff=60)
    if not close:
        return "`arcollect customer list` shows them all"
    return (
        "did you mean " + ", ".join(f"{customers[i].name} ({customers[i].code})" for _, _, i in close) + "?"
    )


class Codes:
    """The codes that are taken, and new ones beside them."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._exact = set(taken)
        self._folded = set(map(folded, self._exact))
        self._next: dict[str, int] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._exact

    def add(self, code: str) -> None:
        """Takes the code."""
        self._exact.add(code)
        self._folded.add(folded(code))

    def new(self, name: str) -> str:
        """A short code for a new customer: the first letters of a Latin name, else C001, C002 and so on."""
        letters = re.sub(r"[^A-Z0-9]", "", folded(name).upper())[:8]
        base = letters if len(letters) >= 2 else "C"
        if base != "C" and folded(base) not in self._folded:
            return base
        number = self._next.get(base, 1 if base == "C" else 2)
        while folded(code := f"{base}{number:03}" if base == "C" else f"{base}{number}") in self._folded:
            number += 1
        self._next[base] = number + 1
        return code
