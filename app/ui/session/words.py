"""What the session screen shows: who it is, where the day stands, the clock, the day so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.models.day import gates, infusion, observation
from app.models.day.pump import wants_order
from app.models.day.session import Phase, Session
from app.models.moment import Now, hms
from app.models.patients import Patient
from app.models.rules.pack import Pack
from app.models.rules.stage import Stage
from app.models.unit import Unit
from app.ui.asking.wanted import Task
from app.ui.patients.wristband import allergy, second_line
from app.ui.shown import PatientLines, StageState, StageStep

PAUSED = "PAUSED"
"""The clock's word while the pump stands."""


class View(StrEnum):
    """What the middle of the screen is about."""

    START_GATE = "start gate"
    CLOCK = "clock"
    DISCHARGE_GATE = "discharge gate"


STAGE_NAMES = {
    Stage.CHECK_IN: "Check-in",
    Stage.PREMEDICATION: "Premedication",
    Stage.BAG: "Bag",
    Stage.INFUSION: "Infusion",
    Stage.OBSERVATION: "Observation",
    Stage.DISCHARGE: "Discharge",
}

VIEWS = {
    Stage.CHECK_IN: View.START_GATE,
    Stage.PREMEDICATION: View.START_GATE,
    Stage.BAG: View.START_GATE,
    Stage.INFUSION: View.CLOCK,
    Stage.OBSERVATION: View.CLOCK,
    Stage.DISCHARGE: View.DISCHARGE_GATE,
}


@dataclass(frozen=True, slots=True)
class ClockView:
    """The left card while the pump runs, stands, or the patient is observed."""

    word: str
    aside: str
    figures: str
    below: str
    share: float
    resting: bool
    facts: tuple[tuple[str, str], ...]
    actions: tuple[tuple[Task, str], ...]
    main: Task | None = None


def who(session: Session, patient: Patient, unit: Unit | None, pack: Pack) -> PatientLines:
    """Whose session this is, as on the wristband."""
    return PatientLines(
        name=patient.name,
        second=second_line(patient, session.date),
        allergy=allergy(patient),
        allergic=bool(patient.allergies),
        course=f"Course {session.course} · day {session.day} of {session.days}",
        place=f"dose {session.dose} of {_doses(session, pack)} · Chair {session.chair}",
        practice=unit is not None and unit.practice,
    )


def _doses(session: Session, pack: Pack) -> int:
    """Doses of the first two courses, or of as many as were ordered."""
    later = max(session.course, 2) - 1
    return pack.course.first_course_days.value + later * pack.course.later_course_days.value


def current_stage(session: Session, now: Now, pack: Pack) -> Stage:
    """Where the patient is on the map."""
    match session.phase:
        case Phase.BEFORE:
            gate = gates.start_gate(session, now, pack)
            waiting = [item.stage for item in gate if not item.done]
            return min(waiting, key=list(Stage).index) if waiting else Stage.INFUSION
        case Phase.INFUSING | Phase.PAUSED:
            return Stage.INFUSION
        case Phase.OBSERVING:
            observed = session.true(now) >= observation.observed_until(session, pack)
            return Stage.DISCHARGE if observed else Stage.OBSERVATION
        case _:
            return Stage.DISCHARGE


def stages(session: Session, now: Now, pack: Pack) -> tuple[StageStep, ...]:
    """Each stage, and whether it is done, current or still to come."""
    current = current_stage(session, now, pack)
    gate = gates.start_gate(session, now, pack)
    shown = []
    state: StageState
    for stage in Stage:
        mine = [item for item in gate if item.stage is stage]
        if stage is current and session.phase is not Phase.DISCHARGED:
            state = "current"
        elif mine:
            state = "done" if all(item.done for item in mine) else "coming"
        else:
            state = "done" if _passed(session, stage, now, pack) else "coming"
        shown.append(StageStep(stage.value, STAGE_NAMES[stage], state))
    return tuple(shown)


def _passed(session: Session, stage: Stage, now: Now, pack: Pack) -> bool:
    if stage is Stage.INFUSION:
        return session.ended is not None
    if stage is Stage.OBSERVATION:
        return session.discharged is not None or (
            session.ended is not None
            and session.true(now) >= observation.observed_until(session, pack)
        )
    return session.discharged is not None


