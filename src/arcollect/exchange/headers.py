"""Which column is what: headings in English, Chinese and Spanish, and those of common accounting programs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from arcollect.errors import BadData, NotMeant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS: dict[str, tuple[str, ...]] = {
    "customers": ("code", "name", "currency", "terms", "limit", "phone", "email", "group", "rep", "language",
                  "collection_day", "birthday", "notes"),
    "invoices": ("number", "customer", "issued", "due", "amount", "currency", "terms", "note"),
    "payments": ("customer", "on", "amount", "currency", "method", "invoice", "reference", "note"),
}  # fmt: skip
REQUIRED = {"customers": ("name",), "invoices": ("number", "customer", "amount"), "payments": ("on", "amount")}

CUSTOMER = ("customer customername customerfullname client clientname company companyname contactname billto account accountname "
            "payer debtor customerid customercode customerno clientid cliente nombrecliente nombredelcliente razonsocial "
            "clientenombre deudor empresa 客户 客户名称 客户名 购方名称 购买方名称 单位名称 往来单位 往来单位名称 付款单位 客戶 客戶名稱 买方 name nombre")  # fmt: skip
CURRENCY = "currency currencycode curr ccy moneda divisa 币种 货币 币别 幣別"
NOTE = "note notes memo comment comments remark remarks description nota notas observaciones observacion comentarios concepto 备注 摘要 说明 備註"
NAMES: dict[str, dict[str, str]] = {
    "customers": {
        "code": "code customercode customerid customerno customernumber accountnumber accountcode accountno clientid id no codigo clave "
                "codigocliente codcliente 客户编号 客户编码 客户代码 编号 编码 代码 客戶編號",
        "name": "name displayname contactname " + CUSTOMER,
        "currency": CURRENCY + " defaultcurrency billingcurrency",
        "terms": "terms paymentterms creditdays termsdays duedays creditperiod plazo condiciones condicionesdepago diascredito diasdecredito "
                 "plazodepago dias 账期 付款条件 信用期 账期天数 付款期限 結帳期",
        "limit": "limit creditlimit creditline limite limitecredito limitedecredito credito 信用额度 额度 授信额度 信用限额",
        "phone": "phone telephone mobile tel phonenumber telefono movil celular 电话 手机 联系电话 手机号 電話",
        "email": "email mail emailaddress correo correoelectronico 邮箱 电子邮件 电子邮箱",
        "group": "group customergroup customertype category segment grupo categoria zona territory 分组 客户分组 客户类别 分类 区域 組別",
        "rep": "rep salesrep salesperson salesman owner accountmanager vendedor comercial agente representante 业务员 销售员 销售代表 负责人 業務",
        "language": "language lang idioma lengua 语言", "collection_day": "collectionday diadecobro 收款日", "birthday": "birthday cumpleanos 生日",
        "notes": NOTE,
    },
    "invoices": {
        "number": "number invoicenumber invoiceno invoicenum invoice invoiceid docnumber documentnumber documentno docno num no billno vouchernumber "
                  "voucherno salesinvoice name1 numero factura numerofactura numerodefactura nfactura nofactura nrofactura folio comprobante documento "
                  "发票号 发票号码 发票编号 单号 单据号 单据编号 编号 发票 發票號碼 單號",
        "customer": CUSTOMER,
        "issued": "issued issuedate date invoicedate docdate documentdate postingdate billdate created fecha fechafactura fechadefactura fechaemision "
                  "fechadeemision emision 日期 开票日期 发票日期 单据日期 开单日期 出票日期 開票日期",
        "due": "due duedate duebydate paymentdue paymentduedate maturity vencimiento fechavencimiento fechadevencimiento vence fechavto vto 到期日 到期日期 "
               "应付日期 付款期限 应收日期 到期 到期日 截止日期",
        "amount": "total invoicetotal grandtotal totalamount invoiceamount amount gross amountgross totalgross value lineamount linetotal importe importetotal "
                  "totalfactura monto montototal valor 价税合计 总额 总金额 发票金额 合计金额 应收金额 金额 含税金额 總額 金額",
        "currency": CURRENCY,
        "terms": "terms paymentterms creditdays plazo condiciones 账期 付款条件",
        "note": NOTE,
    },
    "payments": {
        "customer": CUSTOMER,
        "on": "on date paymentdate receivedon receiveddate datereceived paidon paiddate datepaid depositdate postingdate settleddate settlementdate "
              "transactiondate fecha fechapago fechadepago fechacobro fechadecobro fechaingreso 日期 收款日期 付款日期 到账日期 回款日期 交易日期 入账日期",
        "amount": "amount paidamount amountpaid amountreceived paymentamount received total value credit importe importecobrado monto pago cobro valor abono "
                  "金额 收款金额 付款金额 到账金额 回款金额 收入 金額",
        "currency": CURRENCY,
        "method": "method paymentmethod modeofpayment paymentmode paymenttype formadepago metododepago metodo mediodepago 付款方式 收款方式 结算方式 支付方式",
        "invoice": "invoice invoicenumber invoiceno invoiceid appliedto appliedtoinvoice billno factura numerofactura nofactura 发票号 发票号码 发票 单号 对应发票",
        "reference": "reference ref referenceno paymentreference transactionid transactionno checkno chequeno chequenumber paymentid referencia "
                     "numerodereferencia 流水号 参考号 凭证号 交易号 参考",
        "note": NOTE,
    },
}  # fmt: skip
LINE_HEADINGS = frozenset(("lineamount", "linetotal"))


@cache
def folded(heading: str) -> str:
    """For comparing headings: case, accents, spaces and punctuation do not matter."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def parse_map(text: str | None, kind: str) -> dict[str, str]:
    """`ours=theirs,…` as a mapping; NotMeant when one of ours is no field of that kind."""
    pairs: dict[str, str] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        ours, equals, theirs = part.partition("=")
        ours = ours.strip()
        if not equals or ours not in FIELDS[kind]:
            raise NotMeant(f"`{part}` in --map is not ours=theirs; ours may be {', '.join(FIELDS[kind])}")
        pairs[ours] = theirs.strip()
    return pairs


