"""Rebuilds the models from the playbook's samples: `python -m arcollect.rules.learn [LANG …]`.

The confidence curve is measured on samples that were held out, in five folds. The same samples give the
same files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from arcollect.domain.languages import LANGUAGES
from arcollect.rules import data
from arcollect.rules.learn.samples import samples
from arcollect.rules.learn.train import fit, pack
from arcollect.rules.learn.tune import choose


def main() -> None:
    """Writes the models of the languages named, or of all."""
    for lang in sys.argv[1:] or LANGUAGES:
        found = samples(lang)
        settings = choose(found, lang)
        target = Path(data.path("model", f"{lang}.bin"))
        target.write_bytes(pack(fit(found, lang), settings))
        size = target.stat().st_size // 1024
        sys.stdout.write(f"{lang}: {len(found)} samples, {size} KB, {settings}\n")


if __name__ == "__main__":
    main()
