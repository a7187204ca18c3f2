"""A plain command line gives a command the same values whether it is read the short way or by Typer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arcollect.cli import COMMANDS, noun_of
from arcollect.cli.options import SHARED
from arcollect.cli.reading import typed
from arcollect.cli.reading.declare import Argument, Function, Option, parameters
from arcollect.cli.reading.quick import _NotPlain, _read
from conftest import Arcollect

NOUNS = {name: noun_of(name) for name in COMMANDS}
VERBS = [
    ([name, verb] if noun.has_verbs else [name], f)
    for name, noun in NOUNS.items()
    for verb, f in noun.verbs.items()
]
TEXTS = st.sampled_from(["pepe", "", "5", "2026-03-02", "el viernes", "Bar Pepe", "老王", "-", "-5", "--x", "a=b", "1_0", " 7 ", "x\ny", "999999999999999999999"])  # fmt: skip
ROOT = {p.spec.names[0]: p for p in SHARED if isinstance(p.spec, Option)}


def option_words(option: Option, is_flag: bool) -> st.SearchStrategy[list[str]]:
    name = option.names[0]
    if is_flag:
        return st.sampled_from([[name], [name, name], [f"{name}=x"]])
    return st.one_of(TEXTS.map(lambda t: [name, t]), TEXTS.map(lambda t: [f"{name}={t}"]), st.just([name]))


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """A command line, mostly plain, with odd values, repeated options and words too many or too few."""
    path, function = draw(st.sampled_from(VERBS))
    own = parameters(function)
    options = [p for p in [*own, *SHARED] if isinstance(p.spec, Option)]
    some = st.lists(st.sampled_from(options), max_size=4) if options else st.just([])
    groups = [draw(option_words(p.spec, p.core is bool)) for p in draw(some) if isinstance(p.spec, Option)]
    arguments = [p for p in own if isinstance(p.spec, Argument)]
    groups += [[draw(TEXTS)] for _ in range(draw(st.integers(0, len(arguments) + 1)))]
    before = [w for p in draw(st.lists(st.sampled_from(list(ROOT.values())), max_size=2)) if isinstance(p.spec, Option)
              for w in draw(option_words(p.spec, p.core is bool))]  # fmt: skip
    return [*before, *path, *(word for group in draw(st.permutations(groups)) for word in group)]


def settled(base: dict[str, Any] | None, given: dict[str, Any]) -> dict[str, Any]:
    return {p.name: given.get(p.name) or (base or {}).get(p.name) or p.default for p in SHARED}


@pytest.fixture
def by_typer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What Typer would give the command."""

    def recording(function: Function) -> Function:
        def run(ctx: Any, **values: Any) -> Any:
            own = {p.name: values.pop(p.name) for p in SHARED}
            return function, settled(ctx.find_root().obj, own), values

        run.__name__, run.__doc__, run.__module__ = function.__name__, function.__doc__, function.__module__
        return run

    monkeypatch.setattr(typed, "_with_context", recording)
    return lambda line: typed.command()(list(line), prog_name="arcollect", standalone_mode=False)


@given(line=lines())
@example(line=["due", "--within", "7"])
@example(line=["--json", "promise", "add", "pepe", "420", "--on", "el viernes", "--who", "Pepe"])
@example(line=["promise", "add", "pepe", "--invoice", "A-1", "--invoice", "A-2"])
@example(line=["due", "--within", "400"])
def test_both_ways_give_the_same(by_typer: Any, line: list[str]) -> None:
    try:
        function, base, own, values = _read(list(line))
    except _NotPlain:
        return
    assert by_typer(line) == (function, settled(base, own), values)


@pytest.mark.parametrize(
    "line",
    ["due --week", "due --day=friday", "show pepe", "aging --json", "--ledger x.db promise list --broken", "when friday",
     "payment add pepe 5 --to F-1 --to F-2", "import payments -"],
)  # fmt: skip
def test_what_is_said_each_day_is_plain(line: str) -> None:
    assert _read(line.split())


@pytest.mark.parametrize(
    "line", ["", "--help", "due --help", "due --wek", "dew", "promise", "when -5", "due -- x", "--version"]
)
def test_what_is_not_plain_is_left_to_typer(line: str) -> None:
    with pytest.raises(_NotPlain):
        _read(line.split())


def test_completion_is_left_to_typer(arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch) -> None:
    from arcollect.cli.reading.quick import plain

    assert plain(["due"])
    monkeypatch.setenv("_ARCOLLECT_COMPLETE", "complete_bash")
    assert plain(["due"]) is None


def test_the_version(arcollect: Arcollect) -> None:
    from arcollect import __version__

    assert arcollect("--version").out == f"arcollect {__version__}\n"


def test_a_terminal_shows_the_most_pressing_of_each_customer(
    arcollect: Arcollect, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "\n".join(f"F-{n},Acme,2026-01-{n:02},2026-02-{n:02},10.00" for n in range(1, 21))
    (arcollect.folder / "i.csv").write_text(f"number,customer,issued,due,amount\n{rows}\n", encoding="utf-8")
    arcollect("import", "invoices", "i.csv")
    assert arcollect("due").out.count("overdue F-") == 20
    monkeypatch.setenv("ARCOLLECT_FORCE_TERMINAL", "1")
    short = arcollect("due").out
    assert short.count("overdue F-") == 5
    assert "15 more of them" in short
    assert "150.00 EUR" in short
    assert arcollect("due", "--all").out.count("overdue F-") == 20
