"""How many phrases a second one process recognises, by language: `python tests/bench/phrases.py`."""

from __future__ import annotations

import time
from pathlib import Path

from arcollect.rules.recognise.reading import read

BLIND = Path(__file__).parent.parent / "rules" / "blind"
ROUNDS = 8


def main() -> None:
    for lang in ("en", "zh", "es"):
        lines = [
            line
            for file in sorted(BLIND.glob(f"{lang}-*.tsv"))
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        phrases = [line.split("\t")[2] for line in lines] * ROUNDS
        read(phrases[0])
        started = time.perf_counter()
        for phrase in phrases:
            read(phrase, explain=False)
        print(
            f"{lang}: {len(phrases) / (time.perf_counter() - started):.0f} phrases a second, the language not told"
        )


if __name__ == "__main__":
    main()
