"""A session as plain data, for `replay --json`."""

from __future__ import annotations

from typing import Any

import msgspec

from app.desk import Desk
from app.models.day import alarms, gates, infusion
from app.models.day.schedule import schedule, vitals_done_of_due
from app.models.day.session import Session
from app.models.day.timeline import timeline


def describe(session: Session, desk: Desk) -> dict[str, Any]:
    """A session as plain data: its state, gates, what is due, alarms and the timeline."""
    now, pack = desk.clock.now(), desk.rules_for(session)
    alone = msgspec.structs.replace(session, entries=(), whose=None, earlier=())
    state = msgspec.to_builtins(alone)
    for beside in ("entries", "whose", "earlier"):
        state.pop(beside)
    state["step"] = session.step.total_seconds()
    at = session.true(now)
    done, due = vitals_done_of_due(session, now, pack)
    return {
        "state": state,
        "numbers": {
            "ran_s": infusion.ran(
                session, session.ended.at if session.ended else at
            ).total_seconds(),
            "left_s": infusion.left(session, at).total_seconds(),
            "given_ml": round(infusion.given_ml(session, at), 2),
            "vitals_done": done,
            "vitals_due": due,
        },
        "start_gate": msgspec.to_builtins(gates.start_gate(session, now, pack)),
        "discharge_gate": msgspec.to_builtins(gates.discharge_gate(session, now, pack)),
        "due": msgspec.to_builtins(schedule(session, now, pack)),
        "alarms": msgspec.to_builtins(alarms.alarms(session, now, pack)),
        "timeline": msgspec.to_builtins(timeline(session, pack)),
    }
