"""Reading the statements of a .sql file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def statements(path: Path) -> list[str]:
    """The statements of a .sql file, without its comments."""
    code = "\n".join(
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("--")
    )
    return [part.strip() for part in code.split(";") if part.strip()]
