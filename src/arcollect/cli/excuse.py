"""`arcollect excuse`: what to answer at the counter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from arcollect.cli.declare import Argument, Option, single
from arcollect.cli.desk import Desk
from arcollect.cli.options import CustomerOpt
from arcollect.domain.records import Customer
from arcollect.errors import BadData
from arcollect.render.page import Cell, Line, Page
from arcollect.rules.classify import Match, Reading
from arcollect.rules.counter import Answer, answer
from arcollect.rules.model import Excuse
from arcollect.rules.own import Own, own_excuses, read

if TYPE_CHECKING:
    from arcollect.cli.excuse_record import About

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
def excuse(
    desk: Desk,
    text: Annotated[
        str | None, Argument(metavar="TEXT", help="What they said, or your note of it.", show_default=False)
    ] = None,
    customer: CustomerOpt = None,
    who: Annotated[str | None, Option("--who", help="Who said it.")] = None,
    channel: Annotated[str, Option("--channel", help="visit, call or message.")] = "visit",
    took: Annotated[
        int | None, Option("--took", help="The step you took, by its number, for `report excuses`.", min=1)
    ] = None,
    no_log: Annotated[bool, Option("--no-log", help="Only look; log nothing with the customer.")] = False,
    batch: Annotated[
        str | None, Option("--batch", help="A file with one phrase a line, - for stdin; answers in JSON Lines.")
    ] = None,
    issued: Annotated[str | None, Option("--issued", help="The day the cheque was issued, for its 14 days.")] = None,
    playbook: Annotated[
        str | None, Option("--playbook", help="Your own excuses: a folder of TOML files, or one file.")
    ] = None,
) -> None:
    """What a reason not to pay means, what to ask, to see, to do, and the words to say.

    With --customer the answer knows their record, and the excuse is logged as a visit, its clocks as follow-ups for `due`.

    \b
    Examples:
      arcollect excuse "check sent"
      arcollect excuse 最近手头紧 --customer 南山
      arcollect excuse "vuelva mañana" --lang es
    """
    own = own_excuses(playbook)
    if batch is not None:
        _batch(desk, batch, own)
        return
    said = text if text is not None else desk.ask("what do they say", "TEXT")
    known = _about(desk, customer) if customer else None
    reading = read(said, desk.lang, own)
    lang = _language(desk, known.customer if known else None, reading)
    cheque_day = desk.past_day(issued) if issued else None
    excuses = {one.excuse.code: one.excuse for one in own}
    answers = [
        _answer(desk, excuses, m.code, lang, known.standing if known else None, cheque_day) for m in reading.matches
    ]
    logged = None
    if known and answers and not no_log:
        from arcollect.cli.excuse_record import log_excuse

        logged = log_excuse(desk, known, said, answers, who, channel, took)
    data = {
        "text": said, "lang": lang, "codes": reading.codes,
        "matches": [_data(m, a) | (known.data(m.code) if known else {}) for m, a in zip(reading.matches, answers, strict=True)],
        "near": [{"code": m.code, "title": _answer(desk, excuses, m.code, lang, None, None).title, "confidence": m.confidence} for m in reading.near],
        "general": None if answers else HEADS[lang]["general"], "customer": known.customer.code if known else None,
        "standing": known.standing if known else None, "visit": logged,
    }  # fmt: skip
    desk.answer(data, lambda: _page(known, lang, reading, answers, data))


def _about(desk: Desk, customer: str) -> About:
    from arcollect.cli.excuse_record import about

    return about(desk, desk.customer(customer))


def _language(desk: Desk, customer: Customer | None, reading: Reading) -> str:
    """As everywhere; where nothing is settled, the language they spoke in comes before the machine's."""
    import os

    settled = desk.lang or os.environ.get("ARCOLLECT_LANG") or (customer and customer.language)
    if settled or (desk.ledger_exists and desk.settings.language):
        return desk.language(customer)
    return reading.lang


