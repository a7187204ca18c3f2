"""Which language a phrase is in: small words tell English from Spanish, characters tell Chinese."""

from __future__ import annotations

from arcollect.rules.recognise.features import HAN

_EN = """the to is we for and it of i our not on in have has says you that they be are this with was will he
she at from out my there until cust been can't don't"""
_ES = """el la de que los las se un una y en con por para es esta ya le lo su al del mi nos dice hasta pero
como cuando q todavia usted porque mas muy si cliente"""
SMALL_WORDS = {"en": frozenset(_EN.split()), "es": frozenset(_ES.split())}
CLEAR_LEAD = 2
"""From so many small words more than in the other language, the other one is not tried."""


def languages(text: str, plain: str, lang: str | None) -> tuple[str, ...]:
    """The languages that a phrase may be in, the likelier first; Chinese characters leave no choice.

    Args:
        text: the phrase as it was typed.
        plain: the phrase in its normal form.
        lang: the language of the answer, which decides where the small words do not.

    """
    if HAN.search(text):
        return ("zh",)
    words = plain.split()
    lead = len(SMALL_WORDS["es"].intersection(words)) - len(SMALL_WORDS["en"].intersection(words))
    likely, other = ("es", "en") if lead > 0 or (lead == 0 and lang == "es") else ("en", "es")
    return (likely,) if abs(lead) >= CLEAR_LEAD else (likely, other)
