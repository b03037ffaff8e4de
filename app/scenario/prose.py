"""What docs/scenarios.md says in its own words; the rest of it is read off the code."""

from __future__ import annotations

EXAMPLE = """\
title = "A patient who is told on arrival that she may not have the infusion"
start = 2026-11-23T08:00:00
zone = "America/New_York"

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

[[step]]
at = "08:00"
do = "open_session"
session = "doe-1"
patient = "doe"
chair = 1
expect = "done"

[[step]]
at = "08:05"
do = "answer_questions"
session = "doe-1"
answers = { hiv = "no", infection = "yes", hypersensitivity = "no" }
expect = "done"

[[step]]
at = "08:06"
do = "start_infusion"
session = "doe-1"
volume_ml = 101.2
rate_ml_h = 25.3
expect = "refused: gate_closed"

[[step]]
at = "08:20"
do = "cancel_session"
session = "doe-1"
reason = "fever; Dr. Amari told, new appointment next week"
expect = "done"
"""

INTRODUCTION = f"""\
<!-- Written by `python -m app.scenario.docs > docs/scenarios.md`. Do not edit it here. -->

# Scenario files

A scenario file is a day at the infusion chair as a TOML file: the people, and timed steps in the
commands the program itself uses. It is played without a window, on a simulated clock:

    python main.py replay FILE          # a line for each step
    python main.py replay FILE --json   # everything

The exit status is 0 when every step came to what it expects. `tests/scenarios/` holds many days to
start from; this is a whole one:

```toml
{EXAMPLE}```
"""

STEPS = """\
## Steps

A `[[step]]` is one command at one time. These fields are the step's own; every other field belongs
to the command. A field nobody knows is an error that names the step.
"""

TIMES = """\
Times are the wall clock's. `"14:05"` is on the day of `start`, `"+1d 08:00"` on the day after it,
`2026-11-24T08:00:00` says the whole date. Time goes forward from step to step. The one exception is
`note_clock_step`: it sets the simulated wall clock itself, by `seconds`, as somebody at the control
panel does, and notes it in every open session. From the next step on, times are the new clock's.

Before the first step the unit is set up, the staff is enrolled, the patients are registered and
their courses ordered, all by the first member of staff, who is a charge nurse.
"""

PARTS = """\
## Parts

Steps that many days share lie in files in the folder `parts` beside the scenario. A step that says
`use` instead of `do` lays a part into the day: its steps take their places among the others by
their times.

```toml
[[step]]
at = "08:00"
use = "ready-to-start"
session = "doe-1"
patient = "doe"
mrn = "00412"
chair = 1
without = ["bag check"]
```
"""

PART_FILE = """\
A part has a `title`, `[[step]]` tables and, if wanted, `[defaults]`. In it, `at` and `happened` are
hours and minutes from the beginning of the part, like `"+0:05"`. `"{session}"` stands for what the
day says for `session`, and keeps its type; a name that neither the day nor `[defaults]` gives is an
error. A step's `label` in a part is what `without` names.
"""

OUTPUT = """\
## What `--json` prints

`title`, `as_expected` (whether every step came to what it expects), `steps` and `sessions`.

Each of `steps` has `number`, `at`, `by`, `do`, the `outcome` (`done`, `already done` or `refused`),
the `facts` that were recorded, and what was `expected` and whether it came so: `as_expected` is
null where nothing was expected. A refusal adds its `code`, the `sentence` a nurse sees, the `rule`
and its `source`, and for `gate_closed` the keys of the requirements that are `open`.

Each of `sessions` tells a session as it stands after the last step: its `state`, its `numbers`
(`ran_s` and `left_s` in seconds, `given_ml`, and the sets of vital signs: `vitals_done` of
`vitals_due`), the `start_gate` and the `discharge_gate`, what is `due`, the `alarms`, and the
`timeline`: one row for each entry, with what was corrected beside it.
"""

CODES = """\
## Why a command is refused

A refusal's code never changes. `…` stands for what the case puts there.

| code | sentence |
| --- | --- |
"""

NOTES = {
    "answer_check": """
`value` is an option's key for a confirm, a choice or a yes / no / unknown; a list of keys for
several; text, a date, or a number. A number of several units is `{ number = 61.5, unit = "kg" }`.
A dated result is `{ value = "212", unit = "10³/µL", date = 2026-11-12, range = "150–400", flag =
"none" }`, or its `flag` alone while it is pending or not done. A drug line is `{ drug = "aspirin",
dose = "81 mg", route = "by mouth", when = "last 14 Nov" }`; only `drug` is needed.""",
    "acknowledge_alarm": """
`alarm` is the key that `--json` prints: `stroke-1` for the first stroke signs of the day,
`critical-high` for the critical values that the step labelled `high` gave: a set of vital signs, or
its correction.""",
    "correct_entry": """
`entry` may also be the `label` of the step that made it. `values` has the fields of the command
that made the entry, and only those that change; a vital sign stands there by its own key.""",
    "record_vitals": """
The keys of the table `values` are the protocol's vital signs, listed below; they may also stand
in the step itself.""",
    "record_symptom": """
`severity` is `mild`, `moderate` or `severe`.""",
    "note_clock_step": """
In a scenario this step sets the simulated wall clock, and every open session is told.""",
}
"""What a command's own docstring need not say, but a scenario's author wants to know."""
