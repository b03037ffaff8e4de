"""Which sheet answers which task: the one place that knows all sheets of a session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.asking.sheet import CommandSheet
from app.ui.asking.wanted import Task, Wanted
from app.ui.shift import Shift


def open_sheet(wanted: Wanted, host: QWidget, shift: Shift, session: str) -> CommandSheet | None:
    """Open the sheet for a task; None for one that is done in a panel."""
    sheet = _make(wanted, host, shift, session)
    if sheet is not None:
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()
    return sheet


def _make(wanted: Wanted, host: QWidget, shift: Shift, session: str) -> CommandSheet | None:
    from app.ui.bag import second_check
    from app.ui.correction import sheet as correct
    from app.ui.gate import override
    from app.ui.patients import cancel
    from app.ui.pump import sheets as pump
    from app.ui.reactions import drug, reaction, stroke, symptom
    from app.ui.session import note
    from app.ui.vitals import sheet as vitals

    plain: dict[Task, Callable[[QWidget, Shift, str], CommandSheet]] = {
        Task.VITALS: vitals.VitalsSheet,
        Task.PAUSE: pump.PauseSheet,
        Task.RESUME: pump.ResumeSheet,
        Task.RATE: pump.ChangeRateSheet,
        Task.END: pump.EndSheet,
        Task.SYMPTOM: symptom.SymptomSheet,
        Task.DRUG: drug.DrugSheet,
        Task.NOTE: note.NoteSheet,
        Task.REACTION: reaction.ReactionSheet,
        Task.STROKE: stroke.StrokeSheet,
        Task.CANCEL: cancel.CancelSheet,
        Task.SECOND_CHECK: second_check.SecondCheckSheet,
    }
    if wanted.task in plain:
        return plain[wanted.task](host, shift, session)
    if wanted.task is Task.OVERRIDE:
        return override.OverrideSheet(host, shift, session, wanted.about)
    if wanted.task is Task.CORRECT:
        return correct.CorrectSheet(host, shift, session, wanted.about)
    return None
