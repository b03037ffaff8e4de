"""Which sheet answers which key: the one place that knows all sheets of a session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.asking.sheet import CommandSheet
from app.ui.shift import Shift


def open_sheet(what: str, host: QWidget, shift: Shift, session: str) -> CommandSheet | None:
    """Open the sheet for a key such as `vitals`, `override:antiviral` or `correct:12`."""
    word, _, rest = what.partition(":")
    sheet = _make(word, rest, host, shift, session)
    if sheet is not None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
    return sheet


def _make(word: str, rest: str, host: QWidget, shift: Shift, session: str) -> CommandSheet | None:
    from app.ui.bag import second_check
    from app.ui.correction import sheet as correct
    from app.ui.gate import override
    from app.ui.patients import cancel
    from app.ui.pump import sheets as pump
    from app.ui.reactions import drug, reaction, stroke, symptom
    from app.ui.session import note
    from app.ui.vitals import sheet as vitals

    plain: dict[str, Callable[[QWidget, Shift, str], CommandSheet]] = {
        "vitals": vitals.VitalsSheet,
        "pause": pump.PauseSheet,
        "resume": pump.ResumeSheet,
        "rate": pump.ChangeRateSheet,
        "end": pump.EndSheet,
        "symptom": symptom.SymptomSheet,
        "drug": drug.DrugSheet,
        "note": note.NoteSheet,
        "reaction": reaction.ReactionSheet,
        "stroke": stroke.StrokeSheet,
        "cancel": cancel.CancelSheet,
        "second": second_check.SecondCheckSheet,
    }
    if word in plain:
        return plain[word](host, shift, session)
    if word == "override":
        return override.OverrideSheet(host, shift, session, rest)
    if word == "correct":
        return correct.CorrectSheet(host, shift, session, rest)
    return None
