"""Runs tests in a forked child in which one module has other text than its file; nothing is written to the tree."""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import hypothesis
import pytest

AT_IMPORT = ""  # stands where a test would for lines that run when the module is loaded
MEMORY = 4 << 30
UNNOTICED = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
# What is loaded before the fork is not rewritten by pytest; its warning about that would be an error.
LOADED = "ignore::pytest.PytestAssertRewriteWarning"
PYTEST = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-W", LOADED]


@dataclass(frozen=True)
class Work:
    """A module to plant in, and the tests that are for it."""

    root: Path
    file: Path
    tests: tuple[Path, ...]
    scratch: Path

    @property
    def name(self) -> str:
        parts = self.file.relative_to(self.root / "src").with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass
class Reach:
    """What a run without a fault showed: which tests ran a line, how long each took, what was loaded."""

    tests: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    loaded: list[str] = field(default_factory=list)

    def of(self, lines: range) -> list[str]:
        """The tests that run one of these lines, or all without lines, the quick ones first."""
        names = set().union(*(self.tests.get(line, set()) for line in lines))
        chosen = set(self.seconds) if AT_IMPORT in names or not lines else names
        return sorted(chosen, key=lambda name: (self.seconds[name], name))


class _Loader(SourceFileLoader):
    """Gives the planted text in place of the file's."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.planted = source

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 — the importer's signature
        return compile(self.planted, self.path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    def __init__(self, work: Work, source: str) -> None:
        self.work, self.source = work, source

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.work.name:
            return None
        file = str(self.work.file)
        return spec_from_file_location(fullname, file, loader=_Loader(fullname, file, self.source))


class _Quick:
    """Hypothesis shows that there is a fault; it need not look for the smallest example."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        quick = hypothesis.settings(phases=phases, derandomize=True, report_multiple_bugs=False)
        hypothesis.settings.register_profile("planted", parent=quick)
        hypothesis.settings.load_profile("planted")


class _Chosen(_Quick):
    """Runs only these tests, in this order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.order = {name: place for place, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (i for i in items if i.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


class _Watch(_Quick):
    """Notes which lines of the module each test runs."""

    def __init__(self, work: Work) -> None:
        self.file, self.reach, self.now = str(work.file), Reach(), AT_IMPORT
        if work.file.suffix == ".py":
            sys.settrace(self._called)
            threading.settrace(self._called)

    def _called(self, frame: FrameType, *_: object) -> Callable[..., Any] | None:
        return self._ran(frame) if frame.f_code.co_filename == self.file else None

    def _ran(self, frame: FrameType, *_: object) -> Callable[..., Any]:
        self.reach.tests[frame.f_lineno].add(self.now)
        return self._ran

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.now, start = item.nodeid, time.monotonic()
        yield
        self.reach.seconds[item.nodeid] = time.monotonic() - start
        self.now = AT_IMPORT


def _put(work: Work, source: str) -> None:
    """Makes whoever loads the module, or reads the .sql file, get the planted text."""
    sys.meta_path.insert(0, _Finder(work, source))
    read = Path.read_text

    def read_text(self: Path, *args: Any, **options: Any) -> str:
        return source if self == work.file else read(self, *args, **options)

    if work.file.suffix == ".sql":
        Path.read_text = read_text  # type: ignore[method-assign]  # in this child only


def _alone(work: Work, source: str, folder: Path) -> None:
    """Prepares this process, a forked child: quiet, in a group of its own, with the fault in place."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _put(work, source)
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder / "examples")
    os.environ["PYTHONPATH"] = str(work.root / "src")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(work.scratch / "compiled")
    sys.path.insert(0, str(work.root / "src"))
    os.chdir(work.root)


def _tests(work: Work, folder: Path, plugin: _Quick) -> int:
    paths = [str(path.relative_to(work.root)) for path in work.tests]
    places = [f"--rootdir={work.root}", f"--basetemp={folder / 't'}"]
    return int(pytest.main([*PYTEST, *places, *paths], [plugin]))


def _forked(job: Callable[[], int]) -> int:
    """Starts a child that does a job and ends with its code. Gives the child's id."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        code = job()
    finally:
        os._exit(code)


def start(work: Work, source: str, folder: Path, names: Sequence[str]) -> int:
    """Starts a child that runs these tests over the planted text; its exit code is pytest's. Gives its id."""

    def job() -> int:
        _alone(work, source, folder)
        return _tests(work, folder, _Chosen(names))

    return _forked(job)


def _look(work: Work, source: str, folder: Path) -> int:
    """Runs all the tests of the module without a fault and writes down what they reach."""
    _alone(work, source, folder)
    watch = _Watch(work)
    code = _tests(work, folder, watch)
    sys.settrace(None)
    files = {name: getattr(module, "__file__", None) for name, module in list(sys.modules.items())}
    inside = str(work.root) + os.sep
    found = {
        "tests": {line: sorted(names) for line, names in watch.reach.tests.items()},
        "seconds": watch.reach.seconds,
        "loaded": [name for name, file in files.items() if file and not file.startswith(inside)],
    }
    (folder / "reach.json").write_text(json.dumps(found), encoding="utf-8")
    return code


def look(work: Work) -> Reach:
    """What the tests of a module reach in it; they must pass without a fault."""
    folder, source = work.scratch, work.file.read_text(encoding="utf-8")
    child = _forked(lambda: _look(work, source, folder))
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        end(child)
        raise
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{work.name}: its tests fail without any fault: {' '.join(map(str, work.tests))}")
    found = json.loads((folder / "reach.json").read_text(encoding="utf-8"))
    tests = {int(line): set(names) for line, names in found["tests"].items()}
    return Reach(tests, defaultdict(float, found["seconds"]), found["loaded"])


def load(names: Sequence[str]) -> None:
    """Loads what the tests need from outside the project once, so that no child has to."""
    for name in names:
        if not name.startswith(("_pytest", "_hypothesis", "__main__")):
            with suppress(Exception):  # a child will load it where it can
                importlib.import_module(name)


def end(child: int) -> None:
    """Ends a child and what it has started."""
    try:
        os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        os.kill(child, signal.SIGKILL)
