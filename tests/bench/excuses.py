"""Scores of the recogniser on sets of phrases, by style and language, with its confidence table and what it confuses.

    python tests/bench/excuses.py [FOLDER]      (default: the blind sets in tests/rules/blind)

A set is a file LANG-NAME.tsv of lines `codes<TAB>style<TAB>phrase`; two codes are joined by +, `none` is no reason.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from arcollect.rules.recognise.reading import read

HERE = Path(__file__).parent.parent / "rules" / "blind"
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    bands: dict[float, list[bool]] = defaultdict(list)
    confused: Counter[tuple[str, str]] = Counter()
    for file in sorted(folder.glob("*.tsv")):
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        lines = file.read_text(encoding="utf-8").splitlines()
        started = time.perf_counter()
        for line in lines:
            codes, style, phrase = line.split("\t")
            wanted = [] if codes == "none" else codes.split("+")
            reading = read(phrase)
            got = reading.codes
            right = set(got) == set(wanted) if style == "two" else got == wanted
            counts[style][0] += right
            counts[style][1] += 1
            if reading.matches:
                sure = reading.matches[0].confidence
                bands[max(b for b in BANDS if b <= sure)].append(got[0] in wanted)
            if not right and style != "two":
                confused[codes, "+".join(got) or "none"] += 1
        speed = len(lines) / (time.perf_counter() - started)
        shares = "  ".join(
            f"{style} {hits}/{total} {hits / total:.0%}" for style, (hits, total) in counts.items()
        )
        print(f"{file.stem}: {shares}  ({speed:.0f} a second)")
    print("\nconfidence   answers   right")
    for low, high in pairwise(BANDS):
        if found := bands[low]:
            print(f"{low:.2f}-{min(high, 1):.2f}   {len(found):7}   {sum(found) / len(found):5.0%}")
    print("\nmost often confused (wanted -> given)")
    for (wanted_code, given), times in confused.most_common(12):
        print(f"{times:3}  {wanted_code} -> {given}")


if __name__ == "__main__":
    main()
