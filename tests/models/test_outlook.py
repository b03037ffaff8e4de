"""What is due and what alarms, kept between two beats: never another answer than the fresh one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.models.day.outlook import Outlooks, outlook
from app.models.moment import Now
from tests.ward import Ward


def paused(ward: Ward) -> Ward:
    return ward.infusing("09:30:20").at("10:05:07").pause()


def critical(ward: Ward) -> Ward:
    ward.infusing("09:30:20").at("10:12:41")
    return ward.takes_vitals(sbp=186, dbp=104, confirmed=True)


@pytest.mark.parametrize(
    "begin",
    [
        Ward.ready_to_start,
        Ward.infusing,
        paused,
        critical,
        lambda ward: ward.observing("13:30:33"),
        lambda ward: ward.infusing("09:30:20").at("09:43:05").takes_vitals(),
    ],
    ids=["before", "infusing", "paused", "critical", "observing", "vitals taken early"],
)
def test_a_kept_outlook_is_what_it_would_be_anew(ward: Ward, begin: Callable[[Ward], Ward]) -> None:
    begin(ward)
    session, start, pack, kept = ward.session, ward.now, ward.pack, Outlooks()
    made = []
    for seconds in range(0, 5 * 3600, 13):
        now = Now(start.at + timedelta(seconds=seconds), start.zone)
        seen, fresh = kept.of(session, now, pack), outlook(session, now, pack)
        assert (seen.due, seen.alarms) == (fresh.due, fresh.alarms), now.at
        made.append(id(seen))
    assert len(set(made)) < len(made)


def test_nothing_is_worked_out_again_before_the_next_instant(ward: Ward) -> None:
    ward.infusing("09:30")
    kept = Outlooks()
    first = kept.of(ward.session, ward.at("09:44").now, ward.pack)
    assert kept.of(ward.session, ward.at("09:44:59").now, ward.pack) is first
    due = kept.of(ward.session, ward.at("09:45").now, ward.pack)
    assert [alarm.title for alarm in due.sounding] == ["Vitals due now"]


def test_an_entry_or_a_clock_set_back_ends_what_was_kept(ward: Ward) -> None:
    ward.infusing("09:30").at("09:45:10")
    kept = Outlooks()
    due = kept.of(ward.session, ward.now, ward.pack)
    assert due.sounding
    earlier = Now(ward.now.at - timedelta(minutes=10), ward.now.zone)
    assert kept.of(ward.session, earlier, ward.pack).alarms == ()
    assert kept.of(ward.session, ward.now, ward.pack).sounding
    ward.takes_vitals()
    assert kept.of(ward.session, ward.now, ward.pack).alarms == ()
