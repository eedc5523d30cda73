"""Ending what will not be finished: a button, and in its place one line that says why."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.assessment.run import Run
from ui.drafts import DraftKeeper
from ui.forms import Form, bring_into_view
from ui.parts import button, clear, line_of
from ui.theme import UNIT


class Ends(StrEnum):
    """What is ended: the code of its button, with which its other words begin."""

    QUESTIONNAIRE = "screening.close"  # without a total
    CORRECTION = "change.give_up"


class EndUnfinished(QWidget):
    """Asks for the reason and ends the run; the reason half typed is kept as a draft."""

    asked = Signal()  # or left as it is

    def __init__(self, run: Run, ends: Ends) -> None:
        super().__init__()
        self._run, self._ends = run, ends
        self.form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self._way = button(run.room.theme, run.room.texts(ends), "quiet")
        self._way.clicked.connect(self.ask)
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(line_of(self._way))
        column.addLayout(self._place)

    def ask(self) -> None:
        """Open the line in place of the button."""
        room, ends = self._run.room, self._ends
        form = Form(room, ends.partition(".")[0])
        form.line(self._field, 50)
        form.buttons(f"{ends}_now", [(f"{ends}_not", self._leave_it)])
        form.submitted.connect(self._end)
        self._keeper = DraftKeeper(room, form, ends.value, self._run.view.id)
        self._place.addWidget(form)
        self.form = form
        form.show()
        form.go_to(self._field)
        self._way.hide()
        self.asked.emit()
        bring_into_view(form)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    @property
    def _field(self) -> str:
        return f"{self._ends.partition('.')[2]}_reason"

    def _leave_it(self) -> None:
        self.leave()
        self.form, self._keeper = None, None
        self._way.show()
        self._way.setFocus(Qt.FocusReason.OtherFocusReason)
        clear(self._place)
        self.asked.emit()

    def _end(self) -> None:
        form, keeper = self.form, self._keeper
        if form is None or keeper is None:
            return
        if self._run.end_unfinished(form, form.values()[self._field]):
            keeper.settled()
            self._run.ended.emit()
