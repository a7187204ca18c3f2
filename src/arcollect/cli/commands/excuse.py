"""`arcollect excuse`: what to answer at the counter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from arcollect.cli.context import Context
from arcollect.cli.options import AmountOpt, CustomerOpt, checked_channel
from arcollect.cli.reading.declare import Argument, Option, single
from arcollect.errors import BadData
from arcollect.render.page import Cell, Line, Page
from arcollect.services.answering import Answer, Answered, Answering, Match, Reading, heads

if TYPE_CHECKING:
    from arcollect.services.counter import Known

app = single()


@app.command()
def excuse(
    context: Context,
    text: Annotated[
        str | None, Argument(metavar="TEXT", help="What they said, or your note of it.", show_default=False)
    ] = None,
    customer: CustomerOpt = None,
    who: Annotated[str | None, Option("--who", help="Who said it.")] = None,
    channel: Annotated[str, Option("--channel", help="visit, call or message.")] = "visit",
    took: Annotated[
        int | None, Option("--took", help="The step you took, by its number, for `report excuses`.", min=1)
    ] = None,
    amount: AmountOpt = None,
    no_log: Annotated[bool, Option("--no-log", help="Only look; log nothing with the customer.")] = False,
    batch: Annotated[
        str | None,
        Option("--batch", help="A file with one phrase a line, - for stdin; answers in JSON Lines."),
    ] = None,
    issued: Annotated[
        str | None, Option("--issued", help="The day the cheque was issued, for its 14 days.")
    ] = None,
    playbook: Annotated[
        str | None, Option("--playbook", help="Your own excuses: a folder of TOML files, or one file.")
    ] = None,
) -> None:
    """What a reason not to pay means, what to ask, to see, to do, and the words to say.

    With --customer the answer knows their record, and the excuse is logged as a visit, its clocks as
    follow-ups for `due`. A payment that is announced with its --amount ends its clock when that much has
    come.

    \b
    Examples:
      arcollect excuse "check sent"
      arcollect excuse 最近手头紧 --customer 南山
      arcollect excuse "vuelva mañana" --lang es
    """
    answering = Answering(playbook, context.today, context.settings)
    if batch is not None:
        _batch(context, batch, answering)
        return
    said = text if text is not None else context.ask("what do they say", "TEXT")
    known = _known(context, customer) if customer else None
    reading = answering.read(said, context.lang)
    lang = _language(context, known, reading)
    cheque_day = context.past_day(issued) if issued else None
    found = answering.answered(reading, lang, known.standing if known else None, cheque_day)
    logged = None
    if known and found.answers and not no_log:
        logged = _log(
            context, known, found, {"words": said, "who": who, "channel": channel, "took": took}, amount
        )
    data = _data(said, found, known, logged)
    context.answer(data, lambda: _page(found, known, logged))


def _known(context: Context, customer: str) -> Known:
    from arcollect.services.counter import known

    return known(context.ledger, context.ledger.customer(customer))


def _log(context: Context, known: Known, found: Answered, heard: dict[str, Any], amount: str | None) -> int:
    """Logs the contact; returns the visit's number."""
    from arcollect.domain.amounts import positive_in
    from arcollect.services.counter import Heard, log_excuse

    checked_channel(heard["channel"])
    announced = positive_in(amount, known.customer.currency) if amount else None
    return log_excuse(context.ledger, known.customer, Heard(**heard, announced=announced), found.answers)


def _language(context: Context, known: Known | None, reading: Reading) -> str:
    """As everywhere; where nothing is settled, the language they spoke in comes before the machine's."""
    return context.settled_language(known.customer if known else None) or reading.lang


def _data(said: str, found: Answered, known: Known | None, logged: int | None) -> dict[str, Any]:
    pairs = zip(found.reading.matches, found.answers, strict=True)
    near = zip(found.reading.near, found.titles, strict=True)
    return {
        "text": said,
        "lang": found.lang,
        "codes": found.reading.codes,
        "matches": [_match(m, a) | (_record(known, m.code) if known else {}) for m, a in pairs],
        "near": [{"code": m.code, "title": title, "confidence": m.confidence} for m, title in near],
        "general": None if found.answers else heads(found.lang)["general"],
        "customer": known.customer.code if known else None,
        "standing": known.standing if known else None,
        "visit": logged,
    }


def _match(match: Match, found: Answer) -> dict[str, Any]:
    return {
        "code": match.code,
        "title": found.title,
        "confidence": match.confidence,
        "because": list(match.because),
        "analysis": found.analysis,
        "questions": list(found.questions),
        "evidence": list(found.evidence),
        "steps": [{"text": s.text, "due": s.due} for s in found.steps],
        "script": list(found.script),
        "refuse": list(found.refuse),
        "further": found.further,
        "if_good_standing": list(found.good),
        "if_bad_standing": list(found.bad),
    }


