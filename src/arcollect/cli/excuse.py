"""`arcollect excuse`: what to answer at the counter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from arcollect.cli import single
from arcollect.cli.desk import Desk
from arcollect.cli.options import CustomerOpt, shared
from arcollect.domain.records import Customer
from arcollect.errors import BadData
from arcollect.render.page import Cell, Line, Page
from arcollect.rules.classify import Match, Reading, read
from arcollect.rules.counter import Answer, answer

app = single()
HEADS = {
    "en": {"ask": "ask", "see": "see in writing", "do": "do", "refuse": "do not accept", "say": "say", "further": "go further", "good": "if their standing is good",
           "bad": "if their standing is bad", "unsure": "not sure what this is; nearest", "general": "What is the reason, in one sentence? When exactly will it be paid, how much, and who says so?",
           "because": "because of", "sure": "sure"},
    "zh": {"ask": "要问", "see": "要看的凭据", "do": "要做", "refuse": "不能接受", "say": "怎么说", "further": "再进一步", "good": "信誉好的", "bad": "信誉不好的",
           "unsure": "拿不准是哪一种，最接近的", "general": "请问具体是什么原因？到底哪天付、付多少、谁说了算？", "because": "依据", "sure": "把握"},
    "es": {"ask": "pregunte", "see": "pida ver", "do": "haga", "refuse": "no acepte", "say": "diga", "further": "más allá", "good": "si es de fiar", "bad": "si no es de fiar",
           "unsure": "no está claro; lo más cercano", "general": "¿Cuál es el motivo, en una frase? ¿Qué día exacto se paga, cuánto y quién lo confirma?", "because": "por", "sure": "seguridad"},
}  # fmt: skip


@app.command()
@shared
def excuse(
    desk: Desk,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What they said, or your note of it.", show_default=False)
    ] = None,
    customer: CustomerOpt = None,
    batch: Annotated[
        str | None, typer.Option("--batch", help="A file with one phrase a line, - for stdin; answers in JSON Lines.")
    ] = None,
    issued: Annotated[
        str | None, typer.Option("--issued", help="The day the cheque was issued, for its 14 days.")
    ] = None,
) -> None:
    """What a reason not to pay means, what to ask, to see, to do, and the words to say; nothing is recorded.

    With --customer the branch fits their standing, and who approves and signs there is named.

    \b
    Examples:
      arcollect excuse "check sent"
      arcollect excuse 最近手头紧 --customer 南山
      arcollect excuse "vuelva mañana" --lang es
    """
    if batch is not None:
        _batch(desk, batch)
        return
    said = text if text is not None else desk.ask("what do they say", "TEXT")
    who = desk.customer(customer) if customer else None
    reading = read(said, desk.lang)
    lang = _language(desk, who, reading)
    standing = _standing(desk, who) if who else None
    cheque_day = desk.past_day(issued) if issued else None
    answers = [_answer(desk, m.code, lang, standing, cheque_day) for m in reading.matches]
    data = {
        "text": said, "lang": lang, "codes": reading.codes,
        "matches": [_data(m, a) for m, a in zip(reading.matches, answers, strict=True)],
        "near": [{"code": m.code, "title": _answer(desk, m.code, lang, None, None).title, "confidence": m.confidence} for m in reading.near],
        "general": None if answers else HEADS[lang]["general"], "customer": who.code if who else None, "standing": standing,
    }  # fmt: skip
    desk.answer(data, lambda: _page(desk, who, lang, reading, answers, data))


def _language(desk: Desk, customer: Customer | None, reading: Reading) -> str:
    """As everywhere; where nothing is settled, the language they spoke in comes before the machine's."""
    import os

    settled = desk.lang or os.environ.get("ARCOLLECT_LANG") or (customer and customer.language)
    if settled or (desk.ledger_exists and desk.settings.language):
        return desk.language(customer)
    return reading.lang


