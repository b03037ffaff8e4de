"""Pictures of the widgets put together as screens, for the eye: python tests/ui/gallery.py DIR."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget  # noqa: E402

from app.models.day.requirement import State  # noqa: E402
from app.models.day.tiers import Tier  # noqa: E402
from app.models.rules.rule import Priority  # noqa: E402
from app.ui import theme  # noqa: E402
from app.ui.chart.kinds import ChartDay, Event, Stretch  # noqa: E402
from app.ui.chart.widget import DayChart  # noqa: E402
from app.ui.shown import (  # noqa: E402
    AlarmLine,
    Chair,
    ChairAlarm,
    DayLine,
    DueLine,
    GateLine,
    Measure,
    Offered,
    PatientLines,
    Span,
    StageStep,
)
from app.ui.theme import Glyph  # noqa: E402
from app.ui.widgets.alarms import AlarmStack  # noqa: E402
from app.ui.widgets.band import PracticeBand  # noqa: E402
from app.ui.widgets.button import Button, Kind  # noqa: E402
from app.ui.widgets.card import Aside, Bar, Card, Hairline, ScrollPane, row  # noqa: E402
from app.ui.widgets.chair_tile import ChairTile  # noqa: E402
from app.ui.widgets.chip import AlarmCount, Chip, Tone  # noqa: E402
from app.ui.widgets.choice import ChoiceGrid, QuestionRow  # noqa: E402
from app.ui.widgets.clock import ClockLabel, ProgressBar  # noqa: E402
from app.ui.widgets.due import DueRow  # noqa: E402
from app.ui.widgets.facts import FactGrid  # noqa: E402
from app.ui.widgets.fields import DateField, NoteField, PickField, TextField  # noqa: E402
from app.ui.widgets.header import PatientHeader  # noqa: E402
from app.ui.widgets.keypad import Keypad  # noqa: E402
from app.ui.widgets.message import Message  # noqa: E402
from app.ui.widgets.name_tile import NameTile  # noqa: E402
from app.ui.widgets.number_tile import NumberTile  # noqa: E402
from app.ui.widgets.pin_pad import PinPad  # noqa: E402
from app.ui.widgets.requirements import RequirementList  # noqa: E402
from app.ui.widgets.sheet import Sheet  # noqa: E402
from app.ui.widgets.stage_rail import StageRail  # noqa: E402
from app.ui.widgets.text import Role, Text  # noqa: E402
from app.ui.widgets.time_chip import TimeChip  # noqa: E402
from app.ui.widgets.timeline import TimelineList  # noqa: E402
from tests.ui.charted import LANES, reading  # noqa: E402

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
STAGES = ("Check-in", "Premedication", "Bag", "Infusion", "Observation", "Discharge")
LONG = "ABIOLA-HARTMANN VAN DER WESTHUIZEN, Temiloluwa Oluwaseun Marie-Claire"


def screen(*parts: QWidget) -> QWidget:
    """A window of parts below each other."""
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return window


def at(hours: int, minutes: int) -> datetime:
    """A time today."""
    return NOW.replace(hour=hours, minute=minutes)


def board(locked: bool = False) -> QWidget:
    """The board with eight chairs and four alarms."""
    top = Bar(height=64)
    unit = Text("Infusion Unit 4B", Role.NAME)
    overdue, due = AlarmCount(Priority.HIGH), AlarmCount(Priority.MEDIUM)
    for part in (unit, Text("Mon 23 Nov", Role.SECOND), Text("14:05", Role.STRONG)):
        top.row.addWidget(part)
    top.row.addStretch(1)
    backup, who = Text("Backup 06:10", Role.SECOND), Text("R. Osei, RN", Role.STRONG)
    for sign in (overdue, due, backup, who):
        top.row.addWidget(sign)
        top.row.addSpacing(6)
    top.row.addWidget(Button("Unlock" if locked else "Lock", glyph=Glyph.LOCK))
    overdue.show_count(1, "overdue")
    due.show_count(3, "due")
    chairs = (
        Chair(2, "s2", "ROSSI, Ana", "C2 · day 1 of 3", "Observation", "1:12:40",
              "home from 15:40", 0.4,
              alarms=(ChairAlarm(Priority.HIGH, "Vitals overdue 12 min"),
                      ChairAlarm(Priority.MEDIUM, "Ask about headache"))),
        Chair(5, "s5", "NGUYỄN, Łukasz", "C1 · day 5 of 5", "Infusion · paused", "0:18:02",
              "paused, itching · 61 of 101 mL", 0.6, resting=True,
              alarms=(ChairAlarm(Priority.MEDIUM, "Decide: resume or end"),)),
        Chair(7, "s7", LONG, "C1 · day 2 of 5", "Infusion", "0:09:30", "left · ends 14:14",
              0.95, alarms=(ChairAlarm(Priority.MEDIUM, "Vitals due now", acknowledged=True),)),
        Chair(1, "s1", "DOE, Jan", "C1 · day 3 of 5", "Infusion", "1:42:10",
              "left · ends 15:47", 0.57,
              alarms=(ChairAlarm(Priority.LOW, "Flush the line next"),)),
        Chair(3, "s3", "KOWALSKA, Ewa", "C1 · day 1 of 5", "Premedication", "0:34:00",
              "steroid running · finishes 14:31", 0.12),
        Chair(4, "s4", "BERG, Nils", "C3 · day 2 of 3", "Bag", "6:51:00",
              "to start · prepared 12:56", 0.2),
        Chair(6, "s6", "ПЕТРОВА, Ольга", "C1 · day 4 of 5", "Check-in", "4 to do",
              "identity · tests · vitals · IV", 0.06),
        Chair(8),
    )  # fmt: skip
    middle = ScrollPane()
    grid = QGridLayout()
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setSpacing(14)
    for place, chair in enumerate(chairs):
        tile = ChairTile(chair)
        tile.set_locked(locked)
        grid.addWidget(tile, *divmod(place, 4))
    for place in range(4):
        grid.setColumnStretch(place, 1)
    middle.body.addLayout(grid)
    middle.body.addStretch(1)
    low = Bar(Qt.Edge.BottomEdge, height=72)
    low.row.addWidget(Text("Today", Role.SECOND))
    low.row.addWidget(Text("8 planned · 7 running · 1 gone home", Role.STRONG))
    low.row.addStretch(1)
    for button in (Button("Find a patient", glyph=Glyph.SEARCH), Button("Daily log")):
        low.row.addWidget(button)
    low.row.addWidget(Button("Start a session", Kind.MAIN))
    return screen(top, middle, low)


def foot(vitals: Kind = Kind.MAIN) -> Bar:
    """The row of buttons that never moves."""
    bar = Bar(Qt.Edge.BottomEdge, height=80)
    first = Button("Vitals", vitals, height=60)
    first.setMinimumWidth(170)
    bar.row.addWidget(first)
    for word in ("Symptom", "Drug given", "Note"):
        bar.row.addWidget(Button(word, height=60))
    bar.row.addStretch(1)
    bar.row.addWidget(Button("STOP · reaction", Kind.DANGER, height=60, glyph=Glyph.SQUARE))
    bar.row.addWidget(Button("STROKE SIGNS", Kind.DANGER, height=60, glyph=Glyph.WARNING))
    return bar


def rail(current: int, viewed: int | None = None) -> StageRail:
    """The stages with one of them current."""
    made = StageRail()
    states = ["done"] * current + ["current"] + ["coming"] * (5 - current)
    stages = [StageStep(n.lower(), n, s) for n, s in zip(STAGES, states, strict=True)]  # type: ignore[arg-type]
    made.show_stages(stages, stages[current if viewed is None else viewed].key)
    return made


def header(lines: PatientLines) -> PatientHeader:
    """A header with these lines."""
    made = PatientHeader()
    made.show_patient(lines)
    return made


def infusion_card() -> Card:
    """The running infusion."""
    card = Card(spacing=6)
    card.setFixedWidth(500)
    card.body.addLayout(row(Text("INFUSING", Role.STAGE), None, Text("ends 15:47", Role.SECOND)))
    card.body.addWidget(ClockLabel("1:42:10"))
    card.body.addWidget(Text("left of 4:00:00", Role.SECOND))
    card.body.addWidget(ProgressBar(0.575))
    facts = FactGrid()
    facts.show_facts(
        (
            ("Given", "58.1 of 101.2 mL · 6.9 mg"),
            ("Rate", "25.3 mL/h"),
            ("Bag", "started 2 h 10 after dilution"),
            ("Home at the earliest", "17:47"),
        )
    )
    card.body.addWidget(facts)
    card.body.addStretch(1)
    card.body.addWidget(DueRow(DueLine("vitals", "14:17", "Vitals", "in 12 min")))
    card.body.addWidget(Hairline())
    actions = row(spacing=10)
    for word, sign in (("Pause", Glyph.PAUSE), ("Change rate", None), ("End", None)):
        button = Button(word, height=60, glyph=sign)
        button.setMinimumWidth(120)
        actions.addWidget(button, 1)
    card.body.addSpacing(6)
    card.body.addLayout(actions)
    return card


def chart_day() -> ChartDay:
    """A day with a pause, a symptom and a high pressure."""
    figures = (
        (10, 45, 122, 74, 80, 36.8, 99), (11, 47, 124, 76, 82, 36.8, 99),
        (12, 2, 128, 78, 90, 36.9, 98), (12, 17, 134, 82, 96, 37.0, 98),
        (12, 32, 133, 81, 94, 37.0, 98), (12, 47, 131, 80, 92, 36.9, 99),
        (13, 17, 131, 79, 90, 37.0, 98), (13, 47, 128, 76, 88, 37.1, 98),
        (14, 2, 186, 104, 96, 38.1, 97),
    )  # fmt: skip
    readings = [
        reading(
            at(h, m),
            *(s, d, p, t, o),
            flagged=frozenset({"sbp", "temp"} if s > 180 else ()),
            critical=frozenset({"sbp"} if s > 180 else ()),
        )
        for h, m, s, d, p, t, o in figures
    ]
    return ChartDay(
        at(10, 30), at(17, 30), NOW, LANES, readings,
        (Stretch("infusing", at(11, 47)), Stretch("paused", at(12, 55), at(13, 8))),
        (Event(at(11, 20), "steroid given"), Event(at(13, 31), "headache, mild"),
         Event(at(13, 40), "acetaminophen")),
    )  # fmt: skip


def entries() -> tuple[DayLine, ...]:
    """The timeline of that day."""
    return (
        DayLine("6", "13:47", (Span("Vitals 128/76 · 88 · 16 · 37.1 °C · 98 % · no stroke sign"),), "R.O."),
        DayLine("5", "13:31", (Span("Headache, mild: acetaminophen 650 mg by mouth, allowed by "
                                  "Dr. Amari by phone at 13:29, read back"),), "R.O."),
        DayLine("4", "13:17", (Span("Vitals 131/79 · 90 · 16 · 37.0 °C · 98 % · no stroke sign"),), "R.O."),
        DayLine("3", "12:47", (Span("Vitals "), Span("311/80", "wrong"),
                             Span(" 131/80 · 92 · 16 · 36.9 °C · 99 % "),
                             Span("mistyped", "reason")), "R.O."),
        DayLine("2", "12:02", (Span("Vitals 128/78 · 90 · 16 · 36.9 °C · 98 %"),), "K.L."),
        DayLine("1", "11:47", (Span("Infusion started 25.3 mL/h, 101.2 mL · double check K. Lind"),), "R.O."),
    )  # fmt: skip


ALARMS = (
    AlarmLine("bp", Priority.HIGH, "Blood pressure 186/104",
          "14:02 · was 128/76 · call the prescriber; ask about headache, vision, speech"),
    AlarmLine("c5", Priority.MEDIUM, "Chair 5: decide", "paused 18 min: resume or end"),
    AlarmLine("c7", Priority.MEDIUM, "Chair 7: vitals due now", "", acknowledged=True),
    AlarmLine("c1", Priority.LOW, "Chair 1: flush the line", "infusion ends at 14:14"),
)  # fmt: skip


def session(alarms: int = 0, long_name: bool = False, viewed: int | None = None) -> QWidget:
    """The session screen while infusing."""
    lines = PatientLines(
        LONG if long_name else "DOE, Jan",
        "female · 2 Apr 1986 (40) · MRN 00412",
        "Allergy: penicillin, sulfonamides, latex, iodinated contrast" if long_name
        else "Allergy: penicillin",
        True, "Course 1 · day 3 of 5", "dose 3 of 8 · Chair 1", practice=long_name,
    )  # fmt: skip
    chart, list_card = Card(padding=16), Card(padding=14)
    drawn = DayChart()
    drawn.show_day(chart_day())
    chart.body.addWidget(drawn)
    timeline = TimelineList()
    timeline.show_entries(entries())
    list_card.body.addWidget(timeline)
    list_card.body.setContentsMargins(8, 6, 8, 6)
    right = QVBoxLayout()
    right.setSpacing(14)
    right.addWidget(chart, 11)
    right.addWidget(list_card, 9)
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.setContentsMargins(20, 0, 20, 6)
    column.setSpacing(10)
    stack = AlarmStack()
    stack.show_alarms(ALARMS[:alarms])
    column.addWidget(stack)
    cards = QHBoxLayout()
    cards.setSpacing(14)
    cards.addWidget(infusion_card())
    cards.addLayout(right, 1)
    column.addLayout(cards, 1)
    parts: list[QWidget] = [header(lines), rail(3, viewed), middle, foot()]
    if long_name:
        parts.insert(0, PracticeBand())
    return screen(*parts)


def checkin() -> QWidget:
    """A gate at the left, its first open question at the right."""
    gate = RequirementList(fold_from=99)
    gate.setFixedWidth(430)
    rows = [
        ("since", "Since yesterday", "stroke, bleeding, chest, infection, rash", "open"),
        ("vitals", "Baseline vitals and stroke check", "within 30 min before the start", "open"),
        ("iv", "IV access", "site, gauge, patent", "open"),
        ("bag", "Bag, checked by two", "not prepared yet", "open"),
        ("kidney", "Kidney disease: prescriber decided", "Dr. Amari 08:12: “creatinine stable, go on”",
         "overridden"),
        ("identity", "Identity", "name and date of birth, wristband 08:02 · R.O.", "met"),
        ("rems", "REMS authorisation", "confirmed by phone 08:05 · R.O.", "met"),
        ("contra", "Contraindications", "HIV, active infection, hypersensitivity: none", "met"),
        ("tests", "Baseline tests", "CBC, creatinine, urine, TSH, 20 Nov", "met"),
        ("skin", "Skin exam", "12 Nov, Dr. Weiss", "met"),
    ]  # fmt: skip
    gate.show_requirements(
        [GateLine(key, title, detail, State(state)) for key, title, detail, state in rows], "since"
    )
    card = Card(padding=20)
    card.body.addWidget(Text("Since yesterday", Role.TITLE))
    card.body.addWidget(Text("Ask each one. Nothing is filled in from yesterday.", Role.SECOND))
    card.body.addSpacing(4)
    answers = (Offered("no", "No"), Offered("yes", "Yes"), Offered("unknown", "Not asked"))
    said = ("no", "yes", "no", "unknown", None)
    questions = (
        "Sudden weakness, numbness, trouble speaking, seeing or walking?",
        "Sudden severe headache or neck pain?",
        "Chest pain, short of breath, coughing blood?",
        "Bruising or bleeding that is new?",
        "Fever, cough, burning on urination, any infection?",
    )
    for question, answer in zip(questions, said, strict=True):
        asked = QuestionRow(question, answers)
        asked.answer.set_choice(answer)
        card.body.addWidget(asked)
    card.body.addStretch(1)
    aside = Aside()
    aside.body.addWidget(
        Text("Headache: was it sudden, the worst ever, or with neck pain?", Role.STRONG)
    )
    aside.body.addLayout(
        row(Button("No: usual headache"), Button("Yes: stroke signs", Kind.DANGER), None,
            Button("Ask the prescriber", Kind.MAIN), spacing=10)
    )  # fmt: skip
    card.body.addWidget(aside)
    middle = QWidget()
    side = row(gate, card, spacing=14)
    side.setContentsMargins(20, 0, 20, 6)
    middle.setLayout(side)
    lines = PatientLines("ПЕТРОВА, Ольга", "female · 19 Sep 1991 (35) · MRN 00788",
                         "No known allergies", False, "Course 1 · day 4 of 5",
                         "dose 4 of 8 · Chair 6")  # fmt: skip
    return screen(header(lines), rail(0), middle, foot(Kind.PLAIN))


def vitals() -> QWidget:
    """The vitals sheet over the session."""
    window = session()
    sheet = Sheet(window, "Vitals · DOE, Jan · Chair 1", "Save · is 186/104 right?")
    sheet.head.addWidget(Text("Taken", Role.SECOND))
    sheet.head.addWidget(TimeChip(NOW))
    measures = (
        ("sys", "Systolic", "mmHg", "186", "128", Tier.CRITICAL, "critical"),
        ("dia", "Diastolic", "mmHg", "104", "76", Tier.ABNORMAL, "high"),
        ("pulse", "Pulse", "/min", "960", "88", Tier.IMPLAUSIBLE, "type again"),
        ("resp", "Respirations", "/min", "1", "16", Tier.NORMAL, ""),
        ("temp", "Temperature", "°C", "", "37.1", Tier.NORMAL, ""),
        ("spo2", "SpO₂", "%", "", "98 · room air", Tier.NORMAL, ""),
    )
    grid = QGridLayout()
    grid.setSpacing(12)
    tiles = []
    for place, (key, label, unit, typed, was, tier, word) in enumerate(measures):
        tile = NumberTile(Measure(key, label, unit, 1 if key == "temp" else 0), was)
        for sign in typed:
            tile.type_sign(sign)
        tile.show_tier(tier, word)
        grid.addWidget(tile, *divmod(place, 2))
        tiles.append(tile)
    pad = Keypad()
    pad.serve(tiles)
    left = QVBoxLayout()
    left.setSpacing(12)
    left.addLayout(grid)
    stroke = Card(padding=16)
    stroke.body.addLayout(
        row(Text("Stroke check", Role.TITLE, firm=True),
            Text("balance · eyes · face · arm · speech · sudden head or neck pain", Role.DETAIL, wrap=True))
    )  # fmt: skip
    no_sign, a_sign = (
        Button("No sign", height=56, glyph=Glyph.CHECK),
        Button("A sign …", Kind.DANGER, height=56),
    )
    line = row(spacing=10)
    line.addWidget(no_sign, 1)
    line.addWidget(a_sign, 1)
    stroke.body.addLayout(line)
    left.addWidget(stroke)
    left.addLayout(row(Button("Not taken …"), Text("why is asked", Role.LABEL), None))
    left.addStretch(1)
    both = QHBoxLayout()
    both.setSpacing(26)
    both.addLayout(left, 1)
    pad.setFixedWidth(320)
    both.addWidget(pad, 0, Qt.AlignmentFlag.AlignTop)
    sheet.body.addLayout(both)
    sheet.set_message("186/104 is critical. It will be saved as entered and raise an alarm.")
    window.sheet = sheet  # type: ignore[attr-defined]

    def after() -> None:
        sheet.open()
        tiles[3].setFocus()
        tiles[3].type_sign("1")

    window.after = after  # type: ignore[attr-defined]
    return window


def pieces() -> QWidget:
    """Everything the four screens do not show."""
    window = QWidget()
    grid = QGridLayout(window)
    grid.setContentsMargins(20, 20, 20, 20)
    grid.setSpacing(14)
    one = Card()
    one.body.addWidget(Text("Fields", Role.TITLE))
    name, born = TextField("Surname"), DateField("Date of birth", name="born")
    name.set_text("Nguyễn")
    name.show_refused("This MRN belongs to ROSSI, Ana. Look at the wristband again.")
    born.set_date(NOW.date())
    pick = PickField("Site", (Offered("l", "left forearm"), Offered("r", "right forearm")))
    for part in (name, born, pick, NoteField("Note", lines=2, hint="in the patient's words")):
        one.body.addWidget(part)
    chip = TimeChip(NOW)
    chip.move_back(12)
    one.body.addLayout(row(chip, Chip("accent", Tone.SOFT), Chip("strong", Tone.STRONG), None))
    one.body.addStretch(1)
    two = Card()
    two.body.addWidget(Text("Who is signing in", Role.TITLE))
    people = (
        ("ro", "Rose Osei", "Infusion nurse", "RO"),
        ("kl", "Katarzyna Lind-Wojciechowska", "Second nurse", "KL"),
    )
    for place, person in enumerate(people):
        tile = NameTile(*person)
        tile.set_selected(place == 0)
        two.body.addWidget(tile)
    pin = PinPad(key=56)
    two.body.addWidget(pin)
    two.body.addStretch(1)
    three = Card()
    three.body.addWidget(Text("Buttons", Role.TITLE))
    for kind in Kind:
        off = Button(f"{kind.value} off", kind)
        off.setEnabled(False)
        ringed = Button(f"{kind.value} ring", kind, glyph=Glyph.PRINTER)
        ringed.ring_shown = True
        three.body.addLayout(row(Button(kind.value.title(), kind), ringed, off, None, spacing=8))
    said = Message()
    said.show_message("The pump cannot be started yet.", "The bag was not checked by a second nurse.",
                      "Call a second nurse to the chair.", "Start gate 7 · unit policy 2026-03")  # fmt: skip
    three.body.addWidget(said)
    reasons = ChoiceGrid(
        (Offered("a", "Headache", "most common"), Offered("b", "Rash"), Offered("c", "None of these", alone=True),
         Offered("d", "Shortness of breath, wheeze or cough")), several=True,
    )  # fmt: skip
    reasons.set_chosen(("a", "d"))
    three.body.addWidget(reasons)
    for due in (
        DueLine("v", "14:17", "Vitals", "in 12 min"),
        DueLine("w", "13:53", "Vitals", "12 min late", Priority.HIGH),
        DueLine("x", "14:05", "Antihistamine", "now", Priority.MEDIUM),
        DueLine("y", "14:00", "Flush", "5 min late", Priority.LOW, True),
    ):
        three.body.addWidget(DueRow(due))
    three.body.addStretch(1)
    gate = RequirementList()
    gate.show_requirements(
        [GateLine(f"k{i}", f"Requirement {i}", "said by Dr. Amari", State.MET if i > 3 else State.OPEN) for i in range(12)]
    )  # fmt: skip
    for place, card in enumerate((one, two, three)):
        grid.addWidget(card, 0, place, 2, 1)
        grid.setColumnStretch(place, 1)
    grid.addWidget(gate, 0, 3, 2, 1)
    grid.setColumnStretch(3, 1)
    pin.setFocus()
    window.after = chip.click  # type: ignore[attr-defined]
    return window


SCREENS: dict[str, Callable[[], QWidget]] = {
    "board": board,
    "board-locked": lambda: board(locked=True),
    "session": session,
    "session-alarm": lambda: session(1),
    "session-alarms-long": lambda: session(4, long_name=True, viewed=1),
    "checkin": checkin,
    "vitals": vitals,
    "pieces": pieces,
}


def render(app: QApplication, folder: Path, only: str = "") -> None:
    """Save every screen at both sizes in both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    for look in (theme.LIGHT, theme.DIM):
        theme.apply(app, look)
        for name, make in SCREENS.items():
            if only and only != name:
                continue
            for width, height in ((1366, 768), (1920, 1080)):
                window = make()
                window.resize(width, height)
                window.show()
                app.processEvents()
                if hasattr(window, "after"):
                    window.after()
                app.processEvents()
                window.grab().save(str(folder / f"{name}-{look.name}-{width}.png"))
                for mover in window.findChildren(QWidget, "time-mover"):
                    mover.grab().save(str(folder / f"mover-{look.name}.png"))
                window.close()
                window.deleteLater()
                app.processEvents()


def main() -> None:
    """Render into the folder named on the command line."""
    app = QApplication([])
    theme.load_fonts(app, ROOT / "resources" / "fonts")
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    render(app, Path(sys.argv[1]), only)


if __name__ == "__main__":
    main()
