"""The one door: runs the command line, and turns every failure into one line and an exit code."""

from __future__ import annotations

import errno
import gc
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from arcollect.errors import ArcollectError, LedgerTrouble, Outdated
from arcollect.sentences import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INTERRUPTED = 130
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def main() -> None:
    """The console command `arcollect`."""
    _open_what_is_closed()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    except OSError as error:
        code = _unwritten(error)
    sys.stderr.flush()
    os._exit(
        code
    )  # all is written and closed; taking a library's objects apart one by one takes longer than a command


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; returns its exit code."""
    if arguments[:1] == ["--profile"]:
        from arcollect.cli.profile import profiled

        return profiled(lambda: run(arguments[1:]))
    gc.disable()  # a command is short: collecting costs more than it frees
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = [re.sub("[\ud800-\udfff]", "\ufffd", argument) for argument in arguments]  # what is no UTF-8
    sys.argv[1:] = arguments  # the journal keeps the command as typed
    try:
        return _carried_out(arguments)
    except BrokenPipeError:
        _silence_stdout()
        return 0
    except OSError as error:
        if error.errno not in NO_ROOM or error.filename:
            raise
        return _unwritten(error)


def _carried_out(arguments: Sequence[str]) -> int:
    """The exit code of the command, its failures told."""
    before = len(_kept())
    try:
        outcome = _outcome(arguments)
    except ArcollectError as error:
        return _fail(arguments, error) if len(_kept()) == before else _kept_but(arguments, error)
    except (KeyboardInterrupt, EOFError):
        sys.stderr.write(f"interrupted; {_what_stays()}\n")
        return INTERRUPTED
    return outcome if isinstance(outcome, int) else 0


def _outcome(arguments: Sequence[str]) -> object:
    """Run the command.

    It is run a second time, with the ledger held from the start, when another command changed the ledger
    between what this one read and what it wanted to write.
    """
    from arcollect.cli.reading.quick import plain

    before = len(_kept())
    try:
        return (plain(arguments) or _by_typer(arguments))()
    except Outdated:
        if len(_kept()) > before:  # it was done in part, and may not be done twice
            raise
    from arcollect.cli import context
    from arcollect.services.opening import locked_from_the_start

    context.AGAIN[:], context.ANSWERS[:] = context.ANSWERS, []
    with locked_from_the_start():
        return (plain(arguments) or _by_typer(arguments))()


def _by_typer(arguments: Sequence[str]) -> Callable[[], object]:
    from typer import Abort, Exit, TyperException

    from arcollect.cli.reading.typed import command

    def outcome() -> object:
        try:
            return command()(list(arguments), prog_name="arcollect", standalone_mode=False)
        except Exit as leaving:
            return leaving.exit_code
        except TyperException as error:
            return _usage(arguments, error)
        except Abort:
            raise KeyboardInterrupt from None

    return outcome


def _usage(arguments: Sequence[str], error: Exception) -> int:
    """What the command line itself was told wrongly."""
    from arcollect.errors import UsageError

    name = type(error).__name__
    context = getattr(error, "ctx", None)
    if name == "NoArgsIsHelpError":
        sys.stdout.write(context.get_help() + "\n" if context else "")
        return 0
    message = str(getattr(error, "format_message", lambda: error)()).rstrip(".").replace("\n", " ")
    message = message.replace("valid int range", "whole number")
    path = context.command_path if context else "arcollect"
    if "extra argument" in message:
        message += "; put words that belong together in quotes"
    wrapped = UsageError(f"{message[:1].lower()}{message[1:]}; `{path} --help` shows how it is used")
    return _fail(arguments, wrapped)


def _fail(arguments: Sequence[str], error: ArcollectError) -> int:
    if "--json" in arguments:
        from arcollect.render.machine import to_json

        problems = [{"line": p.line, "message": p.message} for p in error.problems]
        sys.stdout.write(
            to_json({"error": {"code": error.code, "message": str(error), "problems": problems}}) + "\n"
        )
        return error.exit_code
    sys.stderr.write(f"error: {_clean(str(error))}\n")
    for problem in error.problems:
        place = f"line {problem.line}: " if problem.line else ""
        sys.stderr.write(f"  {place}{_clean(problem.message)}\n")
    return error.exit_code


def _kept() -> list[int]:
    """The entries that this process has written."""
    writing = sys.modules.get("arcollect.ledger.work")
    return writing.KEPT if writing else []


def _kept_but(arguments: Sequence[str], error: ArcollectError) -> int:
    """What was changed is kept, and then something failed: a second try would do it twice.

    When only the answer could not be read, the command has done what it was asked for.
    """
    words = "entry {entry} is kept (see `arcollect log`), do not repeat it; but {error}"
    told = _(words, entry=_kept()[-1], error=error)
    if not isinstance(error, LedgerTrouble):
        return _fail(arguments, type(error)(told, error.problems))
    if "--json" in arguments:
        from arcollect.render.machine import to_json

        sys.stdout.write(to_json({"entry": _kept()[-1], "note": told}) + "\n")
    else:
        sys.stderr.write(f"note: {_clean(told)}\n")
    return 0


def _clean(text: str) -> str:
    from arcollect.render.clean import clean

    return clean(text)


def _what_stays() -> str:
    """What an interruption leaves: nothing, or the change that was whole before it came."""
    kept = _kept()
    return f"but the change was made: entry {kept[-1]} in `arcollect log`" if kept else "nothing was changed"


def _unwritten(error: OSError) -> int:
    """The answer had no room where it was to go; what the command changed is kept all the same."""
    _silence_stdout()
    sys.stderr.write(
        f"error: the answer could not be written: {error.strerror}; what the command changed is kept\n"
    )
    return 1


def _open_what_is_closed() -> None:
    """A program may be started with its output closed; there is nobody to tell then."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 — open to the end
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 — open to the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 — as above


def _silence_stdout() -> None:
    """The reader of our pipe has gone; nothing more is to be said to it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