def _record(known: Known, code: str) -> dict[str, Any]:
    """How often they have said it before, and which answer worked in this ledger."""
    worked = known.worked(code)
    best = {"countermeasure": worked.took, "uses": worked.uses, "paid": worked.paid} if worked else None
    before = [{"on": u.on, "took": u.took, "days_to_money": u.days} for u in known.used if u.code == code]
    return {"before": before, "worked_here": best}


def _page(found: Answered, known: Known | None, logged: int | None) -> Page:
    words = heads(found.lang)
    lines: list[Line] = []
    if not found.answers:
        pairs = zip(found.titles, found.reading.near, strict=True)
        nearest = " · ".join(f"{title} ({match.code})" for title, match in pairs)
        lines.append(Line(Cell(f"{words['unsure']}: {nearest}", "warn")))
        lines += [Line(Cell(words["say"], "head")), Line(words["general"], 1)]
    for match, one in zip(found.reading.matches, found.answers, strict=True):
        lines += _one(words, match, one, known)
    if known:
        lines += _about(known)
    if known and logged:
        text = f"logged as visit {logged}; next: arcollect promise add {known.customer.code} --on …"
        lines.append(Line(Cell(text, "quiet")))
    return Page(lines)


def _one(words: Mapping[str, str], match: Match, found: Answer, known: Known | None) -> list[Line]:
    rests = f"{words['because']} {', '.join(match.because)}; " if match.because else ""
    lines = [
        Line(Cell(f"{found.title} ({found.code})", "strong")),
        Line(Cell(f"{rests}{words['sure']} {match.confidence:.0%}", "quiet"), 1),
    ]
    lines += [Line(Cell(text, "warn"), 1) for text in _history(known, found.code)] if known else []
    return [*lines, *answer_lines(words, found), Line("")]


def answer_lines(words: Mapping[str, str], found: Answer) -> list[Line]:
    """The countermeasure from its analysis to the words to say; shared with `playbook show`."""
    lines = [Line(found.analysis, 1)]
    lines += _list(words["ask"], found.questions)
    lines += _list(words["see"], found.evidence)
    lines += _list(words["do"], [f"{n}. {s.due}  {s.text}" for n, s in enumerate(found.steps, 1)], "")
    lines += _list(words["good"], found.good)
    lines += _list(words["bad"], found.bad)
    lines += _list(words["refuse"], found.refuse)
    lines += _list(words["further"], [found.further])
    return [*lines, Line(Cell(words["say"], "head")), *(Line(Cell(part, "good"), 1) for part in found.script)]


def _list(head: str, texts: Iterable[str], mark: str = "· ") -> list[Line]:
    listed = [Line(f"{mark}{text}", 1) for text in texts]
    return [Line(Cell(head, "head")), *listed] if listed else []


def _history(known: Known, code: str) -> list[str]:
    """How often they have said this before and what came of it; and which answer worked in this ledger."""
    from arcollect.services.counter import WITHIN_DAYS

    before = [use for use in known.used if use.code == code]
    lines = []
    if before:
        past = [use for use in before if not use.pending]
        paid, days = sum(use.days is not None for use in past), ", ".join(str(use.on) for use in before[-3:])
        came = f"; most of it came within {WITHIN_DAYS} days {paid} of {len(past)} times" if past else ""
        lines.append(f"said {len(before) + 1} times now, before on {days}{came}")
    worked = known.worked(code)
    if worked:
        share = f"{worked.paid} of {worked.uses} paid within {WITHIN_DAYS} days"
        lines.append(f"what worked here: {worked.took} ({share})")
    return lines


def _about(known: Known) -> list[Line]:
    """Their standing, their kept rate, and who is who."""
    rate = f", kept {known.rate.kept} of {known.rate.judged} promises" if known.rate.judged else ""
    others = sorted({use.code for use in known.used})
    lines = [Line(Cell(f"{known.customer.name}: standing {known.standing}{rate}", "strong"))]
    if others:
        said = (f"{code} ({sum(use.code == code for use in known.used)})" for code in others)
        lines.append(Line(f"said before: {', '.join(said)}", 1))
    lines += [Line(f"{p.role}: {p.name} {p.phone or ''}".rstrip(), 1) for p in known.people if p.role]
    return [*lines, *([Line(f"notes: {known.customer.notes}", 1)] if known.customer.notes else [])]


def _batch(context: Context, name: str, answering: Answering) -> None:
    """One JSON object a line, as the phrases come."""
    from arcollect.render.machine import to_json

    try:
        stream = sys.stdin if name == "-" else open(name, encoding="utf-8", errors="replace")  # noqa: SIM115, PTH123 — closed below
    except OSError as error:
        raise BadData(f"cannot read {name}: {error.strerror}; check the path") from error
    with stream:
        for line in stream:
            reading = answering.read(line.rstrip("\r\n"), context.lang, explain=False)
            sure = [match.confidence for match in reading.matches]
            found = {"text": reading.text, "lang": reading.lang, "codes": reading.codes, "confidences": sure}
            sys.stdout.write(to_json(found, indent=None) + "\n")
