"""Puts the parts together, once: the clock, the data folder, and the window or a command."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from app.errors import Incomplete, WorldError, say
from app.exit_codes import ExitCode


def main(argv: list[str]) -> ExitCode:
    """Run Chairside with these arguments; the exit status."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a window without a console has none
            # Names and arrows, whatever the code page; and paths that are not UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except WorldError as error:
        return _ended(error)
    except OSError as error:  # most likely what is printed has nowhere to go
        return _cut_off(error)
    except ImportError as error:
        return _ended(Incomplete.told_by(error))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # a defect: it is shown as ever, under a status of its own
        sys.excepthook(type(error), error, error.__traceback__)
        return ExitCode.DEFECT


def _run(argv: list[str]) -> ExitCode:
    from app import cli
    from app.clock import SystemClock

    arguments = cli.parser().parse_args(argv)
    if arguments.command == "selftest":
        from app.selftest import run  # the only command that needs Qt

        return run(SystemClock(), window=arguments.window)
    if arguments.command:
        return cli.run(arguments, SystemClock())
    from app.ui.program import run_window  # only the window needs Qt

    return run_window(arguments.data, SystemClock())


def _cut_off(error: OSError) -> ExitCode:
    """The system failed where nobody met it; a reader that wanted no more of an answer is content."""
    if sys.stdout is not None:  # Python would write the rest of it at the end, and complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return ExitCode.DONE
    return _ended(
        WorldError(
            what="Chairside could not finish.",
            why=f"The system says: {error}.",
            do="Everything recorded before is safe. If the answer went to a file, check its disk.",
        )
    )


def _ended(error: WorldError) -> ExitCode:
    say(str(error))
    return error.status
