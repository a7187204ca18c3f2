"""The languages that customers are spoken to in, and in which their excuses are recognised."""

from __future__ import annotations

LANGUAGES = ("en", "zh", "es")
"""The codes of ISO 639-1, the one that is taken where nothing else is known first."""

NAMED = f"{', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}"
"""The codes as a sentence names them: `en, zh or es`."""
