"""At the counter: what the ledger knows of a customer who gives an excuse, and logging it with its clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.domain.frozen import record
from arcollect.domain.promises import kept_rate
from arcollect.domain.standing import standing
from arcollect.errors import UsageError
from arcollect.reports.excuses import ENOUGH, WITHIN_DAYS, Record, best, records, uses
from arcollect.services.promises import judged
from arcollect.services.visits import FollowUpDraft, VisitDraft, added, follow_up_added

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arcollect.domain.promises import KeptRate
    from arcollect.domain.records import Customer, Person
    from arcollect.reports.excuses import Use
    from arcollect.rules.answer import Answer
    from arcollect.services.opening import Ledger


__all__ = ["ENOUGH", "WITHIN_DAYS", "Heard", "Known", "Record", "excuse_records", "known", "log_excuse"]


@record
class Known:
    """A customer's record as far as an excuse needs it; `records` tell which answer worked in this ledger."""

    customer: Customer
    standing: str
    rate: KeptRate
    people: tuple[Person, ...]
    used: tuple[Use, ...]
    records: tuple[Record, ...]

    def worked(self, code: str) -> Record | None:
        """The countermeasure that worked best here against an excuse.

        None while there is too little to say, or none did.
        """
        found = best(self.records, code)
        return found if found and found.paid else None


@record
class Heard:
    """An excuse as it was heard; `took` is the step's number, `announced` an amount in minor units."""

    words: str
    who: str | None = None
    channel: str = "visit"
    took: int | None = None
    announced: int | None = None


def known(ledger: Ledger, customer: Customer) -> Known:
    """What is known of the customer today."""
    rate = kept_rate(judged(ledger, [customer.id]))
    invoices = ledger.book.invoices.of(ledger.today, customer.id, open_only=True)
    everybody = excuse_uses(ledger)
    return Known(
        customer=customer,
        standing=standing(rate, invoices, ledger.today),
        rate=rate,
        people=tuple(ledger.book.customers.people(customer.id)),
        used=tuple(use for use in everybody if use.customer_id == customer.id),
        records=tuple(records(everybody)),
    )


def excuse_uses(ledger: Ledger, within: int = WITHIN_DAYS) -> list[Use]:
    """Every excuse given by today, with what was overdue then and what came of it within a window."""
    given = [c for c in ledger.book.contacts.of(until=ledger.today) if c.excuses]
    customers = {contact.customer_id for contact in given}
    histories = ledger.book.invoices.histories(customers) if customers else []
    share = ledger.settings.success_percentage
    return uses(given, histories, ledger.today, within, share)


def excuse_records(ledger: Ledger, within: int) -> list[Record]:
    """How each countermeasure fared against each excuse, with money that came within so many days."""
    return records(excuse_uses(ledger, within))


def log_excuse(ledger: Ledger, customer: Customer, heard: Heard, answers: Sequence[Answer]) -> int:
    """Log the contact with its excuses.

    Steps for later days become follow-ups, unless one like it is open already.
    """
    draft = VisitDraft(
        customer=customer,
        on=ledger.today,
        channel=heard.channel,
        who=heard.who,
        words=heard.words,
        rep=customer.rep,
        excuses=tuple(answer.code for answer in answers),
        took=_taken(answers[0], heard.took),
    )
    open_ones = {(f.code, f.text) for f in ledger.book.contacts.follow_ups(customer.id)}
    with ledger.change() as work:
        visit = added(work, draft)
        for answer in answers:
            for step in answer.steps:
                if step.due > ledger.today and (answer.code, step.text) not in open_ones:
                    clock = FollowUpDraft(
                        on=step.due, text=step.text, code=answer.code, amount=heard.announced
                    )
                    follow_up_added(work, customer.id, visit, clock)
    return visit


def _taken(answer: Answer, number: int | None) -> str | None:
    if number is None:
        return None
    if number > len(answer.steps):
        raise UsageError(
            f"there is no step {number}; {answer.code} has {len(answer.steps)}, numbered in the answer"
        )
    return answer.steps[number - 1].text
