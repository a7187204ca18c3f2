"""What the files hold: one list of fields a kind. Reading, export, `--map`, its errors and its help derive from it."""

from __future__ import annotations

from typing import Literal

from arcollect.domain.frozen import record
from arcollect.domain.languages import NAMED

Type = Literal["text", "note", "numbers", "day", "amount", "limit", "currency", "terms", "language"]
"""How the cells of a column are read:

text, note      a text of up to 200 or 500 characters; what stands in columns without a name is added to the note
numbers         one or several invoice numbers, as `F-1` or `F-1=100.00;F-2=50.00`
day             a day of the calendar
amount, limit   a figure, with or without its currency; an amount is more than zero
currency        an ISO 4217 code
terms           days to pay, as `30` or `net 30`
language        en, zh or es; anything else is left out
"""


@record
class Field:
    """One column of a file.

    `name` is the heading that export writes, the word for `--map` and the key in JSON; `headings` are those that are
    known besides it, without case, accents, spaces and punctuation, the surest first; `stored` is the ledger's name
    for it where that differs.
    """

    name: str
    type: Type
    help: str
    headings: str = ""
    required: bool = False
    stored: str = ""

    @property
    def column(self) -> str:
        """The ledger's name."""
        return self.stored or self.name

    @property
    def known(self) -> tuple[str, ...]:
        """The headings by which the column is known, the surest first: `name` itself, unless `headings` places it."""
        headings = self.headings.split()
        return tuple(headings) if self.name in headings else (self.name, *headings)


_CUSTOMER = ("customer customername customerfullname client clientname company companyname contactname billto account accountname "
             "payer debtor customerid customercode customerno clientid cliente nombrecliente nombredelcliente razonsocial "
             "clientenombre deudor empresa 客户 客户名称 客户名 购方名称 购买方名称 单位名称 往来单位 往来单位名称 付款单位 客戶 客戶名稱 买方 name nombre")  # fmt: skip
_CURRENCY = "currencycode curr ccy moneda divisa 币种 货币 币别 幣別"
_NOTE = "note notes memo comment comments remark remarks description nota notas observaciones observacion comentarios concepto 备注 摘要 说明 備註"