def _answer(desk: Desk, code: str, lang: str, standing: str | None, issued: date | None) -> Answer:
    from arcollect.rules.load import built_in

    working = desk.settings.working_days if desk.ledger_exists else frozenset(range(5))
    return answer(built_in(code), lang, desk.today, standing=standing, issued=issued, working=working)


def _standing(desk: Desk, customer: Customer) -> str:
    from arcollect.domain.promises import kept_rate
    from arcollect.domain.standing import standing

    invoices = desk.book.invoices(desk.today, customer=customer.id, open_only=True)
    return standing(kept_rate(desk.verdicts(customer.id)), invoices, desk.today)


def _data(match: Match, found: Answer) -> dict[str, Any]:
    return {
        "code": match.code, "title": found.title, "confidence": match.confidence, "because": list(match.because),
        "analysis": found.analysis, "questions": list(found.questions), "evidence": list(found.evidence),
        "steps": [{"text": s.text, "due": s.due} for s in found.steps], "script": list(found.script),
        "refuse": list(found.refuse), "further": found.further, "if_good_standing": list(found.good),
        "if_bad_standing": list(found.bad),
    }  # fmt: skip


def _page(
    desk: Desk, customer: Customer | None, lang: str, reading: Reading, answers: Sequence[Answer], data: dict[str, Any]
) -> Page:
    heads = HEADS[lang]
    lines: list[Line] = []
    if not answers:
        lines.append(
            Line(Cell(f"{heads['unsure']}: " + " · ".join(f"{n['title']} ({n['code']})" for n in data["near"]), "warn"))
        )
        lines += [Line(Cell(heads["say"], "head")), Line(heads["general"], 1)]
    for match, found in zip(reading.matches, answers, strict=True):
        lines += _one(heads, match, found)
    return Page([*lines, *(_who(desk, customer, data["standing"]) if customer else [])])


def _one(heads: dict[str, str], match: Match, found: Answer) -> list[Line]:
    rests = f"{heads['because']} {', '.join(match.because)}; " if match.because else ""
    lines = [
        Line(Cell(f"{found.title} ({found.code})", "strong")),
        Line(Cell(f"{rests}{heads['sure']} {match.confidence:.0%}", "quiet"), 1),
    ]
    lines.append(Line(found.analysis, 1))
    lines += _list(heads["ask"], found.questions)
    lines += _list(heads["see"], found.evidence)
    lines += _list(heads["do"], [f"{s.due}  {s.text}" for s in found.steps])
    lines += _list(heads["good"], found.good)
    lines += _list(heads["bad"], found.bad)
    lines += _list(heads["refuse"], found.refuse)
    lines += _list(heads["further"], [found.further])
    lines += [Line(Cell(heads["say"], "head")), *(Line(Cell(part, "good"), 1) for part in found.script)]
    return [*lines, Line("")]


def _list(head: str, texts: Iterable[str]) -> list[Line]:
    listed = [Line(f"· {text}", 1) for text in texts]
    return [Line(Cell(head, "head")), *listed] if listed else []


def _who(desk: Desk, customer: Customer, standing: str | None) -> list[Line]:
    people = [f"{p.role}: {p.name} {p.phone or ''}".strip() for p in desk.book.people(customer.id) if p.role]
    return [Line(Cell(f"{customer.name}: standing {standing}", "strong"), 0), *(Line(text, 1) for text in people)]


def _batch(desk: Desk, name: str) -> None:
    """One JSON object a line, as the phrases come."""
    from arcollect.render.machine import to_json

    try:
        stream = sys.stdin if name == "-" else open(name, encoding="utf-8", errors="replace")  # noqa: SIM115, PTH123 — closed below
    except OSError as error:
        raise BadData(f"cannot read {name}: {error.strerror}; check the path") from error
    with stream:
        for line in stream:
            phrase = line.rstrip("\r\n")
            reading = read(phrase, desk.lang)
            found = {
                "text": phrase,
                "lang": reading.lang,
                "codes": reading.codes,
                "confidences": [m.confidence for m in reading.matches],
            }
            sys.stdout.write(to_json(found, indent=None) + "\n")
