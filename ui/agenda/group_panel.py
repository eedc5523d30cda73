"""Which session of a day was held: chosen among those of the services, then marked in a form."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from triage_app.services.group_sessions import GroupSession, mark_together, sessions_on
from ui.agenda.group import GroupForm
from ui.fields import PickField
from ui.parts import button, clear, holding, line_of, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT

LEAST = 240  # as high as the form always is; it takes what room there is


class GroupPanel(QWidget):
    """The sessions of one day, and the form of the one that is chosen."""

    closed = Signal()
    recorded = Signal()

    def __init__(self, room: Room, day: date) -> None:
        super().__init__()
        self.room, self.day = room, day
        self.form: GroupForm | None = None
        self.held: tuple[GroupSession, ...] = ()
        with room.feedback.answering():
            self.held = sessions_on(room.desk, room.actor, day)
        self._build()

    def begin(self) -> None:
        """Put the keyboard on the choice; where there is one session, on its first person."""
        if len(self.held) == 1:
            self.which.set_value(0)
        elif self.held:
            self.which.setFocus()
        else:
            self.back.setFocus()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.which = PickField(theme, [(n, self._said(one)) for n, one in enumerate(self.held)])
        self.which.setAccessibleName(texts("sessions.choose"))
        self.which.changed.connect(self._open)
        self.back = button(theme, texts("common.go_back"), "quiet")
        self.back.clicked.connect(self.closed)
        label = words(theme, texts("sessions.choose" if self.held else "sessions.none"))
        label.setBuddy(self.which)
        choice = holding(line_of(self.which, self.back))
        self._place = QVBoxLayout()
        self.area = QScrollArea()
        inner = QWidget()
        inner.setLayout(self._place)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are its form's
        self.area.setAccessibleName(texts("sessions.heading_group"))
        self.area.setWidget(inner)
        self.area.setMinimumHeight(LEAST)
        self.area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for part in (label, choice, self.area):
            column.addWidget(part)
        self.which.setVisible(bool(self.held))  # now that it has its place

    def _said(self, one: GroupSession) -> str:
        texts = self.room.texts
        booked = texts("sessions.booked", n=len(one.seats))
        values = {"time": texts.time(one.starts), "service": one.service, "said": booked}
        return texts("sessions.choice", **values)

    def _open(self) -> None:
        clear(self._place)
        self.form, chosen = None, self.which.value()
        self.area.setVisible(chosen is not None)
        if chosen is None:
            return
        self.form = GroupForm(self.room, self.held[chosen])
        self.form.closed.connect(self.closed)
        self.form.submitted.connect(self._save)
        self._place.addWidget(self.form)
        self._place.addStretch(1)
        self.form.show()
        self.form.go_to("")
        bring_into_view(self.form)

    def _save(self) -> None:
        form, room = self.form, self.room
        if form is None:
            return
        with room.feedback.answering(form):
            said = mark_together(room.desk, room.actor, form.marks())
            room.feedback.tell("sessions.saved", n=said)
            self.recorded.emit()