_CUSTOMERS = (
    Field(name="code", type="text", help="your short code for the customer",
          headings="customercode customerid customerno customernumber accountnumber accountcode accountno clientid id no codigo clave "
                   "codigocliente codcliente 客户编号 客户编码 客户代码 编号 编码 代码 客戶編號"),
    Field(name="name", type="text", required=True, help="what the customer is called; the code serves where it is missing",
          headings="name displayname contactname " + _CUSTOMER),
    Field(name="currency", type="currency", help="what the customer is invoiced in", headings=_CURRENCY + " defaultcurrency billingcurrency"),
    Field(name="terms", type="terms", stored="terms_days", help="days to pay",
          headings="paymentterms creditdays termsdays duedays creditperiod plazo condiciones condicionesdepago diascredito diasdecredito "
                   "plazodepago dias 账期 付款条件 信用期 账期天数 付款期限 結帳期"),
    Field(name="limit", type="limit", stored="credit_limit", help="the most the customer may owe",
          headings="creditlimit creditline limite limitecredito limitedecredito credito 信用额度 额度 授信额度 信用限额"),
    Field(name="phone", type="text", help="telephone", headings="telephone mobile tel phonenumber telefono movil celular 电话 手机 联系电话 手机号 電話"),
    Field(name="email", type="text", help="e-mail", headings="mail emailaddress correo correoelectronico 邮箱 电子邮件 电子邮箱"),
    Field(name="group", type="text", stored="group_name", help="any grouping: an area, a kind of trade",
          headings="customergroup customertype category segment grupo categoria zona territory 分组 客户分组 客户类别 分类 区域 組別"),
    Field(name="rep", type="text", help="who looks after the customer",
          headings="salesrep salesperson salesman owner accountmanager vendedor comercial agente representante 业务员 销售员 销售代表 负责人 業務"),
    Field(name="language", type="language", help=NAMED, headings="lang idioma lengua 语言"),
    Field(name="collection_day", type="text", help="when the customer pays, as `friday` or `25`", headings="collectionday diadecobro 收款日"),
    Field(name="birthday", type="text", help="birthday", headings="cumpleanos 生日"),
    Field(name="notes", type="note", help="anything else", headings=_NOTE),
)  # fmt: skip
_INVOICES = (
    Field(name="number", type="text", required=True, help="the invoice's number",
          headings="invoicenumber invoiceno invoicenum invoice invoiceid docnumber documentnumber documentno docno num no billno vouchernumber "
                   "voucherno salesinvoice name1 numero factura numerofactura numerodefactura nfactura nofactura nrofactura folio comprobante documento "
                   "发票号 发票号码 发票编号 单号 单据号 单据编号 编号 发票 發票號碼 單號"),
    Field(name="customer", type="text", required=True, help="the customer's code or name", headings=_CUSTOMER),
    Field(name="issued", type="day", help="when it was issued",
          headings="issuedate date invoicedate docdate documentdate postingdate billdate created fecha fechafactura fechadefactura fechaemision "
                   "fechadeemision emision 日期 开票日期 发票日期 单据日期 开单日期 出票日期 開票日期"),
    Field(name="due", type="day", help="when it is to be paid; without it, the terms say",
          headings="duedate duebydate paymentdue paymentduedate maturity vencimiento fechavencimiento fechadevencimiento vence fechavto vto 到期日 到期日期 "
                   "应付日期 付款期限 应收日期 到期 到期日 截止日期"),
    Field(name="amount", type="amount", required=True, help="the invoice's total",
          headings="total invoicetotal grandtotal totalamount invoiceamount amount gross amountgross totalgross value lineamount linetotal importe importetotal "
                   "totalfactura monto montototal valor 价税合计 总额 总金额 发票金额 合计金额 应收金额 金额 含税金额 總額 金額"),
    Field(name="currency", type="currency", help="its currency; the customer's where it is missing", headings=_CURRENCY),
    Field(name="terms", type="terms", help="days to pay, where no due date is given", headings="paymentterms creditdays plazo condiciones 账期 付款条件"),
    Field(name="note", type="note", help="anything else", headings=_NOTE),
)  # fmt: skip
_PAYMENTS = (
    Field(name="customer", type="text", help="who paid: code or name", headings=_CUSTOMER),
    Field(name="on", type="day", required=True, stored="on_day", help="the day the money came",
          headings="date paymentdate receivedon receiveddate datereceived paidon paiddate datepaid depositdate postingdate settleddate settlementdate "
                   "transactiondate fecha fechapago fechadepago fechacobro fechadecobro fechaingreso 日期 收款日期 付款日期 到账日期 回款日期 交易日期 入账日期"),
    Field(name="amount", type="amount", required=True, help="how much came",
          headings="paidamount amountpaid amountreceived paymentamount received total value credit importe importecobrado monto pago cobro valor abono "
                   "金额 收款金额 付款金额 到账金额 回款金额 收入 金額"),
    Field(name="currency", type="currency", help="its currency; the invoice's or the customer's where it is missing", headings=_CURRENCY),
    Field(name="method", type="text", help="cash, transfer, card…",
          headings="paymentmethod modeofpayment paymentmode paymenttype formadepago metododepago metodo mediodepago 付款方式 收款方式 结算方式 支付方式"),
    Field(name="invoice", type="numbers", help="what it pays, as F-1 or F-1=100.00;F-2=50.00; - for nothing yet",
          headings="invoicenumber invoiceno invoiceid appliedto appliedtoinvoice billno factura numerofactura nofactura 发票号 发票号码 发票 单号 对应发票"),
    Field(name="reference", type="text", help="the bank's or the payer's reference",
          headings="ref referenceno paymentreference transactionid transactionno checkno chequeno chequenumber paymentid referencia "
                   "numerodereferencia 流水号 参考号 凭证号 交易号 参考"),
    Field(name="note", type="note", help="anything else", headings=_NOTE),
)  # fmt: skip

FIELDS: dict[str, tuple[Field, ...]] = {
    "customers": _CUSTOMERS,
    "invoices": _INVOICES,
    "payments": _PAYMENTS,
}
KINDS = tuple(FIELDS)


def names(kind: str) -> tuple[str, ...]:
    """Our names for the columns of a kind of file, in the order in which export writes them."""
    return tuple(field.name for field in FIELDS[kind])


def required(kind: str) -> tuple[str, ...]:
    """The columns that a file of that kind must have."""
    return tuple(field.name for field in FIELDS[kind] if field.required)
