"""Which panel shows a requirement, of the start gate or of the discharge gate."""

from __future__ import annotations

from app.models.day.gates import requirement
from app.ui.asking.panel import Panel
from app.ui.bag.panels import BagCheckPanel, BagPanel
from app.ui.checkin.panels import IdentityPanel
from app.ui.checks.panel import CheckPanel
from app.ui.gate.words import START_KEY
from app.ui.premedication.panel import PremedicationPanel
from app.ui.pump.start import StartPanel
from app.ui.shift import Shift
from app.ui.vitals.panel import VitalsPanel

_START = {
    "identity": IdentityPanel,
    "baseline_vitals": VitalsPanel,
    "stroke_check": VitalsPanel,
    "bag": BagPanel,
    "bag_check": BagCheckPanel,
    START_KEY: StartPanel,
}


def panel_for(key: str, shift: Shift, session_id: str) -> Panel:
    """A new panel for that key, showing how the requirement stands now.

    `start` and `discharge` are the keys of the panels shown when nothing is missing. A panel
    holds what is typed into it: keep it while its session is on the screen.
    """
    panel = _make(key, shift, session_id)
    session, now = shift.session(session_id), shift.now()
    panel.refresh(session, requirement(session, key, now, panel.pack), now)
    return panel


def _make(key: str, shift: Shift, session_id: str) -> Panel:
    if key in _START:
        return _START[key](shift, session_id, key)
    rules = shift.rules(shift.session(session_id))
    if rules.check(key):
        return CheckPanel(shift, session_id, key)
    if rules.premedication(key):
        return PremedicationPanel(shift, session_id, key)
    # Only a session that comes to its end needs these.
    from app.ui.leaving.panels import leaving_panel_for

    panel = leaving_panel_for(key, shift, session_id)
    if panel is None:
        raise LookupError(f"no panel shows {key!r}")
    return panel
