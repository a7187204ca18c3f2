"""Days to pay, as people write them: 30, `30 days`, `net 30`, 月结30天, `contado`."""

from __future__ import annotations

import re
import unicodedata

from arcollect.domain.spoken.latin import without_accents
from arcollect.errors import UsageError

CASH = frozenset(
    ["cash", "cod", "cash on delivery", "immediate", "due on receipt", "prepaid", "contado", "al contado",
     "contra entrega", "现结", "现金", "货到付款", "款到发货"]
)  # fmt: skip
LONGEST = 3650
LOOSE = re.compile(r"sold|sale|vend|venta|卖|售")
DAYS = re.compile(r"(?:net|n|a|within|月结|账期)?\s*(\d{1,4})\s*(?:d|days?|dias?|天|日|net)?")
MONTHLY = {"月结": 30, "monthly": 30, "mensual": 30, "quarterly": 90, "季结": 90, "trimestral": 90}


def terms_days(text: str) -> int:
    """The days to pay; UsageError for terms that fix no date, such as `pay when sold` (C3)."""
    plain = without_accents(unicodedata.normalize("NFKC", text)).strip()
    if plain in CASH:
        return 0
    if plain in MONTHLY:
        return MONTHLY[plain]
    if LOOSE.search(plain):
        raise UsageError(
            f"`{text}` fixes no date: one unsold piece and nothing is due; agree days from the invoice, as 30"
        )
    match = DAYS.fullmatch(plain)
    if not match or int(match[1]) > LONGEST:
        raise UsageError(f"`{text}` is no number of days to pay; give it as 30 or `30 days`")
    return int(match[1])
