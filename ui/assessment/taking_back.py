"""What the assessor takes the screen back by, once it has been handed over."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.services import pins
from ui.forms import Form
from ui.parts import button, clear, line_of, words
from ui.password_field import PasswordField
from ui.pin_field import PinField, PinPad
from ui.room import Room
from ui.theme import UNIT, Tone

PIN, PASSWORD = "pin", "password"  # the fields, and the two ways


class TakingBack(QWidget):
    """A PIN where the assessor has set one, else their password; either can be asked for."""

    taken = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._way = PIN if self._has_pin() else PASSWORD
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._build()

    def take_focus(self) -> None:
        """Put the keyboard where one begins."""
        row = self.form.rows.get(self._way)
        (row.control if row else self.take).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        """Show one way only: a person beside is shown as little as may be."""
        clear(self._column)
        theme, texts = self._room.theme, self._room.texts
        lead = "pins.for_assessor" if self._way is PIN else "assessment.hand_over_assessor"
        self._column.addWidget(words(theme, texts(lead), tone=Tone.MUTED))
        self.form = Form(self._room, "pins" if self._way is PIN else "signin")
        self.take = button(theme, texts("assessment.hand_over_return"), "primary")
        self.take.clicked.connect(self._take)
        self.form.submitted.connect(self._take)
        across = QHBoxLayout()
        across.setSpacing(UNIT * 2)
        beside = QVBoxLayout()  # what it is taken back by stays in sight beside the figures
        beside.setSpacing(UNIT)
        beside.addWidget(self.form)
        across.addLayout(beside)
        if self._way is PIN:
            field = self.form.custom(PIN, PinField(theme))
            across.addWidget(PinPad(self._room, field))
        elif not self._room.desk.practice:
            shown = texts("signin.show_password")
            secret = self.form.custom(PASSWORD, PasswordField(theme, shown))
            secret.line.returnPressed.connect(self._take)
        beside.addLayout(line_of(self.take))
        beside.addLayout(line_of(self._other_way()))
        beside.addStretch(1)
        across.addStretch(1)
        self._column.addLayout(across)

    def _other_way(self) -> QPushButton:
        code = "pins.use_password" if self._way is PIN else "pins.use_pin"
        other = button(self._room.theme, self._room.texts(code), "quiet")
        other.clicked.connect(self._change_way)
        if self._way is PASSWORD and not self._has_pin():
            other.hide()
        return other

    def _has_pin(self) -> bool:
        return pins.standing(self._room.desk, self._room.actor).works

    def _change_way(self) -> None:
        self._way = PASSWORD if self._way is PIN else PIN
        self._build()
        self.take_focus()

    def _take(self) -> None:
        """Ask whether it is theirs; what was typed is gone either way."""
        desk, actor = self._room.desk, self._room.actor
        ask = pins.check if self._way is PIN else pins.confirm
        try:
            ask(desk, actor, self._given())
        except Refused as refused:
            self._refuse(refused)
        else:
            self.taken.emit()

    def _given(self) -> str:
        if self._way not in self.form.rows:
            return ""
        control: Any = self.form.rows[self._way].control
        given = str(control.value())
        control.set_value("")
        return given

    def _refuse(self, refused: Refused) -> None:
        """Say so beside the field; after too many PINs the field is the password's."""
        if self._way is PIN and not self._has_pin():
            self._change_way()
        with self._room.feedback.answering(self.form):
            if self._way in self.form.rows:
                raise Invalid(Problem(self._way, refused.code, refused.values))
        self.form.summary.hide()  # of the only field there is, beside which it stands
