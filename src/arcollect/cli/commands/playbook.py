"""`arcollect playbook`: the excuses that are known, and the user's own."""

from __future__ import annotations

import re
from typing import Annotated

from arcollect.cli.context import Context
from arcollect.cli.reading.declare import Argument, Option, group
from arcollect.domain.frozen import values_of
from arcollect.domain.paths import user_path
from arcollect.errors import NotFound, Refused, UsageError
from arcollect.render.page import Cell, Column, Line, Page, Table
from arcollect.services import answering

app = group()
Playbook = Annotated[
    str | None,
    Option(
        "--playbook",
        help="A folder of TOML files, or one file; else ARCOLLECT_PLAYBOOK, else your configuration "
        "directory.",
    ),
]
CodeArg = Annotated[str, Argument(metavar="CODE", help="As cash-tight.")]


@app.command("list")
def list_(context: Context, playbook: Playbook = None) -> None:
    """List the excuses with their titles; yours are marked.

    \b
    Example:
      arcollect playbook list --lang es
    """
    lang = context.language()
    found = answering.known_excuses(playbook)
    rows = [
        {"code": code, "title": known.title(lang), "own": str(known.file) if known.file else None}
        for code, known in found.items()
    ]
    heads = (Column("code", keep=True), Column("title"), Column("from"))
    cells = [(str(r["code"]), str(r["title"]), str(r["own"] or "")) for r in rows]
    context.answer({"lang": lang, "excuses": rows}, lambda: Page([Table(heads, cells)]))


@app.command()
def show(context: Context, code: CodeArg, playbook: Playbook = None) -> None:
    """The countermeasure of one excuse as it would be shown today.

    \b
    Example:
      arcollect playbook show cheque-mailed --lang zh
    """
    from arcollect.cli.commands.excuse import answer_lines

    known = answering.known_excuses(playbook).get(code)
    if known is None:
        raise NotFound(f"no excuse `{code}` in the playbook; `arcollect playbook list` shows them")
    lang = context.language()
    shown = answering.Answering(playbook, context.today, context.settings).answer(code, lang)
    lists = ("questions", "evidence", "script", "refuse")
    data = {
        "code": code,
        "title": shown.title,
        "analysis": shown.analysis,
        "steps": [{"text": s.text, "due": s.due} for s in shown.steps],
        "further": shown.further,
        "not": list(known.excuse.not_codes),
        **{name: list(getattr(shown, name)) for name in lists},
    }
    title = Line(Cell(f"{shown.title} ({code})", "strong"))
    context.answer(data, lambda: Page([title, *answer_lines(answering.heads(lang), shown)]))


@app.command()
def check(
    context: Context, file: Annotated[str, Argument(metavar="FILE", help="One of your TOML files.")]
) -> None:
    """Check one of your files: its form, and whether its examples are recognised without a clash.

    \b
    Example:
      arcollect playbook check house-rules.toml
    """
    code, proof = answering.proven(user_path(file), file)
    clashes = [values_of(clash) for clash in proof.clashes]
    data = {"file": file, "code": code, "phrases": proof.phrases, "clashes": clashes}
    lines = [Line(f"{file}: {code} is well, {proof.phrases} phrases read as it says")]
    for c in proof.clashes:
        text = f'`{c.phrase}` would be {c.code} without your file; say not = ["{c.code}"] if that is meant'
        lines.append(Line(Cell(text, "warn"), 1))
    context.answer(data, lambda: Page(lines))


@app.command()
def new(
    context: Context,
    code: CodeArg,
    file: Annotated[str, Option("--file", help="Where to write it; else it is printed.")] = "-",
) -> None:
    """A commented skeleton for an excuse of your own.

    \b
    Example:
      arcollect playbook new container-late --file container-late.toml
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]*", code):
        raise UsageError(f"`{code}` is no code; give small letters and dashes, as container-late")
    text = answering.skeleton(code)
    if file == "-":
        lines = [Line(line) for line in text.splitlines()]
        context.answer({"code": code, "toml": text}, lambda: Page(lines))
        return
    _write(file, text)
    ready = f"{file} is ready to be filled in; then `arcollect playbook check {file}`"
    context.answer({"code": code, "file": file}, lambda: Page([Line(ready)]))


def _write(file: str, text: str) -> None:
    try:
        with user_path(file).open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise Refused(f"{file} is there already; name another file") from error
    except OSError as error:
        raise Refused(f"cannot write {file}: {error.strerror}; name another file") from error
