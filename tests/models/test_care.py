"""What a nurse sees and does at any stage: reactions, stroke signs, drugs, notes, alarms."""

from __future__ import annotations

import pytest

from app.models.day import alarms
from app.models.day.alarms import AcknowledgeAlarm
from app.models.day.reactions import GiveDrug, RecordSymptom
from app.models.day.session import Phase
from app.models.day.stroke import RecordStrokeSigns
from app.models.facts import StrokeCheck
from app.models.rules.rule import Priority
from tests.ward import LIND, Ward


def reach(ward: Ward, phase: Phase) -> Ward:
    """Bring the day to a phase."""
    match phase:
        case Phase.BEFORE:
            return ward.arrives()
        case Phase.INFUSING:
            return ward.infusing()
        case Phase.PAUSED:
            return ward.infusing().at("10:00").pause()
        case Phase.OBSERVING:
            return ward.observing()
        case Phase.DISCHARGED:
            return ward.observing().at("15:30").ready_to_leave().leaves()
        case Phase.CANCELLED:
            return ward.arrives().cancels()


@pytest.mark.parametrize("phase", Phase)
def test_a_reaction_and_a_stroke_sign_are_recorded_at_every_stage(ward: Ward, phase: Phase) -> None:
    reach(ward, phase).later(minutes=1).stops_for_reaction("rash", "itching", note="arms")
    ward.later(minutes=1).sees_stroke_signs("face")
    ward.ask(RecordSymptom(session=ward.id, symptom="rash", severity="mild"))
    ward.ask(GiveDrug(session=ward.id, drug="epinephrine", dose="0.3 mg", route="IM"))
    ward.notes()
    running = phase in (Phase.INFUSING, Phase.PAUSED)
    assert ward.session.phase is (Phase.PAUSED if running else phase)


def test_the_red_button_needs_nothing(ward: Ward) -> None:
    ward.infusing().at("10:00").stops_for_reaction()
    assert [row.kind for row in ward.rows][-1] == "infusion_paused"
    ward.stops_for_reaction()
    assert ward.rows[-1].text == "Reaction: no symptom named"


def test_words_the_protocol_does_not_have(ward: Ward) -> None:
    ward.arrives().refuses("unknown_symptom").stops_for_reaction("hiccups")
    ward.refuses("unknown_symptom").ask(
        RecordSymptom(session=ward.id, symptom="hiccups", severity="mild")
    )
    ward.refuses("severity").ask(
        RecordSymptom(session=ward.id, symptom="rash", severity="dreadful")
    )
    ward.refuses("unknown_sign").sees_stroke_signs("hair")
    ward.refuses("missing").ask(RecordStrokeSigns(session=ward.id, signs=()))
    ward.refuses("unknown_check").answers_check("contraindications", "no", "mood")


def test_what_may_not_be_empty(ward: Ward) -> None:
    ward.arrives().refuses("missing").notes("   ")
    ward.refuses("missing").ask(GiveDrug(session=ward.id, drug="x", dose="", route="IV"))
    ward.answers_check("authorisation", "yes").refuses("answer")
    ward.answers_check("authorisation", "", "how")


# ------------------------------------------------------------------------------------ alarms


def sounding(ward: Ward) -> list[str]:
    """The titles of the alarms nobody has seen yet, the most urgent first."""
    return [alarm.title for alarm in alarms.sounding(ward.session, ward.now, ward.pack)]


def test_a_plain_day_is_silent(ward: Ward) -> None:
    ward.ready_to_start()
    assert sounding(ward) == []
    ward.start()
    assert sounding(ward) == []


def test_vitals_due_become_late_and_overdue(ward: Ward) -> None:
    ward.infusing("09:30")
    found = []
    for time in ("09:45", "09:50", "09:55"):
        ward.at(time)
        (alarm,) = alarms.alarms(ward.session, ward.now, ward.pack)
        found.append((alarm.title, alarm.priority))
    assert found == [
        ("Vitals due now", Priority.LOW),
        ("Vitals late 5 min", Priority.MEDIUM),
        ("Vitals overdue 10 min", Priority.MEDIUM),
    ]


def test_late_charting_never_ranks_above_a_danger_to_the_patient(ward: Ward) -> None:
    ward.infusing("09:30").at("09:31").takes_vitals(sbp=184, confirmed=True)
    ward.at("12:00")
    ranked = [alarm.title for alarm in alarms.alarms(ward.session, ward.now, ward.pack)]
    assert ranked == ["Blood pressure 184/75", "Vitals overdue 2 h 19"]


def test_an_alarm_is_seen_once_by_a_person(ward: Ward) -> None:
    ward.infusing().at("09:45").takes_vitals(sbp=184, confirmed=True)
    assert sounding(ward) == ["Blood pressure 184/75"]
    key = alarms.alarms(ward.session, ward.now, ward.pack)[0].key
    ward.ask(AcknowledgeAlarm(session=ward.id, alarm=key), by=LIND)
    assert sounding(ward) == []
    assert alarms.alarms(ward.session, ward.now, ward.pack)[0].acknowledged_by == LIND
    ward.refuses("already_done").ask(AcknowledgeAlarm(session=ward.id, alarm=key))
    ward.at("09:50").takes_vitals()
    ward.refuses("no_alarm").ask(AcknowledgeAlarm(session=ward.id, alarm=key))


def test_louder_again_sounds_again(ward: Ward) -> None:
    ward.infusing().at("09:45")
    key = alarms.alarms(ward.session, ward.now, ward.pack)[0].key
    ward.ask(AcknowledgeAlarm(session=ward.id, alarm=key))
    assert sounding(ward) == []
    ward.at("09:50")
    assert sounding(ward) == ["Vitals late 5 min"]


def test_stroke_signs_come_first(ward: Ward) -> None:
    ward.infusing().at("09:50")
    ward.takes_vitals(
        temp=39.5, confirmed=True, stroke_check=StrokeCheck.SIGN, stroke_signs=("arm",)
    )
    assert sounding(ward)[:2] == ["Stroke signs", "Temperature 39.5 °C"]


def test_a_second_stroke_sign_is_a_second_alarm(ward: Ward) -> None:
    ward.infusing().at("10:00").sees_stroke_signs("arm")
    ward.ask(AcknowledgeAlarm(session=ward.id, alarm="stroke-1"))
    ward.sees_stroke_signs("speech")
    assert "Stroke signs" in sounding(ward)


def test_a_day_that_is_over_is_silent(ward: Ward) -> None:
    ward.observing().at("15:30").ready_to_leave().leaves().sees_stroke_signs("arm")
    assert sounding(ward) == []
