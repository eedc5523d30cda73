"""One's own settings: the PIN by which one takes the screen back from a person."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import pins
from triage_app.services.pins import NewPin
from ui.forms import Form
from ui.parts import button, heading, line_of, words
from ui.password_field import PasswordField
from ui.pin_field import PinField
from ui.room import Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.theme import TITLE, UNIT, Tone


class OwnScreen(Screen):
    """Says how one's PIN stands; sets another, or none."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show how the PIN stands now."""
        texts, held = self.room.texts, pins.standing(self.room.desk, self.room.actor)
        said = texts("pins.has", at=held.set_at) if held.set_at else texts("pins.none")
        if held.is_spent:
            said = texts("pins.spent")
        self.stands.setText(said)
        self.drop.setVisible(held.set_at is not None)

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the first where none is named."""
        self.form.go_to(field)

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.stands = words(theme, "")
        self.form = Form(self.room, "pins")
        if not self.room.desk.practice:
            shown = texts("signin.show_password")
            self.form.custom("password", PasswordField(theme, shown))
        self.form.custom("new_pin", PinField(theme))
        self.form.custom("again", PinField(theme))
        self.form.buttons("pins.save")
        self.drop = button(theme, texts("pins.remove"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(UNIT * 3, UNIT * 3, UNIT * 3, UNIT * 3)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(theme, texts("pins.title"), TITLE))
        column.addWidget(heading(theme, texts("pins.heading")))
        column.addWidget(words(theme, texts("pins.lead"), tone=Tone.MUTED))
        column.addWidget(self.stands)
        column.addLayout(line_of(self.drop))
        column.addWidget(self.form)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(page))

    def _connect(self) -> None:
        self.form.submitted.connect(self._set)
        self.drop.clicked.connect(self._remove)

    def _set(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            values = self.form.values()
            new = NewPin(values.get("password", ""), values["new_pin"], values["again"])
            try:
                pins.set_pin(room.desk, room.actor, new)
            finally:
                self._empty()
            self.refresh()
            room.feedback.tell("pins.was_set")

    def _remove(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            pins.remove(room.desk, room.actor)
            self.refresh()
            self.form.go_to("")
            room.feedback.tell("pins.was_removed")

    def _empty(self) -> None:
        """Show nothing of what was typed any longer."""
        self.form.fill(dict.fromkeys(self.form.rows, ""))
