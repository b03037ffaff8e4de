"""What IT and scripts run: every word of the command line, and the commands that need no Qt."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import secrets
import sys
from pathlib import Path
from typing import Any, NoReturn

from app import __version__
from app.clock import Clock
from app.desk import Desk
from app.errors import WorldError, say, visible
from app.exit_codes import ExitCode
from app.heartbeat import clock_doubt
from app.models.rules.pack import Pack, read_pack
from app.models.rules.policy import in_force, read_policy
from app.models.rules.rule import TightenedBy
from app.paths import (
    close_to_others,
    data_folder,
    machine_policy,
    private,
    protocol_file,
    record_folder,
    unit_policy,
)
from app.store import keys, record, verify
from app.store.journal import Journal


class _Parser(argparse.ArgumentParser):
    """Answers a word it does not know without repeating what a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        super().error(visible(message))


def parser() -> argparse.ArgumentParser:
    """Every word the command line knows."""
    top = _Parser(
        prog="chairside",
        description="The record of an infusion day. Without a command: the window.",
    )
    top.add_argument("--version", action="version", version=f"Chairside {__version__}")
    top.add_argument("--data", metavar="DIR", help="the data folder (else CHAIRSIDE_DATA)")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    replay = commands.add_parser("replay", help="play a scenario file without a window")
    replay.add_argument("file", type=Path)
    replay.add_argument("--json", action="store_true", help="print everything as JSON")
    replay.add_argument("--papers", type=Path, metavar="DIR", help="write the day's PDFs there")
    replay.add_argument("--replace", action="store_true", help="replace existing PDFs")

    log = commands.add_parser("log", help="write a day's log as a PDF")
    log.add_argument("--date", type=_day, help="YYYY-MM-DD; today if not named")
    log.add_argument("--out", type=Path, required=True, metavar="FILE")
    log.add_argument("--replace", action="store_true", help="replace an existing file")
    log.add_argument("--practice", action="store_true", help="of the practice unit")

    status = commands.add_parser("status", help="print the chairs as JSON, without names")
    status.add_argument("--practice", action="store_true", help="of the practice unit")

    verify = commands.add_parser("verify", help="check every seal of the record")
    verify.add_argument("--practice", action="store_true", help="of the practice unit")
    verify.add_argument("--entry", type=int, metavar="N", help="print the seal of that entry")

    selftest = commands.add_parser(
        "selftest", help="play a day into a record, draw its papers and print them to files"
    )
    selftest.add_argument("--window", action="store_true", help="and paint the first window")
    return top


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
        # Its midnights are asked for in UTC, so the days beside it must be on the calendar, too.
        for beside in (-1, 1):
            day + dt.timedelta(days=beside)
        return day
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-23") from None


def run(arguments: argparse.Namespace, clock: Clock) -> ExitCode:
    """Carry out a command; where it did not go well, a sentence on stderr says why."""
    try:
        match arguments.command:
            case "replay":
                return _replay(arguments)
            case "log":
                return _log(arguments, clock)
            case "status":
                return _status(arguments, clock)
            case _:
                return _verify(arguments, clock)
    except WorldError as error:
        say(str(error))
        return error.status


def pack() -> Pack:
    """The protocol that ships with the program, without any policy."""
    return read_pack(protocol_file())


def rules(data: Path) -> Pack:
    """The rules in force here: the pack, tightened by the unit's and by the machine's policy."""
    policies = (
        read_policy(unit_policy(data), TightenedBy.UNIT),
        read_policy(machine_policy(), TightenedBy.MACHINE),
    )
    return in_force(pack(), [policy for policy in policies if policy])


def open_record(folder: Path) -> Journal:
    """The record of a folder, created together with its key if neither exists."""
    private(folder)
    journal = record.open_record(folder)
    close_to_others(folder)
    return journal


