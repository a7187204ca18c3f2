"""`arcollect statement`: a statement of account to be agreed and signed (D3, D7)."""

from __future__ import annotations

from arcollect.cli.declare import single
from arcollect.cli.desk import Desk
from arcollect.cli.options import CustomerArg
from arcollect.cli.rows import invoice_data
from arcollect.domain.money import plain, to_major
from arcollect.render.page import Block, Cell, Column, Line, Page, Table
from arcollect.rules.saying import long_day

app = single()
WORDS = {
    "en": {
        "title": "Statement of account", "as_of": "as of", "heads": ("invoice", "issued", "due", "amount", "open"),
        "account": "on account", "balance": "balance", "none": "Nothing is open.",
        "agree": "Please compare with your books; sign and return it, or tell us what differs.", "sign": "Agreed: ____________  Date: ________",
    },
    "zh": {
        "title": "对账单", "as_of": "截至", "heads": ("发票号", "开票日", "到期日", "金额", "未付"), "account": "预收款",
        "balance": "余额", "none": "没有未付款项。", "agree": "请与贵司账目核对，无误请签字盖章后寄回；如有差异请告知。", "sign": "核对无误（签章）：____________  日期：________",
    },
    "es": {
        "title": "Estado de cuenta", "as_of": "al", "heads": ("factura", "emitida", "vence", "importe", "pendiente"),
        "account": "a cuenta", "balance": "saldo", "none": "No hay nada pendiente.",
        "agree": "Compárelo con sus libros; devuélvalo firmado o díganos qué no coincide.", "sign": "Conforme: ____________  Fecha: ________",
    },
}  # fmt: skip


@app.command()
def statement(desk: Desk, customer: CustomerArg = None) -> None:
    """A statement of account in the customer's language, to be compared, signed and returned.

    \b
    Example:
      arcollect statement PEPE > pepe.txt
    """
    found = desk.customer_or_ask(customer)
    lang = desk.language(found)
    words = WORDS[lang]
    invoices = desk.book.invoices(desk.today, customer=found.id, open_only=True)
    credit = {currency: amount for _, currency, amount in desk.book.on_account(desk.today, found.id)}
    currencies = sorted({i.currency for i in invoices} | set(credit))
    balance = {c: sum(i.open for i in invoices if i.currency == c) - credit.get(c, 0) for c in currencies}
    data = {
        "customer": found.code, "as_of": desk.today, "lang": lang, "invoices": [invoice_data(i, found.code) for i in invoices],
        "on_account": [{"currency": c, "amount": to_major(a, c)} for c, a in credit.items()],
        "balances": [{"currency": c, "balance": to_major(b, c)} for c, b in balance.items()],
    }  # fmt: skip

    def page() -> Page:
        title = f"{desk.settings.company + ' · ' if desk.settings.company else ''}{words['title']}"
        top = [
            Line(Cell(title, "head")),
            Line(f"{found.name}, {words['as_of']} {long_day(desk.today, lang)}"),
            Line(""),
        ]
        tables: list[Block] = [
            Table(
                [Column(h, right=n > 2) for n, h in enumerate((*words["heads"][:4], f"{words['heads'][4]} {c}"))],
                [(i.number, str(i.issued), str(i.due), plain(i.amount, c), plain(i.open, c)) for i in invoices if i.currency == c],
                [
                    *([(str(words["account"]), "", "", "", plain(-credit[c], c))] if c in credit else []),
                    (str(words["balance"]), "", "", "", plain(balance[c], c)),
                ],
            )
            for c in currencies
        ]  # fmt: skip
        foot = [Line(""), Line(str(words["agree"])), Line(str(words["sign"]))]
        return Page([*top, *(tables or [Line(str(words["none"]))]), *(foot if tables else [])])

    desk.answer(data, page)