def clock(session: Session, now: Now, pack: Pack) -> ClockView | None:
    """The left card's words and figures; None before the start."""
    if session.started is None:
        return None
    if session.phase in (Phase.INFUSING, Phase.PAUSED):
        return _running(session, now, pack)
    return _observing(session, now, pack)


def _running(session: Session, now: Now, pack: Pack) -> ClockView:
    at = session.true(now)
    left, ran = infusion.left(session, at), infusion.ran(session, at)
    paused = session.phase is Phase.PAUSED
    empty = not left and not paused
    if paused:
        stood = at - session.pauses[-1].start
        reason = pack.name_of("pause_reason", session.pauses[-1].reason)
        aside, below = f"paused for {hms(stood)}", f"left after resuming · {reason}"
    else:
        ends = now.wall(session.wall(infusion.empty_at(session) or at))
        aside = f"since {ends}" if empty else f"ends {ends}"
        below = "record the end as you see it" if empty else f"left of {hms(ran + left)}"
    return ClockView(
        word=PAUSED if paused else "BAG EMPTY" if empty else "INFUSING",
        aside=aside,
        figures=hms(left),
        below=below,
        share=ran / (ran + left) if ran + left else 1.0,
        resting=paused,
        facts=_running_facts(session, now, pack),
        actions=((Task.RESUME, "Resume"), (Task.END, "End"))
        if paused
        else ((Task.PAUSE, "Pause"), (Task.RATE, "Change rate"), (Task.END, "End")),
        main=_main(session, empty),
    )


def _main(session: Session, empty: bool) -> Task | None:
    """The card's one main action; after a reaction or a stroke sign the program suggests none."""
    if session.phase is Phase.PAUSED:
        return None if wants_order(session) else Task.RESUME
    return Task.END if empty else None


def _running_facts(session: Session, now: Now, pack: Pack) -> tuple[tuple[str, str], ...]:
    at = session.true(now)
    given = infusion.pumped_ml(session, at)
    milligrams = infusion.given_mg(session, given, pack)
    home = at + infusion.left(session, at) + timedelta(minutes=pack.discharge.observation_min.value)
    bag = "–"
    if session.bag and session.started:
        bag = f"started {span_in_words(session.started.at - session.bag.diluted_at)} after dilution"
    return (
        ("Given", f"{given:.1f} mL · {milligrams:.1f} mg"),
        ("Rate", f"{session.runs[-1].rate_ml_h:g} mL/h, {session.volume_ml:g} mL"),
        ("Bag", bag),
        ("Home at the earliest", now.wall(session.wall(home))),
    )


def _observing(session: Session, now: Now, pack: Pack) -> ClockView:
    assert session.ended is not None
    at = session.true(now)
    until = observation.observed_until(session, pack)
    left = max(timedelta(), until - at)
    span = timedelta(minutes=pack.discharge.observation_min.value)
    ran = infusion.ran(session, session.ended.at)
    given = infusion.given_ml(session, session.ended.at)
    milligrams = infusion.given_mg(session, given, pack)
    gone = session.discharged
    watch = session.ended.at + timedelta(hours=pack.after.watch_hours.value)
    if gone:
        word, aside = "WENT HOME", now.wall(session.wall(gone.at))
        figures, below = hms(gone.at - session.ended.at), "observed after the infusion"
    else:
        word = "OBSERVATION"
        aside = f"home from {now.wall(session.wall(until))}"
        figures = hms(left) if left else "0:00:00"
        below = f"left of {hms(span)}" if left else "observed long enough; see Discharge"
    return ClockView(
        word=word,
        aside=aside,
        figures=figures,
        below=below,
        share=1.0 if gone else min(1.0, (at - session.ended.at) / span),
        resting=gone is not None,
        facts=(
            ("Given", f"{given:.1f} mL · {milligrams:.1f} mg"),
            ("Pump ran", span_in_words(ran)),
            ("Infusion ended", now.wall(session.wall(session.ended.at))),
            ("Watch for stroke until", now.wall(session.wall(watch))),
        ),
        actions=() if gone else ((Task.DISCHARGE, "Discharge …"),),
        main=None if gone or left else Task.DISCHARGE,
    )


def span_in_words(span: timedelta) -> str:
    """`1 h 05`, or `12 min` below an hour; seconds are left out."""
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"
