"""What English and Spanish share: typing slips in the names of days and months, and text without accents."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

WORD = re.compile(r"[a-z]{4,}")


def without_accents(text: str) -> str:
    """Lower case, accents and tildes taken off: `Miércoles` becomes `miercoles`, `mañana` manana."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def mend_slips(text: str, names: Collection[str], known: Collection[str]) -> str:
    """`febuary` becomes `february`: an unknown word one slip away from exactly one name is taken for it."""

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        return word if word in names or word in known else _nearest(word, names) or word

    return WORD.sub(mend, text)


def _nearest(word: str, names: Collection[str]) -> str | None:
    from rapidfuzz.distance import OSA

    slips = {n: OSA.distance(word, n) for n in names if n[0] == word[0] and len(n) >= 5}
    least = min(slips.values(), default=9)
    near = [n for n, count in slips.items() if count == least <= (2 if len(n) > 7 else 1)]
    return near[0] if len(near) == 1 else None
