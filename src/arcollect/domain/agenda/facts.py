"""What the day's list is made from: everything as of one day."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from arcollect.domain.agenda.model import Term
from arcollect.domain.balance import net_due
from arcollect.domain.points import POINTS
from arcollect.domain.promises import BROKEN, OPEN, PARTLY, WITHDRAWN
from arcollect.domain.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from arcollect.domain.promises import Verdict
    from arcollect.domain.records import (
        ChequeInHand,
        Customer,
        FollowUp,
        Invoice,
        LastContact,
        OnAccount,
        OpenItem,
    )

NOTHING: Mapping[Any, Any] = {}


class Facts:
    """Customers with what they owe, promised and were asked, as of `today`.

    Args:
        today: the day that the list is made on.
        customers: those whom the list is for, by their row.
        invoices: what is open of them.
        on_account: their money and credit on account.
        verdicts: their promises, judged.
        last_contact: their last contacts within the minimum gap.
        follow_ups: what is to be done.
        paid_since: by follow-up, what was paid since its excuse was given, minor units.
        announcing: the codes of excuses that announce one payment.
        cheques: cheques in hand.
        settings: the ledger's.
        open_totals: what the whole ledger has open in each currency, whichever customers the list is for.

    """

    def __init__(
        self,
        *,
        today: date,
        customers: Mapping[int, Customer],
        invoices: Sequence[Invoice | OpenItem],
        on_account: Sequence[OnAccount] = (),
        verdicts: Sequence[Verdict] = (),
        last_contact: Mapping[int, LastContact] = NOTHING,
        follow_ups: Sequence[FollowUp] = (),
        paid_since: Mapping[int, int] = NOTHING,
        announcing: frozenset[str] = frozenset(),
        cheques: Sequence[ChequeInHand] = (),
        settings: Settings | None = None,
        open_totals: Mapping[str, int] = NOTHING,
    ) -> None:
        self.today, self.customers, self.invoices, self.verdicts = today, customers, invoices, verdicts
        self.last_contact, self.follow_ups, self.paid_since = last_contact, follow_ups, paid_since
        self.announcing, self.cheques, self.settings = announcing, cheques, settings or Settings()
        self._on_account = {(o.customer_id, o.currency): o.amount for o in on_account}
        self._open = dict(open_totals) or self._summed()
        self._amounts: dict[int, Term] = {}
        self._amount_most = self.weight("amount_most")

    def _summed(self) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        for invoice in self.invoices:
            sums[invoice.currency] += invoice.open
        return sums

    def weight(self, name: str) -> int:
        """A coefficient: the ledger's setting, else the default."""
        return self.settings.points.get(name, POINTS[name])

    def amount_term(self, amount: int, currency: str) -> Term:
        """An item's share of everything open in its currency, out of `amount_most` points."""
        whole = self._open.get(currency) or amount or 1
        points = round(self._amount_most * min(amount / whole, 1))
        if points not in self._amounts:  # there may be very many items, and few different points
            self._amounts[points] = Term(rule="amount", points=points)
        return self._amounts[points]

    @cached_property
    def _net(self) -> Mapping[int, int]:
        """What may be asked for of the invoices of customers with money on account, by the invoice's row."""
        owners = {customer for customer, _ in self._on_account}
        return net_due((i for i in self.invoices if i.customer_id in owners), self._on_account)

    def is_plain(self, invoice: Invoice | OpenItem) -> bool:
        """Whether all that is open of an invoice may be asked for: no dispute, no money on account."""
        return invoice.dispute is None and (invoice.customer_id, invoice.currency) not in self._on_account

    def asked(self, invoice: Invoice | OpenItem) -> int:
        """What may be asked for of an invoice, minor units.

        Less money on account, nothing while it is not chased.
        """
        if self.in_dispute(invoice):
            return 0
        if invoice.dispute or self.is_plain(invoice):
            return invoice.open
        return self._net[invoice.id]

    def in_dispute(self, invoice: Invoice | OpenItem) -> bool:
        """Whether an invoice is not chased: it is disputed, and the day of its review has not come (D6)."""
        return invoice.dispute is not None and (invoice.review is None or self.today < invoice.review)

    @cached_property
    def promised_on(self) -> Mapping[int, Invoice | OpenItem]:
        """The invoices that promises cover, as far as something is open of them, by their row."""
        covered = {i for v in self.verdicts for i in v.promise.invoice_ids}
        return {i.id: i for i in self.invoices if i.id in covered} if covered else {}

    @cached_property
    def verdicts_of(self) -> Mapping[int, Sequence[Verdict]]:
        """The verdicts by customer."""
        found: dict[int, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            found[verdict.promise.customer_id].append(verdict)
        return found

    def promised_invoices(self, verdict: Verdict) -> list[Invoice | OpenItem]:
        """The invoices that a promise covers, as far as something is open of them."""
        covered = dict.fromkeys(verdict.promise.invoice_ids)
        return [self.promised_on[i] for i in covered if i in self.promised_on]

    @cached_property
    def promised_asks(self) -> Mapping[int, int]:
        """What each promise that is not settled asks for, minor units, by the promise's row.

        What two promises cover is asked for once, by the one that is due first.
        """
        unsettled = (
            v for v in self.verdicts if v.status in (OPEN, BROKEN, PARTLY) and not self.is_followed(v)
        )
        asking = sorted(unsettled, key=lambda v: (v.promise.due, v.promise.id))
        asks = {verdict.promise.id: 0 for verdict in asking}
        for verdict, _, piece in self.reached(asking):
            asks[verdict.promise.id] += piece
        return asks

    def reached(self, verdicts: Iterable[Verdict]) -> Iterator[tuple[Verdict, int, int]]:
        """(promise, invoice, minor units): what is missing of promises over what may be asked for.

        The promises take it in the order given, each of its invoices the oldest due first.
        """
        room = {number: self.asked(invoice) for number, invoice in self.promised_on.items()}
        for verdict in verdicts:
            left = verdict.missing
            for invoice in sorted(self.promised_invoices(verdict), key=lambda i: (i.due, i.number)):
                piece = min(left, room[invoice.id])
                if piece > 0:
                    left -= piece
                    room[invoice.id] -= piece
                    yield verdict, invoice.id, piece

    def is_followed(self, broken: Verdict) -> bool:
        """Whether a newer promise on the same invoices replaced it after its time had passed."""
        covered = set(broken.promise.invoice_ids)
        return any(
            v.promise.made > broken.last_day
            and covered & set(v.promise.invoice_ids)
            and v.status != WITHDRAWN
            for v in self.verdicts_of[broken.promise.customer_id]
        )

    def just_contacted(self, customer_id: int, since: date | None = None) -> str | None:
        """Why a customer is not asked again yet: a contact within the minimum gap, and after `since`.

        Else None.
        """
        last = self.last_contact.get(customer_id)
        gap = self.settings.contact_gap_days
        if last is None or self.today - last.on >= timedelta(days=gap) or (since and last.on <= since):
            return None
        return f"{last.how} on {last.on}, under {gap} days ago"


def days_term(facts: Facts, due: date) -> Term:
    """The term for how long something is overdue."""
    days = (facts.today - due).days
    points = min(days * facts.weight("overdue_day"), facts.weight("overdue_most"))
    return Term(rule=f"{days} {'day' if days == 1 else 'days'} overdue", points=points)


def level_terms(facts: Facts, level: int) -> tuple[Term, ...]:
    """The term for how often a debt was promised and not kept; none for the first promise."""
    times = "once" if level == 1 else f"{level} times"
    points = level * facts.weight("level")
    return (Term(rule=f"promised {times} and not kept", points=points),) if level else ()
