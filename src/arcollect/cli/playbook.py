"""`arcollect playbook`: the excuses that are known, and the user's own."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from arcollect.cli.declare import Argument, Option, group
from arcollect.cli.desk import Desk
from arcollect.domain.paths import user_path
from arcollect.errors import BadData, NotFound, NotMeant, Refused
from arcollect.render.page import Cell, Column, Line, Page, Table
from arcollect.rules.load import built_in, codes
from arcollect.rules.model import Excuse
from arcollect.rules.own import Own, load, own_excuses, read

app = group("The excuses that are known, and your own in TOML files.")
Playbook = Annotated[str | None, Option("--playbook", help="A folder of TOML files, or one file; else ARCOLLECT_PLAYBOOK, else your configuration directory.")]  # fmt: skip
CodeArg = Annotated[str, Argument(metavar="CODE", help="As cash-tight.")]


@app.command("list")
def list_(desk: Desk, playbook: Playbook = None) -> None:
    """List the excuses with their titles; yours are marked.

    \b
    Example:
      arcollect playbook list --lang es
    """
    lang = desk.language()
    found = _all(own_excuses(playbook))
    rows = [
        {"code": code, "title": _title(excuse, lang), "own": str(own.file) if own else None}
        for code, (excuse, own) in found.items()
    ]
    table = Table(
        (Column("code", keep=True), Column("title"), Column("from")),
        [(str(r["code"]), str(r["title"]), str(r["own"] or "")) for r in rows],
    )
    desk.answer({"lang": lang, "excuses": rows}, lambda: Page([table]))


@app.command()
def show(desk: Desk, code: CodeArg, playbook: Playbook = None) -> None:
    """The countermeasure of one excuse as it would be shown today.

    \b
    Example:
      arcollect playbook show cheque-mailed --lang zh
    """
    found = _all(own_excuses(playbook))
    if code not in found:
        raise NotFound(f"no excuse `{code}` in the playbook; `arcollect playbook list` shows them")
    from arcollect.cli.excuse import HEADS, answer_lines
    from arcollect.rules.counter import answer

    lang = desk.language()
    shown = answer(found[code][0], lang, desk.today)
    data = {
        "code": code, "title": shown.title, "analysis": shown.analysis, "questions": list(shown.questions), "evidence": list(shown.evidence),
        "steps": [{"text": s.text, "due": s.due} for s in shown.steps], "script": list(shown.script), "refuse": list(shown.refuse),
        "further": shown.further, "not": list(found[code][0].not_codes),
    }  # fmt: skip
    desk.answer(
        data, lambda: Page([Line(Cell(f"{shown.title} ({code})", "strong")), *answer_lines(HEADS[lang], shown)])
    )


@app.command()
def check(desk: Desk, file: Annotated[str, Argument(metavar="FILE", help="One of your TOML files.")]) -> None:
    """Check one of your files: its form, whether its examples are recognised, and which other codes they clash with.

    \b
    Example:
      arcollect playbook check house-rules.toml
    """
    own = load(user_path(file))
    faults, clashes = [], []
    samples = [sample for found in own.samples.values() for sample in found]
    for phrase in (*own.examples, *samples):
        got = read(phrase, None, [own]).codes
        if own.excuse.code not in got:
            faults.append(f"example `{phrase}` is not recognised; add a cue or a sample like it")
        clashes += [
            (phrase, code)
            for code in read(phrase, None, []).codes
            if code != own.excuse.code and code not in own.excuse.not_codes
        ]
    faults += [
        f"counter-example `{phrase}` is taken for {own.excuse.code}; make the cue narrower"
        for phrase in own.counter_examples
        if own.excuse.code in read(phrase, None, [own]).codes
    ]
    if faults:
        from arcollect.errors import Problem

        raise BadData(
            f"{file}: {len(faults)} of its phrases are not read as it says; see below",
            tuple(Problem(0, f) for f in faults),
        )
    proved = len(own.examples) + len(samples) + len(own.counter_examples)
    data = {
        "file": file, "code": own.excuse.code, "phrases": proved, "clashes": [{"phrase": p, "code": c} for p, c in clashes],
    }  # fmt: skip
    lines = [Line(f"{file}: {own.excuse.code} is well, {proved} phrases read as it says")]
    lines += [
        Line(Cell(f'`{p}` would be {c} without your file; say not = ["{c}"] if that is meant', "warn"), 1)
        for p, c in clashes
    ]
    desk.answer(data, lambda: Page(lines))


@app.command()
def new(
    desk: Desk, code: CodeArg,
    file: Annotated[str, Option("--file", help="Where to write it; else it is printed.")] = "-",
) -> None:  # fmt: skip
    """A commented skeleton for an excuse of your own.

    \b
    Example:
      arcollect playbook new container-late --file container-late.toml
    """
    import re

    if not re.fullmatch(r"[a-z][a-z0-9-]*", code):
        raise NotMeant(f"`{code}` is no code; give small letters and dashes, as container-late")
    text = (files("arcollect.playbook") / "skeleton.toml").read_text(encoding="utf-8").replace("my-reason", code)
    if file == "-":
        desk.answer({"code": code, "toml": text}, lambda: Page([Line(line) for line in text.splitlines()]))
        return
    try:
        with user_path(file).open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise Refused(f"{file} is there already; name another file") from error
    except OSError as error:
        raise Refused(f"cannot write {file}: {error.strerror}; name another file") from error
    desk.answer(
        {"code": code, "file": file},
        lambda: Page([Line(f"{file} is ready to be filled in; then `arcollect playbook check {file}`")]),
    )


def _all(own: tuple[Own, ...]) -> dict[str, tuple[Excuse, Own | None]]:
    """Every excuse by its code, the user's own over the built-in."""
    found: dict[str, tuple[Excuse, Own | None]] = {code: (built_in(code), None) for code in codes()}
    return {**found, **{one.excuse.code: (one.excuse, one) for one in own}}


def _title(excuse: Excuse, lang: str) -> str:
    return (excuse.texts.get(lang) or next(iter(excuse.texts.values()))).title
