"""The versions of the schema: those of the migrations, in their order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from arcollect.errors import LedgerTrouble

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = os.path.join(os.path.dirname(__file__), "migrations", "versions")  # noqa: PTH118, PTH120 — on every command's way
KNOWN = tuple(sorted(name[:4] for name in os.listdir(_FOLDER) if name[:4].isdigit()))  # noqa: PTH208 — as above
HEAD = KNOWN[-1]
"""The schema that this program writes; an older ledger is upgraded to it."""


def refuse_newer(version: str, path: Path) -> None:
    """LedgerTrouble when a newer program wrote the file."""
    if version not in KNOWN:
        raise LedgerTrouble(
            f"{path} was written by a newer arcollect (schema {version}); update this program"
        )
