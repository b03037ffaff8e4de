"""The exceptions of a session on the day's log: a word in capitals and a sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.models.day import gates, infusion, tiers
from app.models.day.requirement import State
from app.models.day.schedule import vitals_done_of_due
from app.models.day.session import REACTION, Session
from app.models.facts import BagCheckDiffered, StrokeCheck
from app.models.moment import Now
from app.models.rules.pack import Pack
from app.papers.daily_log.checks import check_marks, let_pass_unanswered
from app.papers.daily_log.value import LogMark


def exceptions(session: Session, pack: Pack, now: Now) -> Iterator[LogMark]:
    """What the charge nurse must see of a session, the gravest first."""
    for at, found in session.stroke_signs:
        signs = ", ".join(pack.name_of("stroke_sign", key).lower() for key in found.signs)
        yield _mark("STROKE SIGNS", f"{now.wall(session.wall(at.at))}: {signs}.")
    for pause in session.pauses:
        if pause.for_reaction:
            when = f"Paused {now.wall(session.wall(pause.start))}"
            corrected = "" if pause.reason == REACTION else "; the reason was corrected since"
            yield _mark("REACTION", f"{when}{corrected}.")
    yield from _stop_time(session, pack, now)
    if session.ended and session.early_reason and infusion.short(session, session.ended.at, pack):
        yield _mark("STOPPED SHORT", f"{session.early_reason}.")
    if session.cancelled:
        yield _mark("CANCELLED", f"{session.cancel_reason}.")
    yield from _not_met(session, pack, now)
    yield from _overrides(session, pack, now)
    yield from check_marks(session, pack, now)
    yield from _vitals_marks(session, pack, now)
    yield from _record_marks(session)


def _stop_time(session: Session, pack: Pack, now: Now) -> Iterator[LogMark]:
    """An end recorded long after the bag was empty: the true end may have been earlier."""
    empty = empty_by_rate(session)
    if session.ended is None or empty is None:
        return
    minutes = int((session.ended.at - empty).total_seconds() // 60)
    if minutes > pack.infusion.pause_reminder_min.value:
        when = now.wall(session.wall(empty))
        yield _mark(
            "STOP TIME", f"Recorded {minutes} min after the bag was empty by rate, at {when}."
        )


def empty_by_rate(session: Session) -> dt.datetime | None:
    """When the runs recorded had emptied the bag; None if they never did."""
    left = session.volume_ml
    for run in session.runs:
        span = dt.timedelta(hours=left / run.rate_ml_h)
        if run.end is None or run.start + span <= run.end:
            return run.start + span
        left -= (run.end - run.start).total_seconds() / 3600 * run.rate_ml_h
    return None


def _not_met(session: Session, pack: Pack, now: Now) -> Iterator[LogMark]:
    """What the gates asked for and the record, corrected as it is now, does not show."""
    passed = [("At the start", gates.not_met_at_start(session, now, pack))]
    if session.discharged:
        gate = gates.discharge_gate(session, now, pack)
        # Early departures stand in words of their own.
        left = [item.title for item in gate if not item.done and item.key != "observation"]
        passed.append(("At discharge", tuple(left)))
    for when, titles in passed:
        if titles:
            yield _mark("NOT MET", f"{when}, by the record as it stands: {', '.join(titles)}.")


def _overrides(session: Session, pack: Pack, now: Now) -> Iterator[LogMark]:
    gate = (*gates.start_gate(session, now, pack), *gates.discharge_gate(session, now, pack))
    for item in gate:
        if item.state is not State.OVERRIDDEN:
            continue
        if item.key == "observation" and session.discharged:
            continue  # the departure says it
        if item.key in session.overrides and let_pass_unanswered(item.key, session, pack):
            yield _mark("OVERRIDE", f"{item.title}: {item.detail}.")


def _vitals_marks(session: Session, pack: Pack, now: Now) -> Iterator[LogMark]:
    done, due = vitals_done_of_due(session, now, pack)
    if done < due:
        yield _mark("VITALS", f"{due - done} of {due} sets missed.")
    for vital in session.vitals:
        if vital.taken.stroke_check is StrokeCheck.SIGN:
            continue  # told as stroke signs
        for found in tiers.critical(pack, vital.taken):
            value = tiers.shown(found.sign, found.value)
            when = now.wall(session.wall(vital.stamp.at))
            yield _mark("CRITICAL", f"{found.sign.name} {value} {found.sign.unit} at {when}.")


def _record_marks(session: Session) -> Iterator[LogMark]:
    if any(isinstance(entry.fact, BagCheckDiffered) for entry in session.entries):
        yield _mark("BAG CHECK", "The second entry differed at first.")
    late = sum(bool(entry.late_reason) for entry in session.entries)
    if late:
        yield _mark("LATE ENTRY", f"{late} written down later than it happened.")
    if session.corrections:
        yield _mark("CORRECTED", f"{session.corrections} corrected; the record shows both.")
    if session.step:
        minutes = session.step.total_seconds() / 60
        yield _mark("CLOCK", f"The workstation's clock jumped {minutes:+.0f} min.")


def _mark(mark: str, sentence: str) -> LogMark:
    return LogMark(mark=mark, sentence=sentence)
