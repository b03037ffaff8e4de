"""The self-test: a day played into a record, its papers drawn and printed, and all thrown away.

It runs the installed program the way a nurse's day does, so that IT learns of a missing library or a
damaged file before the ward does. It needs no display.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from app import cli
from app.clock import Clock, SimulatedClock
from app.desk import Desk
from app.errors import WorldError, say
from app.exit_codes import ExitCode
from app.models.facts import to_body
from app.models.subjects import PATIENT, about
from app.papers import office
from app.paths import private, resources
from app.practice import Practice, read_practice, set_up
from app.scenario import Player, Scenario, read_scenario
from app.store.journal import Journal

SHORTEST_MARKER = 12
"""Bytes. Three bytes turn up in ciphertext by chance once in some two hundred runs; twelve never do."""


class Paper(NamedTuple):
    """A finished paper: what it is called, the file it prints to, and its PDF."""

    name: str
    file: str
    pages: bytes


class Day(NamedTuple):
    """What the played day left behind: how many steps it took, and its papers."""

    steps: int
    papers: tuple[Paper, ...]


def run(clock: Clock, *, window: bool) -> ExitCode:
    """Try everything once; 0 and what was tried on stdout, else 1 and a sentence on stderr."""
    try:
        tried = _try_everything(clock, window=window)
    except WorldError as error:
        say(str(error))
        return ExitCode.NO
    except OSError as error:
        why = f"{error.strerror or error}."
        sys.stderr.write(f"The self-test could not run. {why} Correct that, then run it again.\n")
        return ExitCode.NO
    sys.stdout.write("\n".join(tried) + "\n")
    return ExitCode.DONE


def _try_everything(clock: Clock, *, window: bool) -> list[str]:
    practice = read_practice()
    with tempfile.TemporaryDirectory(prefix="chairside-selftest-") as name:
        data, printed = Path(name) / "data", private(Path(name) / "papers")
        day = play_day(private(data / "unit"))
        tried = [f"selftest passed: {day.steps} steps, record encrypted"]
        try:
            from app.ui import selftest as qt  # loads Qt and pdfium, which may be incomplete
        except (ImportError, OSError) as error:
            raise failed(f"A part of the program does not load: {error}.") from error
        with qt.application(screen=window) as warnings:
            for paper in day.papers:
                tried += draw_paper(paper)
            for paper in day.papers:
                tried.append(print_paper(paper, printed))
            if window:
                tried.append(paint_window(private(data / "practice"), clock, practice))
        if warnings:
            raise failed(f"Qt warned: {'; '.join(dict.fromkeys(warnings))}.")
    return tried


def failed(why: str) -> WorldError:
    """The self-test's one failure, with what went wrong as its reason."""
    return WorldError("The self-test failed.", why, "Reinstall Chairside.")


# --------------------------------------------------------------------------------- the record


def play_day(folder: Path) -> Day:
    """Play a plain day into a new record in the folder and make its papers.

    Refused, as a `WorldError`, when a step goes wrong, a seal does not hold, or the record can be
    read without its key. The record is closed in any case: Windows deletes no open file.
    """
    scenario = read_scenario(resources() / "practice" / "plain-day.toml")
    with closing(cli.open_record(folder)) as journal:
        day = _play(scenario, journal)
        marker = stored_marker(journal, scenario.patients[0].id)
    found = readable(folder, marker)
    if found:
        raise failed(f"The patient can be read in {found[0].name} without the key.")
    return day


def _play(scenario: Scenario, journal: Journal) -> Day:
    clock = SimulatedClock(scenario.start, scenario.zone)
    player = Player(scenario, Desk(journal, clock, cli.pack()), clock)
    player.prepare()
    played = player.play()
    for step in played:
        if step.as_expected is False:
            raise failed(f"Step {step.number}, {step.do}, ended with: {step.outcome}.")
    broken = journal.first_break()
    if broken:
        raise failed(f"The seal of entry {broken} does not hold.")
    session = str(scenario.steps[0]["session"])
    sheet = office.sheet_pdf(office.sheet_value(player.desk, session, ""))
    log = office.log_pdf(office.log_value(player.desk, clock.now().day, ""))
    papers = (Paper("discharge sheet", "sheet.pdf", sheet), Paper("daily log", "log.pdf", log))
    return Day(len(played), papers)


def stored_marker(journal: Journal, patient: str) -> bytes:
    """The patient's registration, byte for byte as the journal stores it: name, birth date, MRN."""
    return to_body(journal.story(about(PATIENT, patient))[0].fact).encode()


def readable(folder: Path, marker: bytes) -> list[Path]:
    """The files below the folder, at any depth, that hold the marker in the clear.

    Refuses a marker too short to mean anything: short ones turn up in ciphertext by chance.
    """
    if len(marker) < SHORTEST_MARKER:
        raise ValueError(f"a marker of {len(marker)} bytes proves nothing: use {SHORTEST_MARKER}")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if marker in path.read_bytes()]


# --------------------------------------------------------------------------- papers and window


def draw_paper(paper: Paper) -> list[str]:
    """Draw every page of a paper, as the preview does; a blank page is refused."""
    from app.ui.selftest import blank_pages

    drawn = []
    blank = blank_pages(paper.pages)
    for number, is_blank in enumerate(blank, start=1):
        page = f"{paper.name} page {number} of {len(blank)}"
        if is_blank:
            raise failed(f"The {page} was drawn blank.")
        drawn.append(f"rendered {page}")
    return drawn


def print_paper(paper: Paper, folder: Path) -> str:
    """Print a paper to its file, as the window prints; refused unless every page arrives."""
    from app.ui.selftest import blank_pages, print_to_file

    file = folder / paper.file
    problem = print_to_file(paper.pages, file, paper.name)
    if problem:
        raise failed(f"{file.name} was not printed: {problem}")
    printed = file.read_bytes()
    try:
        blank, sent = blank_pages(printed), len(blank_pages(paper.pages))
    except ValueError as error:
        raise failed(f"{file.name} was printed, but it cannot be read: {error}.") from error
    if len(blank) != sent:
        raise failed(f"{file.name} was printed with {len(blank)} of {sent} pages.")
    if any(blank):
        raise failed(f"Page {blank.index(True) + 1} of {file.name} was printed blank.")
    return f"printed {file.name}, {len(printed) // 1024} kB"


def paint_window(folder: Path, clock: Clock, practice: Practice) -> str:
    """Set the practice unit up in a record of its own and paint the window that opens on it."""
    from app.ui.selftest import paint_first_window

    with closing(cli.open_record(folder)) as journal:
        desk = Desk(journal, clock, cli.pack())
        set_up(desk, practice)
        if not paint_first_window(desk):
            raise failed("The first window was not painted.")
    return "window painted"