def _existing_desk(arguments: argparse.Namespace, clock: Clock) -> Desk:
    folder = record_folder(data_folder(arguments.data), arguments.practice)
    if not record.begun(folder):
        raise WorldError(
            what="There is no record here.",
            why=f"{folder} holds none.",
            do="Name the data folder with --data, or start Chairside and set the unit up.",
        )
    return Desk(open_record(folder), clock, pack())


def _replay(arguments: argparse.Namespace) -> ExitCode:
    from app.scenario import at_a_desk, read_scenario, report

    journal = Journal.open(":memory:", secrets.token_bytes(keys.BYTES))
    scenario = read_scenario(arguments.file)
    played = read_pack(arguments.file.parent / scenario.pack) if scenario.pack else pack()
    player = at_a_desk(scenario, played, journal)
    told = report(player)
    if arguments.papers:
        _write_papers(player.desk, private(arguments.papers), replace=arguments.replace)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for step in told["steps"]:
            print(_step_line(step))
    return ExitCode.DONE if told["as_expected"] else ExitCode.NO


def _write_papers(desk: Desk, folder: Path, *, replace: bool) -> None:
    """The log of the desk's day, and the sheet of each of its sessions that has ended."""
    from app.papers import office
    from app.papers.kit.save import save

    day = desk.clock.now().day
    log = office.log_pdf(office.log_value(desk, day, ""))
    save(log, folder / f"log-{day}.pdf", replace=replace)
    for session in desk.sessions_on(day):
        if session.ended:
            value = office.sheet_value(desk, session.id, "")
            sheet = office.sheet_pdf(value)
            save(sheet, folder / f"sheet-{session.id}.pdf", replace=replace)


def _step_line(step: dict[str, Any]) -> str:
    mark = "  " if step["as_expected"] is not False else "✗ "
    said = f": {step['code']}. {step['sentence']}" if step["code"] else ""
    return f"{mark}{step['at'][11:16]} {step['do']} → {step['outcome']}{said}"


def _log(arguments: argparse.Namespace, clock: Clock) -> ExitCode:
    from app.papers import office
    from app.papers.kit.save import save

    desk = _existing_desk(arguments, clock)
    value = office.log_value(desk, arguments.date or clock.now().day, by="")
    save(office.log_pdf(value), arguments.out, replace=arguments.replace)
    print(f"{len(value.rows)} sessions, {arguments.out}")
    return ExitCode.DONE


def _status(arguments: argparse.Namespace, clock: Clock) -> ExitCode:
    from app.models.day import infusion
    from app.models.day.schedule import schedule

    desk = _existing_desk(arguments, clock)
    if doubt := clock_doubt(desk):
        print(doubt, file=sys.stderr)
    now = clock.now()
    chairs = []
    for session in desk.open_sessions():
        at = session.true(now)
        chairs.append(
            {
                "chair": session.chair,
                "session": session.id,
                "phase": session.phase,
                "entries": session.version,
                "ran_s": infusion.ran(session, at).total_seconds(),
                "left_s": infusion.left(session, at).total_seconds(),
                "due": [
                    f"{due.what} {now.wall(due.at)}"
                    for due in schedule(session, now, desk.rules_for(session))
                ],
            }
        )
    print(json.dumps(chairs, ensure_ascii=False, indent=2))
    return ExitCode.DONE


def _verify(arguments: argparse.Namespace, clock: Clock) -> ExitCode:
    desk = _existing_desk(arguments, clock)
    wrong = verify.problems(desk.journal)
    if wrong:
        say("\n".join(wrong))
        return ExitCode.NO
    number, seal = desk.journal.last_seal(dt.datetime.max.replace(tzinfo=dt.UTC))
    if arguments.entry is not None:
        there = 0 < arguments.entry <= number  # a larger one may be more than SQLite can count
        found = desk.journal.seal_of(arguments.entry) if there else None
        if found is None:
            print(f"There is no entry {arguments.entry} of this workstation.", file=sys.stderr)
            return ExitCode.NO
        print(f"Entry {arguments.entry} bears the seal {found}")
        return ExitCode.DONE
    print(f"All {number} entries hold. Last seal {seal}")
    return ExitCode.DONE
