"""Money as integer minor units of one ISO 4217 currency; currencies are never added together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from arcollect.errors import UsageError

if TYPE_CHECKING:
    from decimal import Decimal

# ISO 4217, active codes and those whose minor unit is not 2 (list one of the standard's maintenance agency).
_ACTIVE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW
ZWG
"""
CURRENCIES = frozenset(_ACTIVE.split())
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
DECIMALS = dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3) | {"CLF": 4}
"""How many decimals a currency has where they are not 2."""
LARGEST = 10**16
"""Beyond this many minor units an amount is a slip of the finger, and sums of many could leave 64 bits."""


def decimals(currency: str) -> int:
    """How many decimals the currency's amounts have: EUR 2, JPY 0, KWD 3."""
    return DECIMALS.get(currency, 2)


def currency_code(text: str) -> str:
    """The ISO code, upper case; UsageError when it is none."""
    code = text.strip().upper()
    if code not in CURRENCIES:
        raise UsageError(f"`{text}` is no currency; give its ISO code, as EUR, CNY or MXN")
    return code


def to_minor(value: Decimal, currency: str) -> int:
    """Major units to minor units.

    Raises UsageError when the value has more decimals than the currency, or is more than any invoice.
    """
    minor = value.scaleb(decimals(currency))
    if minor != minor.to_integral_value():
        raise UsageError(
            f"`{value}` has more decimals than {currency}, which has {decimals(currency)}; round it"
        )
    if abs(minor) >= LARGEST:
        raise UsageError(f"`{str(value)[:20]}…` is more than any invoice; check the figure")
    return int(minor)


SCALE = 4
"""Amounts of a file whose currency is not settled yet are kept as ten-thousandths: none has smaller units."""


@cache
def _units(currency: str) -> int:
    return int(10 ** (SCALE - decimals(currency)))


def from_scaled(scaled: int, currency: str) -> int:
    """Ten-thousandths of a major unit to minor units; UsageError as `to_minor`."""
    minor, rest = divmod(scaled, _units(currency))
    if rest or minor >= LARGEST:
        from decimal import Decimal  # for the odd amount alone

        return to_minor(Decimal(scaled).scaleb(-SCALE).normalize(), currency)
    return minor


def to_major(minor: int, currency: str) -> str:
    """Minor units as a decimal string in major units: 125000 EUR is `1250.00`, 1250 JPY `1250`."""
    return plain(minor, currency).replace(",", "")


def human(minor: int, currency: str) -> str:
    """For reading: `1,250.00 EUR`."""
    return f"{plain(minor, currency)} {currency}"


def plain(minor: int, currency: str) -> str:
    """For a column whose heading names the currency: `1,250.00`."""
    places = decimals(currency)
    if not places:
        return f"{minor:,}"
    whole, part = divmod(abs(minor), 10**places)
    return f"{'-' if minor < 0 else ''}{whole:,}.{part:0{places}}"
