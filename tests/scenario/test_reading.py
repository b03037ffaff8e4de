"""A scenario file with a mistake in it is refused with its place; parts take their places by time."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock import SimulatedClock
from app.desk import Desk
from app.errors import WorldError
from app.scenario import Player, Scenario, parse_scenario, read_scenario
from app.scenario.prose import EXAMPLE
from app.store.journal import Journal
from tests.ward import KEY, SCENARIOS, shipped_pack

HEAD = """
start = 2026-11-23T08:00:00
[[staff]]
id = "osei"
name = "R. Osei, RN"
initials = "R.O."
[[patient]]
id = "doe"
family = "Doe"
given = "Jan"
born = 1986-04-02
mrn = "00412"
course = {}
"""


def step(at: str, do: str = "write_note", **fields: str) -> str:
    """A step as it is written."""
    named = "".join(f"{key} = {value}\n" for key, value in fields.items())
    about = "" if "session" in fields else 'session = "doe-1"\n'
    note = 'text = "x"\n' if do == "write_note" and "text" not in fields else ""
    return f'[[step]]\nat = "{at}"\ndo = "{do}"\n{about}{note}{named}'


OPEN = step("08:00", "open_session", patient='"doe"', chair="1")


def use(at: str, part: str = "normal-vitals", **fields: str) -> str:
    """A step that lays in a part."""
    named = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f'[[step]]\nat = "{at}"\nuse = "{part}"\nsession = "doe-1"\n{named}'


def parse(text: str) -> Scenario:
    """The scenario, with the parts of tests/scenarios."""
    return parse_scenario(text, SCENARIOS / "parts")


def play(text: str) -> tuple[Player, list[str]]:
    """What each step comes to."""
    scenario = parse(text)
    clock = SimulatedClock(scenario.start, scenario.zone)
    player = Player(scenario, Desk(Journal.open(":memory:", KEY), clock, shipped_pack()), clock)
    player.prepare()
    return player, [each.outcome for each in player.play()]


# ------------------------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "start is a date and a time"),
        ("start = 2026-11-23", "start is a date and a time"),
        ("start = 2026-11-23T08:00:00", "at least one [[staff]]"),
        (HEAD.replace("start", "begin", 1), "start is a date and a time"),
        ('colour = "red"\n' + HEAD, "unknown field colour"),
        ('zone = "Moon/Crater"\n' + HEAD, "no time zone is called 'Moon/Crater'"),
        ('zone = ""\n' + HEAD, "no time zone"),
        (HEAD + "shoe_size = 38\n", "shoe_size"),
        (HEAD.replace("1986-04-02", '"spring"'), "born"),
        (HEAD.replace("course = {}", "course = { dose = 12 }"), "dose"),
        (HEAD + '[unit]\nchairs = "many"\n', "chairs"),
        (HEAD + "[step]\nat = 1\n", "Expected `array`"),
        (HEAD + step("8 o'clock"), "step 1: \"8 o'clock\" is not a time like 14:05"),
        (HEAD + step("25:00"), "step 1: '25:00' is not a time of the day"),
        (HEAD + "[[step]]\ndo = 'write_note'\n", "step 1 has no time"),
        (HEAD + step("08:00", "dance"), "step 1: no command is called 'dance'"),
        (HEAD + step("08:00", mood='"good"'), "step 1 (write_note): Object contains unknown field `mood`"),
        (HEAD + step("08:00", text="3"), "step 1 (write_note): Expected `str`, got `int`"),
        (HEAD + step("08:00", "open_session", chair="1"), "missing required field `patient`"),
        (HEAD + step("08:00", expect='"fine"'), "step 1: expect is done or already done or refused"),
        (HEAD + step("08:00", "correct_entry", entry='"nothing"', reason='"x"'),
         "step 1: no step is labelled 'nothing'"),
        (HEAD + step("07:59"), "step 1 is at 07:59 on 2026-11-23, before the start"),
        (HEAD + step("09:00") + step("08:59"), "step 2 is at 08:59 on 2026-11-23, before step 1 at 09:00"),
        (HEAD + step("08:00", "note_clock_step"), "step 1: seconds says how far the clock jumps"),
        (HEAD + step("08:00", "note_clock_step", seconds="nan"), "seconds says how far"),
        (HEAD + step("08:00", "note_clock_step", seconds="1e9"), "a day at most"),
        (HEAD + "[[step]]\nat = 08:00\n", "line"),
        (HEAD + use("08:00", "no-such-part"), "step 1: there is no part 'no-such-part'"),
        (HEAD + use("08:00", "../plain-day"), "there is no part"),
        (HEAD + use("08:00", mood='"good"'), "has no {mood}"),
        (HEAD + use("08:00", "ready-to-start"), "needs chair, mrn, patient"),
        (HEAD + use("08:00", without='["tea"]'), "has no step labelled 'tea'"),
        (HEAD + use("08:00", without='"tea"'), "has no step labelled 'tea'"),
        (HEAD + use("08:00", do='"write_note"'), "step 1: either do or use, not both"),
        (HEAD + use("08:00", spo2='"high"'), "step 1, record_vitals of the part 'normal-vitals'"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ValueError) as failed:
        parse(text)
    assert said in str(failed.value)


def test_a_file_that_is_wrong_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "day.toml"
    path.write_text(HEAD + step("08:00", "dance"))
    with pytest.raises(WorldError) as failed:
        read_scenario(path)
    assert str(failed.value) == (
        "The scenario day.toml is not valid. step 1: no command is called 'dance'. "
        "docs/scenarios.md lists every table, command and field."
    )


@pytest.mark.parametrize("content", [b"\xff\xfe", b"start = ", b"[[["])
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "day.toml").write_bytes(content)
    with pytest.raises(WorldError, match="not valid"):
        read_scenario(tmp_path / "day.toml")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        read_scenario(tmp_path / "day.toml")


def test_people_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be a date of birth"):
        play(HEAD.replace("1986-04-02", "2027-04-02"))


# ------------------------------------------------------------------------------------- playing


def test_the_example_of_the_documentation_comes_out_as_it_says() -> None:
    scenario = parse(EXAMPLE)
    clock = SimulatedClock(scenario.start, scenario.zone)
    player = Player(scenario, Desk(Journal.open(":memory:", KEY), clock, shipped_pack()), clock)
    player.prepare()
    assert all(step.as_expected for step in player.play())


def test_what_is_not_as_expected_is_told() -> None:
    player, outcomes = play(HEAD + OPEN + step("08:01", expect='"refused: future"'))
    assert outcomes == ["done", "done"]
    assert player.step(2).as_expected is False


def test_days_hours_and_seconds() -> None:
    text = HEAD + OPEN + step("08:01:30") + step("+1d 07:00")
    scenario = parse(text + '[[step]]\nat = 2026-11-25T06:00:00\ndo = "sign_in"\nstaff = "osei"\n')
    player, _ = play(text)
    assert len(scenario.steps) == 4
    assert f"{player.desk.clock.now().local(player.desk.clock.now().at):%d %H:%M}" == "24 07:00"


def test_happened_and_label() -> None:
    text = (
        HEAD + OPEN + step("08:10", happened='"08:06"', label='"note"')
        + step("08:11", "correct_entry", entry='"note"', reason='"x"', occurred_at='"08:05"')
    )  # fmt: skip
    player, outcomes = play(text)
    assert outcomes == ["done"] * 3
    session = player.desk.session("doe-1")
    assert session
    assert f"{player.desk.clock.now().local(session.entries[1].occurred_at):%H:%M}" == "08:06"


def test_the_label_of_a_refused_step_names_no_entry() -> None:
    text = (
        HEAD + OPEN + step("08:10", text='""', label='"note"')
        + step("08:11", "correct_entry", entry='"note"', reason='"x"', strike="true")
    )  # fmt: skip
    assert play(text)[1] == ["done", "refused", "refused"]


def test_a_time_may_be_toml_s_own() -> None:
    assert play(HEAD + OPEN + step("08:10").replace('"08:10"', "08:10:00"))[1] == ["done", "done"]


def test_a_clock_step_sets_the_clock_for_every_open_session_and_times_go_on_from_there() -> None:
    second = HEAD.replace('id = "doe"', 'id = "roe"').replace('"00412"', '"2"')
    people = HEAD + second[second.index("[[patient]]") :]
    text = (
        people + OPEN + step("08:00", "open_session", session='"roe-1"', patient='"roe"', chair="2")
        + step("09:00", "note_clock_step", seconds="-3600") + step("08:10")
    )  # fmt: skip
    player, outcomes = play(text)
    assert outcomes == ["done"] * 4
    assert [s.step.total_seconds() for s in player.desk.open_sessions()] == [-3600, -3600]
    with pytest.raises(ValueError, match="before what the clock shows after step 2, 08:00"):
        parse(HEAD + OPEN + step("09:00", "note_clock_step", seconds="-3600") + step("07:59"))


# --------------------------------------------------------------------------------------- parts


def test_a_part_takes_its_places_by_time() -> None:
    scenario = parse(HEAD + OPEN + use("08:00", "vitals-while-infusing") + step("08:20"))
    assert [(s["do"], f"{s['at']:%H:%M}" if s["do"] == "record_vitals" else s["at"]) for s in scenario.steps[:5]] == [
        ("open_session", "08:00"),
        ("record_vitals", "08:15"),
        ("write_note", "08:20"),
        ("record_vitals", "08:30"),
        ("record_vitals", "08:45"),
    ]  # fmt: skip
    assert scenario.place(2) == "step 2, record_vitals of the part 'vitals-while-infusing'"


def test_a_part_is_filled_in() -> None:
    scenario = parse(HEAD + OPEN + use("08:05", by='"lind"', spo2="93"))
    filled = scenario.steps[1]
    assert (filled["by"], filled["session"], filled["spo2"], filled["sbp"]) == (
        "lind",
        "doe-1",
        93,
        124,
    )
    assert "label" not in filled


def test_steps_of_a_part_are_left_out_by_their_labels() -> None:
    plain = parse(HEAD + OPEN + use("08:00", "vitals-while-infusing"))
    fewer = parse(HEAD + OPEN + use("08:00", "vitals-while-infusing", without='["0:15", "3:30"]'))
    assert len(plain.steps) - len(fewer.steps) == 2


def test_a_part_does_not_reach_over_a_clock_step() -> None:
    text = HEAD + OPEN + use("08:00", "vitals-while-infusing")
    with pytest.raises(ValueError, match="after the clock step of step 3; use it later"):
        parse(text + step("09:00", "note_clock_step", seconds="60"))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("title = 'x'\n", "missing required field `step`"),
        ("title = 'x'\nstep = []\nmood = 1\n", "unknown field `mood`"),
        ("title = 'x'\n[[step]]\nat = '08:00'\ndo = 'write_note'\n", "not a time in a part"),
        ("title = 'x'\n[[step]]\nat = '+0:00'\ndo = 'dance'\n", "no command is called 'dance'"),
        ("title", "is not valid"),
    ],
)
def test_a_part_with_a_mistake(tmp_path: Path, part: str, said: str) -> None:
    (tmp_path / "mine.toml").write_text(part)
    with pytest.raises(ValueError) as failed:
        parse_scenario(HEAD + '[[step]]\nat = "08:00"\nuse = "mine"\n', tmp_path)
    assert said in str(failed.value)


def test_a_part_keeps_its_hours_over_a_change_of_the_clock() -> None:
    """The night in which summer time ends has an hour more."""
    head = HEAD.replace("2026-11-23T08:00:00", "2026-10-31T22:00:00")
    scenario = parse(head + use("22:00", "vitals-while-infusing"))
    last = scenario.steps[-1]["at"]
    assert f"{last:%H:%M}" == "01:30"
    assert (last - scenario.start).total_seconds() == 3.5 * 3600