def _answer(
    desk: Desk, own: dict[str, Excuse], code: str, lang: str, standing: str | None, issued: date | None
) -> Answer:
    from arcollect.rules.load import built_in

    working = desk.settings.working_days if desk.ledger_exists else frozenset(range(5))
    return answer(own.get(code) or built_in(code), lang, desk.today, standing=standing, issued=issued, working=working)


def _data(match: Match, found: Answer) -> dict[str, Any]:
    return {
        "code": match.code, "title": found.title, "confidence": match.confidence, "because": list(match.because),
        "analysis": found.analysis, "questions": list(found.questions), "evidence": list(found.evidence),
        "steps": [{"text": s.text, "due": s.due} for s in found.steps], "script": list(found.script),
        "refuse": list(found.refuse), "further": found.further, "if_good_standing": list(found.good),
        "if_bad_standing": list(found.bad),
    }  # fmt: skip


def _page(known: About | None, lang: str, reading: Reading, answers: Sequence[Answer], data: dict[str, Any]) -> Page:
    heads = HEADS[lang]
    lines: list[Line] = []
    if not answers:
        nearest = " · ".join(f"{n['title']} ({n['code']})" for n in data["near"])
        lines.append(Line(Cell(f"{heads['unsure']}: {nearest}", "warn")))
        lines += [Line(Cell(heads["say"], "head")), Line(heads["general"], 1)]
    for match, found in zip(reading.matches, answers, strict=True):
        lines += _one(heads, match, found, known)
    if known:
        lines += known.lines()
    if data["visit"]:
        lines.append(
            Line(
                Cell(f"logged as visit {data['visit']}; next: arcollect promise add {data['customer']} --on …", "quiet")
            )
        )
    return Page(lines)


def _one(heads: dict[str, str], match: Match, found: Answer, known: About | None) -> list[Line]:
    rests = f"{heads['because']} {', '.join(match.because)}; " if match.because else ""
    lines = [
        Line(Cell(f"{found.title} ({found.code})", "strong")),
        Line(Cell(f"{rests}{heads['sure']} {match.confidence:.0%}", "quiet"), 1),
    ]
    if known:
        lines += [Line(Cell(text, "warn"), 1) for text in known.history(found.code)]
    return [*lines, *answer_lines(heads, found), Line("")]


def answer_lines(heads: dict[str, str], found: Answer) -> list[Line]:
    """The countermeasure from its analysis to the words to say; shared with `playbook show`."""
    lines = [Line(found.analysis, 1)]
    lines += _list(heads["ask"], found.questions)
    lines += _list(heads["see"], found.evidence)
    lines += _list(heads["do"], [f"{n}. {s.due}  {s.text}" for n, s in enumerate(found.steps, 1)], "")
    lines += _list(heads["good"], found.good)
    lines += _list(heads["bad"], found.bad)
    lines += _list(heads["refuse"], found.refuse)
    lines += _list(heads["further"], [found.further])
    return [*lines, Line(Cell(heads["say"], "head")), *(Line(Cell(part, "good"), 1) for part in found.script)]


def _list(head: str, texts: Iterable[str], mark: str = "· ") -> list[Line]:
    listed = [Line(f"{mark}{text}", 1) for text in texts]
    return [Line(Cell(head, "head")), *listed] if listed else []


def _batch(desk: Desk, name: str, own: Sequence[Own]) -> None:
    """One JSON object a line, as the phrases come."""
    from arcollect.render.machine import to_json

    try:
        stream = sys.stdin if name == "-" else open(name, encoding="utf-8", errors="replace")  # noqa: SIM115, PTH123 — closed below
    except OSError as error:
        raise BadData(f"cannot read {name}: {error.strerror}; check the path") from error
    with stream:
        for line in stream:
            phrase = line.rstrip("\r\n")
            reading = read(phrase, desk.lang, own, explain=False)
            found = {
                "text": phrase,
                "lang": reading.lang,
                "codes": reading.codes,
                "confidences": [m.confidence for m in reading.matches],
            }
            sys.stdout.write(to_json(found, indent=None) + "\n")
