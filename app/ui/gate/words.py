"""What a gate's list shows, which line comes next, and how one requirement stands, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.day.requirement import Gate, Requirement, State
from app.models.moment import Now
from app.models.rules.pack import Premedication
from app.models.rules.rule import Override, Rule, Status
from app.models.staff import Staff
from app.models.wording import capital
from app.ui.shown import GateLine

Roster = Mapping[str, Staff]

START_KEY = "start"
"""What is selected when nothing is missing before the start."""

DISCHARGE_KEY = "discharge"
"""The same for the way home."""

_ORDER = (State.OPEN, State.OVERRIDDEN, State.MET)


@dataclass(frozen=True, slots=True)
class GateLines:
    """A gate as its list shows it: what is missing first, what was allowed, what is met."""

    heading: str
    lines: tuple[GateLine, ...]

    @property
    def open(self) -> int:
        """How many are missing."""
        return sum(line.state is State.OPEN for line in self.lines)


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A requirement that is done: what was recorded, and by whom and when."""

    state: State
    what: str
    who: str


def start_view(gate: Gate, now: Now, roster: Roster) -> GateLines:
    """The start gate's list."""
    return GateLines("Before the pump may start", _lines(gate, now, roster))


def discharge_view(gate: Gate, now: Now, roster: Roster) -> GateLines:
    """The discharge gate's list."""
    return GateLines("Before the patient leaves", _lines(gate, now, roster))


def _lines(gate: Gate, now: Now, roster: Roster) -> tuple[GateLine, ...]:
    ordered = sorted(gate, key=lambda item: _ORDER.index(item.state))
    return tuple(
        GateLine(item.key, item.title, line_detail(item, now, roster), item.state)
        for item in ordered
    )


def line_detail(item: Requirement, now: Now, roster: Roster) -> str:
    """`name, date of birth, 08:02 · R.O.` when done; what to do while it is missing."""
    if not item.done or item.at is None:
        return item.detail
    stamp = f"{now.wall(item.at)} · {initials(roster, item.by)}"
    return f"{item.detail}, {stamp}" if item.detail else stamp


def next_open(gate: Gate, after: str = "") -> str:
    """The key of the next missing requirement below `after`, from the top again, or none."""
    missing = [item.key for item in gate if not item.done]
    keys = [item.key for item in gate]
    below = keys[keys.index(after) + 1 :] if after in keys else keys
    return next((key for key in below if key in missing), missing[0] if missing else "")


def select_after(gate: Gate, key: str, when_open: str) -> str:
    """What to select once something was recorded about `key`.

    It stays while it is missing; else the next missing one, and `when_open` when all are done.
    """
    if any(item.key == key and not item.done for item in gate):
        return key
    return next_open(gate, key) or when_open


def standing(item: Requirement | None, now: Now, roster: Roster) -> DoneLine | None:
    """What a done requirement's panel says first; None while it is missing."""
    if item is None or not item.done:
        return None
    what = sentence(item.detail) or item.title
    who = ""
    if item.at is not None:
        who = f"{now.wall(item.at)} · {name_of(roster, item.by)}"
    return DoneLine(item.state, what, who)


_UNTIL_CHECKED = "check against your current form or label"


def rule_words(rule: Rule) -> str:
    """The rule, where it comes from, how sure that is, and who may override it."""
    return f"{rule.text} {source_words(rule)} {override_words(rule)}"


def source_words(rule: Rule) -> str:
    """`Label: US prescribing information, section 4.`, and what is less than that said as such."""
    source = rule.source.rstrip(".")
    match rule.status:
        case Status.LABEL:
            return f"Label: {source}."
        case Status.SECONDARY:
            said = source if source.startswith("Secondary") else f"Secondary copy: {source}"
            return f"{said}; not seen in the label itself."
        case Status.UNVERIFIED:
            return f"Unverified, {_UNTIL_CHECKED}: {source}."
        case Status.SITE:
            said = source if source.startswith("Site default") else f"Site rule: {source}"
            return f"{said}."


def override_words(rule: Rule) -> str:
    """Who may override it."""
    match rule.override:
        case Override.NOBODY:
            return "Nobody may override this."
        case Override.PRESCRIBER:
            return "A prescriber may override this."
        case Override.NURSE:
            return "A nurse may override this, with a reason."


def let_pass(item: Requirement | None) -> str:
    """The words of the button that overrides it; none when it is done or nobody may."""
    if item is None or item.done or item.rule.override is Override.NOBODY:
        return ""
    if item.key == "observation":
        return "Leaves early …"
    if isinstance(item.rule, Premedication) and item.rule.override is Override.NURSE:
        return ""  # "not given" says the same, and why
    return "Override …"


def name_of(roster: Roster, id: str) -> str:
    """The name of a member of staff, or the id of one who is not enrolled here."""
    return roster[id].name if id in roster else id


def initials(roster: Roster, id: str) -> str:
    """The initials of a member of staff, the id of one not enrolled here, or `auto` for nobody."""
    return roster[id].initials if id in roster else id or "auto"


def sentence(words: str) -> str:
    """With a capital first letter, unless the first word is written as it is on purpose."""
    return capital(words)