def find_columns(
    rows: Sequence[Sequence[str]], kind: str, mapped: Mapping[str, str], name: str
) -> tuple[int, dict[str, int]]:
    """The index of the heading row among the first rows, and the column of each field; BadData when a needed one is missing."""
    best: tuple[int, dict[str, int]] | None = None
    for index, cells in enumerate(rows):
        columns = _match(cells, kind, mapped)
        if best is None or len(columns) > len(best[1]):
            best = (index, columns)
    index, columns = best or (0, {})
    for ours, theirs in mapped.items():
        if ours not in columns:
            heads = ", ".join(filter(None, rows[index])) if rows else ""
            raise BadData(f"{name} has no column `{theirs}`; its columns are {heads}")
    missing = [f for f in REQUIRED[kind] if f not in columns and not _spared(f, kind, columns)]
    if missing:
        heads = ", ".join(filter(None, rows[index])) if rows else "none"
        raise BadData(
            f"{name} has no column for {' and '.join(missing)}; name it with --map {missing[0]}=… (columns: {heads[:300]})"
        )
    return index, columns


def _spared(field: str, kind: str, columns: Mapping[str, int]) -> bool:
    return kind == "customers" and field == "name" and "code" in columns


def _match(cells: Sequence[str], kind: str, mapped: Mapping[str, str]) -> dict[str, int]:
    heads = [folded(cell) for cell in cells]
    columns: dict[str, int] = {}
    for ours, theirs in mapped.items():
        wanted = folded(theirs)
        if wanted in heads:
            columns[ours] = heads.index(wanted)
    for field in FIELDS[kind]:
        if field in columns or field in mapped:
            continue
        for known in NAMES[kind][field].split():
            where = [i for i, head in enumerate(heads) if head == folded(known) and i not in columns.values()]
            if where:
                columns[field] = where[0]
                break
    return columns
