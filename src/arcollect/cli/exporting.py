"""`arcollect export`: customers, invoices and payments as CSV."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from arcollect.cli.declare import Argument, Option, single
from arcollect.cli.desk import Desk
from arcollect.domain.money import to_major
from arcollect.domain.paths import user_path
from arcollect.errors import NotMeant, Refused
from arcollect.exchange import KINDS
from arcollect.exchange.out import write_csv
from arcollect.render.page import Line, Page

app = single()


@app.command()
def export(
    desk: Desk,
    kind: Annotated[str, Argument(metavar="KIND", help="customers, invoices or payments.")],
    file: Annotated[str, Argument(metavar="FILE", help="Where to; - is standard output.")] = "-",
    force: Annotated[bool, Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write customers, invoices or payments as CSV that `import` reads again and a spreadsheet opens safely.

    \b
    Examples:
      arcollect export invoices > invoices.csv
      arcollect export customers customers.csv
    """
    if kind not in KINDS:
        raise NotMeant(f"`{kind}` cannot be exported; give customers, invoices or payments")
    from arcollect.ledger.read import FAR

    rows = {"customers": _customers, "invoices": _invoices, "payments": _payments}[kind](desk, FAR)
    _say_what_is_left_out(desk, kind)
    text = io.StringIO()
    count = write_csv(kind, rows, text)
    if file != "-":
        _save(user_path(file), "\ufeff" + text.getvalue(), force=force)
        desk.answer({"file": file, "exported": count}, lambda: Page([Line(f"{count} {kind} written to {file}")]))
    elif desk.as_json:
        desk.answer({"file": None, "exported": count, "csv": text.getvalue()}, Page)
    else:
        sys.stdout.write(text.getvalue())


def _say_what_is_left_out(desk: Desk, kind: str) -> None:
    """Credits, write-offs and cheques in hand have no file of their own yet: balances made from the files lack them."""
    given = desk.book.rows("SELECT COUNT(*) AS n FROM credit WHERE voided_on IS NULL")[0]["n"]
    cheques = len(desk.book.cheques_in_hand())
    if kind != "customers" and given + cheques:
        desk.say(f"note: {given} credit notes and write-offs and {cheques} cheques in hand are not in the file")


def _save(path: Path, text: str, *, force: bool) -> None:
    """Written beside and moved there whole; for its owner alone, as the ledger is."""
    if path.exists() and not force:
        raise Refused(f"{path} is there already; name another file, or replace it with --force")
    if path.exists() and not path.is_file():
        raise Refused(f"{path} is no file that could be replaced; write to - and let the shell take it there")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(
            os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline=""
        ) as stream:
            stream.write(text)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(f"cannot write {path}: {error.strerror}; name another file") from error


def _customers(desk: Desk, _day: object) -> Iterator[dict[str, Any]]:
    for c in desk.customers:
        limit = None if c.credit_limit is None else to_major(c.credit_limit, c.currency)
        yield {
            "code": c.code, "name": c.name, "currency": c.currency, "terms": c.terms_days, "limit": limit, "phone": c.phone,
            "email": c.email, "group": c.group, "rep": c.rep, "language": c.language, "collection_day": c.collection_day,
            "birthday": c.birthday, "notes": c.notes,
        }  # fmt: skip


def _invoices(desk: Desk, day: Any) -> Iterator[dict[str, Any]]:
    for i in desk.book.invoices(day):
        yield {
            "number": i.number, "customer": desk.by_id[i.customer_id].code, "issued": i.issued, "due": i.due,
            "amount": to_major(i.amount, i.currency), "currency": i.currency, "terms": None, "note": i.note,
        }  # fmt: skip


def _payments(desk: Desk, _day: object) -> Iterator[dict[str, Any]]:
    for p in desk.book.payments():
        if p["cheque_state"] in ("in hand", "bounced"):
            continue
        pieces = [f"{a['invoice']}={to_major(a['amount'], p['currency'])}" for a in p["allocations"]]
        yield {
            "customer": p["customer"], "on": p["on_day"], "amount": to_major(p["amount"], p["currency"]), "currency": p["currency"],
            "method": p["method"], "invoice": ";".join(pieces) or "-", "reference": p["reference"], "note": p["note"],
        }  # fmt: skip
