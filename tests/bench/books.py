"""Made-up books of any size, the same each time: ten years of invoices, a fifth of them open, as CSV and as a journal."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

TODAY = date(2026, 3, 2)
YEARS = 10
A_CUSTOMER_HAS = 50


def make(folder: Path, count: int) -> None:
    """invoices.csv, payments.csv, and books.journal with both for plain-text accounting programs."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(count)
    names = ("invoices.csv", "payments.csv", "books.journal")
    invoices, payments, journal = ((folder / name).open("w", encoding="utf-8") for name in names)
    invoices.write("number,customer,issued,due,amount,currency\n")
    payments.write("customer,on,amount,currency,invoice,reference\n")
    for number in range(count):
        issued = TODAY - timedelta(days=YEARS * 365 - number * YEARS * 365 // count)
        due, customer = issued + timedelta(days=30), f"C{dice.randrange(max(5, count // A_CUSTOMER_HAS)):05}"
        amount = f"{dice.randrange(1000, 500000) / 100:.2f}"
        invoices.write(f"F{number:07},{customer},{issued},{due},{amount},EUR\n")
        _posting(journal, issued, f"assets:receivable:{customer}", "income:sales", amount)
        if number % 5:
            on = min(TODAY, due + timedelta(days=dice.randrange(-20, 40)))
            payments.write(f"{customer},{on},{amount},EUR,F{number:07},R{number}\n")
            _posting(journal, on, "assets:bank", f"assets:receivable:{customer}", amount)
    for file in (invoices, payments, journal):
        file.close()


def _posting(journal: TextIO, day: date, to: str, of: str, amount: str) -> None:
    journal.write(f"{day} *\n  {to}  {amount} EUR\n  {of}\n\n")
