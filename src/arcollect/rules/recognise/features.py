"""What the recogniser looks at in a phrase: words, pairs of words and pieces of them.

For Chinese, runs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from zlib import crc32

LONGEST = 400
HAN = re.compile(r"[\u3400-\u9fff]")
DIGITS = re.compile(r"\d+")
NOT_LATIN = re.compile(r"[^a-z0']+")
NOT_WORD = re.compile(r"[\W_]+")
APOSTROPHE = str.maketrans("’‘´`", "''''")
PLAIN = str.maketrans("áéíóúüñàèìòùâêîôûç¿¡€", "aeiouunaeiouaeiouc   ")
CLAUSE = re.compile(
    r"[,.;:!?，。；：！？、…\n]+|\s[-–—]+\s|\s(?:and|but|plus|also|besides|y|e|pero|además|ademas|aparte|encima|then)\s|而且|再说|另外|还有|并且|加上|况且|同时",
    re.IGNORECASE,
)


def normal(text: str, lang: str) -> str:
    """The phrase as it is looked at: lower case, no accents, figures as 0, one space between words."""
    if text.isascii() and lang != "zh":
        return NOT_LATIN.sub(" ", DIGITS.sub("0", text[:LONGEST].lower()).replace("`", "'")).strip()
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().translate(APOSTROPHE)
    plain = DIGITS.sub("0", plain)
    if lang == "zh":
        return NOT_WORD.sub(" ", plain).strip()
    plain = plain.translate(PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return NOT_LATIN.sub(" ", plain).strip()


def features(normalised: str, lang: str) -> set[int]:
    """The features of a normalised phrase, as the 32-bit hashes under which their weights are kept."""
    return set(map(crc32, map(str.encode, pieces(normalised, lang))))


def pieces(normalised: str, lang: str) -> set[str]:
    """The features by their names: `w:cheque`, `b:in the`, `s:in mail` (one word between), `p:cheq`.

    `z:支票` for Chinese.
    """
    if lang == "zh":
        text = f" {normalised} "
        return {f"z:{text[i : i + n]}" for n in (1, 2, 3) for i in range(len(text) - n + 1)}
    words = normalised.split()
    found = {f"w:{word}" for word in words}
    found.update(f"b:{a} {b}" for a, b in pairwise(words))
    found.update(f"s:{a} {b}" for a, b in zip(words, words[2:], strict=False))
    for word in set(words):
        if len(word) > 5:
            found.add(f"p:{word[:5]}")
        padded = f" {word} "
        found.update(f"c:{padded[i : i + 4]}" for i in range(len(padded) - 3))
    return found


def clauses(text: str) -> list[str]:
    """The phrase cut where a second reason may begin; the whole alone when there is nothing to cut."""
    parts = [part.strip() for part in CLAUSE.split(text[:LONGEST])]
    return [part for part in parts if len(part) > 2] if len(parts) > 1 else []
