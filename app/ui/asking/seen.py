"""What a panel is given to show with every heartbeat, and which of its parts are there."""

from __future__ import annotations

from typing import NamedTuple

from app.models.day.requirement import Requirement
from app.models.day.session import Session
from app.models.moment import Now


class Seen(NamedTuple):
    """What a heartbeat shows: the session, its requirement, the time, and whether a form is up."""

    session: Session
    item: Requirement | None
    now: Now
    editing: bool = False


class Shows(NamedTuple):
    """Which parts of a panel are there."""

    form: bool
    time: bool
    main: bool
