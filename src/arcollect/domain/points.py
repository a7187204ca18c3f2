"""The coefficients of the day's list: how many points each rule gives.

The ledger's settings may change each of them.
"""

from __future__ import annotations

POINTS = {
    "broken_promise": 50,  # their word was given and not kept
    "partly_kept": 30,
    "promise_due": 40,  # be there punctually that day (A1)
    "follow_up": 25,
    "collection_day": 20,  # D2
    "cheque": 20,
    "call_ahead": 15,  # D3
    "invoice_due": 10,
    "overdue_day": 1,  # each day past due…
    "overdue_most": 60,  # …up to this
    "amount_most": 30,  # the item's share of everything open in its currency
    "level": 10,  # each time this debt was promised and not kept
}
