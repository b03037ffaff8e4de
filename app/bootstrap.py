"""Puts the parts together, once: the clock, the data folder, and the window or a command."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from app import cli
from app.clock import SystemClock


def main(argv: list[str]) -> int:
    """Run Chairside with these arguments; the exit status."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a window without a console has none
            stream.reconfigure(encoding="utf-8")  # names and arrows, whatever the code page
    arguments = cli.parser().parse_args(argv)
    if arguments.command == "selftest":
        from app.selftest import run  # the only command that needs Qt

        return run(SystemClock(), window=arguments.window)
    if arguments.command:
        return cli.run(arguments, SystemClock())
    from app.ui.program import run_window  # only the window needs Qt

    return run_window(arguments.data, SystemClock())
