"""Looks for a new arrest: those that were, and the form for another."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.arrest_check import Check, Result, Source
from triage_app.services import arrest_checks
from triage_app.services.tracking_view import TrackingView
from ui.parts import heading, words
from ui.record_form import RecordForm
from ui.room import Room
from ui.theme import UNIT, Tone


class CheckForm(RecordForm):
    """Where somebody looked, and what they found."""

    title, save = "check", "tracking.save_check"

    def ask(self) -> None:
        """Ask the day, the source and the result."""
        said = self.room.texts
        self.day("checked_on")
        sources = [(one, said(f"tracking.check_source_{one}")) for one in Source]
        self.radio("source", sources, across=True)
        results = [(one, said(f"tracking.check_result_{one}")) for one in Result]
        self.radio("result", results, across=True)
        self.area("check_note", 2)
        self.fill({"checked_on": self.room.desk.today()})

    def given(self) -> Check:
        """Return what was filled in."""
        values = self.values()
        return Check(values["checked_on"], values["source"], values["result"], values["check_note"])


def checks(room: Room, view: TrackingView) -> QWidget | None:
    """Return the looks that were, the newest first; nothing where there were none."""
    found = arrest_checks.checks_of(room.desk, room.actor, view.case_id)
    if not found:
        return None
    holder, column = QWidget(), QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(UNIT // 2)
    column.addWidget(heading(room.theme, room.texts("tracking.checks")))
    for one in found:
        told = {
            "day": one.day,
            "source": room.texts(f"tracking.check_source_{one.source}"),
            "result": room.texts(f"tracking.check_result_{one.result}"),
            "name": one.by,
            "note": one.note,
        }
        bad = one.result == Result.SOMETHING
        said = room.texts("tracking.check_said", **told).strip()
        column.addWidget(words(room.theme, said, tone=Tone.BAD if bad else Tone.MUTED, bold=bad))
    holder.setLayout(column)
    return holder
