"""What the ledger knows when a customer gives an excuse, and how it is logged with its clocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from arcollect.cli.desk import Desk
from arcollect.cli.options import checked_channel
from arcollect.domain.promises import KeptRate, kept_rate
from arcollect.domain.records import Customer, Person
from arcollect.domain.standing import standing
from arcollect.errors import NotMeant
from arcollect.render.page import Cell, Line
from arcollect.reports.excuses import WITHIN_DAYS, Record, Use, best, records
from arcollect.rules.counter import Answer


class About(NamedTuple):
    """A customer's record as far as an excuse needs it."""

    customer: Customer
    standing: str
    rate: KeptRate
    people: tuple[Person, ...]
    used: tuple[Use, ...]
    records: tuple[Record, ...]

    def history(self, code: str) -> list[str]:
        """How often they have said this before and what came of it; and which answer worked in this ledger."""
        before = [use for use in self.used if use.code == code]
        lines = []
        if before:
            paid = sum(use.days is not None and use.days <= WITHIN_DAYS for use in before)
            days = ", ".join(str(use.on) for use in before[-3:])
            lines.append(
                f"said {len(before) + 1} times now, before on {days}; money came within {WITHIN_DAYS} days {paid} of {len(before)} times"
            )
        worked = best(self.records, code)
        if worked:
            lines.append(
                f"what worked here: {worked.took} ({worked.paid} of {worked.uses} paid within {WITHIN_DAYS} days)"
            )
        return lines

    def lines(self) -> list[Line]:
        """Their standing, their kept rate, and who is who."""
        rate = f", kept {self.rate.kept} of {self.rate.judged} promises" if self.rate.judged else ""
        others = sorted({use.code for use in self.used})
        lines = [Line(Cell(f"{self.customer.name}: standing {self.standing}{rate}", "strong"))]
        if others:
            lines.append(
                Line(f"said before: {', '.join(f'{c} ({sum(u.code == c for u in self.used)})' for c in others)}", 1)
            )
        lines += [Line(f"{p.role}: {p.name} {p.phone or ''}".rstrip(), 1) for p in self.people if p.role]
        return [*lines, *([Line(f"notes: {self.customer.notes}", 1)] if self.customer.notes else [])]

    def data(self, code: str) -> dict[str, Any]:
        """The same for programs."""
        worked = best(self.records, code)
        return {
            "before": [{"on": u.on, "took": u.took, "days_to_money": u.days} for u in self.used if u.code == code],
            "worked_here": {"countermeasure": worked.took, "uses": worked.uses, "paid": worked.paid} if worked else None,
        }  # fmt: skip


def about(desk: Desk, customer: Customer) -> About:
    """What is known of the customer today."""
    book = desk.book
    rate = kept_rate(desk.verdicts([customer.id]))
    invoices = book.invoices(desk.today, customer=customer.id, open_only=True)
    everybody = desk.excuse_uses()
    return About(
        customer, standing(rate, invoices, desk.today), rate, tuple(book.people(customer.id)),
        tuple(u for u in everybody if u.customer_id == customer.id), tuple(records(everybody, desk.today)),
    )  # fmt: skip


def log_excuse(
    desk: Desk, known: About, said: str, answers: Sequence[Answer], who: str | None, channel: str, took: int | None
) -> int:
    """Logs the contact with its excuses; steps for later days become follow-ups, unless one like it is open already."""
    taken = _taken(answers[0], took)
    open_ones = {(f.code, f.text) for f in desk.book.follow_ups(known.customer.id)}
    with desk.changing() as change:
        from arcollect.ledger.write.visits import add_follow_up, add_visit

        visit = add_visit(
            change, known.customer.id, desk.today, checked_channel(channel), who=who, words=said, rep=known.customer.rep,
            excuses=" ".join(a.code for a in answers), took=taken,
        )  # fmt: skip
        for found in answers:
            for step in found.steps:
                later = step.due > desk.today
                if later and (found.code, step.text) not in open_ones:
                    add_follow_up(change, known.customer.id, step.due, step.text, found.code, visit.id)
        return visit.id or 0


def _taken(found: Answer, number: int | None) -> str | None:
    if number is None:
        return None
    if number > len(found.steps):
        raise NotMeant(f"there is no step {number}; {found.code} has {len(found.steps)}, numbered in the answer")
    return found.steps[number - 1].text
