"""Which language a phrase is in."""

from __future__ import annotations

import pytest

from arcollect.domain.languages import LANGUAGES
from arcollect.rules.recognise.features import normal
from arcollect.rules.recognise.language import languages


@pytest.mark.parametrize(
    ("text", "lang", "tried"),
    [
        ("支票 check", None, ("zh",)),
        ("the cheque is in the mail", None, ("en",)),
        ("the cheque is in the mail", "es", ("en",)),
        ("el cheque ya salió por correo", "en", ("es",)),
        ("the cheque", "es", ("en", "es")),
        ("el cheque", "en", ("es", "en")),
        ("cash tight", None, ("en", "es")),
        ("cash tight", "en", ("en", "es")),
        ("cash tight", "es", ("es", "en")),
        ("cash tight", "zh", ("en", "es")),
    ],
)
def test_small_words_and_characters_tell(text: str, lang: str | None, tried: tuple[str, ...]) -> None:
    assert languages(text, normal(text, "en"), lang) == tried
    assert set(tried) <= set(LANGUAGES)
